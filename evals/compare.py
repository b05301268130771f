"""Two runs side by side: which cases got better or worse, and which measures changed by more than chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evals.cases import Split
from evals.measures import MEASURES, Measure
from evals.scorecard import CaseResult, Scorecard
from evals.statistics import Interval, mcnemar, paired_difference

Pair = tuple[CaseResult, CaseResult]
"""The same case in the first and in the second run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How a measure differs between two runs, over the cases that it applies to in both.

    Attributes:
        measure: What was measured.
        first: Its mean in the first run.
        second: Its mean in the second.
        difference: The mean of the paired differences, with a bootstrap interval.
        p: For a share the exact McNemar test's p-value, else None.
    """

    measure: Measure
    first: float
    second: float
    difference: Interval
    p: float | None

    @property
    def beyond_chance(self) -> bool:
        """Whether chance alone would seldom give as much: p under 0.05, or an interval without zero."""
        if self.p is not None:
            return self.p < 0.05
        return self.difference.low > 0 or self.difference.high < 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What differs between two runs over one split.

    Attributes:
        pairs: How many cases are the same in both.
        left_out: How many are in one run alone, or were changed between them.
        better: The ids of the cases that only the second run got right.
        worse: The ids of those that only the first run got right.
        changes: The measures that apply.
    """

    pairs: int
    left_out: int
    better: tuple[str, ...]
    worse: tuple[str, ...]
    changes: tuple[Change, ...]


def compare(first: Scorecard, second: Scorecard, split: Split) -> Comparison:
    """What differs between two runs over the cases of one split that are the same in both."""
    before = {(result.id, result.digest): result for result in first.of(split)}
    after = {(result.id, result.digest): result for result in second.of(split)}
    pairs = [(before[key], after[key]) for key in before if key in after]
    return Comparison(
        pairs=len(pairs),
        left_out=len({id_ for id_, _ in before.keys() ^ after.keys()}),
        better=tuple(new.id for old, new in pairs if new.right and not old.right),
        worse=tuple(new.id for old, new in pairs if old.right and not new.right),
        changes=tuple(change for measure in MEASURES if (change := _change(measure, pairs))),
    )


def _change(measure: Measure, pairs: Sequence[Pair]) -> Change | None:
    """How a measure that is a mean over cases differs; None for one that is not, or that applies to no case."""
    name = measure.value
    values = [(old.values[name], new.values[name]) for old, new in pairs if name in old.values and name in new.values]
    if measure.summary not in ("share", "mean") or not values:
        return None
    first, second = zip(*values, strict=True)
    only_first = sum(a > b for a, b in values)
    only_second = sum(b > a for a, b in values)
    return Change(
        measure=measure,
        first=sum(first) / len(values),
        second=sum(second) / len(values),
        difference=paired_difference(first, second),
        p=mcnemar(only_first, only_second) if measure.summary == "share" else None,
    )
