from __future__ import annotations

import re
from itertools import pairwise
from xml.etree.ElementTree import fromstring

import pytest
from bs4 import BeautifulSoup
from rich.console import Console

from evals.cases import KINDS, Kind
from evals.compare import compare
from evals.gate import Breach
from evals.measures import GROUPS, MEASURES
from evals.report.page import as_page
from evals.report.plots import DotRow, dot_plot
from evals.report.summary import summarise
from evals.report.text import as_markdown, print_comparison
from evals.report.words import KIND_NAMES, quantity, span
from evals.scorecard import CaseResult, Scorecard, Surroundings, Transcript
from evals.statistics import Interval

HOSTILE = '<script>alert("x")</script>'


def result(number: int, kind: Kind, *, right: bool, is_test: bool) -> CaseResult:
    values = {"right": float(right), "answered": 1.0, "recall_1": 1.0, "first_seconds": 0.2, "whole_seconds": 0.4}
    transcript = Transcript(question=f"Fråga {HOSTILE}", text=HOSTILE, citations=(), faults=(HOSTILE,))
    return CaseResult(
        id=f"fall-{number}",
        digest=str(number),
        kind=kind,
        split="test" if is_test else "dev",
        paraphrase_of="",
        must_answer=True,
        must_refuse=False,
        outcome="answered",
        writer="quoting",
        confidence=0.5 + 0.01 * number,
        held=(),
        values=values,
        transcript=None if is_test else transcript,
    )


def scorecard(wrong_every: int) -> Scorecard:
    results = tuple(
        result(number, KINDS[number % len(KINDS)], right=number % wrong_every != 0, is_test=number % 3 == 0)
        for number in range(40)
    )
    surroundings = Surroundings(
        date="2026-11-23T12:00:00+00:00",
        commit="abc",
        machine="maskin",
        model="modell",
        index_version="v",
        passages=9,
        corpus="k",
        settings={},
    )
    return Scorecard(surroundings=surroundings, results=results, seconds=1.0)


@pytest.fixture(scope="module")
def page() -> str:
    breach = Breach(split="dev", measure="right", value=0.5, limit=0.9, is_floor=True)
    return as_page(summarise(scorecard(4), (breach,)))


def test_the_page_runs_and_loads_nothing(page: str) -> None:
    assert "<script" not in page
    assert not re.search(r'(?:src|href|url\()\s*=?\s*["\']?(?:https?:)?//', page)
    assert not re.search(r"\son\w+=", page)
    assert "@import" not in page


def test_the_page_is_for_everyone_to_read(page: str) -> None:
    parsed = BeautifulSoup(page, "html.parser")
    assert parsed.html is not None
    assert parsed.html["lang"] == "sv"
    assert len(parsed.find_all("h1")) == 1
    levels = [int(heading.name[1]) for heading in parsed.find_all(re.compile("^h[1-6]$"))]
    assert all(below <= above + 1 for above, below in pairwise(levels))
    assert all(figure.find_next("table") for figure in parsed.find_all("figure"))
    assert all(table.caption and table.find_all("th", scope="col") for table in parsed.find_all("table"))
    assert all(svg["role"] == "img" and svg["aria-label"] for svg in parsed.find_all("svg"))


def test_the_page_tells_what_is_worse_than_its_limit(page: str) -> None:
    assert "Rätt svar (utvecklingsfrågor) blev 50,0\u00a0%, men ska vara minst 90,0\u00a0%." in page


def test_a_run_of_one_split_or_of_refusals_alone_has_a_page_too() -> None:
    whole = scorecard(4)
    for results in (whole.of("dev"), whole.of("test"), whole.results[:1]):
        card = Scorecard(surroundings=whole.surroundings, results=tuple(results), seconds=1.0)
        assert "Rätt svar" in as_page(summarise(card, None))


def test_markdown_has_a_table_with_interval_and_count_for_each_group() -> None:
    markdown = as_markdown(summarise(scorecard(4), None))
    assert "Mätt 2026-11-23 på maskin. 26 utvecklingsfrågor och 14 provfrågor." in markdown
    assert f"### {GROUPS['answers']}" in markdown
    assert "| Rätt svar | " in markdown
    assert re.search(r"\| Rätt svar \| 7\d,\d\u00a0% \(\d\d,\d–\d\d,\d\u00a0%; 26\)", markdown)


def test_a_comparison_names_development_cases_alone() -> None:
    console = Console(record=True, width=150)
    for split in ("dev", "test"):
        print_comparison(console, compare(scorecard(4), scorecard(5), split), split)
    development, test = console.export_text().split("Provfrågor: ")
    assert "Bättre: fall-4, fall-8" in development
    assert "fall-" not in test


def test_every_kind_and_group_has_a_swedish_name() -> None:
    assert set(KIND_NAMES) == set(KINDS)
    assert {measure.group for measure in MEASURES} == set(GROUPS)


def test_quantities_are_written_in_swedish() -> None:
    interval = Interval(value=0.5, low=0.123, high=0.9, n=9)
    assert quantity(0.875, "percent") == "87,5\u00a0%"
    assert quantity(-0.5, "number") == "\u22120,50"
    assert span(interval, "percent") == "12,3–90,0\u00a0%"
    assert span(interval, "seconds") == "0,12–0,90\u00a0s"


def test_a_plot_puts_a_dot_where_its_value_is() -> None:
    row = DotRow(label="<Mått>", intervals={"dev": Interval(value=0.5, low=0.5, high=0.5, n=1)})
    svg = fromstring(dot_plot("Titel", [row], "percent", ("dev",)))
    _, dot = svg.findall("circle")  # the first is the legend's
    halfway, _ = (
        next(line for line in svg.findall("polyline") if line.get("class") == "line dev").attrib["points"].split()
    )
    assert dot.attrib["cx"] == halfway.split(",")[0]
    assert "<Mått>" in [text.text for text in svg.findall("text")]
