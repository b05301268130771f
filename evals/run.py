"""Running the cases through the same assistant that people use."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from assistant.conversation import Answer, Hit, Question, Statement
from corpus.documents import Document
from evals.cases import Case
from evals.gold import Gold
from evals.scorecard import CaseResult
from evals.scoring import Observation, score

DEPTH = 10
"""How many hits of a search are looked at."""

Progress = Callable[[int, int], None]
"""Told how many cases are done, and how many there are."""


class Subject(Protocol):
    """What is evaluated: the part of the assistant that people use."""

    def stream(self, question: Question) -> Iterator[Statement | Answer]:
        """The statements of the answer as they come; the last item is the whole answer."""
        ...

    def search(self, text: str, k: int = DEPTH) -> tuple[Hit, ...]:
        """The `k` passages that fit a text best, best first."""
        ...

    def document(self, source_id: str) -> Document:
        """The document with this id."""
        ...


def run(
    subject: Subject, cases: Sequence[Case], gold: Mapping[str, Gold], progress: Progress
) -> tuple[CaseResult, ...]:
    """How each of the cases went, in their order, what test cases were answered left out.

    Args:
        subject: What is evaluated.
        cases: What to ask.
        gold: Where each case's evidence stands, by its id.
        progress: Is told how far the run has come.
    """
    results: list[CaseResult] = []
    for case in cases:
        progress(len(results), len(cases))
        result = try_case(subject, case, gold[case.id])
        results.append(result if case.split == "dev" else replace(result, transcript=None))
    return with_consistency(results)


def try_case(subject: Subject, case: Case, gold: Gold) -> CaseResult:
    """How one case goes."""
    return score(case, gold, observe(subject, case.as_question()), subject.document)


def observe(subject: Subject, question: Question) -> Observation:
    """What the assistant does with a question, and how long it takes."""
    started = time.perf_counter()
    try:
        parts = [(part, time.perf_counter() - started) for part in subject.stream(question)]
        answer, whole_seconds = parts[-1]
        if not isinstance(answer, Answer):
            raise TypeError("the stream did not end with an answer")
        hits = subject.search(answer.standalone_question, DEPTH)
    except Exception as error:  # A failure is what was observed; the other cases are still worth running.
        return Observation(answer=None, failure=f"{type(error).__name__}: {error}")
    return Observation(answer=answer, hits=hits, first_seconds=parts[0][1], whole_seconds=whole_seconds)


def with_consistency(results: Sequence[CaseResult]) -> tuple[CaseResult, ...]:
    """The results; those of paraphrases with whether they had the same facts and outcome as their original."""
    by_id = {result.id: result for result in results}
    return tuple(
        replace(result, values={**result.values, "consistent": float(_same(result, by_id[result.paraphrase_of]))})
        if result.paraphrase_of in by_id
        else result
        for result in results
    )


def _same(result: CaseResult, original: CaseResult) -> bool:
    return result.answered == original.answered and result.held == original.held
