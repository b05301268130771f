"""The PDF reader on files typeset here, and on the two contract documents that come with the program."""

from __future__ import annotations

import re
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import typst
from fpdf import FPDF
from pypdf import PdfReader, PdfWriter

from corpus.documents import Document, Source
from corpus.errors import UnreadableDocument
from corpus.settings import BUNDLED_SOURCES
from ingest.readers import pdf, read
from ingest.splitting import split

CONTRACT = """
#set document(title: "Klimatavtalet", date: none)
#set page(
  width: 12cm, height: 14cm, margin: 2cm,
  header: [Klimatavtalet #h(1fr) Borlänge], footer: context align(center)[Sida #counter(page).display() av 3],
)
#set text(lang: "sv", size: 10pt, hyphenate: true)
#set par(justify: true)
#set heading(numbering: "1.1")
#align(center, text(18pt, weight: "bold")[Klimatavtalet])

= Parternas åtaganden
Parterna åtar sig att samarbeta om klimatomställningen. De möts fyra gånger om året och följer upp vad som har gjorts.

== Kommunens åtaganden
Kommunen ska göra tre saker:
- minska utsläppen från transporter och uppvärmning, så att koldioxidbudgeten håller
- plantera träd
  - björk
+ mäta
+ berätta

#pagebreak()
== Mål och år
Målen är tre:
#TABLE
Källa: #link("https://borlange.se/mal")[Miljöstrategin] (2022)

= Uppföljning
#lorem(48) Klimatomställningsarbetsgruppens verksamhetsberättelse läggs fram varje år. #lorem(30)
"""
GRID = """table(columns: (1fr, 2fr, auto), [Part], [Mål], [År],
  [Kommunen], [Nettonollutsläpp i hela den kommunala koncernen och dess bolag], [2030], [SSAB], [], [2045])"""
LINES = """table(columns: 3, stroke: none, table.hline(), [Part], [Mål], [År], table.hline(),
  [Kommunen], [Nettonollutsläpp i hela den \\ kommunala koncernen], [2030], [SSAB], [noll], [2045], table.hline())"""


def typeset(path: Path, source: str) -> Path:
    path.with_suffix(".typ").write_text(source, encoding="utf-8")
    typst.compile(str(path.with_suffix(".typ")), output=str(path))
    return path


def read_path(path: Path, title: str = "Prov") -> Document:
    return read(Source(id="prov", path=path.name, title=title), path)


def blocks_of(document: Document, *kinds: str) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks if block.kind in kinds]


def refusal_of(path: Path) -> UnreadableDocument:
    with pytest.raises(UnreadableDocument) as caught:
        read_path(path)
    assert path.name in str(caught.value)
    return caught.value


@pytest.fixture(scope="module")
def contract(tmp_path_factory: pytest.TempPathFactory) -> Document:
    return read_path(typeset(tmp_path_factory.mktemp("pdf") / "avtal.pdf", CONTRACT.replace("#TABLE", f"#{GRID}")))


def test_headings_have_levels_and_clauses(contract: Document) -> None:
    headings = [block for block in contract.blocks if block.kind == "heading"]
    assert blocks_of(contract, "heading") == [
        "Klimatavtalet",
        "1 Parternas åtaganden",
        "1.1 Kommunens åtaganden",
        "1.2 Mål och år",
        "2 Uppföljning",
    ]
    assert [(block.level, block.clause) for block in headings] == [(1, ""), (2, "1"), (3, "1.1"), (3, "1.2"), (2, "2")]


def test_lists_and_their_lead_in(contract: Document) -> None:
    assert blocks_of(contract, "item") == [
        "- minska utsläppen från transporter och uppvärmning, så att koldioxidbudgeten håller",
        "- plantera träd",
        "- björk",
        "1. mäta",
        "2. berätta",
    ]
    assert [block.level for block in contract.blocks if block.kind == "item"] == [1, 1, 2, 1, 1]
    assert any(passage.text.startswith("Kommunen ska göra tre saker:\n\n- minska") for passage in split(contract))


def test_running_heads_and_page_numbers_are_gone(contract: Document) -> None:
    assert "Sida" not in contract.text
    assert contract.text.count("Klimatavtalet") == 1
    assert "Borlänge" not in contract.text


def test_words_broken_between_lines_are_whole(contract: Document) -> None:
    assert "Klimatomställningsarbetsgruppens verksamhetsberättelse läggs fram varje år." in contract.text
    assert "\ufffe" not in contract.text


def test_pages_are_where_they_are_in_the_file(contract: Document) -> None:
    assert len(contract.page_starts) == 3
    for words, page in (("Parterna åtar sig", 1), ("berätta", 1), ("Målen är tre", 2), ("SSAB", 2), ("Uppföljning", 2)):
        assert contract.page_at(contract.text.index(words)) == page


def test_a_paragraph_goes_on_over_the_page_break(contract: Document) -> None:
    last = contract.blocks[-1]
    assert contract.text[last.start : last.end].startswith("Lorem ipsum")
    assert last.start < contract.page_starts[2] < last.end
    assert contract.text[contract.page_starts[2] - 1] in " abcdefghijklmnopqrstuvwxyz"


@pytest.mark.parametrize("table", [GRID, LINES], ids=["grid", "lines"])
def test_ruled_tables_give_a_row_each(tmp_path: Path, table: str) -> None:
    document = read_path(typeset(tmp_path / "a.pdf", CONTRACT.replace("#TABLE", f"#{table}")))
    first, second = blocks_of(document, "row")
    assert first.startswith("Part: Kommunen; Mål: Nettonollutsläpp i hela den kommunala koncernen")
    assert first.endswith("; År: 2030.")
    assert second.startswith("Part: SSAB; ")
    assert second.endswith("År: 2045.")


def test_a_table_that_goes_on_has_its_header_on_each_page(tmp_path: Path) -> None:
    rows = ", ".join(f"[Part {n}], [Mål {n}], [{2000 + n}]" for n in range(40))
    table = f"table(columns: 3, table.header([*Part*], [*Mål*], [*År*]), {rows})"
    document = read_path(typeset(tmp_path / "a.pdf", CONTRACT.replace("#TABLE", f"#{table}")))
    assert blocks_of(document, "row") == [f"Part: Part {n}; Mål: Mål {n}; År: {2000 + n}." for n in range(40)]


def test_a_source_line_keeps_its_link(contract: Document) -> None:
    (attribution,) = [block for block in contract.blocks if block.kind == "attribution"]
    assert attribution.url == "https://borlange.se/mal"
    assert {passage.url for passage in split(contract) if passage.clause == "1.2"} == {"https://borlange.se/mal"}


def test_plain_pages_from_another_program(tmp_path: Path) -> None:
    document = FPDF()
    document.set_font("Helvetica", size=11)
    for page in ("ett", "två", "tre"):
        document.add_page()
        document.cell(0, 8, "Protokoll från nämnden", new_x="LMARGIN", new_y="NEXT")
        document.set_font(style="B")
        document.cell(0, 8, f"§ 4 Ärende {page}", new_x="LMARGIN", new_y="NEXT")
        document.set_font(style="")
        document.multi_cell(0, 6, f"Nämnden beslutar om ärende {page}. " * 5, new_x="LMARGIN", new_y="NEXT")
        document.ln(6)
        document.multi_cell(0, 6, f"Beslutet om ärende {page} gäller från 1 maj 2024.", new_x="LMARGIN", new_y="NEXT")
    document.output(str(tmp_path / "a.pdf"))
    read_document = read_path(tmp_path / "a.pdf")
    assert blocks_of(read_document, "heading") == ["§ 4 Ärende ett", "§ 4 Ärende två", "§ 4 Ärende tre"]
    assert blocks_of(read_document, "paragraph")[:2] == [
        ("Nämnden beslutar om ärende ett. " * 5).strip(),
        "Beslutet om ärende ett gäller från 1 maj 2024.",
    ]
    assert [passage.page for passage in split(read_document)] == [1, 2, 3]
    assert {passage.clause for passage in split(read_document)} == {"§ 4"}


# The contract documents that come with the program


@pytest.mark.parametrize("name", ["klimatkontrakt-2030.pdf", "lokalt-klimatkontrakt.pdf"])
def test_bundled_contracts(name: str) -> None:
    document = read_path(BUNDLED_SOURCES / name)
    passages = split(document)
    assert len(document.page_starts) == len(PdfReader(BUNDLED_SOURCES / name).pages)
    assert "Sida 1" not in document.text
    assert all(passage.clause and passage.url for passage in passages[1:])


@pytest.mark.parametrize("name", ["klimatkontrakt-2030.pdf", "lokalt-klimatkontrakt.pdf"])
def test_nothing_of_a_bundled_contract_is_lost(name: str) -> None:
    other_reader = " ".join(page.extract_text() for page in PdfReader(BUNDLED_SOURCES / name).pages)
    words = set(re.findall(r"\w{4,}", re.sub(r"\w+[-\u00ad\u2010]\s*\w+", " ", other_reader)))
    assert words - set(re.findall(r"\w+", read_path(BUNDLED_SOURCES / name).text)) == {"Sida", "Sammanfattning"}


def test_every_commitment_in_the_bundled_contract_has_its_target_year() -> None:
    rows = [row for row in blocks_of(read_path(BUNDLED_SOURCES / "lokalt-klimatkontrakt.pdf"), "row") if "Nr: C" in row]
    assert len(rows) > 20
    assert all(re.fullmatch(r"Nr: C\d{3}; Part: .+; .+; Målår: (\d{4}|anges inte)\.", row) for row in rows)


def test_bundled_table_of_versions() -> None:
    rows = blocks_of(read_path(BUNDLED_SOURCES / "klimatkontrakt-2030.pdf"), "row")
    assert [row[:13] for row in rows if row.startswith("Version: ")] == [
        f"Version: {year}" for year in range(2020, 2025)
    ]


# Refusals


def test_an_encrypted_file_is_refused(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=typeset(tmp_path / "öppen.pdf", "Hemligt"))
    writer.encrypt("lösenord", algorithm="RC4-128")
    writer.write(tmp_path / "lås.pdf")
    error = refusal_of(tmp_path / "lås.pdf")
    assert error.reason == "krypterad"
    assert "lösenord" in str(error)


@pytest.mark.parametrize("share", [0.3, 0.9])
def test_a_file_cut_short_is_damaged(tmp_path: Path, share: float) -> None:
    path = typeset(tmp_path / "a.pdf", CONTRACT.replace("#TABLE", ""))
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    assert refusal_of(path).reason == "skadad"


def test_rubbish_that_says_it_is_pdf_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\nhej\n%%EOF")
    assert refusal_of(tmp_path / "a.pdf").reason == "skadad"


def test_a_picture_of_text_is_refused_with_advice(tmp_path: Path) -> None:
    picture = FPDF()
    picture.add_page()
    picture.image(_grey_picture(tmp_path), w=100)
    picture.output(str(tmp_path / "skannad.pdf"))
    error = refusal_of(tmp_path / "skannad.pdf")
    assert error.reason == "inskannad utan text"
    assert "OCR" in str(error)


def test_blank_pages_are_empty(tmp_path: Path) -> None:
    assert refusal_of(typeset(tmp_path / "a.pdf", "#pagebreak()")).reason == "tom"


def test_too_many_pages_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_PAGES", 1)
    assert refusal_of(typeset(tmp_path / "a.pdf", CONTRACT.replace("#TABLE", ""))).reason == "för stor"


def test_files_can_be_read_from_several_threads() -> None:
    names = ["klimatkontrakt-2030.pdf", "lokalt-klimatkontrakt.pdf"] * 3
    with ThreadPoolExecutor(4) as pool:
        texts: Iterable[str] = pool.map(lambda name: read_path(BUNDLED_SOURCES / name).text, names)
    assert len(set(texts)) == 2


def _grey_picture(folder: Path) -> str:
    (folder / "bild.pgm").write_bytes(b"P5 60 80 255\n" + bytes(range(240)) * 20)
    return str(folder / "bild.pgm")
