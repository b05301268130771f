"""Reading a file into a `Document`: one reader per format, and one place where a file is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from corpus.documents import Document, Source
from corpus.errors import UnreadableDocument
from ingest.readers.html import read_html
from ingest.readers.markdown import read_markdown
from ingest.readers.pdf import read_pdf
from ingest.readers.pieces import Piece, assemble
from ingest.readers.plain import read_text
from ingest.readers.refusing import refusal
from ingest.readers.tables import read_table
from ingest.readers.word import read_docx

Reader = Callable[[Source, Path], Iterable[Piece]]

READERS: Mapping[str, Reader] = {
    ".md": read_markdown,
    ".txt": read_text,
    ".pdf": read_pdf,
    ".docx": read_docx,
    ".html": read_html,
    ".htm": read_html,
    ".csv": read_table,
    ".xlsx": read_table,
}
MAX_BYTES = 50_000_000


def read(source: Source, path: Path) -> Document:
    """The text of a file, cleaned and divided into blocks.

    Raises:
        UnreadableDocument: The file is of an unknown type, too large, empty, encrypted, damaged, scanned without
            text, or in an unknown encoding.
        FaultyTable: It is to be one of our tables, and something in it is not as it must be.
    """
    refuse_by_name_or_size(source, path)
    document = _read(source, path, READERS[path.suffix.lower()])
    if not document.blocks:
        raise refusal(source, "tom", "Lägg in text i den eller ta bort den.")
    return document


def refuse_by_name_or_size(source: Source, path: Path) -> None:
    """Refuse a file that need not be opened to tell that it cannot be read.

    Raises:
        UnreadableDocument: The file is of an unknown type, too large or empty.
    """
    if path.suffix.lower() not in READERS:
        raise refusal(source, "okänd filtyp", f"Spara den som någon av {', '.join(READERS)}.")
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise refusal(
            source, "för stor", f"Den är {size / 1e6:.0f} MB och gränsen är {MAX_BYTES / 1e6:.0f} MB. Dela den."
        )
    if not size:
        raise refusal(source, "tom", "Lägg in text i den eller ta bort den.")


def _read(source: Source, path: Path, reader: Reader) -> Document:
    try:
        return assemble(source, reader(source, path))
    except UnreadableDocument:
        raise
    except UnicodeError as error:
        raise refusal(source, "fel teckenkodning", "Spara om den som UTF-8.") from error
    except Exception as error:
        # What a parser raises on a damaged file is not documented, and one bad file must not stop the others.
        raise refusal(source, "skadad", "Öppna den i sitt program och spara om den.") from error
