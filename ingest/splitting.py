"""Dividing a document into passages: by heading and clause, then by size at the end of a sentence.

A passage is what is found and quoted as one. So it never crosses a heading, a list keeps the sentence that
introduces it, and a table row with an id of its own is a passage of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest

from corpus.documents import Block, Document, Passage, Span, passage_id
from corpus.swedish import sentence_spans

TARGET = 700
"""The length in characters that paragraphs are packed to."""
LONGEST = 1_200
"""A paragraph longer than this is divided between sentences, and a table inside a document between rows."""
LONGEST_LIST = 2_500
"""A list longer than this, its lead-in included, is divided between items; nothing but a record is ever longer."""
SHORTEST = 80
"""A passage shorter than this is joined to its neighbour under the same heading on the same page, where it has one."""

_WORDS = re.compile(rf"\S(?:.{{0,{LONGEST - 2}}}\S)?(?!\S)|\S+", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Blocks that passages may be made of together, and what those passages share."""

    blocks: tuple[Block, ...]
    heading: tuple[str, ...]
    clause: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A stretch of the text that stays in one passage.

    Attributes:
        start: Its first character.
        end: One past its last.
        alone: Whether it shares its passage with nothing, unless it is too short.
        record: The table row that it is, if that has an id or an address of its own.
    """

    start: int
    end: int
    alone: bool = False
    record: Block | None = None


def split(document: Document) -> tuple[Passage, ...]:
    """The document's passages in order; together they hold every paragraph, list item and table row."""
    return tuple(
        _passage(document, section, cut) for section in _sections(document) for cut in _cuts(document, section.blocks)
    )


def _passage(document: Document, section: Section, cut: Cut) -> Passage:
    span = Span(document_id=document.source.id, start=cut.start, end=cut.end)
    text = document.text[cut.start : cut.end]
    return Passage(
        id=passage_id(span, text),
        span=span,
        text=text,
        page=document.page_at(cut.start),
        heading=section.heading,
        clause=section.clause,
        record_id=cut.record.record_id if cut.record else "",
        url=(cut.record.url if cut.record else "") or section.url,
    )


def _sections(document: Document) -> Iterator[Section]:
    path, title = tuple[Block, ...](), _title(document)
    for is_heading, blocks in groupby(document.blocks, key=lambda block: block.kind == "heading"):
        if not is_heading:
            heading = tuple(document.text[block.start : block.end] for block in path if block != title)
            clause = next((block.clause for block in reversed(path) if block.clause), "")
            yield from _under_heading(blocks, heading, clause)
            continue
        for block in blocks:
            path = (*(above for above in path if above.level < block.level), block)


def _title(document: Document) -> Block | None:
    """The heading that names the document: the first, if it says what the source is called or is the only top one."""
    headings = [block for block in document.blocks if block.kind == "heading"]
    if not headings:
        return None
    named = document.text[headings[0].start : headings[0].end].casefold() == document.source.title.casefold()
    alone = [block for block in headings if block.level == 1] == headings[:1]
    return headings[0] if named or alone else None


def _under_heading(blocks: Iterable[Block], heading: tuple[str, ...], clause: str) -> Iterator[Section]:
    """The blocks divided at clauses and attributions; an attribution speaks for all since the one before it."""
    waiting = list[tuple[str, list[Block]]]()
    for block in blocks:
        if block.kind == "attribution":
            yield from (Section(blocks=tuple(part), heading=heading, clause=at, url=block.url) for at, part in waiting)
            waiting = []
            continue
        clause = block.clause or clause
        if block.clause or not waiting:
            waiting.append((clause, []))
        waiting[-1][1].append(block)
    yield from (Section(blocks=tuple(part), heading=heading, clause=at, url="") for at, part in waiting)


def _cuts(document: Document, blocks: Sequence[Block]) -> Iterator[Cut]:
    for is_record, group in groupby(blocks, key=lambda block: bool(block.record_id)):
        if is_record:
            yield from (Cut(start=block.start, end=block.end, record=block) for block in group)
        else:
            whole = _whole(document.text, list(group))
            parts = (part for cut in whole for part in _bounded(document.text, cut))
            for _, on_page in groupby(parts, key=lambda part: document.page_at(part.start)):
                yield from _packed(on_page)


def _packed(cuts: Iterable[Cut]) -> list[Cut]:
    """Cuts that follow each other on a page made into passages of about the target's length, none of them tiny."""
    packed = list[Cut]()
    for cut in cuts:
        if packed and (_is_tiny(packed[-1]) or _fit(packed[-1], cut)):
            packed[-1] = _joined(packed[-1], cut)
        else:
            packed.append(cut)
    if len(packed) > 1 and _is_tiny(packed[-1]):
        packed[-2:] = [_joined(packed[-2], packed[-1])]
    return packed


def _is_tiny(cut: Cut) -> bool:
    return cut.end - cut.start < SHORTEST


def _fit(above: Cut, below: Cut) -> bool:
    return not above.alone and not below.alone and below.end - above.start <= TARGET


def _joined(above: Cut, below: Cut) -> Cut:
    return Cut(start=above.start, end=below.end, alone=above.alone or below.alone)


def _whole(text: str, blocks: Sequence[Block]) -> Iterator[Cut]:
    """What should not be divided: paragraphs or their sentences, and lists and tables with the sentence before them."""
    lead_in: Cut | None = None
    groups = [list(group) for _, group in groupby(blocks, key=lambda block: block.kind)]
    for group, following in zip_longest(groups, groups[1:]):
        if group[0].kind != "paragraph":
            yield from _list(lead_in, group)
            lead_in = None
            continue
        *paragraphs, last = group
        yield from (cut for paragraph in paragraphs for cut in _parts(text, paragraph.start, paragraph.end))
        if not following:
            yield from _parts(text, last.start, last.end)
            continue
        *before, lead_in = _sentences(text, last.start, last.end)
        yield from _parts(text, last.start, before[-1].end) if before else ()


def _parts(text: str, start: int, end: int) -> list[Cut]:
    return [Cut(start=start, end=end)] if end - start <= LONGEST else _sentences(text, start, end)


def _sentences(text: str, start: int, end: int) -> list[Cut]:
    return [Cut(start=start + first, end=start + last) for first, last in sentence_spans(text[start:end])]


def _list(lead_in: Cut | None, entries: Sequence[Block]) -> Iterator[Cut]:
    """The entries with their lead-in as one, or, when that is too long, each of them; the lead-in keeps the first."""
    is_table = entries[0].kind == "row"
    start = lead_in.start if lead_in else entries[0].start
    if entries[-1].end - start <= (LONGEST if is_table else LONGEST_LIST):
        yield Cut(start=start, end=entries[-1].end)
        return
    yield Cut(start=start, end=entries[0].end, alone=is_table)
    yield from (Cut(start=entry.start, end=entry.end, alone=is_table) for entry in entries[1:])


def _bounded(text: str, cut: Cut) -> Iterator[Cut]:
    """The cut itself, or its words in stretches where it is without end, as text without full stops can be."""
    if cut.end - cut.start <= LONGEST_LIST:
        yield cut
        return
    for words in _WORDS.finditer(text, cut.start, cut.end):
        yield Cut(start=words.start(), end=words.end())
