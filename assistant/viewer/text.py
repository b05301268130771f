"""A document's text as the parts of a page: headings, paragraphs and lists, with the words that are pointed at marked.

Nothing of the text is rewritten: what the marked runs hold, put together, is what the span holds, white space between
blocks aside.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal
from urllib.parse import urlsplit

from corpus.documents import Block, Document, Span

LONGEST_PART = 100_000
"""Characters of an unpaged document that are shown at a time."""

_FIRST_DEPTH = 3  # the page's own headings are above
_LAST_DEPTH = 6
_DEEPEST_LIST = 8

NodeKind = Literal["heading", "paragraph", "attribution", "list"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Text that is marked or not all through.

    Attributes:
        text: The text.
        is_marked: Whether it is pointed at.
        is_first: Whether what is pointed at begins here.
        is_last: Whether it ends here.
    """

    text: str
    is_marked: bool = False
    is_first: bool = False
    is_last: bool = False


Entry = tuple[Block, tuple[Run, ...]]
"""A block that is an entry of a list, and its text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An item of a list, with its own list below it."""

    runs: tuple[Run, ...]
    children: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A part of the page.

    Attributes:
        kind: What it is.
        runs: Its text; empty for a list.
        depth: For a heading its level in the page, 3 to 6.
        url: For an attribution the web address that it gives, if it can be followed.
        items: For a list its items.
    """

    kind: NodeKind
    runs: tuple[Run, ...] = ()
    depth: int = 0
    url: str = ""
    items: tuple[Item, ...] = ()

    @property
    def host(self) -> str:
        """The name of the site that the web address leads to."""
        return host(self.url)


def web_address(url: str) -> str:
    """The address if it leads to the web, else ""."""
    return url if host(url) else ""


def host(url: str) -> str:
    """The name of the site that an address leads to, or "" for one that does not lead to the web."""
    try:
        parts = urlsplit(url)
        return (parts.hostname or "").removeprefix("www.") if parts.scheme in ("http", "https") else ""
    except ValueError:
        return ""


def parts_of(document: Document, pages: int = 0) -> tuple[Span, ...]:
    """The document's text page by page, or else in parts of bounded length; always one at least.

    Args:
        document: The document.
        pages: How many pages the file has, of which the last may be without text.
    """
    id_, length = document.source.id, len(document.text)
    starts = [*document.page_starts] or _part_starts(document)
    starts += [length] * (pages - len(starts))
    return tuple(
        Span(document_id=id_, start=start, end=end) for start, end in zip(starts, [*starts[1:], length], strict=True)
    )


def nodes_of(document: Document, part: Span, place: Span | None) -> tuple[Node, ...]:
    """A part of the document, with a place in it marked."""
    blocks = [block for block in document.blocks if block.start < part.end and part.start < block.end]
    shown = [block for block in blocks if block.start or not _is_title(document, block, place)]
    depths = _depths(shown)
    anchor = _anchor(document, part, place)
    nodes = list[Node]()
    for listed, group in groupby(shown, key=lambda block: block.kind in ("item", "row") and block.kind):
        runs = [(block, runs_of(document.text, _cut(block, part), place, anchor)) for block in group]
        if listed:
            nodes.append(Node(kind="list", items=_nested(runs)))
        else:
            nodes += [_node(block, found, depths) for block, found in runs]
    return tuple(nodes)


def runs_of(text: str, within: Span, place: Span | None, anchor: int | None) -> tuple[Run, ...]:
    """The text within a span, divided where a place begins and ends.

    Args:
        text: The document's text.
        within: What is wanted of it.
        place: What is pointed at.
        anchor: Where the first of it on the page stands.
    """
    if place is None or place.end <= within.start or within.end <= place.start:
        return (Run(text=text[within.start : within.end]),)
    start, end = max(place.start, within.start), min(place.end, within.end)
    marked = Run(text=text[start:end], is_marked=True, is_first=start == anchor, is_last=place.end <= within.end)
    around = Run(text=text[within.start : start]), marked, Run(text=text[end : within.end])
    return tuple(run for run in around if run.text)


def _part_starts(document: Document) -> list[int]:
    """Where each part begins: with the block that would make the part before it too long."""
    starts = [0]
    for block in document.blocks:
        if block.end - starts[-1] > LONGEST_PART and block.start > starts[-1]:
            starts.append(block.start)
    return starts


def _depths(blocks: Iterable[Block]) -> dict[int, int]:
    """The level in the page of each heading, by where it begins; none is skipped on the way down."""
    above, depths = list[int](), dict[int, int]()
    for block in blocks:
        if block.kind == "heading":
            above = [level for level in above if level < block.level]
            depths[block.start] = min(_FIRST_DEPTH + len(above), _LAST_DEPTH)
            above.append(block.level)
    return depths


def _is_title(document: Document, block: Block, place: Span | None) -> bool:
    """Whether a heading only says again what the page is called."""
    says = document.text[block.start : block.end].casefold() == document.source.title.casefold()
    return block.kind == "heading" and says and not (place and place.start < block.end)


def _anchor(document: Document, part: Span, place: Span | None) -> int | None:
    """Where the first marked character of a part stands."""
    if place is None:
        return None
    start = max(place.start, part.start)
    rest = document.text[start : min(place.end, part.end)]
    return start + len(rest) - len(rest.lstrip())


def _cut(block: Block, part: Span) -> Span:
    return Span(document_id=part.document_id, start=max(block.start, part.start), end=min(block.end, part.end))


def _node(block: Block, runs: tuple[Run, ...], depths: dict[int, int]) -> Node:
    if block.kind == "heading":
        return Node(kind="heading", runs=runs, depth=depths[block.start])
    if block.kind == "attribution":
        return Node(kind="attribution", runs=runs, url=web_address(block.url))
    return Node(kind="paragraph", runs=runs)


def _nested(entries: Sequence[Entry], level: int = 1) -> tuple[Item, ...]:
    """Entries of a list, those of a deeper level below the one before them."""
    items = list[Item]()
    for is_deeper, group in groupby(entries, key=lambda entry: min(entry[0].level, _DEEPEST_LIST) > level):
        if is_deeper and items:
            items[-1] = replace(items[-1], children=_nested(list(group), level + 1))
        elif is_deeper:
            items += _nested(list(group), level + 1)
        else:
            items += [Item(runs=runs) for _, runs in group]
    return tuple(items)
