"""Do the passages that were found answer the question, or only look like it?

Two signals that are there without a trained judge: how near the best passage is in meaning, and how much of what the
question asks about, weighed by how rare the words are, stands in the passages. A name or a year of the question's
that none of the best passages has speaks against them however near they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.conversation import Hit
from assistant.retrieval import Query
from corpus.index import searchable_heading
from corpus.swedish import terms

PASSAGES_JUDGED = 3
"""How many of the best passages are looked into for the question's words."""

NEAR = 0.845
TOUCHED = 0.10
FAIRLY_NEAR = 0.815
MOSTLY_COVERED = 0.65
KNOWN = 0.72
COVERED = 0.25
"""Thresholds on the measures of `Judgement`, chosen on development questions for the bundled model."""


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
    def answerable(self) -> bool:
        """Whether an answer should be written."""
        return self.in_scope and not self.missing_name and self.known >= KNOWN and self.coverage >= COVERED

    @property
    def in_scope(self) -> bool:
        """Whether the question is at least about what the corpus is about."""
        if self.cosine >= NEAR:
            return self.coverage >= TOUCHED
        return self.cosine >= FAIRLY_NEAR and self.coverage >= MOSTLY_COVERED


def judge(query: Query, hits: Sequence[Hit]) -> Judgement:
    """Weigh the best hits for a query."""
    best = hits[:PASSAGES_JUDGED]
    read = (f"{searchable_heading(hit.passage, hit.source)}\n{hit.passage.text}" for hit in best)
    found = frozenset(term for text in read for term in terms(text))
    return Judgement(
        cosine=max((hit.cosine for hit in best), default=0.0),
        coverage=query.coverage(found),
        known=query.coverage(frozenset(query.weights) - query.unknown),
        missing_name=next(iter(sorted(query.names - found)), ""),
    )
