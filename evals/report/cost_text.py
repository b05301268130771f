"""The benchmark and a run on an outside data set, as tables in the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from rich.console import Console
from rich.table import Table

from assistant.widget.script import widget_script
from evals.bench import Benchmark, IndexCost
from evals.dataset_run import DatasetResult
from evals.pages import PageCost
from evals.report.words import quantity, span
from evals.statistics import Interval, percentile


def print_dataset(console: Console, result: DatasetResult) -> None:
    """The measures of retrieval with their intervals, and the search's times."""
    table = Table(title=f"{result.questions} frågor, {result.texts} texter", title_justify="left")
    for column in ("Mått", "Värde", "95 %"):
        table.add_column(column)
    for name, interval in result.measures.items():
        table.add_row(name, f"{interval.value:.3f}".replace(".", ","), span(interval, "number"))
    for name, interval in result.seconds.items():
        table.add_row(f"Söktid {name}", _milliseconds(interval), "")
    console.print(table)
    if result.refused:
        console.print(f"{result.refused} texter gick inte att läsa in. De räknas som att de inte hittades.")


def print_benchmark(console: Console, found: Benchmark) -> None:
    """Our costs beside the plain peer's."""
    table = Table(title="Påhittade dokument", title_justify="left")
    for column in ("", "Klimatassistenten", "LangChain + Chroma"):
        table.add_column(column)
    for (label, ours), (_, peers) in zip(_index_lines(found.ours), _index_lines(found.peer), strict=True):
        table.add_row(label, ours, peers)
    table.add_row("Modellens del av inläsningens tid", quantity(found.pace, "percent"), "")
    table.add_row("Inläsning igen, inget ändrat", quantity(found.again_seconds, "seconds"), "")
    table.add_row("Från start till första svar", quantity(found.start_seconds, "seconds"), "")
    table.add_row("Minne efter första svaret", f"{found.memory:.0f} MB", "")
    for share in (50, 95):
        table.add_row(f"Svar p{share}", _milliseconds(percentile(found.answer_seconds, share)), "")
    console.print(table)
    console.print(
        "Sökningen räknas som rätt när träffen innehåller meningen med svaret; jämförelsens stycken är längre."
    )


def print_pages(console: Console, pages: Sequence[PageCost]) -> None:
    """What each page costs a browser that has not been there before."""
    table = Table(title="Sidor, i en webbläsare som inte har varit där förut", title_justify="left")
    for column in ("", *(page.name for page in pages)):
        table.add_column(column)
    table.add_row("Hämtningar", *(str(page.requests) for page in pages))
    table.add_row("Hämtat", *(_kilobytes(page.transferred) for page in pages))
    table.add_row("Uppackat", *(_kilobytes(page.unpacked) for page in pages))
    table.add_row("Något syns (median)", *(_milliseconds(median(page.paint_seconds)) for page in pages))
    table.add_row("Går att använda (median)", *(_milliseconds(median(page.ready_seconds)) for page in pages))
    console.print(table)
    script = widget_script()
    sizes = " och ".join(map(_kilobytes, (len(script.body), len(script.gzipped))))
    console.print(f"Widgetens skript är {sizes} packat. Server och webbläsare delade på samma dator.", highlight=False)


def _index_lines(cost: IndexCost) -> list[tuple[str, str]]:
    return [
        ("Stycken", str(cost.passages)),
        ("Inläsning", quantity(cost.ingest_seconds, "seconds")),
        ("Plats på disk", f"{cost.megabytes:.0f} MB"),
        ("Sökning p50", _milliseconds(cost.search_percentile(50))),
        ("Sökning p95", _milliseconds(cost.search_percentile(95))),
        ("Rättas plats (MRR@10)", f"{quantity(cost.found.value, 'number')} ({span(cost.found, 'number')})"),
    ]


def _milliseconds(seconds: Interval | float) -> str:
    return f"{1000 * (seconds.value if isinstance(seconds, Interval) else seconds):.0f} ms"


def _kilobytes(size: int) -> str:
    return f"{size / 1000:.1f} kB".replace(".", ",")
