from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.documents import Passage, Span
from evals.gold import Gold
from evals.metrics.retrieval import gains, ndcg, recall, reciprocal_rank


def passage(document: str, start: int, end: int) -> Passage:
    span = Span(document_id=document, start=start, end=end)
    return Passage(id=f"{document}-{start}", span=span, text="x" * (end - start))


def span(document: str, start: int, end: int) -> Span:
    return Span(document_id=document, start=start, end=end)


def test_a_hit_is_right_when_it_overlaps_a_gold_quote() -> None:
    gold = Gold(groups=((span("a", 100, 120), span("b", 0, 10)),))
    hits = [passage("a", 0, 100), passage("c", 100, 120), passage("a", 110, 200), passage("b", 0, 50)]
    assert gains(hits, gold) == (0.0, 0.0, 1.0, 0.0)


def test_every_group_is_needed_and_counts_once() -> None:
    gold = Gold(groups=((span("a", 0, 10),), (span("b", 0, 10),)))
    gained = gains([passage("b", 0, 5), passage("b", 5, 10), passage("a", 0, 50)], gold)
    assert gained == (1.0, 0.0, 1.0)
    assert recall(gained, 2, 1) == 0.5
    assert recall(gained, 2, 5) == 1.0


def test_reciprocal_rank_by_hand() -> None:
    assert reciprocal_rank([0, 0, 1, 1], 10) == pytest.approx(1 / 3)
    assert reciprocal_rank([0, 0, 1], 2) == 0.0
    assert reciprocal_rank([], 10) == 0.0


def test_ndcg_by_hand() -> None:
    # gains 3 at rank 1, 0 at 2, 2 at 3: 3 + 2/2 = 4; best order 3, 2, 1: 3 + 2/log2(3) + 1/2
    assert ndcg([3, 0, 2], [1, 2, 3], 10) == pytest.approx(4 / (3 + 2 / math.log2(3) + 0.5))
    assert ndcg([0, 1], [1], 10) == pytest.approx(1 / math.log2(3))


relevances = st.lists(st.floats(0.1, 5), min_size=1, max_size=15)


@given(relevances)
def test_the_best_order_has_ndcg_one(ideal: list[float]) -> None:
    assert ndcg(sorted(ideal, reverse=True), ideal, 10) == pytest.approx(1.0)


@given(relevances.flatmap(lambda ideal: st.tuples(st.permutations(ideal), st.just(ideal))))
def test_no_order_has_ndcg_over_one(orders: tuple[list[float], list[float]]) -> None:
    assert 0 < ndcg(*orders, 15) <= 1 + 1e-9
