"""Plain text: paragraphs, lists and headings as people mark them on a typewriter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from corpus.documents import Source
from ingest.cleaning import join_lines
from ingest.readers.encoding import decode
from ingest.readers.pieces import Piece, heading, paragraph

_ITEM = re.compile(r"(?:[-*•–▪]|(\d{1,3}[.)]))\s+(?=\S)")
_UNDERLINE = re.compile(r"(=|-)\1{2,}\s*")
_LONGEST_HEADING = 80


def read_text(source: Source, path: Path) -> Iterator[Piece]:
    """The blocks of a plain text file."""
    lines = decode(path.read_bytes()).splitlines()
    for is_blank, group in groupby(lines, key=lambda line: not line.strip()):
        if not is_blank:
            yield from _pieces([line.strip() for line in group])


def _pieces(lines: list[str]) -> Iterator[Piece]:
    """The blocks of a run of lines without an empty line between them."""
    if _is_heading(lines):
        level = 1 if len(lines) > 1 and lines[1].startswith("=") else 2
        yield heading(lines[0], level)
        lines = lines[1 + bool(lines[1:] and _UNDERLINE.fullmatch(lines[1])) :]
    for text in _joined(lines):
        item = _ITEM.match(text)
        yield Piece(kind="item", text=f"{item[1] or '-'} {text[item.end() :]}", level=1) if item else paragraph(text)


def _joined(lines: list[str]) -> list[str]:
    """The lines made into running text; a line that opens an item begins a new one."""
    texts = list[str]()
    for line in lines:
        if not texts or _ITEM.match(line):
            texts.append(line)
        else:
            texts[-1] = join_lines(texts[-1], line)
    return texts


def _is_heading(lines: list[str]) -> bool:
    first = lines[0]
    if len(first) > _LONGEST_HEADING or _ITEM.match(first):
        return False
    underlined = len(lines) > 1 and _UNDERLINE.fullmatch(lines[1]) is not None
    return underlined or (len(lines) == 1 and first.isupper() and sum(map(str.isalpha, first)) > 2)
