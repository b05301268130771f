"""What a source's page shows: its text, its rows or a page of its file, around the words that are pointed at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from assistant import texts
from assistant.viewer.addresses import SOURCES, address_of_source, place_address
from assistant.viewer.details import Link
from assistant.viewer.glyphs import Box, count_pages, read_page
from assistant.viewer.highlighting import highlight
from assistant.viewer.places import Asked, OpenSource, find_place
from assistant.viewer.tables import ROWS_AT_A_TIME, TABLE_SUFFIXES, ShownTable, show_table
from assistant.viewer.text import Node, nodes_of, parts_of
from corpus.documents import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A page of a PDF file as a picture.

    Attributes:
        address: Where the picture is.
        width: The page's width in points.
        height: Its height.
        boxes: What is marked on it.
        description: What it shows, for who cannot see it.
    """

    address: str
    width: float
    height: float
    boxes: tuple[Box, ...]
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pager:
    """Where the page that is shown is among the others, and the way to them.

    Attributes:
        here: Which it is, in words.
        number: Its number, from 1.
        total: How many there are.
        previous: Where the one before it is, or "".
        next: Where the one after it is, or "".
    """

    here: str
    number: int
    total: int
    previous: str
    next: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What is shown of a source.

    Attributes:
        nodes: Its text, or that of the page; empty for a table.
        table: Its rows, if it is a table.
        to_all: Where all rows of a table are, if some are left out.
        picture: The page as a picture, if the file has pages.
        pager: Which page or part it is; None when there are no others.
        notices: What the reader must know of how it is shown.
        has_place: Whether what is pointed at is marked on the page.
        goes_on: Whether what is pointed at goes on on the next page.
    """

    nodes: tuple[Node, ...] = ()
    table: ShownTable | None = None
    to_all: Link | None = None
    picture: Picture | None = None
    pager: Pager | None = None
    notices: tuple[str, ...] = ()
    has_place: bool = False
    goes_on: bool = False


def content_of(opened: OpenSource, asked: Asked, file: Path) -> Content:
    """What is shown of a source.

    Args:
        opened: The source.
        asked: What of it is asked for.
        file: The original; it need not exist.
    """
    place = find_place(opened, asked)
    suffix = PurePosixPath(opened.source.path).suffix.lower()
    shown = _rows(opened, asked, place) if suffix in TABLE_SUFFIXES else _part(opened, asked, place, file)
    changed = (texts.PLACE_HAS_CHANGED,) if asked.points and place is None else ()
    beyond = shown.pager.total if shown.pager else 1
    astray = (texts.NO_SUCH_PAGE,) if not place and asked.page is not None and not 1 <= asked.page <= beyond else ()
    return replace(shown, notices=(*changed, *astray, *shown.notices))


def picture_version(file_hash: str) -> str:
    """What tells the pictures of a file from those of another file."""
    return file_hash[:16]


def _rows(opened: OpenSource, asked: Asked, place: Span | None) -> Content:
    table = show_table(opened, place, asked.page, whole=asked.whole)
    every = place_address(opened.source.id, {**asked.parameters, "alla": "ja"})
    label = texts.SHOW_ALL_ROWS if table.total <= ROWS_AT_A_TIME else texts.SHOW_MORE_ROWS
    return Content(
        table=table,
        to_all=Link(text=label.format(total=table.total), address=every) if table.is_window else None,
        pager=_pager(opened, asked, table.part, table.parts, ()),
        has_place=place is not None,
    )


def _part(opened: OpenSource, asked: Asked, place: Span | None, file: Path) -> Content:
    """The page or part that is asked for, if what is pointed at stands there or nothing is; else where that begins."""
    is_drawn = bool(opened.document.page_starts) and file.is_file()
    parts = parts_of(opened.document, count_pages(file) if is_drawn else 0)
    holding = [number for number, part in enumerate(parts, start=1) if place and _overlap(part, place)]
    choices = holding or range(1, len(parts) + 1)
    number = asked.page if asked.page and asked.page in choices else choices[0]
    part = parts[number - 1]
    picture = _picture(opened, number, part, place, file) if is_drawn else None
    return Content(
        nodes=nodes_of(opened.document, part, place),
        picture=picture,
        pager=_pager(opened, asked, number, len(parts), holding),
        notices=(texts.QUOTE_NOT_IN_PICTURE,) if holding and picture and not picture.boxes else (),
        has_place=bool(holding),
        goes_on=number + 1 in holding,
    )


def _picture(opened: OpenSource, number: int, part: Span, place: Span | None, file: Path) -> Picture:
    page = read_page(file, number)
    address = f"{SOURCES}/{quote(opened.source.id, safe='')}/sida/{number}.png"
    return Picture(
        address=f"{address}?v={picture_version(opened.file_hash)}",
        width=page.width,
        height=page.height,
        boxes=highlight(opened.document, part, place, page.glyphs) if place else (),
        description=texts.PAGE_PICTURE.format(page=number),
    )


def _pager(opened: OpenSource, asked: Asked, number: int, total: int, holding: Sequence[int]) -> Pager | None:
    """The way to the other pages, with what is pointed at where some of it stands there."""

    def address(other: int) -> str:
        if not 1 <= other <= total:
            return ""
        if other in holding:
            return place_address(opened.source.id, {"sida": other, **asked.parameters})
        return address_of_source(opened.source.id, other)

    here = texts.PAGE_OF if opened.document.page_starts else texts.PART_OF
    return Pager(
        here=here.format(page=number, pages=total),
        number=number,
        total=total,
        previous=address(number - 1),
        next=address(number + 1),
    )


def _overlap(part: Span, place: Span) -> bool:
    return max(part.start, place.start) < min(part.end, place.end)
