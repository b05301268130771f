"""Dense and keyword search over the index, joined on their scores.

The score of a passage is the cosine of its vector to the question's plus a little of its BM25: so the keywords decide
between passages that mean about the same, and a passage that only shares a common word does not rise. Each stage can
be left out, so that what it adds can be measured (`python -m evals ablation`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from assistant.conversation import Hit
from corpus.documents import PUBLIC, Audience
from corpus.embeddings import TextEncoder
from corpus.index import Index
from corpus.lexical import LexicalQuery
from corpus.store import Vectors
from corpus.swedish import letter_runs, looks_swedish, question_terms, terms

Stage = Literal["dense", "stems", "letters", "spelling"]
"""A part of the search: vectors; stems; runs of letters; misspelt words corrected before their stems are looked for."""

STAGES: frozenset[Stage] = frozenset(get_args(Stage))

KEYWORD_WEIGHT = 0.0025
"""What a point of BM25 counts beside the cosine."""

FULL_WEIGHT = 20.0
"""Up to which sum of its stems' rarities a question's keywords count in full. BM25 is a sum over words, so those of a
long question would otherwise outweigh its meaning."""

CANDIDATES = 200
"""How many passages each half proposes."""


_NAME = re.compile(r"(?<=[\w,;:] )[A-ZÅÄÖ][\w-]+|\b(?:1[89]|20)\d\d\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A standalone question as a search takes it.

    Attributes:
        text: The question.
        vector: Its unit vector.
        lexical: What the keyword index is asked.
        weights: Its stems, misspelt ones corrected, each with its rarity in the index (inverse document frequency).
        unknown: Those of its stems that stand nowhere in the index.
        foreign: Whether it is in another language than Swedish, so that its words tell little.
        dense: Whether passages are ranked by their vectors too, not by the keyword index alone.
        names: The stems of the years in it and of its words with a capital letter, the first word aside.
    """

    text: str
    vector: Vectors
    lexical: LexicalQuery
    weights: Mapping[str, float]
    unknown: frozenset[str]
    names: frozenset[str]
    foreign: bool = False
    dense: bool = True

    def coverage(self, present: frozenset[str]) -> float:
        """The share of the question's stems, weighed by rarity, that are among those present; 0 without stems."""
        total = sum(self.weights.values())
        return sum(weight for term, weight in self.weights.items() if term in present) / total if total else 0.0

    @property
    def keyword_weight(self) -> float:
        """What a point of BM25 counts beside the cosine."""
        return KEYWORD_WEIGHT * FULL_WEIGHT / max(FULL_WEIGHT, sum(self.weights.values()))

    @property
    def subjects(self) -> frozenset[str]:
        """The two rarest stems that the index knows: one of them is most likely what the question is about.

        Of a question in another language only its names can be known.
        """
        if self.foreign:
            return self.names
        known = self.weights.keys() - self.unknown
        return frozenset(sorted(known, key=lambda term: (-self.weights[term], term))[:2])


def understand(index: Index, encoder: TextEncoder, question: str, stages: frozenset[Stage] = STAGES) -> Query:
    """The query that a standalone question makes to this index."""
    frequencies, size = index.lexical.frequencies, index.lexical.size
    stems = question_terms(question)
    asked = tuple(dict.fromkeys(index.lexical.corrected(stems) if "spelling" in stages else stems))
    foreign = not looks_swedish(question)
    names = _NAME.findall(question)
    # Of a question in another language only the names are spelt as they are in Swedish.
    spelt = " ".join(names) if foreign else question
    return Query(
        text=question,
        vector=np.asarray(encoder.embed_query(question), np.float32),
        lexical=LexicalQuery(
            stems=dict.fromkeys(asked, 1.0) if "stems" in stages and not foreign else {},
            letters=tuple(dict.fromkeys(letter_runs(spelt))) if "letters" in stages else (),
        ),
        weights={term: math.log(1 + size / (1 + frequencies.get(term, 0))) for term in asked},
        unknown=frozenset(term for term in asked if term not in frequencies),
        foreign=foreign,
        dense="dense" in stages,
        names=frozenset(term for name in names for term in terms(name)),
    )


def retrieve(index: Index, query: Query, k: int, audiences: Iterable[Audience] = PUBLIC) -> tuple[Hit, ...]:
    """The `k` passages that fit a query best, best first."""
    audiences = frozenset(audiences)
    cosines = dict(index.nearest(query.vector, CANDIDATES, audiences)) if query.dense else {}
    keywords = dict(index.matching(query.lexical, CANDIDATES, audiences))
    keywords |= index.lexical.scores(query.lexical, [id_ for id_ in cosines if id_ not in keywords])
    cosines |= index.cosines(query.vector, [id_ for id_ in keywords if id_ not in cosines])
    nearness = cosines if query.dense else dict.fromkeys(cosines, 0.0)
    scores = {id_: nearness[id_] + query.keyword_weight * keywords.get(id_, 0.0) for id_ in cosines}
    best = sorted(scores, key=lambda id_: (-scores[id_], id_))[:k]
    passages = index.passages(best)
    sources = {source.id: source for source in index.sources(audiences)}
    return tuple(
        Hit(
            passage=passages[id_],
            source=sources[passages[id_].span.document_id],
            score=scores[id_],
            cosine=cosines[id_],
        )
        for id_ in best
    )
