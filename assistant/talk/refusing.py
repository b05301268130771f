"""What is said when nothing answers the question: that it was looked for, where to read instead, and whom to ask."""

from __future__ import annotations

from collections.abc import Sequence

from assistant import texts
from assistant.answerability import NEAR
from assistant.conversation import Hit
from assistant.evidence import Evidence
from assistant.retrieval import Query
from corpus.swedish import terms

MOST_PLACES = 3
"""How many places are shown, each in a source of its own."""

MOST_BEHIND = 0.02
"""How far below the nearest passage's cosine another may be and still help."""

LEAST_COVERAGE = 0.3
"""How much of the question's words, by rarity, it must have."""


def nearest(evidence: Evidence) -> tuple[Hit, ...]:
    """The passages that are near enough to the question to help, best first; none for a question of other subjects."""
    judgement = evidence.judgement
    least = max(NEAR, judgement.cosine - MOST_BEHIND)
    near = [hit for hit in evidence.hits if hit.cosine >= least and _is_about(hit, evidence.query)]
    first_of_each = {hit.source.id: hit for hit in reversed(near)}
    places = [hit for hit in near if first_of_each[hit.source.id] is hit]
    return tuple(places[:MOST_PLACES]) if judgement.in_scope else ()


def _is_about(hit: Hit, query: Query) -> bool:
    said = frozenset(terms(f"{hit.passage.heading_path} {hit.passage.text}"))
    return query.foreign or query.coverage(said) >= LEAST_COVERAGE


def not_found(sources: int, places: Sequence[Hit]) -> str:
    """That nothing was found in so many sources, and that what is nearest is shown."""
    shown = [texts.NEAREST_BELOW] if places else []
    return " ".join([texts.SEARCHED.format(sources=sources), *shown, texts.CONTACT])
