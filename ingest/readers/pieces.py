"""Pieces: what a reader finds in a file, before they are laid out as one text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from corpus.documents import Block, BlockKind, Document, Source
from ingest.cleaning import tidy
from ingest.rows import row_sentence

_ATTRIBUTION = re.compile(r"Käll(?:a|or)\s*:", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>\"”)\]]+")

# A number of at most two digits, so that a year opens no clause, and a capital, so that an amount opens none.
_SECTION_SIGN = r"(§ ?\d{1,3}|\d{1,3} ?§)(?!\w)"
_HEADING_CLAUSE = re.compile(rf"{_SECTION_SIGN}|(\d{{1,2}}(?:\.\d{{1,2}})*)\.? [A-ZÅÄÖÉ]")
_PARAGRAPH_CLAUSE = re.compile(rf"{_SECTION_SIGN}|(\d{{1,2}}(?:\.\d{{1,2}})+)\.? [A-ZÅÄÖÉ]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One block of a document, with its own text.

    Attributes:
        kind: Its role.
        text: What it says, without markup.
        level: See `Block`.
        clause: See `Block`.
        record_id: See `Block`.
        url: See `Block`.
        pages: For a paged document (offset in `text`, page from 1), for the place where the piece begins and for each
            page break in it; empty otherwise.
    """

    kind: BlockKind
    text: str
    level: int = 0
    clause: str = ""
    record_id: str = ""
    url: str = ""
    pages: tuple[tuple[int, int], ...] = ()


def heading(text: str, level: int) -> Piece:
    """A heading, with its clause number if it opens with one: `3.1 Kommunens åtaganden`, `§ 4 Parterna`."""
    return Piece(kind="heading", text=text, level=level, clause=_clause(_HEADING_CLAUSE, text))


def paragraph(text: str, url: str = "") -> Piece:
    """A paragraph; or, when it opens with `Källa:`, an attribution with `url` or the first address in the text."""
    if _ATTRIBUTION.match(text.lstrip()):
        return Piece(kind="attribution", text=text, url=url or first_address(text))
    return Piece(kind="paragraph", text=text, clause=_clause(_PARAGRAPH_CLAUSE, text))


def table_row(header: Sequence[str], cells: Sequence[str], url: str = "") -> Piece:
    """A row of a table inside a document, read out under the header's names where there are any."""
    names = [(header[i] if i < len(header) else "") or f"Kolumn {i + 1}" for i in range(len(cells))]
    filled = [cell for cell in cells if cell]
    if header and filled:
        text = row_sentence("document", dict(zip(names, cells, strict=True)))
    else:
        text = (": " if len(cells) == 2 else "; ").join(filled)
    return Piece(kind="row", text=text, url=url)


def first_address(text: str) -> str:
    """The first web address that is written out in the text, or ""."""
    found = _ADDRESS.search(text)
    return found[0].rstrip(".,;:") if found else ""


def assemble(source: Source, pieces: Iterable[Piece]) -> Document:
    """The pieces as one text: an empty line between them, but items and rows that follow each other line by line."""
    parts, blocks, page_starts, length = list[str](), list[Block](), list[int](), 0
    for piece in (replace(piece, text=tidy(piece.text)) for piece in pieces):
        if piece.text:
            parts.append(_gap(blocks[-1].kind, piece.kind) if blocks else "")
            parts.append(piece.text)
            start = length + len(parts[-2])
            length = start + len(piece.text)
            blocks.append(_block(piece, start))
            for offset, page in piece.pages:
                page_starts += [start + offset] * (page - len(page_starts))
    page_starts[:1] = [0] * len(page_starts[:1])
    return Document(source=source, text="".join(parts), blocks=tuple(blocks), page_starts=tuple(page_starts))


def _clause(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.match(tidy(text))
    return next(filter(None, found.groups())).rstrip(".") if found else ""


def _gap(above: BlockKind, below: BlockKind) -> str:
    return "\n" if above == below and below in ("item", "row") else "\n\n"


def _block(piece: Piece, start: int) -> Block:
    return Block(
        kind=piece.kind,
        start=start,
        end=start + len(piece.text),
        level=piece.level,
        clause=piece.clause,
        record_id=piece.record_id,
        url=piece.url,
    )
