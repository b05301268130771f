"""How well the search puts right passages first.

A search is told by its gains: what each hit adds, best hit first, and by the gains of all there is to find.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from corpus.documents import Passage
from evals.gold import Gold, overlaps


def gains(passages: Sequence[Passage], gold: Gold) -> tuple[float, ...]:
    """For each passage 1 when it overlaps a gold quote of a group that none before it has met, else 0."""
    waiting = list(gold.groups)
    found: list[float] = []
    for passage in passages:
        met = next((group for group in waiting if any(overlaps(passage, span) for span in group)), None)
        found.append(0.0 if met is None else 1.0)
        if met is not None:
            waiting.remove(met)
    return tuple(found)


def recall(gained: Sequence[float], relevant: int, k: int) -> float:
    """The share of what is relevant that stands among the first `k` hits.

    Manning, Raghavan & Schütze (2008), Introduction to Information Retrieval, section 8.4.
    """
    return sum(gain > 0 for gain in gained[:k]) / relevant


def reciprocal_rank(gained: Sequence[float], k: int) -> float:
    """One divided by the rank of the first right hit among the first `k`; 0 when none is right.

    Voorhees (1999), The TREC-8 question answering track report.
    """
    return next((1 / rank for rank, gain in enumerate(gained[:k], start=1) if gain > 0), 0.0)


def ndcg(gained: Sequence[float], ideal: Sequence[float], k: int) -> float:
    """Discounted cumulative gain of the first `k` hits, as a share of that of the best possible order.

    Järvelin & Kekäläinen (2002), Cumulated gain-based evaluation of IR techniques. Gains are taken as they are and
    discounted by log2(rank + 1), as trec_eval does.
    """
    return _dcg(gained[:k]) / _dcg(sorted(ideal, reverse=True)[:k])


def _dcg(gained: Sequence[float]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gained, start=1))
