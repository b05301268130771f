"""From the cases' values to measures, each with its interval."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from evals.measures import Measure, Summary
from evals.metrics.honesty import area_under_risk_coverage, auroc, risk_coverage
from evals.scorecard import CaseResult
from evals.statistics import Interval, bootstrap, mean, percentile, wilson


def estimate(results: Sequence[CaseResult], measure: Measure) -> Interval | None:
    """What a measure comes to over some results; None when it applies to none of them."""
    if summarise := _OVER_VALUES.get(measure.summary):
        values = [result.values[measure.value] for result in results if measure.value in result.values]
        return summarise(values) if values else None
    return _OVER_RESULTS[measure.summary](results)


def risk_curve(results: Sequence[CaseResult]) -> tuple[tuple[float, float], ...]:
    """The share of the answers given and the share of errors among them, the surest answers first."""
    answered = [result for result in results if result.answered]
    return risk_coverage([r.confidence for r in answered], [not r.right for r in answered]) if answered else ()


def _auroc_answerable(results: Sequence[CaseResult]) -> Interval | None:
    """How well the confidence parts questions that can be answered from those that cannot."""
    can = [result.confidence for result in results if result.must_answer]
    cannot = [result.confidence for result in results if result.must_refuse]
    return auroc(can, cannot) if can and cannot else None


def _auroc_right(results: Sequence[CaseResult]) -> Interval | None:
    """How well the confidence parts right answers from wrong ones."""
    right = [result.confidence for result in results if result.answered and result.right]
    wrong = [result.confidence for result in results if result.answered and not result.right]
    return auroc(right, wrong) if right and wrong else None


def _aurc(results: Sequence[CaseResult]) -> Interval | None:
    answered = [result for result in results if result.answered]
    if not answered:
        return None
    confidences = np.asarray([result.confidence for result in answered])
    wrong = np.asarray([float(not result.right) for result in answered])
    return bootstrap(len(answered), lambda draws: area_under_risk_coverage(confidences[draws], wrong[draws]))


_OVER_VALUES: dict[Summary, Callable[[Sequence[float]], Interval]] = {
    "share": lambda values: wilson(sum(values), len(values)),
    "mean": mean,
    "p50": lambda values: percentile(values, 50),
    "p95": lambda values: percentile(values, 95),
}
_OVER_RESULTS: dict[Summary, Callable[[Sequence[CaseResult]], Interval | None]] = {
    "auroc_answerable": _auroc_answerable,
    "auroc_right": _auroc_right,
    "aurc": _aurc,
}
