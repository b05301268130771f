"""What differs between two states of a table, row by row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.records import TABLES, Record, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class CellChange:
    """A value of a row that is no longer what it was.

    Attributes:
        column: The column's name, as in `TABLES`.
        label: What people read above the column.
        old: What it was.
        new: What it is now.
    """

    column: str
    label: str
    old: Value
    new: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChange:
    """A row that both states have and that differs between them; it has at least one cell."""

    id: str
    old: Record
    new: Record
    cells: tuple[CellChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What differs between two states of a table; each in the order of its table."""

    added: tuple[Record, ...]
    changed: tuple[RowChange, ...]
    removed: tuple[Record, ...]

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(self.added or self.changed or self.removed)


def diff_records(old: Iterable[Record], new: Iterable[Record]) -> Changes:
    """What became of the rows of a table, matched by their ids; their order makes no difference."""
    before, after = ({(record.kind, record.id): record for record in records} for records in (old, new))
    pairs = ((before[key], record) for key, record in after.items() if key in before)
    return Changes(
        added=tuple(record for key, record in after.items() if key not in before),
        changed=tuple(
            RowChange(id=then.id, old=then, new=now, cells=cells) for then, now in pairs if (cells := _cells(then, now))
        ),
        removed=tuple(record for key, record in before.items() if key not in after),
    )


def _cells(old: Record, new: Record) -> tuple[CellChange, ...]:
    return tuple(_differing(old, new))


def _differing(old: Record, new: Record) -> Iterator[CellChange]:
    for column in TABLES[new.kind]:
        then, now = old.values.get(column.name), new.values.get(column.name)
        if then != now:
            yield CellChange(column=column.name, label=column.label, old=then, new=now)
