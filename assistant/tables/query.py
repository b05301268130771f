"""TableQuery: a question over one table, as a type; what it may hold is checked against the index's columns and values.

Whoever proposes a query (our own reading of a question, an address, a language model) has it checked by `checked`.
It names columns and values of ours alone: nobody's text ever becomes SQL.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Literal, Protocol

from pydantic import ConfigDict, TypeAdapter, ValidationError

from corpus.documents import Audience
from corpus.errors import InvalidSelection
from corpus.records import TABLES, Column, RecordKind, column
from corpus.tables import Filter, Tables

Aggregate = Literal["list", "count", "value", "change", "sum", "mean", "max", "min", "share", "per_inhabitant"]
"""What is made of the rows.

`value` tells their values and sets them against each other, `change` the change from the first year to the last,
`max` and `min` the row (or with a group and no measure the group) with most or least, `share` the rows' sum as a part
of the sum of the `whole`, `per_inhabitant` the value divided by the place's population.
"""

SERIES: dict[RecordKind, str] = {"emissions": "sector", "indicators": "indicator"}
"""The tables that hold values by place and year, and the column that tells what is measured."""

_OF_SERIES: frozenset[Aggregate] = frozenset(
    ("list", "value", "change", "sum", "mean", "max", "min", "share", "per_inhabitant")
)
_OF_REGISTERS: frozenset[Aggregate] = frozenset(("list", "count", "sum", "mean", "max", "min"))
_GREATEST = 1e15
_MEASURED = frozenset(("value", "change", "sum", "mean", "share", "per_inhabitant"))


@dataclass(frozen=True, slots=True, kw_only=True)
class TableQuery:
    """What is asked of a table.

    Attributes:
        table: The table.
        aggregate: What is made of the rows.
        measure: The column of numbers that it is made of, or "" where rows are listed or counted.
        filters: What the rows must meet, all of it.
        whole: For a share: what the rows of the whole must meet.
        group_by: The column whose values are told apart, or "".
        text: Words that must stand in a row, in any inflection, or "".
        ascending: Whether the least comes first; for a change, whether the greatest decrease does.
        latest: Whether only the latest year counts that all the series have a value for.
    """

    __pydantic_config__ = ConfigDict(extra="forbid")

    table: RecordKind
    aggregate: Aggregate
    measure: str = ""
    filters: tuple[Filter, ...] = ()
    whole: tuple[Filter, ...] = ()
    group_by: str = ""
    text: str = ""
    ascending: bool = False
    latest: bool = False

    def values(self, name: str) -> tuple[object, ...]:
        """The values that a column must have one of, in order; none where any will do."""
        return next((f.values for f in self.filters if f.column == name and f.operator == "="), ())


class QueryProposer(Protocol):
    """Reads a question as a query: our rules do, and a language model may; `checked` has the last word on both."""

    def propose(self, question: str) -> TableQuery | None:
        """The query that a standalone question asks for, or None where it is no question over the tables."""


_QUERY = TypeAdapter(TableQuery)


def query_from_json(text: str) -> TableQuery:
    """The query that JSON describes; not yet checked against an index.

    Raises:
        InvalidSelection: It describes none.
    """
    try:
        return _QUERY.validate_json(text)
    except ValidationError as error:
        wrong = error.errors()[0]
        where = ".".join(map(str, wrong["loc"])) or "allt"
        raise InvalidSelection(f"Tabellfrågan går inte att läsa: {where} har ett värde som inte går.") from error


def query_to_json(query: TableQuery) -> str:
    """The query as short JSON: what has its default value is left out."""
    fields = {name: value for name, value in asdict(query).items() if value not in ("", (), None, False)}
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def checked(query: TableQuery, tables: Tables, audiences: frozenset[Audience]) -> TableQuery:
    """The query itself, once its columns and values have been found in the index.

    Raises:
        InvalidSelection: A column or value does not exist, or the query asks for what its table does not hold.
    """
    for condition in (*query.filters, *query.whole):
        _check_filter(query.table, condition, tables, audiences)
    if query.group_by:
        _column(query.table, query.group_by)
    if query.measure and _column(query.table, query.measure).type != "number":
        raise InvalidSelection(f"Kolumnen {query.measure} innehåller inga tal. Välj en kolumn med tal.")
    _check_aggregate(query)
    return query


def _check_aggregate(query: TableQuery) -> None:
    if query.aggregate in _MEASURED and not query.measure:
        raise InvalidSelection(f"Uträkningen {query.aggregate} behöver en kolumn med tal i measure.")
    fits = query.aggregate in (_OF_SERIES if query.table in SERIES else _OF_REGISTERS)
    if not fits or (query.aggregate == "per_inhabitant" and query.table != "emissions"):
        raise InvalidSelection(f"Uträkningen {query.aggregate} går inte på tabellen {query.table}.")
    if query.aggregate in ("max", "min") and not (query.measure or query.group_by):
        raise InvalidSelection("Störst och minst behöver en kolumn i measure eller group_by.")
    if (query.aggregate == "share") != bool(query.whole):
        raise InvalidSelection("En andel behöver veta vad den är en andel av, i whole, och bara den.")


def _check_filter(table: RecordKind, condition: Filter, tables: Tables, audiences: frozenset[Audience]) -> None:
    wanted = _column(table, condition.column)
    if not condition.values:
        raise InvalidSelection(f"Villkoret på {condition.column} saknar värden.")
    if wanted.type == "text":
        known = tables.values(table, condition.column, audiences)
        for value in condition.values:
            if value not in known:
                raise InvalidSelection(f"Värdet ”{value}” finns inte i kolumnen {condition.column}.")
    elif not all(isinstance(value, int | float) and abs(value) < _GREATEST for value in condition.values):
        raise InvalidSelection(f"Villkoret på {condition.column} ska ha tal.")


def _column(table: RecordKind, name: str) -> Column:
    try:
        return column(table, name)
    except KeyError:
        names = ", ".join(known.name for known in TABLES[table])
        raise InvalidSelection(f"Tabellen {table} har ingen kolumn {name}. Välj någon av {names}.") from None
