"""Rows of the register as an Excel workbook; in a module of its own because openpyxl takes 20 MB."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from assistant import texts
from assistant.register.exporting import CONTROL, cells_of, columns_of, labels_of, may_be_formula
from corpus.records import Column, RecordKind, Value
from corpus.tables import Row

_LONGEST_CELL = 32_767  # what a cell of a spreadsheet holds
_WIDTHS = {"year": 9, "number": 16}
_WIDE = frozenset({"text", "quote", "other_effect", "status"})
_LINKS = frozenset({"source_url", "place"})


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
    sheet.append(labels_of(kind))
    for row in rows:
        sheet.append([_clean(value) for value in cells_of(kind, row, address)])
    for column, cells in zip(columns_of(kind), sheet.iter_cols(), strict=True):
        _dress(column, [cell for cell in cells if isinstance(cell, Cell)], sheet)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _clean(value: Value) -> Value:
    """A value without what no workbook can hold; an empty cell for an empty text."""
    return CONTROL.sub("", value)[:_LONGEST_CELL] or None if isinstance(value, str) else value


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
    cell.quotePrefix = may_be_formula(text)  # so that it stays a text when someone edits the cell
