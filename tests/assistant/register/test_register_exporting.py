from __future__ import annotations

import csv
import io
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from assistant.register.exporting import as_csv, csv_cell
from assistant.register.workbook import as_xlsx
from corpus.records import TABLES, Value
from corpus.tables import Row

ANY_TEXT = st.one_of(
    st.text(),
    st.text(alphabet="=+-@\t\r\n \uff1d\uff0b\uff0d\uff20;\"'|!12,"),
    st.builds("".join, st.tuples(st.sampled_from([*"=+-@\t\r\uff1d\uff0b\uff0d\uff20", " ="]), st.text())),
)


def row(**values: Value) -> Row:
    columns = {column.name: "" if column.type == "text" else None for column in TABLES["actions"]}
    return Row(
        kind="actions",
        id="A1",
        source_id="källa å",
        passage_id="1",
        quote="Åtgärd A1: något.",
        page=3,
        clause="2.1",
        values={**columns, **values},
    )


def read_csv(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def read_xlsx(content: bytes) -> Worksheet:
    return load_workbook(io.BytesIO(content)).worksheets[0]


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet would reckon with a cell's text."""
    return unicodedata.normalize("NFKC", cell.lstrip(" \n"))[:1] in tuple("=+-@\t\r") if cell.strip() else False


def test_csv_is_what_a_swedish_spreadsheet_opens() -> None:
    content = as_csv("actions", [row(text="Åtgärd; med semikolon", cost=-1234.5, start=2022)], "http://x.se:8000/")

    assert content.startswith(b"\xef\xbb\xbfId;")
    (line,) = read_csv(content)
    assert line["Åtgärd"] == "Åtgärd; med semikolon"
    assert line["Kostnad (kronor)"] == "-1234,5"
    assert line["Startår"] == "2022"
    assert (line["Klausul"], line["Sida"], line["Källans ord"]) == ("2.1", "3", "Åtgärd A1: något.")
    assert line["Stället i källan"] == "http://x.se:8000/kallor/k%C3%A4lla%20%C3%A5?sida=3&rad=A1#citat"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=1+1", "'=1+1"),
        ("\uff1d1+1", "'\uff1d1+1"),
        (" =1+1", "' =1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("-20 % biltrafik", "'-20 % biltrafik"),
        ("-16,4 %", "-16,4 %"),
        ("-5", "-5"),
        ("+46", "+46"),
        ("+46 243 740 00", "'+46 243 740 00"),
        (-5.25, "-5,25"),
        (704000000.0, "704000000"),
        (None, ""),
        ("a\nb", "a b"),
    ],
)
def test_texts_are_no_formulas_and_numbers_are_left_alone(value: Value, written: str) -> None:
    assert csv_cell(value) == written


@settings(max_examples=40, deadline=None)
@given(ANY_TEXT)
def test_no_text_becomes_a_formula_in_csv(text: str) -> None:
    (line,) = read_csv(as_csv("actions", [row(text=text)]))
    cell = line["Åtgärd"]

    assert not is_formula(cell) or cell.replace(",", "").replace(".", "").strip("+-\u2212 %").isdigit()


@settings(max_examples=40, deadline=None)
@given(ANY_TEXT)
def test_no_text_becomes_a_formula_in_xlsx(text: str) -> None:
    sheet = read_xlsx(as_xlsx("actions", [row(text=text)]))

    assert sheet["B2"].data_type in ("s", "n")  # n is an empty cell; f would be a formula
    assert sheet["B2"].quotePrefix or not is_formula(str(sheet["B2"].value or "")) or csv_cell(text)[:1] != "'"


@settings(max_examples=40, deadline=None)
@given(st.floats(-1e15, 1e15))
def test_number_is_the_same_number_in_both(number: float) -> None:
    (line,) = read_csv(as_csv("actions", [row(cost=number)]))

    assert float(line["Kostnad (kronor)"].replace(",", ".")) == pytest.approx(number, rel=1e-12)
    assert read_xlsx(as_xlsx("actions", [row(cost=number)]))["H2"].value == pytest.approx(number, rel=1e-12)


def test_workbook_keeps_its_header_in_view_and_its_links_alive() -> None:
    address = "https://example.se/?a=1&b=2"
    sheet = read_xlsx(as_xlsx("actions", [row(text="=1", source_url=address)], "https://x.se"))
    header = [str(cell.value) for cell in sheet[1]]

    assert (sheet.freeze_panes, sheet.title) == ("B2", "Åtgärder")
    link = sheet.cell(2, header.index("Webbadress") + 1)
    assert link.hyperlink is not None and link.hyperlink.target == address
    place = sheet.cell(2, header.index("Stället i källan") + 1)
    assert str(place.value).startswith("https://x.se/kallor/") and place.hyperlink is not None
    assert sheet["B2"].value == "=1" and sheet["B2"].data_type == "s" and sheet["B2"].quotePrefix


def test_empty_selection_is_a_header_alone() -> None:
    assert read_csv(as_csv("commitments", [])) == []
    assert read_xlsx(as_xlsx("commitments", [])).max_row == 1
