"""Questions over the tables: each is answered right, declined, or answered wrong, which must never happen.

What is asked and what is right is made in `evals.table_questions`, from the CSV files alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rich.console import Console

from assistant.conversation import Answer, Question
from evals.cases import REFUSALS, Phrase, Quantity
from evals.metrics.wording import says, states

Verdict = Literal["right", "declined", "wrong"]

MOST_DECLINED = 0.02
"""The share of the questions that may be declined."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableCase:
    """A question over the tables.

    Attributes:
        question: What is asked.
        figures: The figures that the answer must state.
        names: The words that it must say.
        rows: How many rows its table must have; None for any number.
        answerable: Whether there is an answer in the tables; without one only a refusal or another source is right.
    """

    question: str
    figures: tuple[Quantity, ...] = ()
    names: tuple[str, ...] = ()
    rows: int | None = None
    answerable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class TableScore:
    """How many of the questions went how, and which were answered wrong."""

    counts: Mapping[Verdict, int]
    wrong: tuple[str, ...]
    declined: tuple[str, ...]


def evaluate(answer: Callable[[Question], Answer], cases: Sequence[TableCase]) -> TableScore:
    """Ask all the questions."""
    verdicts = [(verdict(case, answer(Question(text=case.question))), case.question) for case in cases]
    counts: Counter[Verdict] = Counter(found for found, _ in verdicts)
    return TableScore(
        counts=counts,
        wrong=tuple(question for found, question in verdicts if found == "wrong"),
        declined=tuple(question for found, question in verdicts if found == "declined"),
    )


def verdict(case: TableCase, answer: Answer) -> Verdict:
    """How an answer goes with what is right; one that does not come from the tables is judged by its figures alone."""
    if not case.answerable:
        return "wrong" if answer.table else "right"
    if answer.outcome in REFUSALS:
        return "declined"
    told = [statement.text for statement in answer.statements]
    has_figures = all(any(states(text, figure) for text in told) for figure in case.figures)
    has_names = all(says(" ".join(told), Phrase(alternatives=(name,))) for name in case.names)
    has_rows = case.rows is None or (answer.table is not None and len(answer.table.rows) == case.rows)
    if has_figures and has_names and has_rows:
        return "right"
    return "wrong" if answer.table else "declined"


def report(score: TableScore, console: Console) -> int:
    """Print how it went; gives 1 when an answer was wrong or too many were declined, else 0."""
    counts, asked = score.counts, sum(score.counts.values())
    console.print(f"Tabellfrågor: {counts['right']} av {asked} rätt, {counts['declined']} avböjda.", highlight=False)
    for question in score.declined:
        console.print(f"Avböjd: {question}", highlight=False, markup=False)
    for question in score.wrong:
        console.print(f"FEL: {question}", highlight=False, markup=False)
    return 1 if score.wrong or counts["declined"] > MOST_DECLINED * asked else 0
