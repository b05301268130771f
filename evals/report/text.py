"""The report as a table in the terminal, as Markdown and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from rich.console import Console
from rich.table import Table

from evals.cases import Split
from evals.compare import Change, Comparison
from evals.measures import Form
from evals.report.summary import Summary
from evals.report.words import KIND_NAMES, SPLIT_NAMES, quantity, span
from evals.statistics import Interval


def print_summary(console: Console, summary: Summary) -> None:
    """The measures, the kinds, what is wrong and what is worse than its limit."""
    for title, name, lines in _tables(summary):
        table = Table(title=title, title_justify="left")
        for column in (name, *(SPLIT_NAMES[split].capitalize() for split in summary.splits)):
            table.add_column(column)
        for line in lines:
            table.add_row(*line)
        console.print(table)
    for result in summary.wrong:
        faults = result.transcript.faults if result.transcript else ()
        console.print(f"{result.id}: {' '.join(faults)}", markup=False, highlight=False)
    for breach in summary.breaches or ():
        console.print(f"Utanför gränsen: {breach.measure}. {breach}", style="bold red", markup=False, highlight=False)


def as_markdown(summary: Summary) -> str:
    """The measures and the kinds as Markdown tables, with what the run was made with above them."""
    parts = [f"Mätt {summary.surroundings.date[:10]} på {summary.surroundings.machine}. {_counted(summary)}"]
    for title, name, lines in _tables(summary):
        header = (name, *(SPLIT_NAMES[split].capitalize() for split in summary.splits))
        parts.append(f"### {title}\n\n" + "\n".join(map(_piped, (header, ["---"] * len(header), *lines))))
    return "\n\n".join(parts) + "\n"


def as_json(summary: Summary) -> dict[str, object]:
    """The measures by split, with interval and number of cases; the kinds; and what the run was made with."""
    return {
        "surroundings": asdict(summary.surroundings),
        "cases": summary.counts,
        "measures": {
            row.measure.id: {split: asdict(interval) for split, interval in row.intervals.items()}
            for table in summary.groups
            for row in table.rows
        },
        "right_by_kind": {
            row.kind: {split: asdict(interval) for split, interval in row.intervals.items()} for row in summary.kinds
        },
        "breaches": [asdict(breach) for breach in summary.breaches or ()],
    }


def print_comparison(console: Console, comparison: Comparison, split: Split) -> None:
    """What differs; the cases are named for the development split alone."""
    table = Table(title=f"{SPLIT_NAMES[split].capitalize()}: {comparison.pairs} gemensamma", title_justify="left")
    for column in ("Mått", "Första", "Andra", "Skillnad (95 %)", "p", ""):
        table.add_column(column)
    for change in comparison.changes:
        table.add_row(*_changed(change))
    console.print(table)
    if comparison.left_out:
        console.print(f"{comparison.left_out} fall finns bara i den ena körningen eller har ändrats och jämförs inte.")
    for label, ids in (("Bättre", comparison.better), ("Sämre", comparison.worse)):
        console.print(f"{label}: {', '.join(ids) if split == 'dev' and ids else len(ids)}", markup=False)


def _tables(summary: Summary) -> list[tuple[str, str, list[list[str]]]]:
    """For each table its title, the name of its first column, and its lines."""
    measured = [
        (
            table.title,
            "Mått",
            [[row.measure.name, *_cells(summary, row.intervals, row.measure.form)] for row in table.rows],
        )
        for table in summary.groups
    ]
    kinds = [[KIND_NAMES[row.kind], *_cells(summary, row.intervals, "percent")] for row in summary.kinds]
    return [*measured, ("Rätt svar för varje sorts fråga", "Sort", kinds)]


def _cells(summary: Summary, intervals: dict[Split, Interval], form: Form) -> list[str]:
    return [_cell(intervals[split], form) if split in intervals else "" for split in summary.splits]


def _cell(interval: Interval, form: Form) -> str:
    return f"{quantity(interval.value, form)} ({span(interval, form)}; {interval.n})"


def _counted(summary: Summary) -> str:
    counts = " och ".join(f"{count} {SPLIT_NAMES[split]}" for split, count in summary.counts.items())
    return f"{counts}. Inom parentes: 95 % konfidensintervall; antal frågor."


def _piped(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _changed(change: Change) -> list[str]:
    form = change.measure.form
    difference = f"{quantity(change.difference.value, form)} ({span(change.difference, form)})"
    chance = "" if change.p is None else f"{change.p:.3f}".replace(".", ",")
    verdict = "mer än slumpen" if change.beyond_chance else ""
    return [
        change.measure.name,
        quantity(change.first, form),
        quantity(change.second, form),
        difference,
        chance,
        verdict,
    ]
