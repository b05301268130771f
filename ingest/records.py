"""The rows of a table as typed records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from corpus.documents import Block, Document
from corpus.records import RECORD_KINDS, TABLES, Column, Record, Value
from ingest.readers.tables import table_rows
from ingest.rows import column_name


def read_records(document: Document, path: Path) -> tuple[Record, ...]:
    """The records of a table that has been read into `document`; none for a file that is no table of ours."""
    return tuple(_records(document, path))


def _records(document: Document, path: Path) -> Iterator[Record]:
    kind = next((kind for kind in RECORD_KINDS if kind == document.source.kind), None)
    if kind is None:
        return
    blocks = (block for block in document.blocks if block.kind == "row")
    for block, row in zip(blocks, table_rows(document.source, path), strict=True):
        cells = {column_name(header): cell for header, cell in row.items()}
        values = {column.name: _value(column, cells.get(column.header, "")) for column in TABLES[kind]}
        yield Record(kind=kind, id=block.record_id, values=values, quote=_text(document, block), start=block.start)


def _text(document: Document, block: Block) -> str:
    return document.text[block.start : block.end]


def _value(column: Column, cell: str) -> Value:
    """A cell that has been checked; what is no number in a column that may hold words has no value as a number."""
    if column.type == "text":
        return cell
    try:
        return int(cell) if column.type == "year" else float(cell)
    except ValueError:
        return None
