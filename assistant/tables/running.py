"""Runs a query on an index: the rows that it chooses, and what they tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.tables.listing import tell_register
from assistant.tables.query import SERIES, TableQuery, checked
from assistant.tables.series import item, place, subject, tell_series
from assistant.tables.telling import NOTHING, Told, joined, year_of
from corpus.documents import Audience
from corpus.records import RecordKind
from corpus.tables import Filter, Order, Row, Selection, Tables

POPULATION = "Folkmängd"
"""What the name of the indicator of inhabitants begins with; the shortest such is the whole municipality's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A value that is asked for and that the tables do not have.

    Attributes:
        missing: The years without it.
        known: The years that have it.
        what: What is measured, and where.
    """

    missing: tuple[int, ...]
    known: tuple[int, ...]
    what: str


def run(query: TableQuery, tables: Tables, audiences: frozenset[Audience]) -> Told | Gap:
    """What the rows that a query chooses tell.

    Raises:
        InvalidSelection: The query names what the index does not have.
    """
    checked(query, tables, audiences)
    if query.table not in SERIES:
        return tell_register(query, _rows(query.table, query.filters, query.text, tables, audiences))
    chosen = _rows(query.table, query.filters, "", tables, audiences)
    rows = chosen if query.aggregate == "list" else _known(chosen)
    if gap := _gap(query, tables, audiences):
        return gap
    whole = _whole(query, rows, tables, audiences)
    if query.latest and query.aggregate != "list":
        year = _latest((*rows, *whole))
        rows, whole = (tuple(row for row in of if year_of(row) == year) for of in (rows, whole))
    return tell_series(query, rows, whole) if _has_all(query, rows) else NOTHING


def _rows(
    kind: RecordKind, filters: tuple[Filter, ...], text: str, tables: Tables, audiences: frozenset[Audience]
) -> tuple[Row, ...]:
    names = ("place", SERIES[kind], "year") if kind in SERIES else ()
    order = tuple(Order(column=name) for name in names)
    return tables.rows(Selection(kind=kind, filters=filters, text=text, order=order), audiences)


def _known(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows that have a value and a year."""
    return tuple(row for row in rows if isinstance(row.values["amount"], int | float) and year_of(row))


def _whole(query: TableQuery, rows: tuple[Row, ...], tables: Tables, audiences: frozenset[Audience]) -> tuple[Row, ...]:
    """What a share is a share of, or for what is told per inhabitant the populations."""
    if query.aggregate == "share":
        return _known(_rows(query.table, query.whole, "", tables, audiences))
    if query.aggregate != "per_inhabitant":
        return ()
    names = [str(name) for name in tables.values("indicators", "indicator", audiences)]
    population = min((name for name in names if name.startswith(POPULATION)), key=len, default="")
    places = tuple(dict.fromkeys(map(place, rows)))
    filters = (Filter(column="indicator", values=(population,)), Filter(column="place", values=places))
    return _known(_rows("indicators", filters, "", tables, audiences))


def _latest(rows: Iterable[Row]) -> int:
    """The latest year that every series has; 0 where they share none."""
    years: dict[tuple[str, str, str], set[int]] = {}
    for row in rows:
        years.setdefault((row.kind, place(row), item(row)), set()).add(year_of(row))
    return max(set[int].intersection(*years.values()), default=0) if years else 0


def _has_all(query: TableQuery, rows: Iterable[Row]) -> bool:
    """Whether there is a value for each place and each thing measured that the query names."""
    found = {(place(row), item(row)) for row in rows}
    named = len(query.values("place") or " ") * len(query.values(SERIES[query.table]) or " ")
    return len(found) >= max(1, named)


def _gap(query: TableQuery, tables: Tables, audiences: frozenset[Audience]) -> Gap | None:
    """The years asked for that a series lacks, where all have others."""
    years = set(_years_named(query))
    found: dict[tuple[str, str], set[int]] = {}
    examples: dict[tuple[str, str], Row] = {}
    other = tuple(f for f in query.filters if f.column != "year")
    for row in _known(_rows(query.table, other, "", tables, audiences)):
        found.setdefault((place(row), item(row)), set()).add(year_of(row))
        examples[place(row), item(row)] = row
    known = set[int].intersection(*found.values()) if found else set[int]()
    missing = years - known
    if not missing or not known or max(missing) > max(known):  # what is to come may stand in a text
        return None
    what = joined([subject(row) for row in examples.values()])
    return Gap(missing=tuple(sorted(missing)), known=tuple(sorted(known)), what=what)


def _years_named(query: TableQuery) -> Iterator[int]:
    for condition in query.filters:
        if condition.column == "year" and condition.operator in ("=", ">=", "<="):
            yield from (value for value in condition.values if isinstance(value, int))
