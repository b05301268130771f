"""PDF files: text with its pages, headings, lists and ruled tables."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium
from pypdfium2 import raw

from corpus.documents import Source
from ingest.readers.pdf.glyphs import page_count, read_pages
from ingest.readers.pdf.layout import pdf_pieces
from ingest.readers.pieces import Piece
from ingest.readers.refusing import refusal

MAX_PAGES = 2_000

_END_MARK = b"%%EOF"
_LONGEST_TRAILER = 2_048


def read_pdf(source: Source, path: Path) -> Iterator[Piece]:
    """The blocks of a PDF file.

    Raises:
        UnreadableDocument: It is encrypted, cut short, has too many pages, or shows pictures and no text.
    """
    # pdfium opens a file that is cut short and gives what it can find, which would be indexed as if it were all.
    if _END_MARK not in path.read_bytes()[-_LONGEST_TRAILER:]:
        raise refusal(source, "skadad", "Filens slut saknas. Hämta eller spara den på nytt.")
    if _pages(source, path) > MAX_PAGES:
        raise refusal(source, "för stor", f"Den har fler sidor än gränsen {MAX_PAGES}. Dela den.")
    pages = read_pages(path)
    pieces = tuple(pdf_pieces(pages))
    if not pieces and any(page.has_picture for page in pages.pages):
        raise refusal(source, "inskannad utan text", "Kör textigenkänning (OCR) på den och spara om den.")
    return iter(pieces)


def _pages(source: Source, path: Path) -> int:
    try:
        return page_count(path)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
            raise refusal(source, "krypterad", "Spara den utan lösenord.") from error
        raise
