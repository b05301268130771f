from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.statistics import mcnemar, mean, paired_difference, percentile, wilson


def test_wilson_by_hand() -> None:
    # 8 of 10: (0.8 + 1.9208/10) / (1 + 3.8416/10) = 0.7167; half-width 0.2268
    interval = wilson(8, 10)
    assert interval.value == 0.8
    assert interval.low == pytest.approx(0.4902, abs=1e-4)
    assert interval.high == pytest.approx(0.9433, abs=1e-4)


@given(st.integers(1, 2000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_holds_the_share_within_zero_and_one(counts: tuple[int, int]) -> None:
    interval = wilson(*counts)
    assert 0 <= interval.low <= interval.value <= interval.high <= 1


@given(st.integers(1, 200), st.integers(2, 20))
def test_wilson_narrows_with_more_cases(n: int, times: int) -> None:
    few, many = wilson(n // 2, n), wilson(n // 2 * times, n * times)
    assert many.high - many.low < few.high - few.low


@given(st.lists(st.floats(-100, 100), min_size=1, max_size=30))
def test_a_bootstrapped_mean_stays_within_the_values_and_is_always_the_same(values: list[float]) -> None:
    interval = mean(values)
    assert interval.value == pytest.approx(sum(values) / len(values), abs=1e-9)
    assert min(values) - 1e-9 <= interval.low <= interval.high <= max(values) + 1e-9
    assert interval == mean(values)


def test_the_bootstrap_agrees_with_the_normal_approximation() -> None:
    interval = mean([float(i % 2) for i in range(400)])
    assert interval.low == pytest.approx(0.5 - 1.96 * 0.025, abs=0.01)
    assert interval.high == pytest.approx(0.5 + 1.96 * 0.025, abs=0.01)


def test_percentiles() -> None:
    assert percentile([float(i) for i in range(1, 101)], 50).value == 50.5
    assert percentile([1.0], 95).value == 1.0


@pytest.mark.parametrize(
    ("only_first", "only_second", "p"),
    [(0, 0, 1.0), (5, 5, 1.0), (0, 5, 0.0625), (1, 9, 0.021484375), (0, 6, 0.03125)],
)
def test_mcnemar_by_hand(only_first: int, only_second: int, p: float) -> None:
    assert mcnemar(only_first, only_second) == pytest.approx(p)
    assert mcnemar(only_second, only_first) == pytest.approx(p)


def test_a_paired_difference_sees_a_small_steady_gain() -> None:
    first = [float(i % 10) for i in range(50)]
    second = [value + 0.1 + 0.01 * (i % 3) for i, value in enumerate(first)]
    difference = paired_difference(first, second)
    assert 0.1 < difference.low <= difference.value <= difference.high < 0.12
