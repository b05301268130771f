"""Plots as inline SVG: no script, no font; colours come from the page's style sheet, so that dark mode works.

The two splits differ in shape as well as colour. Every plot stands beside a table with the same figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring

from evals.cases import Split
from evals.measures import Form
from evals.report.words import SPLIT_NAMES, quantity, share
from evals.statistics import Interval

WIDTH = 680
LABELS = 250
RIGHT = 36
LINE = 40
TOP = 34
CURVE_HEIGHT = 300
MARKER = 6

Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class DotRow:
    """One line of a dot plot."""

    label: str
    intervals: dict[Split, Interval]


def dot_plot(title: str, rows: Sequence[DotRow], form: Form, splits: Sequence[Split]) -> str:
    """A dot with its interval for each row and split, on an axis from nought to one, or to the highest time."""
    highest = max(interval.high for row in rows for interval in row.intervals.values())
    most = 1.0 if form == "percent" else highest or 1.0
    svg = _canvas(title, TOP + LINE * len(rows) + 24)
    _legend(svg, splits)
    for quarter in range(5):
        x = _x(quarter / 4)
        _line(svg, [(x, TOP), (x, TOP + LINE * len(rows))], "grid")
        _text(svg, x, TOP + LINE * len(rows) + 18, _tick(most * quarter / 4, form), "middle")
    for index, row in enumerate(rows):
        y = TOP + LINE * (index + 0.5)
        _text(svg, LABELS - 12, y + 5, row.label, "end")
        for offset, split in zip(_offsets(splits), splits, strict=True):
            if interval := row.intervals.get(split):
                ends = (_x(interval.low / most), y + offset), (_x(interval.high / most), y + offset)
                _line(svg, ends, split)
                _marker(svg, _x(interval.value / most), y + offset, split)
    return tostring(svg, encoding="unicode")


def curve_plot(title: str, curves: dict[Split, tuple[tuple[float, float], ...]]) -> str:
    """The risk at each coverage, one line for each split."""
    svg = _canvas(title, TOP + CURVE_HEIGHT + 44)
    _legend(svg, tuple(curves))
    for quarter in range(5):
        x, y = _x(quarter / 4), _y(quarter / 4)
        _line(svg, [(LABELS, y), (WIDTH - RIGHT, y)], "grid")
        _text(svg, LABELS - 12, y + 5, share(quarter / 4), "end")
        _text(svg, x, TOP + CURVE_HEIGHT + 18, share(quarter / 4), "middle")
    _text(svg, LABELS - 70, TOP + CURVE_HEIGHT / 2, "Andel fel", "end")
    _text(svg, _x(0.5), TOP + CURVE_HEIGHT + 38, "Andel av svaren som visas, de säkraste först", "middle")
    for split, points in curves.items():
        _line(svg, [(_x(coverage), _y(risk)) for coverage, risk in points], split)
    return tostring(svg, encoding="unicode")


def _canvas(title: str, height: float) -> Element:
    svg = Element("svg", {"viewBox": f"0 0 {WIDTH} {height:g}", "role": "img", "aria-label": f"Diagram: {title}"})
    svg.set("aria-description", "Samma värden står i tabellen bredvid.")
    return svg


def _tick(value: float, form: Form) -> str:
    return share(value) if form == "percent" else quantity(value, form)


def _legend(svg: Element, splits: Sequence[Split]) -> None:
    for index, split in enumerate(splits):
        x = LABELS + 190 * index
        _marker(svg, x, 12, split)
        _text(svg, x + 14, 17, SPLIT_NAMES[split].capitalize(), "start")


def _offsets(splits: Sequence[Split]) -> Sequence[float]:
    return (-8, 8) if len(splits) > 1 else (0,)


def _x(share_of_width: float) -> float:
    return LABELS + share_of_width * (WIDTH - LABELS - RIGHT)


def _y(share_of_height: float) -> float:
    return TOP + (1 - share_of_height) * CURVE_HEIGHT


def _line(svg: Element, points: Sequence[Point], name: str) -> None:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    SubElement(svg, "polyline", {"points": path, "class": f"line {name}"})


def _marker(svg: Element, x: float, y: float, split: Split) -> None:
    if split == "dev":
        SubElement(svg, "circle", {"cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": f"{MARKER}", "class": f"mark {split}"})
        return
    reach = MARKER + 1
    corners = ((x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y))
    SubElement(svg, "polygon", {"points": " ".join(f"{a:.1f},{b:.1f}" for a, b in corners), "class": f"mark {split}"})


def _text(svg: Element, x: float, y: float, text: str, anchor: str) -> None:
    SubElement(svg, "text", {"x": f"{x:.1f}", "y": f"{y:.1f}", "text-anchor": anchor}).text = text
