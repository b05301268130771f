"""Which columns a table of rows shows, and how their values are written there."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.tables.arithmetic import written
from corpus.records import Column, RecordKind, column
from corpus.tables import Row

_SHOWN: dict[RecordKind, tuple[str, ...]] = {
    "commitments": ("party", "text", "area", "due", "measurable", "status", "source_title"),
    "actions": ("text", "owner", "area", "status", "start", "end", "cost", "grant"),
    "emissions": ("place", "year", "sector", "amount"),
    "indicators": ("indicator", "place", "year", "stated", "unit"),
}


def headers(rows: Sequence[Row]) -> tuple[Column, ...]:
    """The columns that are shown for rows: those of the first row's table in which any row has a value."""
    kind = rows[0].kind
    shown = (column(kind, name) for name in _SHOWN[kind])
    return tuple(of for of in shown if any(row.values.get(of.name) not in ("", None) for row in rows))


def cells(row: Row, columns: Sequence[Column]) -> tuple[str, ...]:
    """A row's values in these columns as they are read; of another table's row those that go by the same name."""
    return tuple(_cell(row, of) for of in columns)


def _cell(row: Row, of: Column) -> str:
    value = row.values.get(of.name)
    if value is None:
        return ""
    if of.name == "stated":
        return str(value).replace(".", ",") if _is_number(row) else str(value)
    return written(value) if of.type == "number" and isinstance(value, int | float) else str(value)


def _is_number(row: Row) -> bool:
    return isinstance(row.values.get("amount"), int | float)
