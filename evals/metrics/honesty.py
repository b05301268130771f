"""Whether the assistant knows when it does not know."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from evals.statistics import Interval, Z


def auroc(positive: Sequence[float], negative: Sequence[float]) -> Interval:
    """The probability that a positive scores higher than a negative, ties counted as half.

    The area under the ROC curve and its standard error: Hanley & McNeil (1982), The meaning and use of the area under
    a receiver operating characteristic (ROC) curve.
    """
    p, n = len(positive), len(negative)
    higher = sum((a > b) + 0.5 * (a == b) for a in positive for b in negative)
    area = higher / (p * n)
    q1, q2 = area / (2 - area), 2 * area**2 / (1 + area)
    variance = (area * (1 - area) + (p - 1) * (q1 - area**2) + (n - 1) * (q2 - area**2)) / (p * n)
    half = Z * math.sqrt(max(0.0, variance))
    return Interval(value=area, low=max(0.0, area - half), high=min(1.0, area + half), n=p + n)


def risk_coverage(confidences: Sequence[float], wrong: Sequence[bool]) -> tuple[tuple[float, float], ...]:
    """The share answered and the share of errors among them, as ever less sure answers are let through.

    El-Yaniv & Wiener (2010), On the foundations of noise-free selective classification; Geifman & El-Yaniv (2017),
    Selective classification for deep neural networks.
    """
    order = np.argsort(-np.asarray(confidences), kind="stable")
    risks = _risks(np.asarray(wrong, np.float64)[order])
    return tuple(((i + 1) / len(order), float(risk)) for i, risk in enumerate(risks))


def area_under_risk_coverage(confidences: NDArray[np.float64], wrong: NDArray[np.float64]) -> NDArray[np.float64]:
    """The mean risk over all coverages, for each row of confidences and errors; lower is better.

    AURC in Geifman, Uziel & El-Yaniv (2019), Bias-reduced uncertainty estimation for deep neural classifiers.
    """
    order = np.argsort(-confidences, axis=-1, kind="stable")
    areas: NDArray[np.float64] = _risks(np.take_along_axis(wrong, order, axis=-1)).mean(axis=-1)
    return areas


def _risks(wrong: NDArray[np.float64]) -> NDArray[np.float64]:
    risks: NDArray[np.float64] = np.cumsum(wrong, axis=-1) / np.arange(1, wrong.shape[-1] + 1)
    return risks
