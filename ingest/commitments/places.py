"""Where in a contract something is said: each sentence, list item and table row with what stands over it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from corpus.documents import Block, BlockKind, Document
from corpus.swedish import sentence_spans

_MARKER = re.compile(r"(?:[-–•*▪]|\(?\w{1,3}[.)])\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A sentence, a list item or a table row of a contract.

    Attributes:
        kind: What sort of block it stands in.
        text: Its words, without an item's mark.
        start: Where they begin in the contract's text.
        headings: The headings above it, outermost first, without the contract's title.
        clause: The number of the clause that it stands in, or "".
        lead_in: For an item or a row the sentence before the list or table, or "".
        table: For a row all rows of its table, itself among them.
    """

    kind: BlockKind
    text: str
    start: int
    headings: tuple[str, ...]
    clause: str
    lead_in: str = ""
    table: tuple[str, ...] = ()

    @property
    def end(self) -> int:
        """One past its last character."""
        return self.start + len(self.text)


def statements(document: Document) -> Iterator[Statement]:
    """Everything that the contract says, in order; headings and attributions left out."""
    path, clause, lead_in, title = tuple[Block, ...](), "", "", _title(document)
    for kind, group in groupby(document.blocks, key=lambda block: block.kind):
        blocks = tuple(group)
        if kind == "heading":
            for block in blocks:
                path = (*(above for above in path if above.level < block.level), block)
            clause, lead_in = _clause(path), ""
        elif kind != "attribution":
            place = _Place(
                headings=tuple(_text(document, block) for block in path if block != title),
                clause=clause,
                lead_in=lead_in,
            )
            said = tuple(_said(document, blocks, place))
            yield from said
            clause = said[-1].clause if said else clause
            lead_in = said[-1].text if kind == "paragraph" and said else lead_in


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    headings: tuple[str, ...]
    clause: str
    lead_in: str


def _said(document: Document, blocks: Sequence[Block], place: _Place) -> Iterator[Statement]:
    table = tuple(_text(document, block) for block in blocks) if blocks[0].kind == "row" else ()
    for block in blocks:
        place = replace(place, clause=block.clause or place.clause)
        for start, end in _spans(document, block):
            yield Statement(
                kind=block.kind,
                text=document.text[start:end],
                start=start,
                headings=place.headings,
                clause=place.clause,
                lead_in="" if block.kind == "paragraph" else place.lead_in,
                table=table,
            )


def _spans(document: Document, block: Block) -> Iterator[tuple[int, int]]:
    text = _text(document, block)
    if block.kind == "paragraph":
        yield from ((block.start + first, block.start + last) for first, last in sentence_spans(text))
        return
    mark = _MARKER.match(text) if block.kind == "item" else None
    yield block.start + (mark.end() if mark else 0), block.end


def _title(document: Document) -> Block | None:
    """The contract's title: its first heading, if no other is of that level."""
    headings = [block for block in document.blocks if block.kind == "heading"]
    alone = headings and [block for block in headings if block.level <= headings[0].level] == headings[:1]
    return headings[0] if alone and len(headings) > 1 else None


def _clause(path: Sequence[Block]) -> str:
    return next((block.clause for block in reversed(path) if block.clause), "")


def _text(document: Document, block: Block) -> str:
    return document.text[block.start : block.end]
