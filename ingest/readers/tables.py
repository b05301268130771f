"""CSV files and Excel workbooks: each row a block that reads as a sentence."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path

from openpyxl import load_workbook

from corpus.documents import Kind, Source
from ingest.readers.archives import check_archive
from ingest.readers.encoding import decode
from ingest.readers.pieces import Piece, heading
from ingest.rows import Row, guess_kind, record_ids, row_sentence, row_url

Table = Sequence[Sequence[str]]
"""The cells of a sheet, its header first; rows may differ in length."""

_DELIMITERS = ";,\t|"
_SNIFFED_LINES = 20
_SNIFFED_BYTES = 65_536
_FORMULA_ERRORS = frozenset({"#REF!", "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#VALUE!"})
_SECTION_LEVEL = 2


def read_csv(source: Source, path: Path) -> Iterator[Piece]:
    """The rows of a CSV file."""
    return _rows(source.kind, _csv_table(decode(path.read_bytes())))


def read_xlsx(source: Source, path: Path) -> Iterator[Piece]:
    """The rows of every sheet in a workbook, under the sheet's name where there is more than one."""
    check_archive(source, path)
    sheets = [(name, table) for name, rows in _sheets(path) if len(table := list(rows)) > 1]
    for name, table in sheets:
        if len(sheets) > 1:
            yield heading(name, _SECTION_LEVEL)
        yield from _rows(source.kind, table)


def table_rows(source: Source, path: Path) -> list[Row]:
    """All rows of a CSV file or workbook that are not empty, in the order in which they are read."""
    if path.suffix.lower() == ".csv":
        return _records(_csv_table(decode(path.read_bytes())))
    check_archive(source, path)
    return [record for _, rows in _sheets(path) if len(table := list(rows)) > 1 for record in _records(table)]


def table_kind(source: Source, path: Path) -> Kind:
    """Which of our tables a CSV file or workbook holds, by its first header row; `document` when it is none."""
    if path.suffix.lower() == ".csv":
        return guess_kind(next(iter(_csv_table(decode(_beginning(path)))), ()))
    check_archive(source, path)
    return guess_kind(next((row for _, rows in _sheets(path) for row in rows), ()))


def _beginning(path: Path) -> bytes:
    """The first lines of a file, whole."""
    with path.open("rb") as file:
        data = file.read(_SNIFFED_BYTES)
    return data if len(data) < _SNIFFED_BYTES else data[: data.rfind(b"\n") + 1]


def _rows(kind: Kind, table: Table) -> Iterator[Piece]:
    records = _records(table)
    for record, record_id in zip(records, record_ids(kind, records), strict=True):
        yield Piece(kind="row", text=row_sentence(kind, record), record_id=record_id, url=row_url(record))


def _records(table: Table) -> list[Row]:
    """Each row that is not empty, under the header's names; a column without a name is called by its number."""
    header = [name.strip() or f"Kolumn {number}" for number, name in enumerate(table[0] if table else (), start=1)]
    rows = (
        {name: cell.strip() for name, cell in zip(header, row, strict=False)} | dict.fromkeys(header[len(row) :], "")
        for row in table[1:]
    )
    return [row for row in rows if any(row.values())]


def _csv_table(text: str) -> Table:
    rows = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text))
    return [row for row in rows if any(map(str.strip, row))]


def _delimiter(text: str) -> str:
    """The sign that parts the header into the most columns, if the lines below agree."""
    lines = text.splitlines()[:_SNIFFED_LINES]
    widths = {sign: [len(row) for row in csv.reader(lines, delimiter=sign)] for sign in _DELIMITERS}
    return max(_DELIMITERS, key=lambda sign: (widths[sign][:1], -len(set(widths[sign]))))


def _sheets(path: Path) -> Iterator[tuple[str, Iterator[Sequence[str]]]]:
    """The name and the rows of each sheet; the rows have to be read before the next sheet is asked for."""
    workbook = load_workbook(path, read_only=True, data_only=True)
    try:
        for sheet in workbook.worksheets:
            rows = (tuple(map(_cell, row)) for row in sheet.iter_rows(values_only=True))
            yield sheet.title, (row for row in rows if any(row))
    finally:
        workbook.close()


def _cell(value: object) -> str:
    """A cell as text: dates in ISO form, whole numbers without decimals, an error in a formula as nothing."""
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "minutes")
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, float):
        return f"{value:.15g}"
    text = "" if value is None else str(value).strip()
    return "" if text in _FORMULA_ERRORS else text
