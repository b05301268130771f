"""What each block of a document has on a page of the file: the words to look for there.

A row of a table is read out with the names of its columns: `Part: SSAB; Målår: 2030.` On the page only the cells
stand there, side by side; the names stand above the table.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from assistant.viewer.folding import Folded, fold
from corpus.documents import Block, Document, Span

_ITEM_SIGN = re.compile(r"(?:-|\d{1,3}[.)]|[a-z][.)])\s+")
_NUMBERED = re.compile(r"\w")
_CELL_ENDS = re.compile(r"; |$")
_NAMED = ": "

Range = tuple[int, int]
"""Characters of the document's text, half open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """What a block has on a page.

    Attributes:
        words: Where its words stand in the document's text, in order.
        is_row: Whether it is a row of a table, whose words are compared loosely.
        labels: For a row where the names of its columns stand in the text.
        table: Units with the same number are rows of the same table.
    """

    words: tuple[Range, ...]
    is_row: bool = False
    labels: tuple[Range, ...] = ()
    table: int = -1


def units_of(document: Document, page: Span) -> tuple[Unit, ...]:
    """The units of a page, in order."""
    units = list[Unit]()
    for is_row, group in groupby(document.blocks, key=lambda block: block.kind == "row"):
        blocks = list(group)
        if blocks[0].start < page.end and page.start < blocks[-1].end:
            units += _rows(document.text, blocks) if is_row else (_unit(document.text, block) for block in blocks)
    return tuple(found for unit in units if (found := _on(page, unit)).words)


def folded(text: str, ranges: Sequence[Range], *, loose: bool) -> Folded:
    """The text in some ranges folded, with the place in the text of each character."""
    offsets = [offset for start, end in ranges for offset in range(start, end)]
    found = fold((text[offset] for offset in offsets), loose=loose)
    return replace(found, at=tuple(offsets[i] for i in found.at))


def _unit(text: str, block: Block) -> Unit:
    """A block without the sign that opens a list item, which ingest writes in its own way if it is no number."""
    sign = _ITEM_SIGN.match(text, block.start, block.end) if block.kind == "item" else None
    start = sign.end() if sign and not _NUMBERED.match(sign[0]) else block.start
    return Unit(words=((start, block.end),))


def _rows(text: str, blocks: Sequence[Block]) -> Iterator[Unit]:
    cells = [list(_cells(text, block)) for block in blocks]
    names = Counter(text[label[0] : label[1]] for row in cells for label, _ in row if label[0] < label[1])
    for row in cells:
        # What stands before a colon in one row alone is not the name of a column but words of a cell.
        often = 0 if len(blocks) == 1 else 1
        named = [(label, value) for label, value in row if names[text[label[0] : label[1]]] > often]
        starts = [label[0] for label, _ in named]
        ends = [*starts[1:], row[-1][1][1]] if named else []
        values = tuple((value[0], end) for (_, value), end in zip(named, ends, strict=True))
        first = (row[0][0][0], starts[0] if starts else row[-1][1][1])
        words = (first, *values) if first[0] < first[1] else values
        labels = tuple(label for label, _ in named)
        yield Unit(words=words, is_row=True, labels=labels, table=blocks[0].start)


def _cells(text: str, block: Block) -> Iterator[tuple[Range, Range]]:
    """The name and the words of each cell of a row; the name is empty where there is none."""
    start = block.start
    for end in _CELL_ENDS.finditer(text[block.start : block.end]):
        stop = block.start + end.start()
        colon = text.find(_NAMED, start, stop)
        label = (start, colon) if colon >= 0 else (start, start)
        yield label, (colon + len(_NAMED) if colon >= 0 else start, stop)
        start = block.start + end.end()


def _on(page: Span, unit: Unit) -> Unit:
    """What of a unit stands on the page."""
    cut = ((max(start, page.start), min(end, page.end)) for start, end in unit.words)
    return replace(unit, words=tuple((start, end) for start, end in cut if start < end))
