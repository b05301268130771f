"""A whole run from cases to exit code: run, store, report, hold against the floors."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from evals.cases import SPLITS, Case
from evals.gate import Floors, breaches
from evals.gold import locate_all
from evals.report.page import as_page
from evals.report.summary import Summary, summarise
from evals.report.text import as_json, as_markdown, print_summary
from evals.run import Progress, Subject, run
from evals.runs import store_run
from evals.scorecard import Scorecard, Surroundings

RUNS = "evals"
"""The folder, in the folder for output, that runs are stored in."""

REPORT = "kvalitet"
"""The folder, in the folder for output, that the latest whole run's report lies in, its page as index.html."""


def evaluate(subject: Subject, cases: Sequence[Case], surroundings: Surroundings, progress: Progress) -> Scorecard:
    """Run the cases.

    Raises:
        InvalidCase: The evidence of a case does not stand in its document.
    """
    started = time.perf_counter()
    gold = locate_all(cases, subject.document)
    results = run(subject, cases, gold, progress)
    return Scorecard(surroundings=surroundings, results=results, seconds=time.perf_counter() - started)


def conclude(scorecard: Scorecard, floors: Floors | None, out: Path, console: Console, *, whole: bool) -> int:
    """Store a run, print it, and if all cases were run write its report; gives 1 when it breaks a floor, else 0.

    Args:
        scorecard: The run.
        floors: What to hold it against; None for nothing.
        out: The folder for output.
        console: Where to print.
        whole: Whether all cases were run, so that the report may replace the one before.
    """
    splits = [split for split in SPLITS if scorecard.of(split)]
    summary = summarise(scorecard, None if floors is None else breaches(scorecard, floors, splits))
    stored = store_run(out / RUNS, scorecard)
    print_summary(console, summary)
    console.print(f"Körningen ligger i {stored}.", highlight=False)
    if whole:
        page = write_report(out / REPORT, summary)
        console.print(f"Rapporten ligger i {page}.", highlight=False)
    return 1 if summary.breaches else 0


def write_report(folder: Path, summary: Summary) -> Path:
    """Write the report as Markdown, JSON and a page into the folder, and give the page's file."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "rapport.md").write_text(as_markdown(summary), encoding="utf-8")
    (folder / "rapport.json").write_text(json.dumps(as_json(summary), ensure_ascii=False, indent=1), encoding="utf-8")
    written = folder / "index.html.ny"
    written.write_text(as_page(summary), encoding="utf-8")
    return written.replace(folder / "index.html")
