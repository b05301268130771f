"""A table as people read it, with one row pointed at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant import texts
from assistant.register.terminal import shown
from assistant.viewer.places import OpenSource
from assistant.viewer.text import Run, runs_of, web_address
from corpus.documents import Document, Span
from corpus.records import TABLES, Column, Record, Value

TABLE_SUFFIXES = (".csv", ".xlsx")

ROWS_AT_A_TIME = 1_000
"""Rows that are shown at a time when all are asked for."""

ROWS_AROUND = 12
"""Rows that are shown before and after the one that is pointed at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What stands above a column, and whether the column holds figures."""

    label: str
    is_figure: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell: its text, or the web address that it holds."""

    runs: tuple[Run, ...] = ()
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """A row.

    Attributes:
        cells: A cell for each column.
        is_chosen: Whether it is pointed at.
        words: What the row pointed at says in words, with what is quoted of it marked; empty where a cell says it.
    """

    cells: tuple[Cell, ...]
    is_chosen: bool = False
    words: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownTable:
    """Some rows of a table.

    Attributes:
        heads: What stands above each column.
        rows: The rows.
        numbers: The numbers of the rows in the table, from 0.
        total: How many rows the table has.
        is_window: Whether they are those around the row that is pointed at, and more could be shown.
        part: In which part of the table they stand, from 1.
        parts: In how many parts the table is shown when all rows are asked for.
    """

    heads: tuple[Head, ...]
    rows: tuple[TableRow, ...]
    numbers: range
    total: int
    is_window: bool
    part: int
    parts: int


def show_table(opened: OpenSource, place: Span | None, page: int | None, *, whole: bool) -> ShownTable:
    """The rows of a table around the place pointed at, or of one part of it.

    Args:
        opened: The source, which is a table.
        place: What is pointed at in its text.
        page: Which part is asked for, from 1; counts when nothing is pointed at.
        whole: Whether all rows of the part are wanted, not only those around the place.
    """
    spans = _spans(opened)
    chosen = next((i for i, span in enumerate(spans) if place and span.start <= place.start < span.end), None)
    parts = max(1, -(-len(spans) // ROWS_AT_A_TIME))
    part = chosen // ROWS_AT_A_TIME if chosen is not None else min(max(page or 1, 1), parts) - 1
    numbers = range(len(spans))[part * ROWS_AT_A_TIME : (part + 1) * ROWS_AT_A_TIME]
    around = numbers
    if chosen is not None and not whole:
        around = range(max(chosen - ROWS_AROUND, numbers.start), min(chosen + ROWS_AROUND + 1, numbers.stop))
    heads, rows = (_of_records if opened.records else _of_text)(opened, spans, around, place, chosen)
    return ShownTable(
        heads=heads,
        rows=rows,
        numbers=around,
        total=len(spans),
        is_window=around != numbers,
        part=part + 1,
        parts=parts,
    )


Shown = tuple[tuple[Head, ...], tuple[TableRow, ...]]


def _spans(opened: OpenSource) -> list[Span]:
    """Where each row stands in the document's text."""
    id_, rows = opened.source.id, (block for block in opened.document.blocks if block.kind == "row")
    if opened.records:
        return [Span(document_id=id_, start=r.start, end=r.start + len(r.quote)) for r in opened.records]
    return [Span(document_id=id_, start=row.start, end=row.end) for row in rows]


def _of_records(
    opened: OpenSource, spans: Sequence[Span], numbers: range, place: Span | None, chosen: int | None
) -> Shown:
    """Rows of one of our tables, with its columns."""
    kind, text = opened.records[0].kind, opened.document.text
    columns = list(_columns(opened.records))
    names_rows = not any(record.id.startswith(f"{kind}-") for record in opened.records)
    heads = [Head(label=_label(group[0]), is_figure=group[0].type != "text") for group in columns]
    rows = []
    for number in numbers:
        record = opened.records[number]
        cells = [_cell(group, record.values) for group in columns]
        rows.append(
            TableRow(
                cells=tuple([Cell(runs=(Run(text=record.id),)), *cells] if names_rows else cells),
                is_chosen=number == chosen,
                words=runs_of(text, spans[number], place, None) if number == chosen else (),
            )
        )
    return tuple([Head(label=texts.ROW_ID), *heads] if names_rows else heads), tuple(rows)


def _of_text(
    opened: OpenSource, spans: Sequence[Span], numbers: range, place: Span | None, chosen: int | None
) -> Shown:
    """Rows of any other table, each as it was read out."""
    sheets = list(_sheets(opened.document))
    named = any(sheets)
    rows = []
    for number in numbers:
        sheet = [Cell(runs=(Run(text=sheets[number]),))] if named else []
        said = Cell(runs=runs_of(opened.document.text, spans[number], place, None))
        rows.append(TableRow(cells=(Cell(runs=(Run(text=str(number + 1)),)), *sheet, said), is_chosen=number == chosen))
    labels = (texts.ROW_NUMBER, *([texts.ROW_SHEET] if named else []), texts.ROW_WORDS)
    return tuple(Head(label=label) for label in labels), tuple(rows)


def _columns(records: Sequence[Record]) -> Iterator[tuple[Column, ...]]:
    """The columns that have a value in some row; those that share a column of the file are one."""
    by_header = dict[str, tuple[Column, ...]]()
    for column in TABLES[records[0].kind]:
        by_header[column.header] = (*by_header.get(column.header, ()), column)
    for group in by_header.values():
        if any(record.values.get(column.name) not in (None, "") for record in records for column in group):
            yield group


def _label(column: Column) -> str:
    return f"{column.label} ({column.unit})" if column.unit else column.label


def _cell(columns: Sequence[Column], values: Mapping[str, Value]) -> Cell:
    """The first value among the columns that share a cell."""
    column, value = next(
        ((column, values[column.name]) for column in columns if values.get(column.name) not in (None, "")),
        (columns[0], None),
    )
    text = shown(column, value)
    url = web_address(text) if column.name == "source_url" else ""
    return Cell(url=url) if url else Cell(runs=(Run(text=text),))


def _sheets(document: Document) -> Iterator[str]:
    """For each row the name of its sheet, or "" where there is only one."""
    sheet = ""
    for block in document.blocks:
        if block.kind == "heading":
            sheet = document.text[block.start : block.end]
        elif block.kind == "row":
            yield sheet
