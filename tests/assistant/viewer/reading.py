"""Reading what the viewer marks: on a page, and in a PDF file under the boxes, by pdfium's own reading of an area."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pypdfium2 as pdfium
from bs4 import BeautifulSoup

from assistant.viewer.glyphs import Box

_INSET = 0.6  # points, so that what only touches a box is not read with it


def marked(html: str) -> list[str]:
    """The words that a page marks."""
    return [word for mark in BeautifulSoup(html, "lxml").find_all("mark") for word in mark.get_text().split()]


def text_under(file: Path, number: int, boxes: Iterable[Box]) -> list[str]:
    """The letters and figures that stand in the middle of each box on an upright, uncut page."""
    with pdfium.PdfDocument(file) as document:
        page = document[number - 1]
        text = page.get_textpage()
        height = page.get_height()
        try:
            return [letters(text.get_text_bounded(*_core(box, height))) for box in boxes]
        finally:
            text.close()
            page.close()


def letters(text: str) -> str:
    """The letters and figures of a text."""
    return "".join(filter(str.isalnum, text.replace("ﬁ", "fi").replace("ﬂ", "fl").replace("ﬀ", "ff")))


def _core(box: Box, height: float) -> tuple[float, float, float, float]:
    middle = height - (box.top + box.bottom) / 2
    return box.left + _INSET, middle - box.height / 10, box.right - _INSET, middle + box.height / 10
