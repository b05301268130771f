"""CSV files and Excel workbooks: each row a block that reads as a sentence."""

from __future__ import annotations

import csv
import datetime as dt
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell import Cell as WorkbookCell
from openpyxl.cell import MergedCell
from openpyxl.cell.read_only import EmptyCell, ReadOnlyCell

from corpus.documents import Kind, Source
from corpus.records import RECORD_KINDS
from ingest.checking import Table, checked_tables
from ingest.grid import Cell, CellKind, Grid
from ingest.headers import likely_kind
from ingest.readers.archives import check_archive
from ingest.readers.encoding import decode
from ingest.readers.pieces import Piece, heading
from ingest.rows import Row, record_ids, row_sentence, row_url

_DELIMITERS = ";,\t|"
_SNIFFED_LINES = 20
_SNIFFED_BYTES = 65_536
_FORMULA_ERRORS = frozenset({"#REF!", "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#VALUE!"})
_SECTION_LEVEL = 2


def read_table(source: Source, path: Path) -> Iterator[Piece]:
    """The rows of a CSV file or of every sheet in a workbook, under the sheet's name where there is more than one.

    Raises:
        FaultyTable: It is to be one of our tables, and something in it is not as it must be.
    """
    tables = _tables(source, path)
    for table in tables:
        if len(tables) > 1:
            yield heading(table.name, _SECTION_LEVEL)
        for row, record_id in zip(table.rows, record_ids(source.kind, table.rows), strict=True):
            yield Piece(kind="row", text=row_sentence(source.kind, row), record_id=record_id, url=row_url(row))


def table_rows(source: Source, path: Path) -> list[Row]:
    """All rows of a CSV file or workbook that are not empty, in the order in which they are read.

    Raises:
        FaultyTable: It is to be one of our tables, and something in it is not as it must be.
    """
    return [row for table in _tables(source, path) for row in table.rows]


def table_kind(source: Source, path: Path) -> Kind:
    """Which of our tables a CSV file or workbook holds or is meant as, by its columns; `document` when it is none."""
    if path.suffix.lower() == ".csv":
        grids = [_csv_grid(decode(_beginning(path)))]
    else:
        check_archive(source, path)
        grids = _sheets(path, _SNIFFED_LINES)
    return next((kind for grid in grids if (kind := likely_kind(grid)) != "document"), "document")


def _tables(source: Source, path: Path) -> list[Table]:
    if path.suffix.lower() == ".csv":
        grids = [_csv_grid(decode(path.read_bytes()))]
    else:
        check_archive(source, path)
        grids = [grid for grid in _sheets(path) if len(grid.filled()) > 1]
    return checked_tables(source, grids) if grids and source.kind in RECORD_KINDS else list(map(_unchecked, grids))


def _beginning(path: Path) -> bytes:
    """The first lines of a file, whole."""
    with path.open("rb") as file:
        data = file.read(_SNIFFED_BYTES)
    return data if len(data) < _SNIFFED_BYTES else data[: data.rfind(b"\n") + 1]


def _unchecked(grid: Grid) -> Table:
    """Each row under the names of the first; a column without a name is called by its number."""
    texts = [[_shown(cell) for cell in row] for _, row in grid.filled()]
    filled = [row for row in texts if any(row)]
    header = [name or f"Kolumn {number}" for number, name in enumerate(filled[0] if filled else (), start=1)]
    rows = (dict(zip(header, row, strict=False)) | dict.fromkeys(header[len(row) :], "") for row in filled[1:])
    return Table(name=grid.name, rows=tuple(row for row in rows if any(row.values())))


def _shown(cell: Cell) -> str:
    return "" if cell.kind == "error" else cell.text


def _csv_grid(text: str) -> Grid:
    rows = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text))
    return Grid(name="", rows=tuple(tuple(Cell(cell.strip()) for cell in row) for row in rows))


def _delimiter(text: str) -> str:
    """The sign that parts the most of the first lines into the most columns, equally many in each."""
    lines = [line for line in text.splitlines() if line.strip()][:_SNIFFED_LINES]

    def fit(sign: str) -> int:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=sign))
        return max((count * (width - 1) for width, count in widths.items()), default=0)

    return max(_DELIMITERS, key=fit)


def _sheets(path: Path, most_rows: int | None = None) -> list[Grid]:
    """The sheets of a workbook; a formula without a value is told from an empty cell where all rows are read."""
    formulas = _formulas(path) if most_rows is None else {}
    workbook = load_workbook(path, read_only=True, data_only=True)
    try:
        return [
            Grid(
                name=sheet.title,
                rows=tuple(
                    tuple(_cell(cell, (i, j) in formulas.get(sheet.title, ())) for j, cell in enumerate(row))
                    for i, row in enumerate(islice(sheet.iter_rows(), most_rows))
                ),
            )
            for sheet in workbook.worksheets
        ]
    finally:
        workbook.close()


def _formulas(path: Path) -> dict[str, frozenset[tuple[int, int]]]:
    """The places of the formulas in each sheet, by row and column from 0."""
    workbook = load_workbook(path, read_only=True)
    try:
        return {
            sheet.title: frozenset(
                (i, j) for i, row in enumerate(sheet.iter_rows()) for j, cell in enumerate(row) if cell.data_type == "f"
            )
            for sheet in workbook.worksheets
        }
    finally:
        workbook.close()


def _cell(cell: ReadOnlyCell | EmptyCell | WorkbookCell | MergedCell, is_formula: bool) -> Cell:
    """A cell as text: dates in ISO form, whole numbers without decimals, shares as Excel shows them."""
    value = cell.value
    kind: CellKind = "text"
    text = "" if value is None else str(value).strip()
    if isinstance(value, dt.datetime | dt.date):
        text, kind = _date(value), "date"
    elif isinstance(value, bool):
        text = "ja" if value else "nej"
    elif isinstance(value, int | float):
        is_share = "%" in str(cell.number_format)
        text, kind = (f"{100 * value:.12g} %" if is_share else f"{value:.15g}"), "number"
    elif text in _FORMULA_ERRORS:
        kind = "error"
    elif is_formula and not text:
        kind = "formula"
    return Cell(text, kind)


def _date(value: dt.datetime | dt.date) -> str:
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "minutes")
    return value.isoformat()
