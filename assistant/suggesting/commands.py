"""python -m assistant suggest: find the follow-up questions that an index can answer."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from assistant import texts
from assistant.settings import AssistantSettings

if TYPE_CHECKING:
    from assistant.service import Assistant


def add_suggest_command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser
) -> None:
    """Add the command to the command line."""
    suggest = commands.add_parser("suggest", parents=[common], help="pröva vilka följdfrågor som källorna besvarar")
    suggest.add_argument("--out", type=Path, metavar="FIL", help="filen att skriva (annars bredvid indexet)")
    suggest.set_defaults(run=_suggest)


def _suggest(
    options: argparse.Namespace, settings: AssistantSettings, open_assistant: Callable[[AssistantSettings], Assistant]
) -> int:
    from assistant.suggesting.keeping import NAME, write_suggestions
    from assistant.suggesting.making import make_suggestions

    with closing(open_assistant(settings)) as assistant, assistant.live.reading() as index:
        made = make_suggestions(index, settings.home, assistant.answer, _tell)
    path = options.out or settings.index_dir / NAME
    write_suggestions(path, made)
    sys.stdout.write(f"{texts.SUGGESTIONS_SAVED.format(count=len(made.questions), path=path)}\n")
    return 0


def _tell(done: int, total: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{texts.TRYING.format(done=done + 1, total=total)}")
