"""The emissions over the years, and the carbon dioxide beside the pace that the carbon budget asks for.

What each line includes is said in its name and in the chart's description, because the curves do not count the same:
the emissions are all greenhouse gases and everything within the municipality's border, the budget is carbon dioxide
alone and leaves the steelworks out. All figures are the tables' own.
"""

from __future__ import annotations

from collections.abc import Collection

from assistant import texts
from assistant.bars import Bars
from assistant.charts import Chart, Series
from assistant.numbers import swedish_number
from assistant.register.registry import Registry
from corpus.documents import Audience
from corpus.tables import Filter, Selection

_TOTAL = "Totalt"
_INDUSTRY = "Industri (energi + processer)"
_CARBON_TOTAL = "Endast koldioxid: totalt (utgåva 2025)"
_CARBON_INDUSTRY = f"Endast koldioxid: {_INDUSTRY} (utgåva 2025)"
_PACE = "MÅL årlig minskning enligt koldioxidbudgeten 2020–2040"
_FIRST_YEAR, _LAST_YEAR = 2020, 2040
_ALL_GASES_UNIT = "ton koldioxidekvivalenter per år"

Values = dict[int, float]


def emissions_chart(registry: Registry, place: str, audiences: Collection[Audience]) -> Chart | None:
    """A place's greenhouse gases over the years, with and without industry; None when the tables have none."""
    total = _emissions(registry, place, _TOTAL, audiences)
    without = _difference(total, _emissions(registry, place, _INDUSTRY, audiences))
    if not total:
        return None
    lines = ((texts.ALL_GASES, total), (texts.ALL_GASES_WITHOUT_INDUSTRY, without))
    return Chart(
        title=texts.EMISSIONS_CHART_TITLE.format(place=place),
        description=texts.EMISSIONS_CHART_DESCRIPTION,
        unit=_ALL_GASES_UNIT,
        series=tuple(Series(name=name, points=_points(values)) for name, values in lines if values),
    )


def sectors_chart(registry: Registry, place: str, audiences: Collection[Audience]) -> Bars | None:
    """What each sector of a place let out in the latest year, the most first; None when the tables have none."""
    of_place = Filter(column="place", values=(place,))
    rows = registry.rows(Selection(kind="emissions", filters=(of_place,)), audiences)
    latest = max((int(row.values["year"] or 0) for row in rows), default=0)
    values = [
        (str(row.values["sector"]), float(row.values["amount"]))
        for row in rows
        if row.values["year"] == latest and row.values["sector"] != _TOTAL and row.values["amount"]
    ]
    if not values:
        return None
    return Bars(
        title=texts.SECTORS_CHART_TITLE.format(place=place, year=latest),
        description=texts.SECTORS_CHART_DESCRIPTION,
        unit=_ALL_GASES_UNIT,
        values=tuple(sorted(values, key=lambda named: -named[1])),
    )


def budget_chart(registry: Registry, place: str, audiences: Collection[Audience]) -> Chart | None:
    """A place's carbon dioxide outside industry beside the budget's pace; None when the tables lack any of it."""
    carbon = _difference(
        _indicator(registry, place, _CARBON_TOTAL, audiences), _indicator(registry, place, _CARBON_INDUSTRY, audiences)
    )
    pace = _indicator(registry, place, _PACE, audiences)
    if _FIRST_YEAR not in carbon or not pace:
        return None
    (percent,) = pace.values()
    path = {
        year: carbon[_FIRST_YEAR] * (1 + percent / 100) ** (year - _FIRST_YEAR)
        for year in range(_FIRST_YEAR, _LAST_YEAR + 1)
    }
    shown = swedish_number(abs(percent))
    return Chart(
        title=texts.BUDGET_CHART_TITLE.format(place=place),
        description=texts.BUDGET_CHART_DESCRIPTION.format(percent=shown, year=_FIRST_YEAR),
        unit="ton koldioxid per år",
        series=(
            Series(name=texts.CARBON_WITHOUT_INDUSTRY, points=_points(carbon)),
            Series(name=texts.BUDGET_PACE.format(percent=shown, year=_FIRST_YEAR), points=_points(path)),
        ),
    )


def _emissions(registry: Registry, place: str, sector: str, audiences: Collection[Audience]) -> Values:
    filters = (Filter(column="place", values=(place,)), Filter(column="sector", values=(sector,)))
    return _values(registry, Selection(kind="emissions", filters=filters), audiences)


def _indicator(registry: Registry, place: str, name: str, audiences: Collection[Audience]) -> Values:
    filters = (Filter(column="place", values=(place,)), Filter(column="indicator", values=(name,)))
    return _values(registry, Selection(kind="indicators", filters=filters), audiences)


def _values(registry: Registry, selection: Selection, audiences: Collection[Audience]) -> Values:
    rows = registry.rows(selection, audiences)
    pairs = ((row.values["year"], row.values["amount"]) for row in rows)
    return {int(year): float(amount) for year, amount in pairs if year is not None and amount is not None}


def _difference(whole: Values, part: Values) -> Values:
    return {year: amount - part[year] for year, amount in whole.items() if year in part}


def _points(values: Values) -> tuple[tuple[int, float], ...]:
    return tuple((year, round(amount)) for year, amount in sorted(values.items()))
