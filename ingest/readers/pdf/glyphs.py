"""What stands where on the pages of a PDF file: runs of text, ruled lines and links, as pdfium sees them."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median_low

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from corpus.pdfium import PDFIUM
from ingest.cleaning import HYPHEN_MARKS, tidy

_BOLD_WEIGHT = 600
_THINNEST_GAP = 1.2  # Between columns, in heights of the text; the widest space in justified text is narrower.
_THICKEST_RULE = 4.0  # In points, as are all the measures of a page.
_SHORTEST_RULE = 8.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle on a page, in points from the page's lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        """How tall it is."""
        return self.top - self.bottom

    def overlaps(self, other: Box) -> bool:
        """Whether the two have more than an edge in common."""
        across = min(self.right, other.right) - max(self.left, other.left)
        return across > 0 and self.beside(other)

    def beside(self, other: Box) -> bool:
        """Whether one stands beside the other, or over it, for at least half of the lower one's height."""
        shared = min(self.top, other.top) - max(self.bottom, other.bottom)
        return shared > min(self.height, other.height) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Text in one style on one line, without a gap as wide as between columns.

    Attributes:
        text: The characters, tidied; a word broken at the end of the line ends with a hyphen.
        box: Where it stands.
        size: The height of its letters, the usual one where they differ.
        bold: Whether it begins and ends in bold.
    """

    text: str
    box: Box
    size: float
    bold: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Glyph:
    """A character of a page: its number there, itself, and where it stands."""

    index: int
    text: str
    box: Box

    @property
    def is_ink(self) -> bool:
        return not self.text.isspace() and self.text not in HYPHEN_MARKS


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A place on a page that leads to a web address."""

    box: Box
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of a PDF file.

    Attributes:
        number: From 1.
        runs: Its text, in the file's order, which is the order of reading in all but odd files.
        rules: Its ruled lines, thin boxes.
        links: Its web links.
        has_picture: Whether it shows a picture.
    """

    number: int
    runs: tuple[Run, ...]
    rules: tuple[Box, ...]
    links: tuple[Link, ...]
    has_picture: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """A PDF file taken apart.

    Attributes:
        pages: Its pages in order.
        outline: Its table of contents: the title, the page from 1 and the depth from 1 of each entry.
    """

    pages: tuple[Page, ...]
    outline: tuple[tuple[str, int, int], ...]


def page_count(path: Path) -> int:
    """The number of pages; raises `pdfium.PdfiumError` where the file cannot be opened."""
    with PDFIUM, pdfium.PdfDocument(path) as document:
        return len(document)


def read_pages(path: Path) -> Pages:
    """Take a PDF file apart; raises `pdfium.PdfiumError` where pdfium cannot."""
    with PDFIUM, pdfium.PdfDocument(path) as document:
        return Pages(
            pages=tuple(_page(document, index) for index in range(len(document))), outline=tuple(_outline(document))
        )


def _outline(document: pdfium.PdfDocument) -> Iterator[tuple[str, int, int]]:
    for entry in document.get_toc():
        target = entry.get_dest()
        page = target.get_index() if target else None
        if page is not None:
            yield tidy(entry.get_title()), page + 1, entry.level + 1


def _page(document: pdfium.PdfDocument, index: int) -> Page:
    page = document[index]
    text = page.get_textpage()
    try:
        kinds = [(item.type, item) for item in page.get_objects(max_depth=2)]
        return Page(
            number=index + 1,
            runs=tuple(_runs(text)),
            rules=tuple(rule for kind, item in kinds if kind == pdfium_c.FPDF_PAGEOBJ_PATH for rule in _rules(item)),
            links=tuple(_links(document, page)),
            has_picture=any(kind == pdfium_c.FPDF_PAGEOBJ_IMAGE for kind, _ in kinds),
        )
    finally:
        text.close()
        page.close()


def _runs(text: pdfium.PdfTextPage) -> Iterator[Run]:
    glyphs = list[_Glyph]()
    for index in range(text.count_chars()):
        glyph = _glyph(text, index)
        if glyph.text in ("\r", "\n") or (glyphs and _breaks(glyphs[-1].box, glyph)):
            yield from _run(text, glyphs)
            glyphs = []
        if glyph.text not in ("\r", "\n", ""):
            glyphs.append(glyph)
    yield from _run(text, glyphs)


def _glyph(text: pdfium.PdfTextPage, index: int) -> _Glyph:
    place = pdfium_c.FS_RECTF()
    pdfium_c.FPDFText_GetLooseCharBox(text, index, place)
    code = pdfium_c.FPDFText_GetUnicode(text, index)
    box = Box(left=place.left, bottom=place.bottom, right=place.right, top=place.top)
    return _Glyph(index=index, text=chr(code) if 0 < code <= sys.maxunicode else "", box=box)


def _breaks(last: Box, glyph: _Glyph) -> bool:
    """Whether a character stands on another line than the last, or across a gap."""
    if not glyph.is_ink:
        return False
    gap, height = glyph.box.left - last.right, glyph.box.height
    return not last.beside(glyph.box) or gap > _THINNEST_GAP * height or gap < -2 * height


def _run(text: pdfium.PdfTextPage, glyphs: Sequence[_Glyph]) -> Iterator[Run]:
    written = "".join(glyph.text for glyph in glyphs).rstrip()
    tidied = tidy(written) + ("-" if written.endswith(tuple(HYPHEN_MARKS)) else "")
    inked = [glyph for glyph in glyphs if glyph.is_ink]
    if tidied and inked:
        box = Box(
            left=min(glyph.box.left for glyph in inked),
            bottom=min(glyph.box.bottom for glyph in inked),
            right=max(glyph.box.right for glyph in inked),
            top=max(glyph.box.top for glyph in inked),
        )
        size = median_low(glyph.box.height for glyph in inked)
        yield Run(text=tidied, box=box, size=size, bold=all(_is_bold(text, inked[end].index) for end in (0, -1)))


def _is_bold(text: pdfium.PdfTextPage, index: int) -> bool:
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    pdfium_c.FPDFText_GetFontInfo(text, index, name, len(name), flags)
    return b"bold" in name.value.lower() or pdfium_c.FPDFText_GetFontWeight(text, index) >= _BOLD_WEIGHT


def _rules(item: pdfium.PdfObject) -> Iterator[Box]:
    """The line that a path draws, or the edges of the rectangle."""
    left, bottom, right, top = item.get_bounds()
    width, height = right - left, top - bottom
    if max(width, height) < _SHORTEST_RULE:
        return
    if min(width, height) <= _THICKEST_RULE:
        yield Box(left=left, bottom=bottom, right=right, top=top)
        return
    yield Box(left=left, bottom=bottom, right=right, top=bottom)
    yield Box(left=left, bottom=top, right=right, top=top)
    yield Box(left=left, bottom=bottom, right=left, top=top)
    yield Box(left=right, bottom=bottom, right=right, top=top)


def _links(document: pdfium.PdfDocument, page: pdfium.PdfPage) -> Iterator[Link]:
    position, link, place = ctypes.c_int(0), pdfium_c.FPDF_LINK(), pdfium_c.FS_RECTF()
    while pdfium_c.FPDFLink_Enumerate(page, position, link):
        action = pdfium_c.FPDFLink_GetAction(link)
        size = pdfium_c.FPDFAction_GetURIPath(document, action, None, 0) if action else 0
        if size and pdfium_c.FPDFLink_GetAnnotRect(link, place):
            address = ctypes.create_string_buffer(size)
            pdfium_c.FPDFAction_GetURIPath(document, action, address, size)
            box = Box(left=place.left, bottom=place.bottom, right=place.right, top=place.top)
            yield Link(box=box, url=address.value.decode("utf-8", "replace"))
