"""How sure a measured figure is: intervals at 95 %, and paired tests between two runs."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Z = 1.959963984540054
"""The normal distribution's 97.5th percentile."""

RESAMPLES = 2_000
SEED = 20_300

Draws = NDArray[np.intp]
"""Resamples of a sample, one a row, each as the positions drawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A measured figure and the interval that holds the true one with 95 % confidence.

    Attributes:
        value: What was measured.
        low: The interval's lower end.
        high: Its upper end.
        n: How many observations it rests on.
    """

    value: float
    low: float
    high: float
    n: int


def wilson(successes: float, n: int) -> Interval:
    """A share with Wilson's score interval.

    Wilson (1927), Probable inference, the law of succession, and statistical inference. JASA 22.
    """
    share = successes / n
    centre = (share + Z**2 / (2 * n)) / (1 + Z**2 / n)
    half = Z / (1 + Z**2 / n) * math.sqrt(share * (1 - share) / n + Z**2 / (4 * n**2))
    # With no success, or nothing else, an end meets the share itself but for rounding.
    return Interval(value=share, low=max(0.0, min(centre - half, share)), high=min(1.0, max(centre + half, share)), n=n)


def bootstrap(n: int, statistic: Callable[[Draws], NDArray[np.float64]]) -> Interval:
    """A statistic of `n` observations with the percentile bootstrap's interval; the seed is fixed.

    Efron & Tibshirani (1993), An Introduction to the Bootstrap, chapter 13.

    Args:
        n: How many observations there are.
        statistic: Gives for each row of positions the statistic of the observations drawn.
    """
    draws = np.random.default_rng(SEED).integers(0, n, size=(RESAMPLES, n))
    low, high = np.percentile(statistic(draws), [2.5, 97.5])
    return Interval(value=float(statistic(np.arange(n)[None, :])[0]), low=float(low), high=float(high), n=n)


def mean(values: Sequence[float]) -> Interval:
    """The mean, with a bootstrap interval."""
    array = np.asarray(values, np.float64)
    return bootstrap(len(array), lambda draws: array[draws].mean(axis=1))


def percentile(values: Sequence[float], share: float) -> Interval:
    """The percentile (`share` from 0 to 100), with a bootstrap interval."""
    array = np.asarray(values, np.float64)
    return bootstrap(len(array), lambda draws: np.percentile(array[draws], share, axis=1))


def mcnemar(only_first: int, only_second: int) -> float:
    """The two-sided p-value that two runs are right equally often, from the cases that only one of them got right.

    The exact test: McNemar (1947), Psychometrika 12, with the binomial distribution instead of chi square.
    """
    n, fewer = only_first + only_second, min(only_first, only_second)
    as_uneven = sum(math.comb(n, k) for k in range(fewer + 1))
    return float(min(1, 2 * as_uneven / 2**n))


def paired_difference(first: Sequence[float], second: Sequence[float]) -> Interval:
    """The mean of `second - first` over the same cases, with a paired bootstrap interval.

    Koehn (2004), Statistical significance tests for machine translation evaluation.
    """
    return mean([b - a for a, b in zip(first, second, strict=True)])
