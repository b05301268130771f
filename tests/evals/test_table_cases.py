from __future__ import annotations

from dataclasses import replace

import pytest
from rich.console import Console

from assistant.conversation import Answer, Question, ResultTable, Statement
from assistant.service import Assistant
from corpus.settings import BUNDLED_SOURCES
from evals.cases import Quantity
from evals.table_cases import TableCase, TableScore, evaluate, report, verdict
from evals.table_questions import table_cases

CASE = TableCase(question="Hur många?", figures=(Quantity(value=26),), names=("transport",))
ANSWER = Answer(
    question=Question(text="Hur många?"),
    standalone_question="Hur många?",
    statements=(Statement(text="Det finns 26 åtaganden inom området transport.", numbers=(1,)),),
    citations=(),
    outcome="answered",
    writer="tables",
    table=ResultTable(caption="", columns=(), rows=(), note=""),
)
OTHER = (Statement(text="Det finns 25 åtaganden inom området transport.", numbers=(1,)),)


@pytest.mark.parametrize(
    ("case", "answer", "expected"),
    [
        (CASE, ANSWER, "right"),
        (CASE, replace(ANSWER, statements=OTHER), "wrong"),
        (CASE, replace(ANSWER, statements=OTHER, table=None), "declined"),
        (CASE, replace(ANSWER, outcome="not_found"), "declined"),
        (replace(CASE, rows=26), ANSWER, "wrong"),
        (replace(CASE, names=("industri",)), ANSWER, "wrong"),
        (replace(CASE, answerable=False), ANSWER, "wrong"),
        (replace(CASE, answerable=False), replace(ANSWER, table=None), "right"),
    ],
)
def test_an_answer_is_right_declined_or_wrong(case: TableCase, answer: Answer, expected: str) -> None:
    assert verdict(case, answer) == expected


def test_the_tables_are_never_wrong_and_hardly_ever_silent(assistant: Assistant) -> None:
    cases = table_cases(BUNDLED_SOURCES)
    answerable = [case for case in cases if case.answerable]
    score = evaluate(assistant.answer, cases)
    assert len(answerable) >= 120
    assert score.wrong == ()
    assert report(score, Console(quiet=True)) == 0, score.declined


@pytest.mark.parametrize(
    ("score", "status"),
    [
        (TableScore(counts={"right": 99, "declined": 1, "wrong": 0}, wrong=(), declined=("Hur?",)), 0),
        (TableScore(counts={"right": 90, "declined": 10, "wrong": 0}, wrong=(), declined=("Hur?",) * 10), 1),
        (TableScore(counts={"right": 999, "declined": 0, "wrong": 1}, wrong=("Hur?",), declined=()), 1),
    ],
)
def test_one_wrong_answer_or_much_silence_breaks_the_floor(score: TableScore, status: int) -> None:
    assert report(score, Console(quiet=True)) == status
