"""The conditions of a query in words, so that an answer says just what it counted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction

from assistant.tables.arithmetic import written
from assistant.tables.query import TableQuery
from assistant.tables.telling import joined
from corpus.records import column
from corpus.swedish import STOP_WORDS, words
from corpus.tables import Filter, Operator

_COMPARISONS: Mapping[Operator, str] = {
    "=": "",
    "!=": "annat än ",
    "<": "under ",
    "<=": "högst ",
    ">": "över ",
    ">=": "minst ",
}
_YEAR_COMPARISONS: Mapping[Operator, str] = {
    "=": "",
    "!=": "annat än ",
    "<": "före ",
    "<=": "senast ",
    ">": "efter ",
    ">=": "tidigast ",
}
_OPENINGS = {
    "party": "från",
    "party_kind": "från parter av typen",
    "owner": "med ansvarig",
    "area": "inom området",
    "status": "med status",
    "due": "med målår",
    "start": "med startår",
    "end": "med slutår",
    "cost": "med en kostnad på",
    "grant": "med ett bidrag på",
}
_OPENINGS_OF_SHARED = {
    "party": "från parter vars namn innehåller",
    "party_kind": "från parter vars typ innehåller",
    "owner": "med ansvariga vars namn innehåller",
    "area": "inom områden som innehåller",
    "status": "med en status som innehåller",
}


def conditions(query: TableQuery) -> str:
    """What the rows meet, to be read after what they are: `från ”IKEA” inom området transport`."""
    said = [_said(query, condition) for condition in query.filters]
    return " ".join([*said, *([f"som nämner ”{query.text}”"] if query.text else [])])


def _said(query: TableQuery, condition: Filter) -> str:
    known = column(query.table, condition.column)
    opening = _OPENINGS.get(known.name, f"med {known.label.lower()}")
    if known.type == "text":
        return _names(known.name, (str(value) for value in condition.values))
    numbers = [value for value in condition.values if isinstance(value, int | float)]
    if known.type == "year":
        return f"{opening} {_YEAR_COMPARISONS[condition.operator]}{joined([str(number) for number in numbers])}"
    figures = joined([f"{scaled(number)} {known.unit}" for number in numbers])
    return f"{opening} {_COMPARISONS[condition.operator]}{figures}"


def _names(column: str, values: Iterable[str]) -> str:
    """The value; of several the words that they share, since they were chosen by those, or else all of them."""
    names = tuple(dict.fromkeys(values))
    shared = [word for word in _spoken(names[0]) if all(word.lower() in words(name) for name in names)]
    if len(names) == 1 or not any(word.lower() not in STOP_WORDS for word in shared):
        return f"{_OPENINGS.get(column, column)} {joined(names, 'eller')}"
    return f"{_OPENINGS_OF_SHARED[column]} ”{' '.join(shared)}”"


def _spoken(name: str) -> list[str]:
    return list(dict.fromkeys(re.findall(r"[\w-]+", name)))


def scaled(number: float) -> str:
    """A large number in millions, if it is a whole number of them."""
    value = Fraction(str(number))
    return f"{written(value / 10**6)} miljoner" if value >= 10**6 and value % 10**6 == 0 else written(value)
