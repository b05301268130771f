"""Do the passages that were found answer the question, or only look like it?

Signals that are there without a trained reader: how near the best passage is in meaning; how much of what the question
asks about, weighed by how rare the words are, stands in the best passages, in one sentence of theirs, or anywhere in
the corpus; and whether a name or a year of the question's is missing from them. A logistic regression weighs them, on
the development cases and on outside questions whose text was taken out (`python -m evals.calibration`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.conversation import Hit
from assistant.retrieval import Query
from corpus.index import searchable_heading
from corpus.swedish import sentences, terms

PASSAGES_JUDGED = 3
"""How many of the best passages are looked into for the question's words."""

INTERCEPT = -34.26
COSINE = 37.55
COVERAGE = 1.35
SENTENCE = 1.69
KNOWN = 0.25
MISSING_NAME = -3.55
"""The regression's weights."""

ANSWERABLE = 0.33
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
        sentence: The share of them, by rarity, that stand together in one sentence of theirs.
        known: The share of the question's words, by rarity, that stand anywhere in the corpus.
        missing_name: A name or year of the question that none of the best passages has, or "".
    """

    cosine: float
    coverage: float
    sentence: float
    known: float
    missing_name: str

    @property
    def confidence(self) -> float:
        """The probability, on the cases that the weights were fitted on, that the passages answer the question."""
        logit = (
            INTERCEPT
            + COSINE * self.cosine
            + COVERAGE * self.coverage
            + SENTENCE * self.sentence
            + KNOWN * self.known
            + MISSING_NAME * bool(self.missing_name)
        )
        return 1 / (1 + math.exp(-logit))

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
    said = (frozenset(terms(sentence)) for hit in best for sentence in sentences(hit.passage.text))
    return Judgement(
        cosine=max((hit.cosine for hit in best), default=0.0),
        coverage=1.0 if query.foreign else query.coverage(found),
        sentence=1.0 if query.foreign else max(map(query.coverage, said), default=0.0),
        known=1.0 if query.foreign else query.coverage(frozenset(query.weights) - query.unknown),
        missing_name="" if query.foreign else next(iter(sorted(query.names - found)), ""),
    )
