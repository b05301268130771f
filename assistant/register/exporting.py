"""Rows of the register as files for a spreadsheet: CSV and XLSX, with the clause, the page, the words and the links.

The CSV is what a Swedish Excel opens rightly by a double click: UTF-8 with a byte order mark (else it guesses
Windows-1252 and spoils å, ä and ö), semicolons between the cells and commas in the decimals (its list separator and
decimal sign), no spaces in the numbers (they would make text of them).

A spreadsheet takes a cell that begins with =, +, - or @ for a formula, whoever wrote it. In the CSV such a text gets an
apostrophe before it, plain numbers aside; in the XLSX (workbook.py) each text is marked as text, so it stands as it was
written.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Literal

from assistant.viewer.addresses import address_of_record
from corpus.records import TABLES, Column, RecordKind, Value
from corpus.tables import Row

Form = Literal["csv", "xlsx"]

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_FORMULA_SIGNS = frozenset("=+-@\t\r")
_NUMBER = re.compile(r"[-+\u2212]?\d+(?:[.,]\d+)?(?:\s?%)?")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""What no spreadsheet takes in a text."""

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


def export(form: Form, kind: RecordKind, rows: Iterable[Row], address: str = "") -> bytes:
    """The rows of a table as a file; `address` is where this server is, for the links, or "" when that is not known."""
    if form == "csv":
        return as_csv(kind, rows, address)
    from assistant.register.workbook import as_xlsx

    return as_xlsx(kind, rows, address)


def as_csv(kind: RecordKind, rows: Iterable[Row], address: str = "") -> bytes:
    """The rows as CSV for a Swedish spreadsheet.

    Args:
        kind: Their table.
        rows: The rows.
        address: Where this server is, for the links to the places in the sources; "" when none is known.
    """
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow(labels_of(kind))
    writer.writerows([csv_cell(value) for value in cells_of(kind, row, address)] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def csv_cell(value: Value) -> str:
    """A value as it stands in the CSV: a number with a decimal comma, a text that is no formula."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return format(value, ".15g" if abs(value) < 1e15 else ".0f").replace(".", ",")
    text = " ".join(CONTROL.sub("", value).split("\n"))
    return f"'{text}" if may_be_formula(text) else text


def may_be_formula(text: str) -> bool:
    """Whether a spreadsheet might reckon with a text; full-width signs count as the plain ones that they stand for."""
    if text[:1] in ("\t", "\r"):
        return True
    begins = unicodedata.normalize("NFKC", text.lstrip())[:1]
    return begins in _FORMULA_SIGNS and not _NUMBER.fullmatch(text)


def columns_of(kind: RecordKind) -> tuple[Column, ...]:
    """What an export has columns for."""
    return (Column(name="id", header="", label="Id"), *TABLES[kind], *_OWN)


def labels_of(kind: RecordKind) -> list[str]:
    """What stands above each column."""
    return [f"{column.label} ({column.unit})" if column.unit else column.label for column in columns_of(kind)]


def cells_of(kind: RecordKind, row: Row, address: str) -> Sequence[Value]:
    """What an export says of a row, column by column."""
    place = f"{address.rstrip('/')}{place_link(row)}" if address else ""
    values = (row.values.get(column.name) for column in TABLES[kind])
    return (row.id, *values, row.clause, row.page, row.quote, place)
