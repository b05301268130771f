"""What the register's commands do: rows as a table, as JSON or as a file, and what there is to follow up."""

from __future__ import annotations

import argparse
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

from assistant import texts
from assistant.errors import InvalidRequest
from assistant.register.exporting import export
from assistant.register.lookup import Lookup
from assistant.register.registry import open_registry
from assistant.register.requests import parse
from assistant.register.terminal import followup_text, page_text
from assistant.register.wire import followup_reply, page_reply
from assistant.settings import AssistantSettings
from corpus.documents import PUBLIC


def print_rows(kind: type[Lookup], options: argparse.Namespace, settings: AssistantSettings) -> int:
    """Look rows up as the options say, and print or save them; gives 0."""
    given = {name: value for name in kind.model_fields if (value := getattr(options, name)) is not None}
    lookup = parse(kind, given)
    with closing(open_registry(settings.index_dir)) as registry:
        if options.csv or options.xlsx:
            rows = registry.look_up_all(lookup, PUBLIC)
            content = export("csv" if options.csv else "xlsx", kind.kind, rows)
            return _save(options.csv or options.xlsx, content, len(rows))
        page = registry.look_up(lookup, PUBLIC)
    sys.stdout.write(page_reply(kind.kind, page).model_dump_json() if options.json else page_text(kind.kind, page))
    sys.stdout.write("\n")
    return 0


def print_followup(options: argparse.Namespace, settings: AssistantSettings) -> int:
    """Print what there is to follow up today; gives 0."""
    today = date.today()
    with closing(open_registry(settings.index_dir)) as registry:
        matters = registry.follow_up(today, PUBLIC)
    reply = followup_reply(today.isoformat(), matters)
    sys.stdout.write(f"{reply.model_dump_json() if options.json else followup_text(matters)}\n")
    return 0


def _save(name: str, content: bytes, count: int) -> int:
    if name == "-":
        sys.stdout.buffer.write(content)
        return 0
    try:
        Path(name).write_bytes(content)
    except OSError as error:
        raise InvalidRequest(texts.UNWRITABLE_FILE.format(name=name)) from error
    sys.stdout.write(f"{texts.ROWS_SAVED.format(count=count, name=name)}\n")
    return 0
