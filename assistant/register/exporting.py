"""Rows of the register as files for a spreadsheet: CSV and XLSX, with the clause, the page, the words and the links.

The CSV is what a Swedish Excel opens rightly by a double click: UTF-8 with a byte order mark (else it guesses
Windows-1252 and spoils å, ä and ö), semicolons between the cells and commas in the decimals (its list separator and
decimal sign), no spaces in the numbers (they would make text of them).

A spreadsheet takes a cell that begins with =, +, - or @ for a formula, whoever wrote it. In the CSV such a text gets an
apostrophe before it, plain numbers aside; in the XLSX each text is marked as text, so it stands as it was written.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from assistant import texts
from assistant.viewer.addresses import address_of_record
from corpus.records import TABLES, Column, RecordKind, Value
from corpus.tables import Row

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_LONGEST_CELL = 32_767  # what a cell of a spreadsheet holds
_FORMULA_SIGNS = frozenset("=+-@\t\r")
_NUMBER = re.compile(r"[-+\u2212]?\d+(?:[.,]\d+)?(?:\s?%)?")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_WIDTHS = {"year": 9, "number": 16}
_WIDE = frozenset({"text", "quote", "other_effect", "status"})
_LINKS = frozenset({"source_url", "place"})
_OWN = (
    Column(name="clause", header="", label="Klausul"),
    Column(name="page", header="", label="Sida", type="year"),
    Column(name="quote", header="", label="Källans ord"),
    Column(name="place", header="", label="Stället i källan"),
)
"""What an export says of each row beside the table's own columns."""


def place_link(row: Row) -> str:
    """Where on this server the words that the row rests on are shown in their source."""
    return address_of_record(row.source_id, row.id, row.page)


def as_csv(kind: RecordKind, rows: Iterable[Row], address: str = "") -> bytes:
    """The rows as CSV for a Swedish spreadsheet.

    Args:
        kind: Their table.
        rows: The rows.
        address: Where this server is, for the links to the places in the sources; "" when none is known.
    """
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow(_labels(kind))
    writer.writerows([csv_cell(value) for value in _cells(kind, row, address)] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def as_xlsx(kind: RecordKind, rows: Iterable[Row], address: str = "") -> bytes:
    """The rows as an Excel workbook: the header stays in view, texts wrap, addresses are links.

    Args:
        kind: Their table.
        rows: The rows.
        address: Where this server is, for the links to the places in the sources; "" when none is known.
    """
    book = Workbook()
    sheet: Worksheet = book.worksheets[0]
    sheet.title = texts.TABLE_NAMES[kind]
    sheet.append(_labels(kind))
    for row in rows:
        sheet.append([_clean(value) for value in _cells(kind, row, address)])
    for column, cells in zip(_columns(kind), sheet.iter_cols(), strict=True):
        _dress(column, [cell for cell in cells if isinstance(cell, Cell)], sheet)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def csv_cell(value: Value) -> str:
    """A value as it stands in the CSV: a number with a decimal comma, a text that is no formula."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return format(value, ".15g" if abs(value) < 1e15 else ".0f").replace(".", ",")
    text = " ".join(_CONTROL.sub("", value).split("\n"))
    return f"'{text}" if _may_be_formula(text) else text


def _clean(value: Value) -> Value:
    """A value without what no workbook can hold; an empty cell for an empty text."""
    return _CONTROL.sub("", value)[:_LONGEST_CELL] or None if isinstance(value, str) else value


def _may_be_formula(text: str) -> bool:
    """Whether a spreadsheet might reckon with a text; full-width signs count as the plain ones that they stand for."""
    if text[:1] in ("\t", "\r"):
        return True
    begins = unicodedata.normalize("NFKC", text.lstrip())[:1]
    return begins in _FORMULA_SIGNS and not _NUMBER.fullmatch(text)


def _columns(kind: RecordKind) -> tuple[Column, ...]:
    return (Column(name="id", header="", label="Id"), *TABLES[kind], *_OWN)


def _labels(kind: RecordKind) -> list[str]:
    return [f"{column.label} ({column.unit})" if column.unit else column.label for column in _columns(kind)]


def _cells(kind: RecordKind, row: Row, address: str) -> Sequence[Value]:
    place = f"{address.rstrip('/')}{place_link(row)}" if address else ""
    values = (row.values.get(column.name) for column in TABLES[kind])
    return (row.id, *values, row.clause, row.page, row.quote, place)


def _width(column: Column) -> int:
    return 60 if column.name in _WIDE else _WIDTHS.get(column.type, 24)


def _dress(column: Column, cells: Sequence[Cell], sheet: Worksheet) -> None:
    """Give a column its width and looks, mark its texts as texts and make links of its addresses."""
    header, *below = cells
    sheet.column_dimensions[get_column_letter(header.column)].width = _width(column)
    header.font, header.fill = Font(bold=True), PatternFill("solid", fgColor="E5F0F6")
    for cell in below:
        if isinstance(cell.value, str):
            _dress_text(cell, is_link=column.name in _LINKS)
        cell.alignment = Alignment(wrap_text=column.name in _WIDE, vertical="top")


def _dress_text(cell: Cell, *, is_link: bool) -> None:
    text = str(cell.value)
    if is_link and text.startswith(("https://", "http://")):
        cell.hyperlink = text
        cell.style = "Hyperlink"
    cell.data_type = "s"
    cell.quotePrefix = _may_be_formula(text)  # so that it stays a text when someone edits the cell
