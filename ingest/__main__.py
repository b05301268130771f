"""python -m ingest [SOURCES_DIR] [--index DIR] [--dry-run] [--json]: bring the index up to date with a folder."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from corpus.database import Database
from corpus.embeddings import open_embeddings
from corpus.errors import KlimatError
from corpus.register import Register
from corpus.settings import CorpusSettings, load_settings
from ingest import pipeline
from ingest.preview import preview
from ingest.report import Report


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; gives 0 when all went well, 1 when a file was refused, 2 when nothing could be done."""
    options = _parser().parse_args(arguments)
    try:
        settings = load_settings(CorpusSettings, sources_dir=options.sources, index_dir=options.index)
        report = preview(settings.sources_dir, settings.index_dir) if options.dry_run else _ingest(settings)
    except KlimatError as error:
        print(error, file=sys.stderr)
        return 2
    print(json.dumps(report.as_json(), ensure_ascii=False, indent=2) if options.json else report.as_text())
    return 1 if report.refused else 0


def _ingest(settings: CorpusSettings) -> Report:
    with closing(Database(settings.database_url)) as database:
        decisions = Register(database).decisions()
    with _progress_bar() as progress:
        encoder = open_embeddings(settings)
        return pipeline.ingest(settings.sources_dir, settings.index_dir, encoder, progress, decisions)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m ingest", description="Läser in dokument och tabeller i indexet.")
    parser.add_argument("sources", nargs="?", type=Path, help="mappen med dokument (annars KLIMAT_SOURCES_DIR)")
    parser.add_argument("--index", type=Path, help="mappen för indexet (annars KLIMAT_INDEX_DIR)")
    parser.add_argument("--dry-run", action="store_true", help="visa rad för rad vad som skulle ändras")
    parser.add_argument("--json", action="store_true", help="skriv rapporten som JSON")
    return parser


@contextmanager
def _progress_bar() -> Iterator[pipeline.Progress]:
    """A progress bar on standard error; silent when that is not a terminal."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Läser filer", total=None)
        yield lambda activity, done, total: bar.update(task, description=activity, completed=done, total=total or None)


if __name__ == "__main__":
    sys.exit(main())
