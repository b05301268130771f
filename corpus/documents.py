"""Source, Document, Block, Span and Passage: the words that every other module uses.

A quote is a person's address in a document and a `Span` is the machine's. Every span is a half-open range of
characters of `Document.text`, so that `document.text[span.start:span.end]` is what it points out.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal, get_args

from corpus.errors import QuoteNotFound

Kind = Literal["document", "contract", "commitments", "actions", "emissions", "indicators"]
"""What a source holds. All but `document` and `contract` are tables."""

Audience = Literal["public", "staff"]
"""Who may see a source."""

AUDIENCES: tuple[Audience, ...] = get_args(Audience)
PUBLIC: frozenset[Audience] = frozenset({"public"})
"""What anyone may see."""

BlockKind = Literal["heading", "paragraph", "item", "row", "attribution"]
"""What a stretch of a document is. An `attribution` is a line that says where the text above it comes from."""

HEADING_SEPARATOR = " › "


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file that the assistant knows, and what its reader is told of where it comes from.

    Attributes:
        id: Stable and fit for a web address: lower-case letters, digits and hyphens.
        path: Where the file lies, relative to the folder of sources, with forward slashes.
        title: What a person calls it.
        publisher: Who stands behind it, or "" when unknown.
        url: The original's web address, or "".
        date: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, or "" for an undated source.
        kind: What it holds.
        licence: On what terms it may be used, or "".
        audience: Who may see it.
        valid_from: From which date it is valid, or "".
        superseded_by: The id of the source that replaces it, or "".
    """

    id: str
    path: str
    title: str
    publisher: str = ""
    url: str = ""
    date: str = ""
    kind: Kind = "document"
    licence: str = ""
    audience: Audience = "public"
    valid_from: str = ""
    superseded_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of a document with one role: a heading, a paragraph, a list item, a table row.

    Attributes:
        kind: Its role.
        start: Its first character in the document's text.
        end: One past its last character.
        level: For a heading 1 for the topmost; for a list item 1 for the outermost; otherwise 0.
        clause: For a heading or paragraph that opens a numbered clause its number, such as `3.1`, else "".
        record_id: For a row the id of the record, else "".
        url: For an attribution the first web address in it; for a row the row's own source address; else "".
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    clause: str = ""
    record_id: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A source's text as it was read and cleaned.

    Attributes:
        source: Where it comes from.
        text: All of it, lines parted by line feeds.
        blocks: Its parts in order; they do not overlap, and between them there is only white space.
        page_starts: For a paged document where each page begins in `text`, ascending; empty otherwise.
    """

    source: Source
    text: str
    blocks: tuple[Block, ...]
    page_starts: tuple[int, ...] = ()

    def page_at(self, offset: int) -> int | None:
        """The page, counted from 1, on which the character at `offset` stands; None in an unpaged document."""
        return bisect_right(self.page_starts, offset) or 1 if self.page_starts else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A half-open range of characters in a document's text."""

    document_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A piece of a document that is found and quoted as one: some sentences, a whole list, or a table row.

    Attributes:
        id: A hash of the document, the place and the text, so that the same passage always has the same id.
        span: Where it stands.
        text: `document.text[span.start:span.end]`.
        page: The page on which it begins, from 1; None in an unpaged document.
        heading: The headings above it, outermost first.
        clause: The number of the contract clause that it stands in, or "".
        record_id: The id of the table row that it is, or "".
        url: The web address that the text itself gives as its source; "" when it gives none.
    """

    id: str
    span: Span
    text: str
    page: int | None = None
    heading: tuple[str, ...] = ()
    clause: str = ""
    record_id: str = ""
    url: str = ""

    @property
    def heading_path(self) -> str:
        """The headings as a person reads them: `Konsortiet › Parterna`."""
        return HEADING_SEPARATOR.join(self.heading)


def passage_id(span: Span, text: str) -> str:
    """The id of the passage with this place and text: 16 hexadecimal digits."""
    return hashlib.sha256(f"{span.document_id}\0{span.start}\0{text}".encode()).hexdigest()[:16]


def locate(document: Document, quote: str) -> Span:
    """The first place where `quote` stands in the document, however its white space is broken into lines.

    Raises:
        QuoteNotFound: The words do not stand there, in that order and spelling, or the quote is empty.
    """
    words = quote.split()
    found = re.search(r"\s+".join(map(re.escape, words)), document.text) if words else None
    if found is None:
        raise QuoteNotFound(
            f"Citatet ”{quote}” står inte i {document.source.path}. "
            "Rätta citatet, eller ta fram det på nytt ur dokumentet om det har ändrats."
        )
    return Span(document_id=document.source.id, start=found.start(), end=found.end())
