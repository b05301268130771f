"""One case and its answer side by side, in the terminal."""

from __future__ import annotations

from rich.columns import Columns
from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from evals.cases import Case
from evals.scorecard import CaseResult
from evals.scoring import described


def print_case(console: Console, case: Case, result: CaseResult) -> None:
    """The question, then the answer with its sources beside what was expected, then what is wrong."""
    console.print(Text(f"{case.id} ({case.kind}, {case.split})", style="bold"))
    for earlier in case.history:
        console.print(Text(f"Tidigare: {earlier}"))
    console.print(Text(f"Fråga:    {case.question}\n"))
    width = console.width // 2 - 1
    answer = Panel(Text(_answered(result)), title="Svaret", width=width)
    expected = Panel(Text(_expected(case)), title="Facit", width=width)
    console.print(Columns([answer, expected], padding=(0, 1)))
    console.print(Text("\n".join(result.transcript.faults if result.transcript else ()) or "Allt är rätt."))


def _answered(result: CaseResult) -> str:
    if result.transcript is None:
        return ""
    sources = [
        f"[{c.number}] {c.title}{f', sida {c.page}' if c.page else ''} ({c.source_id})\n    ”{c.quote}”"
        for c in result.transcript.citations
    ]
    return "\n\n".join([f"Utfall: {result.outcome}", result.transcript.text, *sources])


def _expected(case: Case) -> str:
    parts = [
        ("Utfall", [" eller ".join(case.outcomes)]),
        ("Ska finnas", [described(fact) for fact in case.facts]),
        ("Hela listan", [described(item) for item in case.items]),
        ("Får inte sägas", [f"”{words}”" for words in case.forbidden]),
        ("Källor", [f"{e.source_id}{f', sida {e.page}' if e.page else ''}\n    ”{e.quote}”" for e in case.evidence]),
    ]
    return "\n\n".join(f"{label}:\n" + "\n".join(f"  {line}" for line in lines) for label, lines in parts if lines)
