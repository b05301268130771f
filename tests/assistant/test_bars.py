from __future__ import annotations

from xml.etree import ElementTree

from assistant.bars import Bars, bar_chart

CHART = Bars(
    title="Utsläpp <2024>",
    description="Borlänge 423 796 ton, Falun 134 544 ton.",
    unit="ton",
    values=(("Borlänge & Falun", 400.0), ("Falun", 100.0), ("Säter", 0.0)),
)
SVG = "{http://www.w3.org/2000/svg}"


def test_bars_are_as_long_as_their_values_and_begin_at_the_same_place() -> None:
    bars = ElementTree.fromstring(bar_chart(CHART)).findall(f"{SVG}rect")
    lengths = [float(bar.attrib["width"]) for bar in bars]
    assert [length / lengths[0] for length in lengths] == [1.0, 0.25, 0.0]
    assert len({bar.attrib["x"] for bar in bars}) == 1


def test_the_chart_is_told_in_words_with_its_unit_names_and_values() -> None:
    drawn = ElementTree.fromstring(bar_chart(CHART))
    assert drawn.findtext(f"{SVG}title") == CHART.title
    assert drawn.findtext(f"{SVG}desc") == CHART.description
    assert [text.text for text in drawn.findall(f"{SVG}text")] == [
        "ton",
        "Borlänge & Falun",
        "400",
        "Falun",
        "100",
        "Säter",
        "0",
    ]
