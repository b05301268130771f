"""Rows of the register as a table in a terminal, as wide as it is; without colours where none can be shown."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from itertools import groupby

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from assistant import texts
from assistant.numbers import swedish_number
from assistant.register.followup import Matter
from assistant.register.lookup import Page
from corpus.records import Column, RecordKind, Value, column
from corpus.tables import Row

SHOWN: dict[RecordKind, tuple[str, ...]] = {
    "commitments": ("party", "text", "area", "due", "measurable", "status"),
    "actions": ("text", "owner", "area", "status", "start", "end", "cost"),
    "emissions": ("place", "year", "sector", "amount"),
}
"""The columns that a person sees first; the rest stands in JSON and in the files."""

_WIDTH_OF_A_FILE = 160


def page_text(kind: RecordKind, page: Page) -> str:
    """A page of rows as a table, and how many there are in all."""
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False)
    table.add_column("Id", no_wrap=True)
    for name in SHOWN[kind]:
        of = column(kind, name)
        table.add_column(of.label, justify="left" if of.type == "text" else "right", no_wrap=of.type != "text")
    for row in page.rows:
        table.add_row(row.id, *(Text(shown(column(kind, name), row.values[name])) for name in SHOWN[kind]))
    count = texts.FOUND.format(total=page.total, page=page.number, pages=page.pages)
    return f"{_drawn(table)}\n{count}" if page.rows else count


def followup_text(matters: Sequence[Matter]) -> str:
    """What there is to follow up, under the rules."""
    parts = []
    for rule, group in groupby(matters, key=lambda matter: matter.rule):
        lines = [_matter_lines(matter) for matter in group]
        parts.append("\n".join([f"{texts.FOLLOWUP_RULES[rule]} ({len(lines)})", *lines]))
    return "\n\n".join(parts) or texts.NOTHING_TO_FOLLOW_UP


def shown(column: Column, value: Value) -> str:
    """A value as a person reads it; a missing one is ""."""
    if value is None:
        return ""
    return str(value) if isinstance(value, str) or column.type == "year" else swedish_number(value)


def _matter_lines(matter: Matter) -> str:
    lines = [f"  {matter.row.id}: {matter.reason}", f"    {_quoted(matter.row)}"]
    if matter.against:
        lines.append(f"    {texts.AGAINST}: {_quoted(matter.against)}")
    return "\n".join(lines)


def _quoted(row: Row) -> str:
    return f"”{' '.join(row.quote.split())}” ({row.source_id})"


def _drawn(table: Table) -> str:
    on_terminal = sys.stdout.isatty()
    drawing = io.StringIO()
    width = Console().width if on_terminal else _WIDTH_OF_A_FILE
    Console(file=drawing, width=width, force_terminal=on_terminal, no_color=not on_terminal).print(table)
    return drawing.getvalue().rstrip("\n")
