"""What stands where on a page of a PDF file, in the page's own measures as it is seen."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
from pypdfium2 import raw

from corpus.pdfium import PDFIUM

MOST_GLYPHS = 20_000
"""Characters that are read of a page; one with more is a drawing, or meant to keep us busy."""

_FINE = 100  # pdfium turns points into whole pixels: these many to a point


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle on a page, in points from the upper left corner of the page as it is seen."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """How tall it is."""
        return self.bottom - self.top

    def holds_middle_of(self, other: Box) -> bool:
        """Whether the middle of another box is in this one."""
        across, down = (other.left + other.right) / 2, (other.top + other.bottom) / 2
        return self.left <= across <= self.right and self.top <= down <= self.bottom


@dataclass(frozen=True, slots=True, kw_only=True)
class Glyph:
    """A character of a page and where it stands; one that pdfium makes up, such as the end of a line, has no size."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfPage:
    """A page of a PDF file.

    Attributes:
        width: Its width as it is seen, in points.
        height: Its height.
        glyphs: Its characters in the file's order; none when there are too many.
    """

    width: float
    height: float
    glyphs: tuple[Glyph, ...]


def count_pages(path: Path) -> int:
    """How many pages a PDF file has."""
    with PDFIUM, pdfium.PdfDocument(path) as document:
        return len(document)


def read_page(path: Path, number: int) -> PdfPage:
    """A page of a PDF file, from 1."""
    with PDFIUM, pdfium.PdfDocument(path) as document:
        page = document[number - 1]
        text = page.get_textpage()
        try:
            width, height = page.get_size()
            corners = _Corners(page, width, height)
            count = text.count_chars()
            indices = range(count) if count <= MOST_GLYPHS else ()
            glyphs = tuple(_glyph(text, index, corners) for index in indices)
            return PdfPage(width=width, height=height, glyphs=glyphs)
        finally:
            text.close()
            page.close()


class _Corners:
    """From the page's inner measures, which know nothing of how it is turned and cut, to what is seen."""

    def __init__(self, page: pdfium.PdfPage, width: float, height: float) -> None:
        size = (round(width * _FINE), round(height * _FINE))
        self._origin, across, up = (_device(page, size, x, y) for x, y in ((0, 0), (1000, 0), (0, 1000)))
        self._across = [(across[i] - self._origin[i]) / 1000 for i in (0, 1)]
        self._up = [(up[i] - self._origin[i]) / 1000 for i in (0, 1)]

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """The rectangle between two opposite corners."""
        one, other = self._seen(left, bottom), self._seen(right, top)
        (left, right), (top, bottom) = (sorted((one[i], other[i])) for i in (0, 1))
        return Box(left=left, top=top, right=right, bottom=bottom)

    def _seen(self, x: float, y: float) -> Sequence[float]:
        return [self._origin[i] + x * self._across[i] + y * self._up[i] for i in (0, 1)]


def _device(page: pdfium.PdfPage, size: tuple[int, int], x: float, y: float) -> tuple[float, float]:
    across, down = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page, 0, 0, *size, 0, x, y, across, down)
    return across.value / _FINE, down.value / _FINE


def _glyph(text: pdfium.PdfTextPage, index: int, corners: _Corners) -> Glyph:
    place = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(text, index, place)
    code = raw.FPDFText_GetUnicode(text, index)
    box = corners.box(place.left, place.bottom, place.right, place.top)
    return Glyph(text=chr(code) if 0 < code <= sys.maxunicode else "", box=box)
