"""Which of the kept questions an answer offers: near it, not asked or answered already, and unlike each other.

Nearness is between the passages that the answer rests on and those that the question's answer rests on, by the
vectors that the index has of them; nothing is embedded. The choice among the near ones is by maximal marginal
relevance: Carbonell & Goldstein (1998), The use of MMR, diversity-based reranking for reordering documents and
producing summaries.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.conversation import Answer
from assistant.suggesting.keeping import Suggestion, file_for, read_suggestions, still_answered
from corpus.errors import DamagedIndex
from corpus.index import Index
from corpus.store import Vectors
from corpus.swedish import question_terms

_log = logging.getLogger(__name__)

OFFERED = 3
"""How many questions an answer offers at most."""

NEAREST = 40
"""How many of the nearest questions are chosen among."""

RELEVANCE = 0.8
"""What nearness to the answer counts; unlikeness to the questions chosen before counts the rest."""

NEAR_ENOUGH = 0.86
"""The least cosine between two answers' passages for one to be a step on from the other."""

ALIKE = 0.5
"""The share of two questions' stems that they may not have in common, of all that they have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The questions that one version of an index can offer.

    Attributes:
        state: Which version, and which state of the file, they were read from.
        suggestions: The questions.
        vectors: The mean of the vectors of the passages that each one's answer rests on, one a row. Means are shorter
            the less alike the passages are, so a question about everything is near nothing.
        stems: Each question's stems.
    """

    state: tuple[object, ...]
    suggestions: tuple[Suggestion, ...]
    vectors: Vectors
    stems: tuple[frozenset[str], ...]


class Suggester:
    """Chooses follow-up questions; it keeps those of the version that it last read.

    Args:
        folder: The folder of the index, which may hold a list of questions of its own.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: Known | None = None

    def follow_ups(self, index: Index, answer: Answer) -> tuple[str, ...]:
        """Up to three questions to go on with from an answer; none after one that claims nothing."""
        known = self._read(index)
        if not answer.citations or not known.suggestions:
            return ()
        cited = {citation.passage.id for citation in answer.citations}
        here = _mean(index.store.vectors(sorted(cited)), sorted(cited))
        nearness = known.vectors @ here / np.linalg.norm(here)
        asked = [frozenset(question_terms(text)) for text in _asked(answer)]
        new = [
            place
            for place in np.argsort(-nearness)
            if nearness[place] >= NEAR_ENOUGH
            and not cited.issuperset(known.suggestions[place].passage_ids)
            and not any(_alike(known.stems[place], stems) for stems in asked)
        ]
        return tuple(known.suggestions[place].question for place in _varied(known, nearness, new[:NEAREST]))

    def _read(self, index: Index) -> Known:
        path = file_for(self._folder)
        state = (index.manifest.version, path, path.stat().st_mtime_ns if path.is_file() else 0)
        known = self._known
        if known is None or known.state != state:
            self._known = known = _known(index, path, state)
        return known


def _known(index: Index, path: Path, state: tuple[object, ...]) -> Known:
    try:
        kept = still_answered(index, read_suggestions(path).questions)
    except DamagedIndex as error:  # an answer is worth having without them
        _log.warning(error)
        kept = ()
    vectors = index.store.vectors(sorted({id_ for suggestion in kept for id_ in suggestion.passage_ids}))
    rows = [_mean(vectors, suggestion.passage_ids) for suggestion in kept]
    return Known(
        state=state,
        suggestions=kept,
        vectors=np.stack(rows) if rows else np.empty((0, 0), np.float32),
        stems=tuple(frozenset(question_terms(suggestion.question)) for suggestion in kept),
    )


def _mean(vectors: dict[str, Vectors], ids: Sequence[str]) -> Vectors:
    mean: Vectors = np.mean([vectors[id_] for id_ in ids], axis=0)
    return mean


def _asked(answer: Answer) -> tuple[str, ...]:
    earlier = (turn.question for turn in answer.question.history)
    return (answer.question.text, answer.standalone_question, *earlier)


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two questions have most of their words in common, or one has all of the other's."""
    shared = len(one & other)
    return shared > ALIKE * len(one | other) or (shared > 0 and one <= other)


def _varied(known: Known, nearness: Vectors, places: Sequence[int]) -> list[int]:
    """The best few of some questions by maximal marginal relevance, none like another."""
    chosen: list[int] = []
    left = list(places)
    while left and len(chosen) < OFFERED:
        likeness = [max((float(known.vectors[p] @ known.vectors[c]) for c in chosen), default=0.0) for p in left]
        worth = [RELEVANCE * nearness[p] - (1 - RELEVANCE) * near for p, near in zip(left, likeness, strict=True)]
        best = left[int(np.argmax(worth))]
        chosen.append(best)
        left = [p for p in left if p != best and not _alike(known.stems[p], known.stems[best])]
    return chosen
