"""The viewer's pages over HTTP, for sources of each sort and addresses right and wrong."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from docx import Document as WordDocument
from fastapi.testclient import TestClient
from fpdf import FPDF

from assistant.api import create_api
from assistant.service import Assistant, open_assistant
from assistant.settings import AssistantSettings
from assistant.viewer.addresses import address_of_passage, address_of_record
from assistant.viewer.routes import mount_viewer
from corpus.documents import Passage
from corpus.embeddings import TextEncoder
from ingest.pipeline import ingest
from tests.assistant.viewer.reading import marked
from tests.conftest import no_progress

HOSTILE = '<script>alert("1")</script> & <b>fet</b>'
FILES = {
    "plan.md": f"""# Planen

#### Delarna
Planen har två delar:

- Del ett
  - Del ett a
- Del två

{HOSTILE.replace("<", "&lt;")}

## Uppföljning
Planen följs upp varje år.

Källa: [Sidan](javascript:alert(1)) (2024)

## Mer
Kommunen ansvarar.

Källa: [Kommunens sida](https://www.example.org/plan) (2024)
""",
    "utslapp.csv": "kommun,år,sektor,ton_co2e,källa_url\n"
    + "".join(f"Borlänge,{year},Totalt,{year * 1000},https://example.org/{year}\n" for year in range(1950, 2025)),
    "priser.csv": "Vara,Pris\n" + "".join(f"Vara {number},{number} kr\n" for number in range(1, 61)),
    "gammal.txt": "Den gamla planen gällde till 2020.\n",
    "ersatt-internt.txt": "Det här står numera på en sida för personal.\n",
    "internt.md": "# Internt\n\nPersonalens arbetsnamn är Blåsippan.\n",
    "sources.toml": """[[source]]
file = "plan.md"
id = "plan"
title = "Planen & målen"
publisher = "Borlänge kommun"
url = "https://www.borlange.se/plan"
date = "2024-03"
licence = "CC BY 4.0"
valid_from = "2024-04-11"

[[source]]
file = "utslapp.csv"
id = "utslapp"
title = "Utsläpp"
kind = "emissions"
date = "2025"

[[source]]
file = "gammal.txt"
id = "gammal"
title = "Gamla planen"
superseded_by = "plan"

[[source]]
file = "ersatt-internt.txt"
id = "ersatt-internt"
title = "Flyttad text"
superseded_by = "internt"

[[source]]
file = "internt.md"
id = "internt"
title = "Hemlig titel"
audience = "staff"
""",
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, encoder: TextEncoder) -> Iterator[Assistant]:
    """An assistant over a file of each sort."""
    folder, index = tmp_path_factory.mktemp("sources"), tmp_path_factory.mktemp("index")
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    word = WordDocument()
    word.add_heading("Mötet", 1)
    word.add_paragraph("Ordföranden öppnade mötet klockan nio.")
    word.save(str(folder / "protokoll.docx"))
    _write_contract(folder / "avtal.pdf")
    ingest(folder, index, encoder, no_progress)
    opened = open_assistant(AssistantSettings(index_dir=index))
    yield opened
    opened.close()


def _write_contract(path: Path) -> None:
    pdf = FPDF()
    pdf.set_font("Helvetica", size=12)
    for text in ("Avtalet gäller alla parter i staden som", "skriver under det.", "Utsläppen ska minska."):
        pdf.add_page()
        pdf.multi_cell(0, 8, text)
    pdf.add_page()
    pdf.output(str(path))


@pytest.fixture(scope="module")
def client(assistant: Assistant) -> TestClient:
    app = create_api(assistant, Path("finns-inte.html"))
    mount_viewer(app)
    return TestClient(app)


def passages(assistant: Assistant, source_id: str) -> tuple[Passage, ...]:
    with assistant.live.reading() as index:
        entry = index.store.entry(source_id)
        assert entry is not None
        return entry.passages


def soup(client: TestClient, address: str, status: int = 200) -> BeautifulSoup:
    reply = client.get(address.partition("#")[0])
    assert reply.status_code == status
    page = BeautifulSoup(reply.text, "lxml")
    assert page.html is not None and page.html["lang"] == "sv"
    assert not page.find_all(["script", "style"]) and not page.select("[style], [onclick]")
    assert len(page.find_all("main")) == len(page.find_all("h1")) == 1
    return page


def links(page: BeautifulSoup | Tag) -> list[str]:
    return [str(link["href"]) for link in page.select("main a[href]")]


def test_list_names_the_sources_that_anyone_may_see(client: TestClient) -> None:
    page = soup(client, "/kallor")
    listed = {item.a["href"]: item.get_text(" ", strip=True) for item in page.select(".lista li") if item.a}

    assert listed["/kallor/plan"] == "Planen & målen Text · Borlänge kommun · mars 2024"
    assert listed["/kallor/utslapp"] == "Utsläpp Tabell över utsläpp · 2025"
    assert "ersatt av en nyare" in listed["/kallor/gammal"]
    assert len(listed) == 7 and "Hemlig" not in str(page)


@pytest.mark.parametrize("source_id", ["finns-inte", "internt", "%00"])
def test_staff_source_is_as_unknown_as_one_that_does_not_exist(client: TestClient, source_id: str) -> None:
    page = soup(client, f"/kallor/{source_id}", 404)

    assert "Det finns ingen källa med id" in page.get_text() and "Blåsippan" not in page.get_text()
    assert client.get(f"/kallor/{source_id}/sida/1.png").status_code == 404
    assert client.get("/kallor/..%2f..%2fetc%2fpasswd").status_code == 404


def test_source_tells_what_it_is_and_leads_to_its_original(client: TestClient) -> None:
    page = soup(client, "/kallor/plan")
    facts = {str(term.dt and term.dt.text): str(term.dd and term.dd.text) for term in page.select("dl > div")}

    assert facts == {
        "Utgivare": "Borlänge kommun",
        "Datum": "mars 2024",
        "Innehåll": "Text",
        "Villkor": "CC BY 4.0",
        "Gäller från": "11 april 2024",
    }
    assert links(page)[:2] == ["/api/sources/plan/file", "https://www.borlange.se/plan"]


def test_superseded_source_leads_to_what_replaces_it_unless_that_is_the_staffs(client: TestClient) -> None:
    notice = soup(client, "/kallor/gammal").select_one(".besked")
    internal = soup(client, "/kallor/ersatt-internt").select_one(".besked")

    assert notice is not None and notice.a is not None and notice.a["href"] == "/kallor/plan"
    assert internal is not None and internal.a is None and "internt" not in internal.get_text()


def test_text_keeps_its_headings_and_lists_and_runs_nothing(client: TestClient) -> None:
    page = soup(client, "/kallor/plan")
    levels = [int(heading.name[1]) for heading in page.find_all(["h1", "h2", "h3", "h4", "h5", "h6"])]

    assert all(below <= above + 1 for above, below in pairwise(levels))
    assert HOSTILE in page.get_text()
    assert page.select_one(".text li li") is not None
    assert "https://www.example.org/plan" in links(page)
    assert not [link for link in links(page) if urlsplit(link).scheme not in ("", "https")]


def test_passage_is_marked_whole_or_in_part(client: TestClient, assistant: Assistant) -> None:
    passage = next(each for each in passages(assistant, "plan") if "två delar" in each.text)
    address = address_of_passage(passage).partition("#")[0]
    start = passage.text.index("två")

    whole = client.get(address).text
    part = client.get(f"{address}&fran={start}&till={start + 9}").text

    assert marked(whole) == passage.text.split()
    assert marked(part) == ["två", "delar"]
    for html in (whole, part):
        (anchor,) = BeautifulSoup(html, "lxml").select("#citat")
        assert (anchor.name, anchor["tabindex"]) == ("mark", "-1")


@pytest.mark.parametrize(
    "query",
    [
        "stycke=0000000000000000",
        "stycke={other}",
        "stycke={own}&fran=5",
        "stycke={own}&till=5",
        "stycke={own}&fran=5&till=5",
        "stycke={own}&fran=0&till=100000",
        "stycke={own}&fran=-3&till=5",
        "stycke={own}&fran=ett&till=5",
        "stycke={own}&fran=٣&till=٩",
        "stycke={own}&fran=" + "9" * 5000 + "&till=5",
        "stycke=%00%27",
        "rad=C001",
    ],
)
def test_place_that_is_not_there_is_said_so_and_nothing_is_marked(
    client: TestClient, assistant: Assistant, query: str
) -> None:
    own, other = passages(assistant, "plan")[0].id, passages(assistant, "avtal")[0].id
    page = soup(client, f"/kallor/plan?{query.format(own=own, other=other)}")

    assert not page.select("mark, #citat")
    assert "har ändrats eller finns inte" in page.get_text()
    assert "Planen har två delar" in page.get_text()


def test_row_of_a_table_is_marked_among_those_around_it(client: TestClient, assistant: Assistant) -> None:
    passage = next(each for each in passages(assistant, "utslapp") if "1990" in each.text)
    page = soup(client, address_of_passage(passage))
    (row,) = page.select("tr.vald")

    assert row["id"] == "citat" and row["tabindex"] == "-1"
    assert [cell.get_text() for cell in row.select("th, td")] == [
        "Borlänge",
        "1990",
        "Totalt",
        "1\u00a0990\u00a0000",
        "example.org",
    ]
    assert marked(str(page)) == passage.text.split()
    assert len(page.select("tbody tr:not(.ord)")) == 25
    assert page.caption is not None and {head["scope"] for head in page.select("thead th")} == {"col"}
    (every,) = [link for link in links(page) if "alla=" in link]
    assert len(soup(client, every).select("tbody tr:not(.ord)")) == 75
    assert soup(client, every).select_one("tr.vald") is not None


def test_row_is_found_by_its_record_too(client: TestClient, assistant: Assistant) -> None:
    passage = passages(assistant, "utslapp")[3]
    other = passages(assistant, "priser")[41]

    assert marked(client.get(address_of_record("utslapp", passage.record_id)).text) == passage.text.split()
    page = soup(client, address_of_record("priser", other.record_id))
    assert marked(str(page)) == other.text.split() == ["Vara:", "Vara", "42;", "Pris:", "42", "kr."]
    assert len(page.select("tr.vald")) == 1


def test_page_of_a_pdf_is_shown_as_a_picture_and_as_text(client: TestClient, assistant: Assistant) -> None:
    page = soup(client, "/kallor/avtal?sida=3")
    (image,) = page.select("img")
    picture = client.get(str(image["src"]))

    assert picture.headers["content-type"] == "image/png" and picture.content.startswith(b"\x89PNG")
    assert "immutable" in picture.headers["cache-control"]
    assert image["alt"] and "Utsläppen ska minska." in page.get_text()
    assert "Sida 3 av 4" in page.get_text() and "/api/sources/avtal/file#page=3" in links(page)
    assert "ingen text på den här sidan" in soup(client, "/kallor/avtal?sida=4").get_text()
    assert "ingen sådan sida" in soup(client, "/kallor/avtal?sida=9").get_text()
    assert "ingen sådan sida" in soup(client, "/kallor/avtal?sida=sju").get_text()


def test_quote_over_a_page_break_is_marked_on_both_pages(client: TestClient, assistant: Assistant) -> None:
    passage = passages(assistant, "avtal")[0]
    first = soup(client, address_of_passage(passage))
    (onwards,) = {link for link in links(first) if "sida=2" in link}
    second = soup(client, onwards)

    assert marked(str(first)) + marked(str(second)) == passage.text.split()
    assert first.select("svg rect") and second.select("svg rect")
    assert "Citatet fortsätter på nästa sida" in first.get_text()
    assert not soup(client, "/kallor/avtal?sida=2").select("mark, rect")
    astray = address_of_passage(passage).replace("sida=1", "sida=3")
    assert marked(str(soup(client, astray))) == marked(str(first))


@pytest.mark.parametrize("path", ["avtal/sida/1.png?v=fel", "avtal/sida/9.png", "plan/sida/1.png", "avtal/sida/0.png"])
def test_no_other_picture_is_given_than_the_one_asked_for(client: TestClient, path: str) -> None:
    assert client.get(f"/kallor/{path}").status_code == 404


def test_word_document_is_read_as_text(client: TestClient, assistant: Assistant) -> None:
    (passage,) = passages(assistant, "protokoll")

    assert marked(client.get(address_of_passage(passage)).text) == passage.text.split()


def test_pages_run_nothing_are_not_indexed_and_are_asked_for_again(client: TestClient) -> None:
    reply = client.get("/kallor/plan")
    again = client.get("/kallor/plan", headers={"If-None-Match": reply.headers["etag"]})
    other = client.get("/kallor/gammal", headers={"If-None-Match": reply.headers["etag"]})

    assert reply.headers["content-security-policy"].startswith("default-src 'none'; img-src 'self'; style-src 'self'")
    assert (reply.headers["x-robots-tag"], reply.headers["cache-control"]) == ("noindex", "no-cache")
    assert (again.status_code, again.content, other.status_code) == (304, b"", 200)
    styles = BeautifulSoup(reply.text, "lxml").select("link[rel=stylesheet]")[-1]
    assert client.get(str(styles["href"])).headers["content-type"].startswith("text/css")
