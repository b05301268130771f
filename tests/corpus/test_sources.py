"""The bundled knowledge base: is every file listed, every section attributed, every table whole?"""

import csv
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from pypdf import PdfReader

from corpus.settings import BUNDLED_SOURCES
from corpus.typeset.build import DOCUMENTS, digest, typeset

ABOUT_THE_PROJECT = BUNDLED_SOURCES / "om-projektet.md"
MARKDOWN = sorted(BUNDLED_SOURCES.glob("*.md"))
COLUMNS = {
    "ataganden.csv": "id part typ åtagande område målår mätbart_mål källa_titel källa_url källa_datum säkerhet",
    "atgarder.csv": "id åtgärd ansvarig område status startår slutår kostnad_sek bidrag_sek effekt_ton_co2e_per_år "
    "annan_effekt källa_titel källa_url källa_datum säkerhet",
    "utslapp.csv": "kommun år sektor ton_co2e källa_url",
    "indikatorer.csv": "indikator kommun år värde enhet källa_url",
}
PARTIES = (
    "Borlänge kommun",
    "AB Borlänge Energi",
    "AB Stora Tunabyggen",
    "Fastighets AB Hushagen",
    "Högskolan Dalarna",
    "Dalarna Science Park",
    "2047 Science Center",
    "SSAB",
    "MaserFrakt AB",
    "IKEA",
    "Din Bil",
    "Rolf Ericson Bil",
    "IK Brage",
)
NUMERALS = dict(
    zip(
        "två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton".split(),
        range(2, 17),
        strict=True,
    )
)
CONSUMPTION_FIGURES = re.compile(
    r"Hushållens konsumtionsbaserade utsläpp"
    r"|\b(?:6102|6[  ]102|5768|5[  ]768|5594|5[  ]594|5445|5[  ]445)\b"
    r"|\b(?:6,1|5,8|5,6|5,4) ton\b"
)
MOST_WORDS_IN_A_SECTION = 150


class Section(NamedTuple):
    """A heading and the paragraphs under it, down to the next heading."""

    heading: str
    paragraphs: tuple[str, ...]


def sections(path: Path) -> Iterator[Section]:
    for part in re.split(r"^(?=#)", path.read_text("utf-8"), flags=re.MULTILINE):
        heading, _, body = part.partition("\n")
        paragraphs = tuple(paragraph.strip() for paragraph in body.split("\n\n") if paragraph.strip())
        if paragraphs:
            yield Section(heading, paragraphs)


def lists(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Each list with the paragraph that introduces it."""
    for section in sections(path):
        for before, paragraph in zip(("", *section.paragraphs), section.paragraphs, strict=False):
            if paragraph.startswith("- "):
                yield before, paragraph.removeprefix("- ").split("\n- ")


def listed() -> list[dict[str, str]]:
    entries: list[dict[str, str]] = tomllib.loads((BUNDLED_SOURCES / "sources.toml").read_text("utf-8"))["source"]
    return entries


def rows(name: str) -> list[dict[str, str]]:
    with (BUNDLED_SOURCES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_file_is_listed_once_and_exists() -> None:
    files = [path.name for path in BUNDLED_SOURCES.iterdir() if path.name != "sources.toml"]
    assert sorted(entry["file"] for entry in listed()) == sorted(files)


def test_every_source_says_what_it_is_and_where_it_comes_from() -> None:
    for entry in listed():
        assert entry["id"] == entry["file"].rpartition(".")[0]
        assert all(entry[field] for field in ("title", "publisher", "licence")), entry["file"]
        assert entry["url"].startswith("https://"), entry["file"]
        assert entry["audience"] == "public"
        assert re.fullmatch(r"(\d{4}(-\d\d){0,2})?", entry["date"]), entry["file"]


@pytest.mark.parametrize("path", MARKDOWN, ids=lambda path: path.stem)
def test_every_section_ends_with_where_it_comes_from(path: Path) -> None:
    for section in sections(path):
        assert re.match(r"Käll(a|or): \[[^\]]+\]\(https?://[^)]+\) \(", section.paragraphs[-1]), section.heading
        assert not any(re.match(r"Käll(a|or):", paragraph) for paragraph in section.paragraphs[:-1]), section.heading


@pytest.mark.parametrize("path", MARKDOWN, ids=lambda path: path.stem)
def test_sections_are_short(path: Path) -> None:
    for section in sections(path):
        assert len(" ".join(section.paragraphs[:-1]).split()) <= MOST_WORDS_IN_A_SECTION, section.heading


@pytest.mark.parametrize("path", MARKDOWN, ids=lambda path: path.stem)
def test_every_list_is_introduced_by_a_sentence_with_its_count(path: Path) -> None:
    for lead, items in lists(path):
        assert lead.endswith(":"), items[0]
        counts = {int(word) for word in re.findall(r"\b\d+\b", lead)}
        counts |= {NUMERALS[word] for word in re.findall(r"\w+", lead.lower()) if word in NUMERALS}
        assert len(items) in counts, lead


@pytest.mark.parametrize("path", MARKDOWN, ids=lambda path: path.stem)
def test_no_sentence_leans_on_the_one_before_it(path: Path) -> None:
    leaning = (
        r"(?:^|[.!?] )((?:Den|Det|De|Detta|Dessa|Han|Hon) (?:är|har|ska|kan|var|gäller|drivs|finns|blir|räknas)\b)"
    )
    assert re.findall(leaning, path.read_text("utf-8"), re.MULTILINE) == []


@pytest.mark.parametrize(
    "heading",
    [
        "Om projektet",
        "Projektets syfte",
        "Vad är ett klimatneutralt Borlänge?",
        "Projektets målbild",
        "Projektkonsortium",
        "Om Viable Cities",
    ],
)
def test_the_projects_own_page_has_all_its_headings(heading: str) -> None:
    assert f"\n## {heading}\n" in ABOUT_THE_PROJECT.read_text("utf-8")


@pytest.mark.parametrize("name", ["om-projektet.md", "konsortiet.md"])
def test_the_thirteen_parties_are_listed(name: str) -> None:
    assert [tuple(items) for _, items in lists(BUNDLED_SOURCES / name)].count(PARTIES) == 1


@pytest.mark.parametrize("name", COLUMNS)
def test_a_table_has_its_columns_and_a_source_on_every_row(name: str) -> None:
    table = rows(name)
    assert list(table[0]) == COLUMNS[name].split()
    assert all(row["källa_url"].startswith("http") for row in table)
    assert all(None not in row and None not in row.values() for row in table)


@pytest.mark.parametrize("name", ["ataganden.csv", "atgarder.csv"])
def test_a_record_has_an_id_of_its_own(name: str) -> None:
    ids = [row["id"] for row in rows(name)]
    assert all(ids)
    assert len(set(ids)) == len(ids)


def test_the_totals_are_the_sums_of_the_sectors() -> None:
    table = rows("utslapp.csv")
    for total in (row for row in table if row["sektor"] == "Totalt"):
        place = (total["kommun"], total["år"])
        here = [row for row in table if (row["kommun"], row["år"]) == place and row["sektor"] != "Totalt"]
        assert sum(int(row["ton_co2e"]) for row in here) == pytest.approx(int(total["ton_co2e"]), abs=5), place


def test_the_texts_and_the_table_agree_on_the_latest_emissions() -> None:
    totals = [row for row in rows("utslapp.csv") if (row["kommun"], row["sektor"]) == ("Borlänge", "Totalt")]
    latest = max(totals, key=lambda row: row["år"])
    figure = f"{int(latest['ton_co2e']):,}".replace(",", " ")
    lead = next(sections(BUNDLED_SOURCES / "utslappen.md")).paragraphs[0]
    assert lead.startswith(
        f"Borlänges utsläpp av växthusgaser var {figure} ton koldioxidekvivalenter år {latest['år']}"
    )


@pytest.mark.parametrize("path", [*MARKDOWN, *map(BUNDLED_SOURCES.joinpath, COLUMNS)], ids=lambda path: path.name)
def test_consumption_figures_that_may_not_be_spread_are_left_out(path: Path) -> None:
    assert CONSUMPTION_FIGURES.findall(path.read_text("utf-8")) == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_contract_documents_are_typeset_from_todays_text(document: str) -> None:
    reader = PdfReader(BUNDLED_SOURCES / f"{document}.pdf")
    assert reader.metadata is not None
    assert f"sha256:{digest(document)}" in reader.metadata.get("/Keywords", ""), (
        "Sätt om dokumenten: python -m corpus.typeset.build"
    )
    assert 3 <= len(reader.pages) <= 6
    assert str(reader.root_object["/Lang"]) == "sv-SE"


def test_typesetting_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    first = typeset(DOCUMENTS[0], tmp_path).read_bytes()
    assert typeset(DOCUMENTS[0], tmp_path).read_bytes() == first
