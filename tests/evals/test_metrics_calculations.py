from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.conversation import Answer, Calculation, Citation, Question, Statement
from evals.metrics.answers import unsupported_figures
from evals.metrics.calculations import worked_out
from evals.metrics.citations import citation_precision, citation_recall
from tests.assistant.evidence import hit

HITS = [hit("År 1990: 539 459 ton."), hit("År 2024: 423 796 ton.")]
CITATIONS = tuple(
    Citation(number=number, source=found.source, passage=found.passage, quote=found.passage.text)
    for number, found in enumerate(HITS, start=1)
)
STEP = Calculation(label="Skillnaden", expression="539 459 \u2212 423 796", result="115 663", numbers=(1, 2))
PERCENT = Calculation(
    label="I procent", expression="115 663 / 539 459 × 100", result="21,4", numbers=(1,), rounded=True
)
ANSWER = Answer(
    question=Question(text="Hur mycket?"),
    standalone_question="Hur mycket?",
    statements=(Statement(text="En minskning med 115 663 ton eller 21,4 procent.", numbers=(1, 2), proof="rows"),),
    citations=CITATIONS,
    outcome="answered",
    writer="tables",
    calculations=(STEP, PERCENT),
)


def test_figures_of_a_calculation_that_holds_are_supported() -> None:
    assert worked_out(ANSWER) == {115663.0, 21.4}
    assert unsupported_figures(ANSWER) == frozenset()
    assert (citation_recall(ANSWER), citation_precision(ANSWER)) == (1.0, 1.0)


@pytest.mark.parametrize(
    "steps",
    [
        (),
        (replace(STEP, result="115 664"), PERCENT),
        (replace(STEP, expression="639 459 \u2212 523 796"), PERCENT),
        (STEP, replace(PERCENT, result="21,5")),
        (STEP, replace(PERCENT, rounded=False)),
        (PERCENT, STEP),
        (replace(STEP, numbers=(1,)), PERCENT),
        (replace(STEP, expression="open('x')"), PERCENT),
        (replace(STEP, expression="1 / 0"), PERCENT),
    ],
    ids="none result operand rounding exactness order citation code zero".split(),
)
def test_figures_of_one_that_does_not_hold_are_not(steps: tuple[Calculation, ...]) -> None:
    answer = replace(ANSWER, calculations=steps)
    assert unsupported_figures(answer)
    assert citation_recall(answer) == 0.0


def test_a_count_holds_when_as_many_rows_are_cited() -> None:
    count = Calculation(label="Antal", expression="", result="2", numbers=(1, 2))
    assert worked_out(replace(ANSWER, calculations=(count,))) == {2.0}
    assert worked_out(replace(ANSWER, calculations=(replace(count, result="3"),))) == frozenset()
