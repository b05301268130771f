"""The record tables of one version, in a DuckDB file that is written once and then only read.

What may be asked is a `Selection`, checked against the columns that there are; its values go to DuckDB as parameters,
and the only names in a statement are ours. No SQL from anyone's text is ever run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import duckdb

from corpus.documents import Audience, Passage, Source
from corpus.errors import InvalidSelection
from corpus.records import RECORD_KINDS, TABLES, Column, Record, RecordKind, Value
from corpus.swedish import terms

Operator = Literal["=", "!=", "<", "<=", ">", ">="]

_DUCKDB_TYPES = {"text": "VARCHAR", "year": "INTEGER", "number": "DOUBLE"}
_OWN_COLUMNS = {
    "record_id": "VARCHAR",
    "source_id": "VARCHAR",
    "passage_id": "VARCHAR",
    "quote": "VARCHAR",
    "page": "INTEGER",
    "clause": "VARCHAR",
    "audience": "VARCHAR",
    "stems": "VARCHAR[]",
}
"""The columns that each table has after its own; `stems` holds the stems of all its texts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """A condition on a column: its value compared with one of `values`; a missing value meets none.

    With several values the row must meet the condition with any of them.
    """

    column: str
    operator: Operator = "="
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A column to sort by; rows without a value in it come last either way."""

    column: str
    descending: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which rows of a table are wanted.

    Attributes:
        kind: The table.
        filters: Conditions that a row must meet, all of them.
        text: Words that must stand in the row's texts, in any inflection, or "".
        order: What to sort by; rows that are equal in it, and all when it is empty, stand in the files' order.
        limit: How many rows at most; None all.
        offset: How many rows to leave out first.
    """

    kind: RecordKind
    filters: tuple[Filter, ...] = ()
    text: str = ""
    order: tuple[Order, ...] = ()
    limit: int | None = None
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A record as it stands in the index.

    Attributes:
        kind: Which table it stands in.
        id: Its own id.
        source_id: The source that it was read from.
        passage_id: The passage in which its quote stands.
        quote: The words that it rests on, verbatim in the passage.
        page: The page of its source on which it stands, from 1, or None.
        clause: The number of the contract clause that it stands in, or "".
        values: Its value in each column of its table, by the column's name.
    """

    kind: RecordKind
    id: str
    source_id: str
    passage_id: str
    quote: str
    page: int | None
    clause: str
    values: Mapping[str, Value]


def write_tables(path: Path, records: Iterable[tuple[Record, Passage, Source]]) -> None:
    """Write records, each with the passage that holds its quote and its source, to a new file at `path`."""
    rows: dict[RecordKind, list[tuple[Any, ...]]] = {kind: [] for kind in RECORD_KINDS}
    for record, passage, source in records:
        rows[record.kind].append(_written(record, passage, source))
    with duckdb.connect(str(path)) as database:
        for kind in RECORD_KINDS:
            columns = {column.name: _DUCKDB_TYPES[column.type] for column in TABLES[kind]} | _OWN_COLUMNS
            definition = ", ".join(f'"{name}" {type_}' for name, type_ in {"position": "INTEGER", **columns}.items())
            database.execute(f'CREATE TABLE "{kind}" ({definition})')
            if rows[kind]:
                marks = ", ".join("?" * (len(columns) + 1))
                numbered = [(position, *row) for position, row in enumerate(rows[kind])]
                database.executemany(f'INSERT INTO "{kind}" VALUES ({marks})', numbered)


class Tables:
    """The record tables opened for reading; safe to ask from several threads."""

    def __init__(self, path: Path) -> None:
        self._database = duckdb.connect(str(path), read_only=True)

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def rows(self, selection: Selection, audiences: Iterable[Audience]) -> tuple[Row, ...]:
        """The rows that these audiences may see and that were selected, in order.

        Raises:
            InvalidSelection: The table has no such column, or a value is not of the column's type.
        """
        condition, values = _condition(selection, audiences)
        names = [column.name for column in TABLES[selection.kind]]
        wanted = ", ".join(f'"{name}"' for name in (*names, *_OWN_COLUMNS))
        limit = "" if selection.limit is None else f" LIMIT {int(selection.limit)}"
        statement = (
            f'SELECT {wanted} FROM "{selection.kind}" WHERE {condition} ORDER BY {_order(selection)}'
            f"{limit} OFFSET {int(selection.offset)}"
        )
        return tuple(_row(selection.kind, names, row) for row in self._ask(statement, values))

    def count(self, selection: Selection, audiences: Iterable[Audience]) -> int:
        """How many rows were selected, whatever the limit and the offset.

        Raises:
            InvalidSelection: The table has no such column, or a value is not of the column's type.
        """
        condition, values = _condition(selection, audiences)
        ((count,),) = self._ask(f'SELECT count(*) FROM "{selection.kind}" WHERE {condition}', values)
        return int(count)

    def values(self, kind: RecordKind, column: str, audiences: Iterable[Audience]) -> dict[Value, int]:
        """Each value that stands in a column and how often, in the column's order; missing ones left out.

        Raises:
            InvalidSelection: The table has no such column.
        """
        name, (condition, values) = _column(kind, column).name, _condition(Selection(kind=kind), audiences)
        statement = (
            f'SELECT "{name}", count(*) FROM "{kind}" WHERE {condition} AND "{name}" IS NOT NULL '
            f"AND CAST(\"{name}\" AS VARCHAR) <> '' GROUP BY 1 ORDER BY 1"
        )
        return dict(self._ask(statement, values))

    def _ask(self, statement: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        with self._database.cursor() as cursor:  # each thread needs one of its own
            return cursor.execute(statement, values).fetchall()


def _written(record: Record, passage: Passage, source: Source) -> tuple[Any, ...]:
    texts = " ".join(str(value) for value in record.values.values() if isinstance(value, str))
    return (
        *(record.values.get(column.name) for column in TABLES[record.kind]),
        record.id,
        source.id,
        passage.id,
        record.quote,
        passage.page,
        passage.clause,
        source.audience,
        sorted(set(terms(texts))),
    )


def _row(kind: RecordKind, names: Sequence[str], row: Sequence[Any]) -> Row:
    record_id, source_id, passage_id, quote, page, clause, *_ = row[len(names) :]
    return Row(
        kind=kind,
        id=record_id,
        source_id=source_id,
        passage_id=passage_id,
        quote=quote,
        page=page,
        clause=clause,
        values=dict(zip(names, row, strict=False)),
    )


def _condition(selection: Selection, audiences: Iterable[Audience]) -> tuple[str, list[object]]:
    """The condition of a statement, with a mark for each of the values that come with it."""
    parts, values = ["list_contains(?, audience)"], list[object]([sorted(audiences)])
    for part, value in _conditions(selection):
        parts.append(part)
        values += value
    return " AND ".join(parts), values


def _conditions(selection: Selection) -> Iterator[tuple[str, list[object]]]:
    for wanted in selection.filters:
        column = _column(selection.kind, wanted.column)
        values: list[object] = [_fitting(column, value) for value in wanted.values]
        comparison = f'"{column.name}" {_operator(wanted.operator)} ?'
        yield f"({' OR '.join([comparison] * len(values)) or 'false'})", values
    if stems := terms(selection.text):
        yield "list_has_all(stems, ?)", [list(stems)]


def _order(selection: Selection) -> str:
    keys = (
        f'"{_column(selection.kind, order.column).name}" {"DESC" if order.descending else "ASC"} NULLS LAST'
        for order in selection.order
    )
    return ", ".join((*keys, "position"))


def _column(kind: RecordKind, name: str) -> Column:
    known = {column.name: column for column in TABLES[kind]}
    if name not in known:
        raise InvalidSelection(f"Tabellen {kind} har ingen kolumn {name}. Välj någon av {', '.join(known)}.")
    return known[name]


def _operator(operator: str) -> str:
    if operator not in ("=", "!=", "<", "<=", ">", ">="):
        raise InvalidSelection(f"Jämförelsen {operator} finns inte. Välj =, !=, <, <=, > eller >=.")
    return operator


def _fitting(column: Column, value: Value) -> Value:
    fits = isinstance(value, str) if column.type == "text" else isinstance(value, int | float)
    if not fits:
        kind = "text" if column.type == "text" else "ett tal"
        raise InvalidSelection(f"{column.label} jämförs med {kind}, inte med ”{value}”.")
    return value
