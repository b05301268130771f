"""Summary: everything that a report says of a run, before it is written in one form or another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evals.cases import KINDS, SPLITS, Kind, Split
from evals.estimates import estimate, risk_curve
from evals.gate import Breach
from evals.measures import GROUPS, MEASURE, MEASURES, Group, Measure
from evals.scorecard import CaseResult, Scorecard, Surroundings
from evals.statistics import Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureRow:
    """A measure over each split; a split that it does not apply to is left out."""

    measure: Measure
    intervals: dict[Split, Interval]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupTable:
    """The measures of one group that apply to the run."""

    group: Group
    title: str
    rows: tuple[MeasureRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KindRow:
    """The share of right answers among the cases of a kind."""

    kind: Kind
    intervals: dict[Split, Interval]


@dataclass(frozen=True, slots=True, kw_only=True)
class WriterRow:
    """How long one writer's answers take, over all cases: its measures of time in the order of `MEASURES`."""

    writer: str
    answers: int
    intervals: tuple[Interval, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a report says.

    Attributes:
        surroundings: What the run was made with.
        counts: How many cases there are of each split.
        seconds: How long the run took.
        groups: The measures.
        kinds: The right answers by kind.
        writers: The times by writer.
        curves: For each split the risk at each coverage.
        wrong: The development cases with something wrong.
        breaches: What is worse than its limit; None when nothing was held against limits.
    """

    surroundings: Surroundings
    counts: dict[Split, int]
    seconds: float
    groups: tuple[GroupTable, ...]
    kinds: tuple[KindRow, ...]
    writers: tuple[WriterRow, ...]
    curves: dict[Split, tuple[tuple[float, float], ...]]
    wrong: tuple[CaseResult, ...]
    breaches: tuple[Breach, ...] | None

    @property
    def splits(self) -> tuple[Split, ...]:
        """The splits that the run has cases of."""
        return tuple(self.counts)


def summarise(scorecard: Scorecard, breaches: tuple[Breach, ...] | None) -> Summary:
    """What a report says of a run."""
    by_split = {split: scorecard.of(split) for split in SPLITS if scorecard.of(split)}
    groups = (
        GroupTable(group=group, title=title, rows=_rows(by_split, [m for m in MEASURES if m.group == group]))
        for group, title in GROUPS.items()
    )
    return Summary(
        surroundings=scorecard.surroundings,
        counts={split: len(results) for split, results in by_split.items()},
        seconds=scorecard.seconds,
        groups=tuple(table for table in groups if table.rows),
        kinds=tuple(row for kind in KINDS if (row := _kind_row(by_split, kind)).intervals),
        writers=_writers(scorecard.results),
        curves={split: risk_curve(results) for split, results in by_split.items()},
        wrong=tuple(result for result in by_split.get("dev", ()) if not result.right),
        breaches=breaches,
    )


def _rows(by_split: dict[Split, Sequence[CaseResult]], measures: Sequence[Measure]) -> tuple[MeasureRow, ...]:
    rows = (MeasureRow(measure=measure, intervals=_intervals(by_split, measure)) for measure in measures)
    return tuple(row for row in rows if row.intervals)


def _intervals(by_split: dict[Split, Sequence[CaseResult]], measure: Measure) -> dict[Split, Interval]:
    found = ((split, estimate(results, measure)) for split, results in by_split.items())
    return {split: interval for split, interval in found if interval}


def _kind_row(by_split: dict[Split, Sequence[CaseResult]], kind: Kind) -> KindRow:
    of_kind = {split: [result for result in results if result.kind == kind] for split, results in by_split.items()}
    return KindRow(kind=kind, intervals=_intervals(dict(of_kind), MEASURE["right"]))


def _writers(results: Sequence[CaseResult]) -> tuple[WriterRow, ...]:
    times = [measure for measure in MEASURES if measure.form == "seconds"]
    rows: list[WriterRow] = []
    for writer in sorted({result.writer for result in results if result.writer}):
        own = [result for result in results if result.writer == writer]
        intervals = (estimate(own, measure) for measure in times)
        rows.append(WriterRow(writer=writer, answers=len(own), intervals=tuple(filter(None, intervals))))
    return tuple(rows)
