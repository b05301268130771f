"""The emissions and the carbon budget for residents: the register's figures as sentences, charts and tables."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from assistant import texts
from assistant.bars import Bars, bar_chart, bar_table
from assistant.charts import Chart, chart_table, line_chart
from assistant.numbers import swedish_number
from assistant.register.budget import budget_chart, emissions_chart, sectors_chart
from assistant.register.registry import Registry
from corpus.documents import PUBLIC, Source
from corpus.records import RecordKind
from corpus.tables import Filter, Selection

_KINDS: tuple[RecordKind, ...] = ("emissions", "indicators")


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A chart as the page shows it: drawn, and as a table.

    Attributes:
        anchor: The id of its heading.
        title: What it is about.
        description: What it shows and what is counted.
        svg: The chart.
        table: Its figures.
    """

    anchor: str
    title: str
    description: str
    svg: Markup
    table: Markup


def drawings(registry: Registry, place: str) -> tuple[Drawing, ...]:
    """The charts of a place that the tables have figures for."""
    named = {
        "utslappen": emissions_chart(registry, place, PUBLIC),
        "sektorerna": sectors_chart(registry, place, PUBLIC),
        "koldioxidbudgeten": budget_chart(registry, place, PUBLIC),
    }
    return tuple(_drawing(anchor, chart) for anchor, chart in named.items() if chart)


def summary(registry: Registry, place: str) -> str:
    """The latest year's emissions, and how much they have changed since the first year; "" without figures."""
    chart = emissions_chart(registry, place, PUBLIC)
    if chart is None:
        return ""
    (first_year, first), (year, latest) = chart.series[0].points[0], chart.series[0].points[-1]
    said = texts.EMISSIONS_LATEST.format(place=place, year=year, amount=swedish_number(latest))
    percent = round(100 * (latest - first) / first) if first else 0
    if not percent:
        return said
    change = texts.EMISSIONS_LESS if percent < 0 else texts.EMISSIONS_MORE
    return f"{said} {change.format(percent=abs(percent), year=first_year)}"


def origins(registry: Registry, place: str, sources: tuple[Source, ...]) -> tuple[Source, ...]:
    """The sources that a place's figures come from."""
    of_place = (Filter(column="place", values=(place,)),)
    rows = [row for kind in _KINDS for row in registry.rows(Selection(kind=kind, filters=of_place), PUBLIC)]
    used = {row.source_id for row in rows}
    return tuple(source for source in sources if source.id in used)


def _drawing(anchor: str, chart: Chart | Bars) -> Drawing:
    svg, table = (
        (bar_chart(chart), bar_table(chart)) if isinstance(chart, Bars) else (line_chart(chart), chart_table(chart))
    )
    # Both are made by our own code, which escapes what it fills in.
    return Drawing(
        anchor=anchor,
        title=chart.title,
        description=chart.description,
        svg=Markup(svg),
        table=Markup(table),
    )
