"""Answers from the tables that hold values by place and year: emissions and indicators.

Each function takes the rows that a query chose, all with a value, sorted by place, by what is measured and by year.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from assistant.bars import Bars
from assistant.charts import Chart, Series
from assistant.tables.arithmetic import MINUS, parsed
from assistant.tables.names import GOAL, ONLY_CO2, outcomes
from assistant.tables.query import SERIES, Aggregate, TableQuery
from assistant.tables.telling import (
    NOTHING,
    Sentence,
    Step,
    Told,
    amount,
    calculated,
    figure,
    joined,
    quantity,
    unit,
    year_of,
    year_spans,
)
from corpus.tables import Row

Rows = tuple[Row, ...]

_TOTAL = "totalt"
_MOST_SENTENCES = 4
_MOST_BARS = 12


def tell_series(query: TableQuery, rows: Rows, whole: Rows) -> Told:
    """What the rows say in answer to the query; `whole` holds what a share is a share of, or the populations."""
    if not rows:
        return NOTHING
    if query.aggregate in _SHARES:
        return _SHARES[query.aggregate](rows, whole)
    told = _TELLERS[query.aggregate](query, rows)
    only_co2 = tuple(row for row in told.rows if item(row).startswith(ONLY_CO2))
    note = Sentence(text="Siffrorna gäller bara koldioxid, inte alla växthusgaser.", rows=only_co2)
    return replace(told, sentences=(*told.sentences, note)) if only_co2 else told


def place(row: Row) -> str:
    """The place that a row is about."""
    return str(row.values["place"])


def item(row: Row) -> str:
    """What a row measures: its sector, or its indicator."""
    return str(row.values[SERIES[row.kind]])


def subject(row: Row) -> str:
    """What a row tells the value of: `utsläppen i Falun från sektorn Transporter`."""
    if row.kind == "indicators":
        return f"”{item(row)}” i {place(row)}"
    total = item(row).lower() == _TOTAL
    return f"de totala utsläppen i {place(row)}" if total else f"utsläppen i {place(row)} från sektorn {item(row)}"


def _said(row: Row) -> Sentence:
    """The row's own value as a sentence."""
    if row.kind == "indicators":
        return Sentence(text=row.quote, rows=(row,))
    return Sentence(text=_capital(f"{subject(row)} var {quantity(row)} år {year_of(row)}."), rows=(row,))


def _value(query: TableQuery, rows: Rows) -> Told:
    """The values; where several of the same year and unit stand against each other, the greatest or least first."""
    if len(rows) == 1:
        return Told(sentences=(_said(rows[0]),), rows=rows, caption=_caption(rows))
    if not _comparable(rows):
        return Told(sentences=tuple(map(_said, rows)), rows=rows, caption=_caption(rows))
    ranked = tuple(sorted(rows, key=amount, reverse=not query.ascending))
    difference = _difference(ranked[0], ranked[-1])
    between = f"Skillnaden är {difference.result} {_unit_of_difference(rows[0])}."
    return Told(
        sentences=(
            _extreme(ranked, descending=not query.ascending),
            *map(_said, ranked[1:_MOST_SENTENCES]),
            *([Sentence(text=between, rows=(ranked[0], ranked[-1]))] if len(rows) == 2 else []),
        ),
        steps=(difference,) if len(rows) == 2 else (),
        rows=ranked,
        caption=_caption(rows),
        chart=_bars(ranked),
    )


def _listed(query: TableQuery, rows: Rows) -> Told:
    """The values of each thing that was named; after a goal how it goes with it, or that nothing tells."""
    runs = {item(run[0]): run[-1:] if query.latest else run for run in _runs(rows)}
    sentences, told = list[Sentence](), list[Row]()
    for name, run in runs.items() if not any(name.startswith(GOAL) for name in runs) else _by_goal(runs):
        told += run
        sentences += map(_said, run)
        if name.startswith(GOAL) and len(runs) > 1 and not outcomes(name, runs):
            sentences.append(Sentence(text="Tabellen har inget utfall för det målet.", rows=run))
    if len(sentences) > _MOST_SENTENCES:
        lead = Sentence(text="Det här säger tabellen:", rows=tuple(told))
        sentences = [lead, *(replace(sentence, form="item") for sentence in sentences)]
    return Told(sentences=tuple(sentences), rows=tuple(told), caption=_caption(rows))


def _by_goal(runs: Mapping[str, Rows]) -> Iterator[tuple[str, Rows]]:
    """Each goal with its values, and after it those that tell how it goes."""
    for goal in (name for name in runs if name.startswith(GOAL)):
        yield goal, runs[goal]
        yield from ((name, runs[name]) for name in outcomes(goal, runs))


def _runs(rows: Rows) -> list[Rows]:
    """The rows of each series."""
    return [tuple(run) for _, run in groupby(rows, key=lambda row: (place(row), item(row)))]


def _extremes(query: TableQuery, rows: Rows) -> Told:
    """The row with the greatest or least value; all such where several are equal."""
    if not _comparable(rows):
        return NOTHING
    ranked = tuple(sorted(rows, key=amount, reverse=query.aggregate == "max"))
    first = _extreme(ranked, descending=query.aggregate == "max")
    others = tuple(map(_said, ranked[len(first.rows) :])) if len(rows) <= _MOST_SENTENCES else ()
    return Told(
        sentences=(first, *others, *_gaps(query, rows)),
        rows=ranked,
        caption=_caption(rows),
        chart=_chart(rows) or _bars(ranked),
    )


def _extreme(ranked: Rows, *, descending: bool) -> Sentence:
    """Which rows of a ranking, the wanted end first, come first."""
    top = tuple(row for row in ranked if amount(row) == amount(ranked[0]))
    if amount(ranked[0]) == amount(ranked[-1]):
        return Sentence(text=f"Värdena är lika: {quantity(top[0])}.", rows=ranked)
    word = "högst" if descending else "lägst"
    if len({year_of(row) for row in ranked}) > 1:
        when = joined([str(year_of(row)) for row in top])
        return Sentence(text=_capital(f"{subject(top[0])} var {word} år {when}: {quantity(top[0])}."), rows=top)
    if len({place(row) for row in ranked}) > 1:
        said = f"{_thing(top[0])} var {word} i {joined([place(row) for row in top])}"
    elif top[0].kind == "emissions":
        said = f"i {place(top[0])} var utsläppen {word} från sektorn {joined([item(row) for row in top])}"
    else:
        said = f"{word} var {joined([subject(row) for row in top])}"
    return Sentence(text=_capital(f"{said}: {quantity(top[0])} år {year_of(top[0])}."), rows=top)


def _thing(row: Row) -> str:
    """What a row measures, whatever the place."""
    if row.kind == "indicators":
        return f"”{item(row)}”"
    return "de totala utsläppen" if item(row).lower() == _TOTAL else f"utsläppen från sektorn {item(row)}"


def _change(query: TableQuery, rows: Rows) -> Told:
    """The change from the first year to the last of each series, the greatest change in the wanted direction first."""
    lasting = [run for run in _runs(rows) if len(run) > 1]
    if not lasting or len({(year_of(run[0]), year_of(run[-1]), unit(run[0])) for run in lasting}) > 1:
        return NOTHING
    ranked = _ranked(lasting, ascending=query.ascending)
    told = [_changed(run) for run in ranked[:_MOST_SENTENCES]]
    return Told(
        sentences=(
            *_most_changed(ranked, descending=not query.ascending),
            *(sentence for sentences, _ in told for sentence in sentences),
            *_gaps(query, rows),
        ),
        steps=tuple(step for _, steps in told for step in steps),
        rows=tuple(row for run in ranked for row in run),
        caption=_caption(rows),
        chart=_chart(rows),
    )


def _most_changed(ranked: Sequence[Rows], *, descending: bool) -> tuple[Sentence, ...]:
    """Which of several series changed most: by the share of its first value, and where that is another by amount."""
    if len(ranked) < 2 or unit(ranked[0][0]) == "procent":
        return ()
    by_amount = sorted(ranked, key=_moved, reverse=descending)
    named = {"procent": ranked[0], unit(ranked[0][0]): by_amount[0]}
    verb = "ökade" if descending else "minskade"
    if any((_moved(run) > 0) != descending or not _moved(run) for run in named.values()):
        return ()
    return tuple(
        Sentence(text=_capital(f"{subject(run[0])} {verb} mest, räknat i {measure}."), rows=(run[0], run[-1]))
        for measure, run in named.items()
    )


def _moved(run: Rows) -> float:
    return amount(run[-1]) - amount(run[0])


def _ranked(series: Sequence[Rows], *, ascending: bool) -> list[Rows]:
    """The series by how much they grew, as a share of the first value; those that begin at zero last."""
    sign = 1 if ascending else -1
    return sorted(series, key=lambda run: (not _has_growth(run), sign * _growth(run)))


def _has_growth(run: Rows) -> bool:
    return unit(run[0]) == "procent" or amount(run[0]) > 0


def _growth(run: Rows) -> float:
    return _moved(run) / amount(run[0]) if unit(run[0]) != "procent" and amount(run[0]) > 0 else _moved(run)


def _changed(run: Rows) -> tuple[tuple[Sentence, ...], tuple[Step, ...]]:
    first, last = run[0], run[-1]
    if amount(first) == amount(last):
        same = f"{subject(first)} var lika år {year_of(first)} och år {year_of(last)}: {quantity(last)}."
        return (Sentence(text=_capital(same), rows=(first, last)),), ()
    verb = "ökade" if amount(last) > amount(first) else "minskade"
    steps = _steps_of_change(first, last)
    units = (_unit_of_difference(first), "procent")
    extent = " eller ".join(f"{step.result} {which}" for step, which in zip(steps, units, strict=False))
    moved = f"{subject(first)} {verb} med {extent} från år {year_of(first)} till år {year_of(last)}"
    text = f"{moved}: från {quantity(first)} till {quantity(last)}."
    return (Sentence(text=_capital(text), rows=(first, last)),), steps


def _steps_of_change(first: Row, last: Row) -> tuple[Step, ...]:
    """The difference in the rows' own unit, and in percent where the unit is no percentage and the first is above 0."""
    greater, smaller = sorted((first, last), key=amount, reverse=True)
    difference = _difference(greater, smaller, f"{item(first)}, {place(first)}, {year_of(first)}–{year_of(last)}")
    if unit(first) == "procent" or amount(first) <= 0:
        return (difference,)
    share = f"{difference.result} / {figure(first)} × 100"
    return difference, calculated(f"{difference.label}, i procent", share, (first,), 1)


def _difference(greater: Row, smaller: Row, label: str = "Skillnaden") -> Step:
    return calculated(label, f"{figure(greater)} {MINUS} {figure(smaller)}", (greater, smaller))


def _sum(_: TableQuery, rows: Rows) -> Told:
    """The sum of values in the same unit that do not hold each other."""
    if not _addable(rows):
        return NOTHING
    total = calculated("Summan", " + ".join(map(figure, rows)), rows)
    text = f"Sammanlagt blir det {total.result} {unit(rows[0])}{_in_year(rows)}."
    return Told(
        sentences=(Sentence(text=text, rows=rows), *map(_said, rows[:_MOST_SENTENCES])),
        steps=(total,),
        rows=rows,
        caption=_caption(rows),
    )


def _mean(query: TableQuery, rows: Rows) -> Told:
    """The mean of one series over its years."""
    if len({unit(row) for row in rows}) > 1 or len({(place(row), item(row)) for row in rows}) > 1 or len(rows) < 2:
        return NOTHING
    total = calculated("Summan", " + ".join(map(figure, rows)), rows)
    number = Step(label="Antal år", expression="", result=str(len(rows)), rows=rows)
    mean = calculated("Genomsnittet", f"{total.result} / {number.result}", (), _decimals_of_mean(rows))
    text = f"{subject(rows[0])} var i genomsnitt {mean.result} {unit(rows[0])} för {len(rows)} år."
    return Told(
        sentences=(Sentence(text=_capital(text), rows=rows), *_gaps(query, rows)),
        steps=(total, number, mean),
        rows=rows,
        caption=_caption(rows),
        chart=_chart(rows),
    )


def _share(rows: Rows, whole: Rows) -> Told:
    """The rows' value as a share of another's of the same year and unit."""
    if len(rows) != 1 or len(whole) != 1 or year_of(rows[0]) != year_of(whole[0]) or not amount(whole[0]):
        return NOTHING
    part, all_of_it = rows[0], whole[0]
    step = calculated("Andelen", f"{figure(part)} / {figure(all_of_it)} × 100", (part, all_of_it), 1)
    share = f"{step.result} procent av {subject(all_of_it)} år {year_of(part)}"
    text = f"{subject(part)} var {share}: {figure(part)} av {quantity(all_of_it)}."
    return Told(
        sentences=(Sentence(text=_capital(text), rows=(part, all_of_it)),),
        steps=(step,),
        rows=(part, all_of_it),
        caption=_caption((part, all_of_it)),
    )


def _per_inhabitant(rows: Rows, population: Rows) -> Told:
    """Each row's value divided by the population of its place in its year."""
    people = {(place(row), year_of(row)): row for row in population}
    pairs = [(row, people[place(row), year_of(row)]) for row in rows if (place(row), year_of(row)) in people]
    if len(pairs) != len(rows):
        return NOTHING
    steps = tuple(
        calculated(f"{place(row)}, {year_of(row)}", f"{figure(row)} / {figure(of)}", (row, of), 2) for row, of in pairs
    )
    sentences = tuple(
        Sentence(
            text=_capital(
                f"{subject(row)} var {step.result} {unit(row)} per invånare år {year_of(row)}: "
                f"{figure(row)} ton delat på {quantity(of)}."
            ),
            rows=(row, of),
        )
        for step, (row, of) in sorted(zip(steps, pairs, strict=True), key=lambda pair: -parsed(pair[0].result))
    )
    used = tuple(row for pair in pairs for row in pair)
    return Told(sentences=sentences, steps=steps, rows=used, caption=_caption(rows))


def _comparable(rows: Rows) -> bool:
    """Whether the values differ in one way alone (year, place or what is measured), and share a unit."""
    ways = sum(len({way(row) for row in rows}) > 1 for way in (year_of, place, item))
    return ways == 1 and len({unit(row) for row in rows}) == 1


def _addable(rows: Rows) -> bool:
    """Whether the values can be added: same unit and year, and none is the total that holds another."""
    totals = [row for row in rows if _TOTAL in item(row).lower()]
    return (
        len(rows) > 1
        and len({unit(row) for row in rows}) == 1
        and len({year_of(row) for row in rows}) == 1
        and (not totals or len(totals) == len(rows))
        and not any(word in unit(rows[0]) for word in ("procent", " per ", "plats"))
    )


def _gaps(query: TableQuery, rows: Rows) -> tuple[Sentence, ...]:
    """What must be said of the years: which there are, where some are missing between, and that releases are mixed."""
    years = sorted({year_of(row) for row in rows})
    said: list[str] = []
    if years[-1] - years[0] + 1 > len(years) and not query.values("year"):
        said.append(f"Tabellen har bara uppgifter för {year_spans(years)}.")
    if any(len({row.values["source_url"] for row in run}) > 1 for run in _runs(rows)):
        said.append("Åren kommer ur olika utgåvor eller källor, så jämför dem med försiktighet.")
    return tuple(Sentence(text=text, rows=rows) for text in said)


def _caption(rows: Rows) -> str:
    kinds = "Utsläpp" if rows[0].kind == "emissions" else "Indikatorer"
    return f"{kinds}, {joined(sorted({place(row) for row in rows}))}"


def _bars(rows: Rows) -> Bars | None:
    """The values beside each other, the first first, where they differ in place or in what is measured."""
    one_year, few = len({year_of(row) for row in rows}) == 1, 2 <= len(rows) <= _MOST_BARS
    if not one_year or not few or min(map(amount, rows)) < 0 or max(map(amount, rows)) == 0:
        return None
    places, year = {place(row) for row in rows}, year_of(rows[0])
    return Bars(
        title=f"{_caption(rows)}, {year}",
        description=" ".join(f"{_capital(subject(row))}: {quantity(row)}." for row in rows),
        unit=unit(rows[0]),
        values=tuple((item(row) if len(places) == 1 else place(row), amount(row)) for row in rows),
    )


def _chart(rows: Rows) -> Chart | None:
    """The series over their years, where there are at least three years of few enough lines."""
    series = {key: tuple(run) for key, run in groupby(rows, key=lambda row: (place(row), item(row)))}
    if not 1 <= len(series) <= 6 or min(len({year_of(row) for row in run}) for run in series.values()) < 3:
        return None
    years = f"{min(map(year_of, rows))}–{max(map(year_of, rows))}"
    return Chart(
        title=f"{_caption(rows)}, {years}",
        description=_description(series),
        unit=unit(rows[0]),
        series=tuple(
            Series(name=f"{key[0]}: {key[1]}", points=tuple((year_of(row), amount(row)) for row in run))
            for key, run in series.items()
        ),
    )


def _description(series: Mapping[tuple[str, str], Rows]) -> str:
    ends = (
        f"{place(run[0])}, {item(run[0])}: {quantity(run[0])} år {year_of(run[0])}, "
        f"{quantity(run[-1])} år {year_of(run[-1])}."
        for run in series.values()
    )
    return " ".join(ends)


def _in_year(rows: Rows) -> str:
    return f" år {year_of(rows[0])}" if year_of(rows[0]) else ""


def _unit_of_difference(row: Row) -> str:
    return "procentenheter" if unit(row) == "procent" else unit(row)


def _decimals_of_mean(rows: Rows) -> int:
    """One decimal more than the figures have, none for whole figures of four digits and more."""
    most = max(len(figure(row).partition(",")[2]) for row in rows)
    return most if most == 0 and min(map(amount, rows)) >= 1000 else most + 1


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


_TELLERS: Mapping[Aggregate, Callable[[TableQuery, Rows], Told]] = {
    "value": _value,
    "change": _change,
    "max": _extremes,
    "min": _extremes,
    "sum": _sum,
    "mean": _mean,
    "list": _listed,
}
_SHARES: Mapping[Aggregate, Callable[[Rows, Rows], Told]] = {"share": _share, "per_inhabitant": _per_inhabitant}
