"""From a question to a typed query, by rules: `understand` gives None wherever something is not wholly understood.

A question is only answered from the tables when every word of it has been taken into account; to leave one out could
make it another question. No question is written down here, only how Swedish asks for amounts, changes and lists.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from assistant.decomposing import parts
from assistant.tables.indicators import content, goals, meant, summed
from assistant.tables.names import outcomes
from assistant.tables.query import Aggregate, TableQuery
from assistant.tables.reading import Reading, read
from assistant.tables.vocabulary import SEVERAL, TOTAL, Vocabulary
from corpus.records import RecordKind
from corpus.tables import Filter, Operator

_ASKING = frozenset("amount count share mean sum most least change up down compare per_inhabitant year more".split())
_TABLES: tuple[tuple[RecordKind, str], ...] = (("commitments", "åtagande"), ("actions", "åtgärd"))
_ADDS_NOTHING = re.compile(r"(?:hur går det|hur (?:mycket|många|stora?) (?:var|är|blev|har|hade)(?: det| de| den)?)\W*")
"""A further part of a question that the answer to the first answers too."""

_COUNTED = re.compile(
    r"(?:hur många|antal\w*)(?: av| olika| egna)?(?: \w+)? (?:åtagand|åtgärd|löft)|räkna (?:alla )?(?:åtagand|åtgärd)"
)
"""Commitments or actions are what is counted, rather than who has them."""

_TONNES = re.compile(r"hur många ton\b")
_OPERATORS: Mapping[str, Operator] = {"by": "<=", "since": ">=", "after": ">", "before": "<", "in": "="}


class RuleProposer:
    """Reads questions by rules.

    Args:
        vocabulary: The words of the index.
        known: The stems that are no misspellings.
    """

    def __init__(self, vocabulary: Vocabulary, known: Collection[str]) -> None:
        self._vocabulary = vocabulary
        self._known = known

    def propose(self, question: str) -> TableQuery | None:
        """The query that a standalone question asks for, or None where it is no question over the tables."""
        reading = read(question, self._vocabulary, self._known)
        if reading.blocked or not all(map(_ADDS_NOTHING.fullmatch, parts(question)[1:])):
            return None
        registers = _registers(reading)
        if registers:
            return _register(reading, registers[0]) if len(registers) == 1 else None
        if reading.to_come:
            return None
        return (
            _emissions(reading, self._vocabulary)
            or _goals(reading, self._vocabulary)
            or _indicators(reading, self._vocabulary)
        )

    def without_unknown_name(self, question: str) -> Shortened | None:
        """The question without the one word of it that is not understood, where that is a name beside others."""
        left = read(question, self._vocabulary, self._known).left
        if len(left) != 1:
            return None
        named = rf"(?:,| och| samt| eller| respektive) ({re.escape(left[0])})\b"
        found = re.search(named, question, re.IGNORECASE)
        if found is None or not found[1][0].isupper():
            return None
        return Shortened(question=question[: found.start()] + question[found.end() :], name=found[1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortened:
    """A question without a name that nothing is known of."""

    question: str
    name: str


def _registers(reading: Reading) -> tuple[RecordKind, ...]:
    """The registers that the question is about: the one whose table it names, else those that it speaks of."""
    said = " ".join(reading.said)
    named: list[RecordKind] = [kind for kind, word in _TABLES if re.search(rf"tabell\w* (?:över |med )?{word}", said)]
    return tuple(named) or tuple(kind for kind, _ in _TABLES if kind in reading.cues)


def places(reading: Reading, table: RecordKind, home: str) -> tuple[str, ...]:
    """The places that the question names, or the home place."""
    return reading.values(table, "place") or (home,)


def _emissions(reading: Reading, vocabulary: Vocabulary) -> TableQuery | None:
    """A question about all greenhouse gases; about carbon dioxide alone there are indicators."""
    named = reading.names_only(("emissions", "place"), ("emissions", "sector"))
    about = bool({"emissions", "per_inhabitant", "sector"} & reading.cues) or _bare_comparison(reading)
    asks = bool(_ASKING & reading.cues) or bool(reading.years) or reading.latest or {"each", "sector"} <= reading.cues
    other = bool({"cost", "grant", "owner", "due", "start", "end", "party", "only_co2", "alone"} & reading.cues)
    other |= "each" in reading.cues and not {"per_inhabitant", "sector"} & reading.cues
    other |= "count" in reading.cues and not _TONNES.search(" ".join(reading.said))
    if not (named and about and asks) or reading.left or reading.bounds or other:
        return None
    return _emission_query(reading, places(reading, "emissions", vocabulary.home))


def _bare_comparison(reading: Reading) -> bool:
    """Whether places are to be compared and nothing is said of in what."""
    return "compare" in reading.cues and len(reading.values("emissions", "place")) > 1


def _emission_query(reading: Reading, where: tuple[str, ...]) -> TableQuery | None:
    sectors = reading.values("emissions", "sector")
    cues, years = reading.cues, _series_years(reading)
    if years is None:
        return None
    if "share" in cues:
        return _share(reading, where, sectors, years)
    by_sector = "year" not in cues and not sectors and _asks_for_sector(reading)
    if "who" in cues and not by_sector and len(where) < 2:
        return None
    filters = (
        Filter(column="place", values=where),
        Filter(column="sector", operator="!=" if by_sector else "=", values=sectors or (TOTAL,)),
        *years,
    )
    aggregate = _aggregate(reading, several=by_sector or len(where) > 1 or len(sectors) > 1)
    if aggregate is None or (
        by_sector and (len(where) > 1 or (aggregate == "change" and not {"most", "least"} & cues))
    ):
        return None
    return TableQuery(
        table="emissions",
        aggregate=aggregate,
        measure="amount",
        filters=filters,
        group_by="sector" if by_sector else "",
        ascending=_ascending(reading, aggregate),
        latest=_latest(reading),
    )


def _asks_for_sector(reading: Reading) -> bool:
    return "sector" in reading.cues or (reading.said[0] == "vad" and bool({"most", "least"} & reading.cues))


def _share(
    reading: Reading, where: tuple[str, ...], sectors: tuple[str, ...], years: tuple[Filter, ...]
) -> TableQuery | None:
    """A sector's share of its place's emissions, or a place's of a greater place's."""
    whole = [name for name in reading.names if name.before in ("av", "hela") and ("emissions", "place") in name.means]
    greater = tuple(value for name in whole for value in name.means["emissions", "place"])
    parts = tuple(place for place in where if place not in greater) or where
    if {"change", "up", "down", "most", "least", "year"} & reading.cues or len(sectors) > 1 or len(parts) > 1:
        return None
    if bool(sectors) == (len(where) > 1):
        return None
    sector = Filter(column="sector", values=sectors or (TOTAL,))
    within = Filter(column="place", values=greater if len(where) > 1 else where)
    return TableQuery(
        table="emissions",
        aggregate="share",
        measure="amount",
        filters=(Filter(column="place", values=parts), sector, *years),
        whole=(within, Filter(column="sector", values=(TOTAL,)), *years),
        latest=not years,
    )


def _aggregate(reading: Reading, *, several: bool) -> Aggregate | None:
    """What is to be made of a series, read off the cues; None where they ask for different things at once."""
    cues, changing = reading.cues, _is_change(reading, several=several)
    special = tuple(name for name in _SPECIAL if name in cues)
    if special:
        alone = len(special) == 1 and not changing and not {"most", "least"} & cues
        return special[0] if alone and not (several and special == ("mean",)) else None
    if "sum" in cues and several:
        return "sum"
    if changing:
        return "change" if not ({"in"} & reading.years.keys() or "year" in cues or reading.latest) else None
    if {"most", "least"} & cues:
        return _extreme(reading, several=several)
    return None if "year" in cues else "value"


_SPECIAL: tuple[Aggregate, ...] = ("per_inhabitant", "mean")


def _is_change(reading: Reading, *, several: bool) -> bool:
    """Whether the question is about a change: by its words, or since two years of one thing are named."""
    over_years = {"span", "since"} & reading.years.keys() or ("pair" in reading.years and not several)
    averaged = "mean" in reading.cues and not {"change", "up", "down"} & reading.cues
    return bool({"change", "up", "down"} & reading.cues or over_years) and not averaged


def _extreme(reading: Reading, *, several: bool) -> Aggregate | None:
    """The most or least, among years where one thing is named; of one thing in one year there is no such."""
    among_one = not several and "year" not in reading.cues and "in" in reading.years
    return None if among_one else "min" if "least" in reading.cues else "max"


def _ascending(reading: Reading, aggregate: Aggregate) -> bool:
    return ("down" if aggregate == "change" else "least") in reading.cues


def _latest(reading: Reading) -> bool:
    """Whether the latest year is meant: it is asked for, or none is and the question is not about several."""
    over_time = {"change", "up", "down", "year", "mean"} & reading.cues
    by_year = {"most", "least"} & reading.cues and not _asks_for_sector(reading) and len(reading.names) < 2
    return not reading.years and (reading.latest or not (over_time or by_year))


def _series_years(reading: Reading) -> tuple[Filter, ...] | None:
    """The years that a question about a series is about; None where they are years of another sort.

    Without any it is the latest year or all of them: see `_latest`.
    """
    if {"by", "after", "before"} & reading.years.keys() or len(reading.years) > 1:
        return None
    if "span" in reading.years:
        first, *_, last = sorted(reading.years["span"])
        return _between(first, last)
    if "since" in reading.years:
        return _between(reading.years["since"][0])
    named = (*reading.years.get("pair", ()), *reading.years.get("in", ()))
    if named:
        return (Filter(column="year", values=tuple(sorted(named))),)
    return ()


def _between(first: int, last: int | None = None) -> tuple[Filter, ...]:
    beginning = Filter(column="year", operator=">=", values=(first,))
    return (beginning,) if last is None else (beginning, Filter(column="year", operator="<=", values=(last,)))


def _indicators(reading: Reading, vocabulary: Vocabulary) -> TableQuery | None:
    """A question about what indicators measure."""
    years = _series_years(reading)
    asks = bool(_ASKING & reading.cues) or bool(reading.years) or reading.latest
    if years is None or reading.bounds or not asks:
        return None
    adds = "sum" in reading.cues
    where = places(reading, "indicators", vocabulary.home)
    names = (summed(reading, vocabulary) if adds else ()) or meant(reading, where, vocabulary)
    cues = reading.cues - {"share", "per_inhabitant"}
    aggregate = _aggregate(replace(reading, cues=cues), several=len(where) > 1 or (adds and len(names) > 1))
    if not names or aggregate is None or (len(names) > 1 and aggregate not in ("value", "sum")):
        return None
    return TableQuery(
        table="indicators",
        aggregate="list" if len(names) > 1 and aggregate == "value" else aggregate,
        measure="amount",
        filters=(Filter(column="indicator", values=names), Filter(column="place", values=where), *years),
        ascending=_ascending(reading, aggregate),
        latest=_latest(reading),
    )


def _goals(reading: Reading, vocabulary: Vocabulary) -> TableQuery | None:
    """A question about goals, and if it asks how it goes about what has come of them."""
    asked = [word for word in content(reading) if word != "mål"]
    if "mål" not in content(reading) or reading.years or reading.bounds or reading.values("indicators", "place"):
        return None
    aims = goals(asked, vocabulary)
    results = (
        (result for aim in aims for result in outcomes(aim, vocabulary.indicators))
        if "progress" in reading.cues
        else ()
    )
    names = tuple(dict.fromkeys((*aims, *results)))
    if not names:
        return None
    here = Filter(column="place", values=(vocabulary.home,))
    return TableQuery(
        table="indicators",
        aggregate="list",
        measure="amount",
        filters=(Filter(column="indicator", values=names), here),
    )


def _register(reading: Reading, table: RecordKind) -> TableQuery | None:
    """A question about which or how many commitments or actions there are, or what they cost."""
    column = "party" if table == "commitments" else "owner"
    named = reading.names_only((table, column), (table, "area"), (table, "party_kind"), (table, "status"))
    series = {"emissions", "only_co2", "share", "per_inhabitant", "up", "down", "change", "compare", "sector", "more"}
    if not named or reading.left or reading.latest or series & reading.cues:
        return None
    filters = (*_named(reading, table), *(_years(reading, table) or ()), *(_amounts(reading, table) or ()))
    if _years(reading, table) is None or _amounts(reading, table) is None:
        return None
    if "count" in reading.cues and not _COUNTED.search(" ".join(reading.said)):
        return None
    asked = _asked(reading, table, bool(filters))
    if asked is None:
        return None
    aggregate, measure, group_by = asked
    return TableQuery(table=table, aggregate=aggregate, measure=measure, filters=filters, group_by=group_by)


def _named(reading: Reading, table: RecordKind) -> Iterator[Filter]:
    """A condition for each column that names in the question are values of; a name of several is of the first."""
    columns = ("party", "party_kind", "area") if table == "commitments" else ("owner", "area", "status")
    for column in columns:
        names = [n for n in reading.names if next((c for c in columns if (table, c) in n.means), "") == column]
        values = tuple(dict.fromkeys(value for name in names for value in name.means[table, column]))
        if column == "owner" and "alone" in reading.cues:
            values = tuple(value for value in values if not SEVERAL.search(value))
        if values:
            yield Filter(column=column, values=values)


def _years(reading: Reading, table: RecordKind) -> tuple[Filter, ...] | None:
    """Conditions on the year: of a commitment its target year, of an action the one that is named."""
    column = "due" if table == "commitments" else "start" if "start" in reading.cues else "end"
    if not reading.years:
        return None if {"start", "end", "due"} & reading.cues else ()
    if len(reading.years) > 1 or (table == "actions" and not {"start", "end"} & reading.cues):
        return None
    ((how, years),) = reading.years.items()
    if how == "span":
        return tuple(
            Filter(column=column, operator=op, values=(y,)) for op, y in zip(_ENDS, sorted(years), strict=True)
        )
    if how == "pair":
        return (Filter(column=column, values=years),)
    operator = _OPERATORS[how]
    return (Filter(column=column, operator=operator, values=years),) if len(years) == 1 or operator == "=" else None


_ENDS: tuple[Operator, Operator] = (">=", "<=")


def _amounts(reading: Reading, table: RecordKind) -> tuple[Filter, ...] | None:
    """Conditions on cost or grant."""
    if not reading.bounds:
        return ()
    column = _measure(reading)
    if table != "actions" or not column:
        return None
    return tuple(Filter(column=column, operator=bound.operator, values=(bound.number,)) for bound in reading.bounds)


def _measure(reading: Reading) -> str:
    measures = [name for name in ("cost", "grant") if name in reading.cues]
    return measures[0] if len(measures) == 1 else ""


def _asked(reading: Reading, table: RecordKind, narrowed: bool) -> tuple[Aggregate, str, str] | None:
    """What is to be made of the rows: the aggregate, the measure and what to group by."""
    cues, measure = reading.cues, _measure(reading)
    group = next((column for cue, column in _GROUPS[table] if cue in cues), "")
    if measure and not reading.bounds:
        return _asked_of_amounts(cues, measure)
    if "sum" in cues or ("each" in cues and not {"area", "party", "owner"} & cues):
        return None
    if {"most", "least"} & cues:
        return ("max", "", group) if group and "least" not in cues else None
    if "count" in cues:
        return "count", measure, group if "each" in cues else ""
    return _asked_for_rows(reading, table, measure) if narrowed else None


def _asked_of_amounts(cues: frozenset[str], measure: str) -> tuple[Aggregate, str, str] | None:
    if {"most", "least"} & cues:
        return ("min" if "least" in cues else "max"), measure, ""
    if {"sum", "mean"} & cues or ("amount" in cues and "count" not in cues):
        return ("mean" if "mean" in cues else "sum"), measure, ""
    return None


def _asked_for_rows(reading: Reading, table: RecordKind, measure: str) -> tuple[Aggregate, str, str] | None:
    if "year" in reading.cues or not ({"list", "who", "what"} & reading.cues):
        return None
    asks_for_parties = "who" in reading.cues and ("party" in reading.cues or _asks_who(reading))
    return ("list", "", "party") if asks_for_parties and table == "commitments" else ("list", measure, "")


def _asks_who(reading: Reading) -> bool:
    return reading.said[0] in ("vem", "vilka") and reading.said[1] in ("har", "lovar", "lovade", "åtar")


_GROUPS: Mapping[RecordKind, tuple[tuple[str, str], ...]] = {
    "commitments": (("party", "party"), ("area", "area"), ("who", "party")),
    "actions": (("owner", "owner"), ("area", "area"), ("who", "owner")),
}
