from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.metrics.honesty import area_under_risk_coverage, auroc, risk_coverage

scores = st.lists(st.floats(-1, 1), min_size=1, max_size=20)


def test_auroc_by_hand() -> None:
    # of the six pairs four are in order and one is a tie
    assert auroc([0.9, 0.5], [0.5, 0.4, 0.7]).value == pytest.approx(4.5 / 6)


@given(scores, scores)
def test_auroc_turns_round_with_its_arguments(positive: list[float], negative: list[float]) -> None:
    forward, backward = auroc(positive, negative), auroc(negative, positive)
    assert forward.value + backward.value == pytest.approx(1.0)
    assert 0 <= forward.low <= forward.value + 1e-9
    assert forward.value - 1e-9 <= forward.high <= 1


def test_risk_coverage_by_hand() -> None:
    curve = risk_coverage([0.2, 0.9, 0.5, 0.7], [True, False, True, False])
    assert [coverage for coverage, _ in curve] == [0.25, 0.5, 0.75, 1.0]
    assert [risk for _, risk in curve] == pytest.approx([0, 0, 1 / 3, 1 / 2])


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=20))
def test_the_last_point_of_the_curve_is_all_answers_and_the_whole_share_of_errors(
    answers: list[tuple[float, bool]],
) -> None:
    confidences, wrong = zip(*answers, strict=True)
    coverage, risk = risk_coverage(confidences, wrong)[-1]
    assert coverage == 1.0
    assert risk == pytest.approx(sum(wrong) / len(wrong))


def test_the_area_is_the_mean_risk() -> None:
    confidences, wrong = np.asarray([[0.9, 0.7, 0.5, 0.2]]), np.asarray([[0.0, 0.0, 1.0, 1.0]])
    assert area_under_risk_coverage(confidences, wrong)[0] == pytest.approx((0 + 0 + 1 / 3 + 1 / 2) / 4)
