"""Pictures of PDF pages: of bounded size, drawn in bounded time, and kept for the next reader."""

from __future__ import annotations

import ctypes
import io
import time
from collections import OrderedDict
from collections.abc import Callable
from math import sqrt
from pathlib import Path
from threading import Lock

import pypdfium2 as pdfium
from PIL import Image
from pypdfium2 import raw

from corpus.pdfium import PDFIUM

SCALE = 2.0
"""Pixels to a point, unless the page is large: sharp on a screen of twice the usual density."""

MOST_PIXELS = 3_000_000
LONGEST_SIDE = 3_000
MOST_SECONDS = 5.0
"""How long a page may take to draw; one that takes longer is shown as text alone."""

KEPT_BYTES = 48_000_000

_FEW_COLOURS = 4_096  # text and drawings; a quarter of the bytes when only as many are kept as a palette holds


def draw_page(path: Path, number: int, most_seconds: float = MOST_SECONDS) -> bytes | None:
    """A page of a PDF file, from 1, as PNG; None when there is no such page or it takes too long to draw."""
    with PDFIUM, pdfium.PdfDocument(path) as document:
        if not 1 <= number <= len(document):
            return None
        page = document[number - 1]
        try:
            bitmap = pdfium.PdfBitmap.new_native(*_pixels(*page.get_size()), raw.FPDFBitmap_BGR)
            bitmap.fill_rect((255, 255, 255, 255), 0, 0, bitmap.width, bitmap.height)
            picture = bitmap.to_pil().copy() if _draw(page, bitmap, most_seconds) else None
            bitmap.close()
        finally:
            page.close()
    if picture is None:
        return None
    return _as_png(picture)


class Pictures:
    """The pictures that were asked for last, in memory.

    Args:
        most_bytes: How much they may take up together.
    """

    def __init__(self, most_bytes: int = KEPT_BYTES) -> None:
        self._most_bytes = most_bytes
        self._kept: OrderedDict[tuple[str, int], bytes] = OrderedDict()
        self._lock = Lock()

    def get(self, key: tuple[str, int], draw: Callable[[], bytes | None]) -> bytes | None:
        """The picture that is kept under a key, or else drawn now."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        picture = draw()
        if picture is not None:
            self._keep(key, picture)
        return picture

    def _keep(self, key: tuple[str, int], picture: bytes) -> None:
        with self._lock:
            self._kept[key] = picture
            while sum(map(len, self._kept.values())) > self._most_bytes:
                self._kept.popitem(last=False)


def _as_png(picture: Image.Image) -> bytes:
    if picture.getcolors(_FEW_COLOURS):
        picture = picture.quantize(method=Image.Quantize.FASTOCTREE)
    written = io.BytesIO()
    picture.save(written, "PNG")
    return written.getvalue()


def _pixels(width: float, height: float) -> tuple[int, int]:
    """The size of the picture of a page of this size in points."""
    scale = min(SCALE, LONGEST_SIDE / max(width, height), sqrt(MOST_PIXELS / (width * height)))
    return max(1, round(width * scale)), max(1, round(height * scale))


def _draw(page: pdfium.PdfPage, bitmap: pdfium.PdfBitmap, most_seconds: float) -> bool:
    """Draw a page, and say whether it was done in time."""
    until = time.monotonic() + most_seconds

    def is_time_up(_pause: object) -> bool:
        return time.monotonic() > until

    asked = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(raw.IFSDK_PAUSE))(is_time_up)
    pause = raw.IFSDK_PAUSE(version=1, NeedToPauseNow=asked)
    area = (0, 0, bitmap.width, bitmap.height, 0)
    status = raw.FPDF_RenderPageBitmap_Start(bitmap, page, *area, raw.FPDF_ANNOT, pause)
    raw.FPDF_RenderPage_Close(page)
    return bool(status == raw.FPDF_RENDER_DONE)
