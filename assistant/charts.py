"""Line charts over years as SVG, and the same figures as a table.

A chart says its title and its description to a screen reader, its vertical axis takes in zero, and no series is told
from another by its colour alone. The text takes the colour of what stands around it, so a chart fits light and dark
pages.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape

from assistant.numbers import swedish_number

_WIDTH, _HEIGHT = 500, 340
_LEFT, _RIGHT, _TOP, _BOTTOM = 76, 490, 44, 250
_LEGEND_ROW = 24
_TICKS = 5
_MOST_YEARS = 9
# At least 3:1 against both a white and a near-black page.
_COLOURS = ("#0b7fb8", "#c26a00", "#2f8f57", "#9067c6", "#c4486b", "#77787b")
_DASHES = ("", "7 4", "2 4", "10 3 2 3", "4 2", "12 4")
_YEAR_STEPS = (1, 2, 5, 10, 20, 50)

Scale = Callable[[float], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One line of a chart: its name, and its values by year in the order of the years. There is at least one."""

    name: str
    points: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """What a chart shows.

    Attributes:
        title: What it is about, in a line.
        description: What it shows and what each line includes, for those who do not see it too.
        unit: What the values count.
        series: Its lines, at least one.
    """

    title: str
    description: str
    unit: str
    series: tuple[Series, ...]


def line_chart(chart: Chart) -> str:
    """The chart as an SVG element that stands on its own or in a page."""
    key = hashlib.sha256(repr(chart).encode()).hexdigest()[:8]
    height = _HEIGHT + _LEGEND_ROW * (len(chart.series) - 2)
    across, up = _scales(chart)
    return "".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" ',
            f'aria-labelledby="t{key}" aria-describedby="d{key}" font-family="system-ui, sans-serif" font-size="14" ',
            'fill="currentColor" style="max-width: 100%; height: auto">',
            f'<title id="t{key}">{escape(chart.title)}</title><desc id="d{key}">{escape(chart.description)}</desc>',
            f'<text x="8" y="22">{escape(chart.unit)}</text>',
            *_value_axis(chart, up),
            *_year_axis(chart, across),
            *(_line(series, number, across, up) for number, series in enumerate(chart.series)),
            *(_legend(series, number) for number, series in enumerate(chart.series)),
            "</svg>",
        ]
    )


def chart_table(chart: Chart) -> str:
    """The chart's figures as an HTML table: a row for each year, a column for each series."""
    values = [dict(series.points) for series in chart.series]
    heads = "".join(f'<th scope="col">{escape(series.name)}</th>' for series in chart.series)
    rows = "".join(
        f'<tr><th scope="row">{year}</th>'
        + "".join(f"<td>{swedish_number(of[year]) if year in of else '–'}</td>" for of in values)
        + "</tr>"
        for year in _years(chart)
    )
    caption = f"<caption>{escape(chart.title)} ({escape(chart.unit)})</caption>"
    return f'<table>{caption}<thead><tr><th scope="col">År</th>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _scales(chart: Chart) -> tuple[Scale, Scale]:
    """From a year to its place across, and from a value to its place from the top."""
    years, ticks = _years(chart), _ticks(chart)
    wide, high = years[-1] - years[0] or 1, ticks[-1] - ticks[0]
    return (
        lambda year: _LEFT + 12 + (year - years[0]) * (_RIGHT - _LEFT - 24) / wide,
        lambda value: _BOTTOM - (value - ticks[0]) * (_BOTTOM - _TOP) / high,
    )


def _years(chart: Chart) -> list[int]:
    return sorted({year for series in chart.series for year, _ in series.points})


def _ticks(chart: Chart) -> list[float]:
    """Round values from at or below the lowest to at or above the highest, zero among them."""
    values = [value for series in chart.series for _, value in series.points]
    low, high = min(0.0, *values), max(0.0, *values)
    rough = (high - low or 1.0) / _TICKS
    magnitude = 10.0 ** math.floor(math.log10(rough))
    step = next(times * magnitude for times in (1, 2, 2.5, 5, 10) if times * magnitude >= rough)
    return [number * step for number in range(math.floor(low / step), math.ceil(high / step or 1) + 1)]


def _value_axis(chart: Chart, up: Scale) -> Iterable[str]:
    for value in _ticks(chart):
        y = up(value)
        strength = "1" if value == 0 else "0.25"
        yield f'<path d="M{_LEFT} {y:.1f}H{_RIGHT}" stroke="currentColor" stroke-opacity="{strength}"/>'
        yield f'<text x="{_LEFT - 8}" y="{y + 5:.1f}" text-anchor="end">{swedish_number(value)}</text>'


def _year_axis(chart: Chart, across: Scale) -> Iterable[str]:
    first, last = _years(chart)[0], _years(chart)[-1]
    step = next((step for step in _YEAR_STEPS if (last - first) / step < _MOST_YEARS), 100)
    for year in range(math.ceil(first / step) * step, last + 1, step):
        yield f'<text x="{across(year):.1f}" y="{_BOTTOM + 22}" text-anchor="middle">{year}</text>'


def _line(series: Series, number: int, across: Scale, up: Scale) -> str:
    places = [(across(year), up(value)) for year, value in series.points]
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5"/>' for x, y in places)
    return f'<path d="M{path}" {_stroke(number)}/><g fill="{_COLOURS[number % len(_COLOURS)]}">{dots}</g>'


def _legend(series: Series, number: int) -> str:
    y = _BOTTOM + 54 + number * _LEGEND_ROW
    return f'<path d="M8 {y - 5}h36" {_stroke(number)}/><text x="52" y="{y}">{escape(series.name)}</text>'


def _stroke(number: int) -> str:
    dashes = _DASHES[number % len(_DASHES)]
    return f'fill="none" stroke="{_COLOURS[number % len(_COLOURS)]}" stroke-width="2.5" stroke-dasharray="{dashes}"'
