"""The report as a page for anyone to read: one file that loads nothing and runs nothing."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from assistant import texts
from evals.measures import Form
from evals.report.plots import DotRow, curve_plot, dot_plot
from evals.report.summary import GroupTable, KindRow, Summary
from evals.report.words import KIND_NAMES, SPLIT_NAMES, WRITER_NAMES, quantity, share, span

_COVERAGES = tuple(tenth / 10 for tenth in range(1, 11))


def as_page(summary: Summary) -> str:
    """The whole page, as HTML."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"quantity": quantity, "span": span, "share": share, "group_plot": _group_plot}
    template = environment.get_template("page.html.j2")
    return template.render(
        summary=summary,
        date=_date(summary.surroundings.date),
        split_names=SPLIT_NAMES,
        kind_names=KIND_NAMES,
        writer_names=WRITER_NAMES,
        right={split: interval for row in summary.groups[0].rows[:1] for split, interval in row.intervals.items()},
        kinds_plot=_kinds_plot(summary),
        curve_plot=Markup(curve_plot("fel bland svaren", summary.curves)),
        curve_rows=_curve_rows(summary),
    )


def _group_plot(table: GroupTable, summary: Summary) -> Markup:
    """A plot of the group's measures that share one axis: its shares, or its times."""
    form: Form = "seconds" if table.group == "cost" else "percent"
    rows = [DotRow(label=row.measure.name, intervals=row.intervals) for row in table.rows if row.measure.form == form]
    return Markup(dot_plot(table.title, rows, form, summary.splits)) if rows else Markup()


def _kinds_plot(summary: Summary) -> Markup:
    rows = [DotRow(label=_kind_name(row), intervals=row.intervals) for row in summary.kinds]
    return Markup(dot_plot("rätt svar för varje sorts fråga", rows, "percent", summary.splits))


def _kind_name(row: KindRow) -> str:
    return KIND_NAMES[row.kind]


def _curve_rows(summary: Summary) -> list[tuple[str, list[str]]]:
    """For each tenth of the answers, the surest first, the share of errors in each split."""
    return [
        (share(coverage), [_risk_at(points, coverage) for points in summary.curves.values()]) for coverage in _COVERAGES
    ]


def _risk_at(points: tuple[tuple[float, float], ...], coverage: float) -> str:
    reached = [risk for covered, risk in points if covered <= coverage + 1e-9]
    return share(reached[-1]) if reached else "\u2013"


def _date(moment: str) -> str:
    date = datetime.fromisoformat(moment)
    return f"{date.day} {texts.MONTHS[date.month - 1]} {date.year}"
