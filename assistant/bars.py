"""Bar charts as SVG: values of the same year and unit beside each other.

As in `assistant.charts` the chart tells its title and description to a screen reader, its bars begin at zero, and its
text takes the colour of what stands around it. Each bar has its name and its value written out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from assistant.numbers import swedish_number

_WIDTH = 500
_LEFT = 16
_TOP = 40
_ROW = 48
_ROOM_FOR_VALUE = 120
_COLOUR = "#0b7fb8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """What a bar chart shows.

    Attributes:
        title: What it is about, in a line.
        description: What it shows, for those who do not see it too.
        unit: What the values count.
        values: Each bar's name and value, none below zero and the greatest above it.
    """

    title: str
    description: str
    unit: str
    values: tuple[tuple[str, float], ...]


def bar_chart(chart: Bars) -> str:
    """The chart as an SVG element that stands on its own or in a page."""
    key = hashlib.sha256(repr(chart).encode()).hexdigest()[:8]
    height = _TOP + _ROW * len(chart.values) + 8
    return "".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" ',
            f'aria-labelledby="t{key}" aria-describedby="d{key}" font-family="system-ui, sans-serif" font-size="14" ',
            'fill="currentColor" style="max-width: 100%; height: auto">',
            f'<title id="t{key}">{escape(chart.title)}</title><desc id="d{key}">{escape(chart.description)}</desc>',
            f'<text x="{_LEFT}" y="22">{escape(chart.unit)}</text>',
            *_bars(chart),
            "</svg>",
        ]
    )


def bar_table(chart: Bars) -> str:
    """The chart's values as an HTML table: a row for each bar."""
    rows = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td>{swedish_number(value)}</td></tr>' for name, value in chart.values
    )
    head = f'<thead><tr><td></td><th scope="col">{escape(chart.unit)}</th></tr></thead>'
    return f"<table><caption>{escape(chart.title)}</caption>{head}<tbody>{rows}</tbody></table>"


def _bars(chart: Bars) -> Iterator[str]:
    longest = _WIDTH - _LEFT - _ROOM_FOR_VALUE
    greatest = max(value for _, value in chart.values)
    for number, (name, value) in enumerate(chart.values):
        top, length = _TOP + _ROW * number, longest * value / greatest
        yield f'<text x="{_LEFT}" y="{top + 14}">{escape(name)}</text>'
        yield f'<rect x="{_LEFT}" y="{top + 20}" width="{length:.1f}" height="18" fill="{_COLOUR}"/>'
        yield f'<text x="{_LEFT + length + 8:.1f}" y="{top + 34}">{swedish_number(value)}</text>'
