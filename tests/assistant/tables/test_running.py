"""What is told of random queries is what plain Python makes of the CSV files."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.tables.arithmetic import written
from assistant.tables.query import Aggregate, TableQuery
from assistant.tables.running import Gap, run
from assistant.tables.telling import Told
from corpus.documents import PUBLIC
from corpus.index import Index
from corpus.tables import Filter, Operator
from tests.assistant.tables.conftest import Emissions

PLACES = st.sampled_from(["Borlänge", "Falun", "Dalarnas län", "Sverige"])
SECTORS = st.sampled_from(["Totalt", "Transporter", "Jordbruk", "Arbetsmaskiner", "El och fjärrvärme"])
YEARS = st.sampled_from([1990, 2000, 2005, 2010, *range(2015, 2025)])


def tell(index: Index, query: TableQuery) -> Told:
    told = run(query, index.tables, PUBLIC)
    assert isinstance(told, Told)
    return told


def emission(
    aggregate: Aggregate, places: tuple[str, ...], sectors: tuple[str, ...], years: tuple[int, ...]
) -> TableQuery:
    filters = (
        Filter(column="place", values=places),
        Filter(column="sector", values=sectors),
        *([Filter(column="year", values=years)] if years else []),
    )
    return TableQuery(table="emissions", aggregate=aggregate, measure="amount", filters=filters)


def said(told: Told) -> str:
    return " ".join(sentence.text for sentence in told.sentences)


@settings(deadline=None)
@given(place=PLACES, sector=SECTORS, year=YEARS)
def test_a_value_is_the_files(index: Index, emissions: Emissions, place: str, sector: str, year: int) -> None:
    told = tell(index, emission("value", (place,), (sector,), (year,)))
    assert f"{written(emissions[place, sector, year])} ton" in said(told)
    assert len(told.rows) == 1


@settings(deadline=None)
@given(place=PLACES, sector=SECTORS, years=st.lists(YEARS, min_size=2, max_size=2, unique=True))
def test_a_change_is_the_difference_and_its_share(
    index: Index, emissions: Emissions, place: str, sector: str, years: list[int]
) -> None:
    first, last = (emissions[place, sector, year] for year in sorted(years))
    told = tell(index, emission("change", (place,), (sector,), tuple(sorted(years))))
    if first == last:
        assert "lika" in said(told)
        return
    percent = written(Fraction(abs(last - first) * 100, first), 1)
    verb = "ökade" if last > first else "minskade"
    assert f"{verb} med {written(abs(last - first))} ton koldioxidekvivalenter eller {percent} procent" in said(told)


@settings(deadline=None)
@given(places=st.lists(PLACES, min_size=2, max_size=4, unique=True), sector=SECTORS, year=YEARS)
def test_a_sum_is_the_sum(index: Index, emissions: Emissions, places: list[str], sector: str, year: int) -> None:
    told = tell(index, emission("sum", tuple(places), (sector,), (year,)))
    assert f"{written(sum(emissions[place, sector, year] for place in places))} ton" in said(told)


@settings(deadline=None)
@given(place=PLACES, sector=SECTORS, aggregate=st.sampled_from(["max", "min"]))
def test_an_extreme_is_the_extreme(
    index: Index, emissions: Emissions, place: str, sector: str, aggregate: Literal["max", "min"]
) -> None:
    values = {year: value for (p, s, year), value in emissions.items() if (p, s) == (place, sector)}
    best = (max if aggregate == "max" else min)(values.values())
    told = tell(index, emission(aggregate, (place,), (sector,), ()))
    assert f"{written(best)} ton" in told.sentences[0].text
    assert all(str(year) in told.sentences[0].text for year, value in values.items() if value == best)
    assert len(told.rows) == len(values)


@settings(deadline=None)
@given(place=PLACES, sector=SECTORS, year=YEARS)
def test_a_share_is_the_share(index: Index, emissions: Emissions, place: str, sector: str, year: int) -> None:
    here, when = Filter(column="place", values=(place,)), Filter(column="year", values=(year,))
    query = TableQuery(
        table="emissions",
        aggregate="share",
        measure="amount",
        filters=(here, Filter(column="sector", values=(sector,)), when),
        whole=(here, Filter(column="sector", values=("Totalt",)), when),
    )
    percent = Fraction(emissions[place, sector, year] * 100, emissions[place, "Totalt", year])
    shown = written(percent, 1).removesuffix(",0") if percent.denominator == 1 else written(percent, 1)
    assert f"{shown} procent" in said(tell(index, query))


@settings(deadline=None)
@given(
    area=st.sampled_from(["transport", "solenergi", "industri", "mat", ""]),
    operator=st.sampled_from([">", ">=", "<", "<="]),
    limit=st.sampled_from([3e6, 9_750_400, 2e7, 1.2e8, 5e8, 7.04e8]),
)
def test_a_count_counts_the_rows_that_meet_every_condition(
    index: Index, actions: list[dict[str, str]], area: str, operator: Operator, limit: float
) -> None:
    filters = (
        Filter(column="cost", operator=operator, values=(limit,)),
        *([Filter(column="area", values=(area,))] if area else []),
    )
    meets = {">": float.__gt__, ">=": float.__ge__, "<": float.__lt__, "<=": float.__le__}[operator]
    expected = {
        r["id"]
        for r in actions
        if r["kostnad_sek"] and meets(float(r["kostnad_sek"]), float(limit)) and area in ("", r["område"])
    }
    told = tell(index, TableQuery(table="actions", aggregate="count", filters=filters))
    assert {row.id for row in told.rows} == expected
    assert not expected or told.steps[0].result == str(len(expected))


def test_a_year_that_the_table_leaves_out_is_a_gap_that_names_the_years_there_are(index: Index) -> None:
    gap = run(emission("value", ("Borlänge",), ("Totalt",), (2012,)), index.tables, PUBLIC)
    assert isinstance(gap, Gap)
    assert (gap.missing, gap.known[:5]) == ((2012,), (1990, 2000, 2005, 2010, 2015))


def test_the_latest_year_is_the_latest_that_all_have(index: Index) -> None:
    query = TableQuery(
        table="indicators",
        aggregate="value",
        measure="amount",
        filters=(
            Filter(column="indicator", values=("Folkmängd 31 december",)),
            Filter(column="place", values=("Borlänge", "Falun")),
        ),
        latest=True,
    )
    assert {row.values["year"] for row in tell(index, query).rows} == {2024}
