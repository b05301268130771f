from __future__ import annotations

import xml.etree.ElementTree as ET
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.charts import Chart, Series, chart_table, line_chart

SVG = "{http://www.w3.org/2000/svg}"

YEARS = st.integers(1900, 2100)
AMOUNTS = st.floats(-1e9, 1e9, allow_nan=False).map(lambda amount: round(amount, 3))
SERIES = st.dictionaries(YEARS, AMOUNTS, min_size=1, max_size=30).map(lambda values: tuple(sorted(values.items())))


def chart(*series: tuple[tuple[int, float], ...]) -> Chart:
    named = tuple(Series(name=f"Serie <{number}>", points=points) for number, points in enumerate(series))
    return Chart(title="Utsläpp & <b>mål</b>", description="Vad kurvorna visar.", unit="ton per år", series=named)


def drawn(shown: Chart) -> Element:
    return ET.fromstring(line_chart(shown))


def test_chart_says_what_it_is_to_those_who_do_not_see_it() -> None:
    svg = drawn(chart(((2020, 10.0), (2024, 5.0))))
    title, description = svg.find(f"{SVG}title"), svg.find(f"{SVG}desc")

    assert svg.get("role") == "img"
    assert title is not None and title.text == "Utsläpp & <b>mål</b>"
    assert description is not None and description.text == "Vad kurvorna visar."
    assert (svg.get("aria-labelledby"), svg.get("aria-describedby")) == (title.get("id"), description.get("id"))


def test_axis_takes_in_zero_and_is_written_in_swedish() -> None:
    said = [text.text for text in drawn(chart(((1990, 539_459.0), (2024, 423_796.0)))).iter(f"{SVG}text")]

    assert "ton per år" in said
    assert [text for text in said if text in ("0", "200\u00a0000", "600\u00a0000")] == [
        "0",
        "200\u00a0000",
        "600\u00a0000",
    ]


def test_lines_differ_by_more_than_colour() -> None:
    lines = [path for path in drawn(chart(((2020, 1.0),), ((2020, 2.0),))).iter(f"{SVG}path") if path.get("fill")]

    assert len({path.get("stroke-dasharray") for path in lines}) == 2


@settings(max_examples=60, deadline=None)
@given(st.lists(SERIES, min_size=1, max_size=8))
def test_every_value_is_drawn_within_the_picture(series: list[tuple[tuple[int, float], ...]]) -> None:
    svg = drawn(chart(*series))
    _, _, width, height = map(float, svg.get("viewBox", "").split())
    dots = [(float(dot.get("cx", "")), float(dot.get("cy", ""))) for dot in svg.iter(f"{SVG}circle")]

    assert len(dots) == sum(map(len, series))
    assert all(0 <= x <= width and 0 <= y <= height for x, y in dots)


def test_table_has_each_figure_and_a_dash_where_there_is_none() -> None:
    table = chart_table(chart(((2020, 1234.5), (2024, -5.0)), ((2024, 7.0),)))

    assert '<tr><th scope="row">2020</th><td>1\u00a0234,5</td><td>–</td></tr>' in table
    assert '<tr><th scope="row">2024</th><td>\u22125</td><td>7</td></tr>' in table
    assert "<b>" not in table


@pytest.mark.parametrize("points", [((2024, 0.0),), ((2024, -3.0),), ((2020, 5.0), (2021, 5.0))])
def test_flat_and_single_values_are_drawn(points: tuple[tuple[int, float], ...]) -> None:
    assert len(list(drawn(chart(points)).iter(f"{SVG}circle"))) == len(points)
