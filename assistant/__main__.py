"""The assistant on the command line.

python -m assistant ask | search | serve | commitments | actions | emissions | followup | users | suggest
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeVar

from pydantic import ValidationError

from assistant import texts
from assistant.access.commands import add_users_command
from assistant.batch import run_batch
from assistant.errors import InvalidRequest
from assistant.plain_text import answer_with_sources, list_of_hits
from assistant.register.commands import add_register_commands
from assistant.settings import AssistantSettings
from assistant.suggesting.commands import add_suggest_command
from assistant.wire import AnswerReply, AskRequest, Reply, SearchReply, complaint
from corpus.errors import KlimatError
from corpus.settings import load_settings

if TYPE_CHECKING:
    from assistant.service import Assistant

Opener = Callable[[AssistantSettings], "Assistant"]
Found = TypeVar("Found")


def main(arguments: Sequence[str] | None = None, open_assistant: Opener | None = None) -> int:
    """Run the command; gives 0 when all went well, 1 when a line of a batch failed, 2 when nothing could be done.

    Args:
        arguments: The words after `python -m assistant`; None for those of this process.
        open_assistant: What opens the assistant; None for the real one, which is loaded when it is needed.
    """
    _write_utf8()
    options = _parser().parse_args(arguments)
    try:
        settings = load_settings(AssistantSettings, index_dir=options.index, host=options.host, port=options.port)
        run: Callable[[argparse.Namespace, AssistantSettings, Opener], int] = options.run
        return run(options, settings, open_assistant or _open_assistant)
    except KlimatError as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:  # whoever read, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _ask(options: argparse.Namespace, settings: AssistantSettings, open_assistant: Opener) -> int:
    with closing(open_assistant(settings)) as assistant:
        return _respond(
            options, lambda request: assistant.answer(request.as_question()), AnswerReply.of, answer_with_sources
        )


def _search(options: argparse.Namespace, settings: AssistantSettings, open_assistant: Opener) -> int:
    with closing(open_assistant(settings)) as assistant:
        return _respond(
            options, lambda request: assistant.search(request.question, options.k), SearchReply.of, list_of_hits
        )


def _serve(_options: argparse.Namespace, settings: AssistantSettings, _open: Opener) -> int:
    from app import serve

    serve(settings)
    return 0


def _respond(
    options: argparse.Namespace,
    find: Callable[[AskRequest], Found],
    reply: Callable[[Found], Reply],
    text: Callable[[Found], str],
) -> int:
    if options.batch:
        return _respond_to_file(options.batch, lambda request: reply(find(request)))
    found = find(_request(options.question, options.history, options.easy))
    print(reply(found).model_dump_json() if options.json else text(found))
    return 0


def _respond_to_file(name: str, respond: Callable[[AskRequest], Reply]) -> int:
    failed = False
    with _open_lines(name) as lines:
        for reply in run_batch(lines, respond):
            failed |= "error" in reply
            print(json.dumps(reply, ensure_ascii=False), flush=True)
    return 1 if failed else 0


def _request(question: str, history: str, easy: bool) -> AskRequest:
    try:
        return AskRequest.model_validate({"question": question, "history": json.loads(history), "easy": easy})
    except ValidationError as error:
        raise InvalidRequest(complaint(error.errors())) from error
    except (ValueError, RecursionError) as error:
        raise InvalidRequest(texts.HISTORY_NOT_JSON) from error


def _open_lines(name: str) -> BinaryIO:
    try:
        return sys.stdin.buffer if name == "-" else Path(name).open("rb")
    except OSError as error:
        raise InvalidRequest(texts.UNREADABLE_BATCH.format(name=name)) from error


def _open_assistant(settings: AssistantSettings) -> Assistant:
    from assistant import service

    return service.open_assistant(settings)


def _write_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--index", type=Path, metavar="MAPP", help="indexets mapp (annars KLIMAT_INDEX_DIR)")
    questions = argparse.ArgumentParser(add_help=False, parents=[common])
    asked = questions.add_mutually_exclusive_group(required=True)
    asked.add_argument("question", nargs="?", metavar="FRÅGA", help="frågan")
    asked.add_argument("--batch", metavar="FIL", help="en fråga per rad som JSON; - är standard in. Svarar med JSON")
    questions.add_argument("--json", action="store_true", help="svara med JSON")

    parser = argparse.ArgumentParser(prog="python -m assistant", description=texts.API_SUMMARY)
    parser.set_defaults(index=None, host=None, port=None, history="[]", easy=False)
    commands = parser.add_subparsers(required=True, metavar="KOMMANDO")
    ask = commands.add_parser("ask", parents=[questions], help="svara på en fråga")
    ask.add_argument("--history", metavar="JSON", default="[]", help='tidigare frågor: ["Vad är Viable Cities?"]')
    ask.add_argument("--lattlast", dest="easy", action="store_true", help="gör svaret lättläst")
    ask.set_defaults(run=_ask)
    search = commands.add_parser("search", parents=[questions], help="sök stycken i källorna")
    search.add_argument("-k", type=int, default=10, metavar="ANTAL", help="högsta antal träffar (annars 10)")
    search.set_defaults(run=_search)
    add_register_commands(commands, common)
    add_users_command(commands)
    add_suggest_command(commands, common)
    serve = commands.add_parser("serve", parents=[common], help="starta chatten och API:et")
    serve.add_argument("--host", metavar="ADRESS", help="adressen att lyssna på (annars KLIMAT_HOST)")
    serve.add_argument("--port", type=int, metavar="PORT", help="porten att lyssna på (annars KLIMAT_PORT)")
    serve.set_defaults(run=_serve)
    return parser


if __name__ == "__main__":
    sys.exit(main())
