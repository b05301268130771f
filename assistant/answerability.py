"""Do the passages that were found answer the question, or only look like it?

Four signals that are there without a trained reader: how near the best passage is in meaning; how much of what the
question asks about, weighed by how rare the words are, stands in the best passages, or stands anywhere in the corpus;
and whether a name or a year of the question's is missing from them. A logistic regression on the development cases
weighs them (`python -m evals.calibration`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.conversation import Hit
from assistant.retrieval import Query
from corpus.index import searchable_heading
from corpus.swedish import terms

PASSAGES_JUDGED = 3
"""How many of the best passages are looked into for the question's words."""

INTERCEPT = -35.88
COSINE = 39.15
COVERAGE = 0.84
KNOWN = 2.09
MISSING_NAME = -3.77
"""The regression's weights."""

ANSWERABLE = 0.38
"""The least confidence with which an answer is written."""

NEAR = 0.845
TOUCHED = 0.10
"""The least cosine and coverage with which a question that is not answered is still about the subject."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What the passages are worth for the question.

    Attributes:
        cosine: How near the best passage's meaning is.
        coverage: The share of the question's words, by rarity, that stand in the best passages.
        known: The share of the question's words, by rarity, that stand anywhere in the corpus.
        missing_name: A name or year of the question that none of the best passages has, or "".
    """

    cosine: float
    coverage: float
    known: float
    missing_name: str

    @property
    def confidence(self) -> float:
        """The probability, on the development cases, that the passages answer the question."""
        logit = INTERCEPT + COSINE * self.cosine + COVERAGE * self.coverage + KNOWN * self.known
        return 1 / (1 + math.exp(-(logit + MISSING_NAME * bool(self.missing_name))))

    @property
    def answerable(self) -> bool:
        """Whether an answer should be written."""
        return self.confidence >= ANSWERABLE

    @property
    def in_scope(self) -> bool:
        """Whether the question is at least about what the corpus is about."""
        return self.answerable or (self.cosine >= NEAR and self.coverage >= TOUCHED)


def judge(query: Query, hits: Sequence[Hit]) -> Judgement:
    """Weigh the best hits for a query; words of another language, which cannot be compared, do not speak against it."""
    best = hits[:PASSAGES_JUDGED]
    read = (f"{searchable_heading(hit.passage, hit.source)}\n{hit.passage.text}" for hit in best)
    found = frozenset(term for text in read for term in terms(text))
    return Judgement(
        cosine=max((hit.cosine for hit in best), default=0.0),
        coverage=1.0 if query.foreign else query.coverage(found),
        known=1.0 if query.foreign else query.coverage(frozenset(query.weights) - query.unknown),
        missing_name="" if query.foreign else next(iter(sorted(query.names - found)), ""),
    )
