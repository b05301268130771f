"""Answers from the registers: which and how many commitments and actions there are, and what they cost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import groupby

from assistant.tables.arithmetic import figures, parsed, written
from assistant.tables.conditions import conditions
from assistant.tables.query import Aggregate, TableQuery
from assistant.tables.telling import NOTHING, Sentence, Step, Told, calculated, counted, joined
from corpus.records import RecordKind, column
from corpus.tables import Row

Rows = tuple[Row, ...]
Groups = tuple[tuple[str, Rows], ...]

LISTED = 15
"""How many rows are read out one by one; of more only the number is, and the table shows them."""

_MOST_GROUPS = 10
NOUNS: Mapping[RecordKind, tuple[str, str]] = {
    "commitments": ("åtagande", "åtaganden"),
    "actions": ("åtgärd", "åtgärder"),
}
"""One and several of what each register holds."""

_OVERLAP = "Samma satsning kan stå på flera rader, så summan kan räkna något två gånger."


def tell_register(query: TableQuery, rows: Rows) -> Told:
    """What the rows say in answer to the query."""
    if not rows:
        return NOTHING
    return _TELLERS[query.aggregate](query, rows)


def number_of(kind: RecordKind, rows: Rows) -> str:
    """How many there are: `1 åtgärd`, `26 åtaganden`."""
    return f"{len(rows)} {NOUNS[kind][len(rows) != 1]}"


def _count(query: TableQuery, rows: Rows) -> Told:
    if query.group_by:
        return _listed_groups(query, rows)
    text = f"Det finns {number_of(query.table, rows)} {conditions(query)}".strip()
    split = _split(query, rows)
    return Told(
        sentences=(Sentence(text=f"{text}.", rows=rows), *(_shares_of(split) if split else ())),
        steps=(counted(f"Antal {NOUNS[query.table][1]}", rows), *(counted(name, of) for name, of in split)),
        rows=rows,
        caption=_caption(query),
    )


def _list(query: TableQuery, rows: Rows) -> Told:
    """How many there are, and each of them; by groups the values of the column, and how many each has."""
    if query.group_by:
        return _listed_groups(query, rows)
    rows = _largest_first(query, rows)
    told = _count(query, rows)
    items = tuple(_item(query, row) for row in rows) if len(rows) <= LISTED else ()
    pointer = () if items else (Sentence(text="Alla står i tabellen.", rows=rows),)
    return Told(sentences=(*told.sentences, *pointer, *items), steps=told.steps, rows=told.rows, caption=told.caption)


def _listed_groups(query: TableQuery, rows: Rows) -> Told:
    groups = _groups(query, rows)
    text = f"Det finns {number_of(query.table, rows)} {conditions(query)}".strip()
    said = Sentence(text=f"{text}, och de fördelar sig så:", rows=rows)
    items = tuple(Sentence(text=f"{name or 'Uppgift saknas'}: {len(of)}", rows=of, form="item") for name, of in groups)
    return Told(sentences=(said, *items), steps=_group_steps(query, rows, groups), rows=rows, caption=_caption(query))


def _most(query: TableQuery, rows: Rows) -> Told:
    """The row with the greatest or least measure, or the group with the most or fewest rows."""
    if not query.measure:
        return _biggest_group(query, rows)
    known = tuple(row for row in rows if isinstance(row.values[query.measure], int | float))
    if not known:
        return NOTHING
    ranked = tuple(sorted(known, key=lambda row: _number(query, row), reverse=query.aggregate == "max"))
    top = tuple(row for row in ranked if _number(query, row) == _number(query, ranked[0]))
    label = column(query.table, query.measure).label.lower()
    word = "Högst" if query.aggregate == "max" else "Lägst"
    first = f"{word} {label} bland de {number_of(query.table, known)} som har en uppgift: {_amount(query, top[0])}."
    return Told(
        sentences=(Sentence(text=first, rows=known), *(_item(query, row) for row in top)),
        steps=(counted(f"{NOUNS[query.table][1].capitalize()} med uppgift", known),),
        rows=ranked,
        caption=_caption(query),
    )


def _biggest_group(query: TableQuery, rows: Rows) -> Told:
    groups = tuple(group for group in _groups(query, rows) if group[0])
    if not groups:
        return NOTHING
    ranked = groups if query.aggregate == "max" else groups[::-1]
    top = tuple(group for group in ranked if len(group[1]) == len(ranked[0][1]))
    word = "Flest" if query.aggregate == "max" else "Minst antal"
    names = joined([name for name, _ in top])
    text = f"{word} {NOUNS[query.table][1]} {conditions(query)} har {names}: {len(top[0][1])}."
    others = ranked[len(top) : _MOST_GROUPS]
    return Told(
        sentences=(
            Sentence(text=" ".join(text.split()), rows=tuple(row for _, of in top for row in of)),
            *(Sentence(text=f"{name}: {len(of)}", rows=of, form="item") for name, of in others),
        ),
        steps=tuple(counted(name, of) for name, of in ranked),
        rows=tuple(row for _, of in ranked for row in of),
        caption=_caption(query),
    )


def _sum(query: TableQuery, rows: Rows) -> Told:
    known = tuple(row for row in rows if isinstance(row.values[query.measure], int | float))
    if len(known) < 2:
        return NOTHING
    measure = column(query.table, query.measure)
    number = counted(f"{NOUNS[query.table][1].capitalize()} med uppgift", known)
    total = calculated("Summan", " + ".join(stated(query.measure, row) for row in known), known)
    steps: tuple[Step, ...] = (number, total)
    word, result = "sammanlagt", total
    if query.aggregate == "mean":
        result = calculated("Genomsnittet", f"{total.result} / {number.result}", (), 0)
        word, steps = "i genomsnitt", (*steps, result)
    where = conditions(query)
    text = f"{measure.label} för {number_of(query.table, known)} {where} är {word} {result.result} {measure.unit}."
    rest = [] if len(known) == len(rows) else [Sentence(text="För de övriga saknas uppgift.", rows=known)]
    return Told(
        sentences=(Sentence(text=" ".join(text.split()), rows=known), *rest, Sentence(text=_OVERLAP, rows=known)),
        steps=steps,
        rows=known,
        caption=_caption(query),
    )


def stated(measure: str, row: Row) -> str:
    """A row's number as its quote has it."""
    value = row.values[measure]
    exact = written(float(value)) if isinstance(value, int | float) else ""
    return next((figure for figure in figures(row.quote) if exact and parsed(figure) == parsed(exact)), exact)


def _amount(query: TableQuery, row: Row) -> str:
    return f"{stated(query.measure, row)} {column(query.table, query.measure).unit}"


def _number(query: TableQuery, row: Row) -> float:
    value = row.values[query.measure]
    return float(value) if isinstance(value, int | float) else 0.0


def _largest_first(query: TableQuery, rows: Rows) -> Rows:
    """The rows by the first number that was asked about; in the table's order where none was."""
    numbers = [f.column for f in query.filters if column(query.table, f.column).type == "number"]
    return tuple(sorted(rows, key=lambda row: -float(row.values[numbers[0]] or 0))) if numbers else rows


def _item(query: TableQuery, row: Row) -> Sentence:
    """A row as an item of a list: who, what, and what the query asks of it."""
    who = str(row.values["party" if row.kind == "commitments" else "owner"] or "")
    what = str(row.values["text"]).rstrip(".")
    due = f" (målår {row.values['due']})" if row.kind == "commitments" and row.values["due"] else ""
    status = f" (status: {row.values['status']})" if any(f.column == "status" for f in query.filters) else ""
    has_amount = query.measure and isinstance(row.values[query.measure], int | float)
    cost = f" – {_amount(query, row)}" if has_amount else ""
    said = ": ".join(filter(None, (who, what)))
    return Sentence(text=f"{said}{due}{status}{cost}.", rows=(row,), form="item")


def _split(query: TableQuery, rows: Rows) -> Groups:
    """How the rows part on the values of a column that the query lets be one of several names."""
    asked = next(
        (f for f in query.filters if f.column in ("party", "owner") and 1 < len(f.values) <= _MOST_GROUPS), None
    )
    if asked is None:
        return ()
    groups = _by(asked.column, rows)
    return groups if len(groups) > 1 else ()


def _shares_of(groups: Groups) -> Iterable[Sentence]:
    parts = joined([f"{name} {len(of)}" for name, of in groups])
    yield Sentence(text=f"De fördelar sig så: {parts}.", rows=tuple(row for _, of in groups for row in of))


def _groups(query: TableQuery, rows: Rows) -> Groups:
    return _by(query.group_by, rows)


def _by(name: str, rows: Rows) -> Groups:
    """The rows by their value in a column, the largest group first."""
    value: Callable[[Row], str] = lambda row: str(row.values[name] or "")  # noqa: E731
    groups = [(key, tuple(of)) for key, of in groupby(sorted(rows, key=value), key=value)]
    return tuple(sorted(groups, key=lambda group: (-len(group[1]), group[0])))


def _group_steps(query: TableQuery, rows: Rows, groups: Groups) -> tuple[Step, ...]:
    whole = counted(f"Antal {NOUNS[query.table][1]}", rows)
    return whole, *(counted(name or "Uppgift saknas", of) for name, of in groups)


def _caption(query: TableQuery) -> str:
    return f"{NOUNS[query.table][1].capitalize()} {conditions(query)}".strip()


_TELLERS: Mapping[Aggregate, Callable[[TableQuery, Rows], Told]] = {
    "count": _count,
    "list": _list,
    "max": _most,
    "min": _most,
    "sum": _sum,
    "mean": _sum,
}
