"""Office files are ZIP archives: what to look at before one is unpacked."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

from corpus.documents import Source
from ingest.readers.refusing import refusal

MAX_UNPACKED_BYTES = 100_000_000

# Word and Excel put an encrypted document inside the older binary format, which begins like this.
_COMPOUND_FILE = bytes.fromhex("d0cf11e0a1b11ae1")


def check_archive(source: Source, path: Path) -> None:
    """Pass an Office file that is safe to unpack.

    Raises:
        UnreadableDocument: It is encrypted, or would unpack to more than `MAX_UNPACKED_BYTES`.
        BadZipFile: It is damaged.
    """
    with path.open("rb") as file:
        if file.read(len(_COMPOUND_FILE)) == _COMPOUND_FILE:
            raise refusal(source, "krypterad", "Ta bort lösenordet, eller spara om den i dagens filformat.")
    with ZipFile(path) as archive:
        # Python unpacks no more of a file than its entry says, so an entry that lies about its size is cut off.
        unpacked = sum(entry.file_size for entry in archive.infolist())
    if unpacked > MAX_UNPACKED_BYTES:
        size, limit = unpacked / 1e6, MAX_UNPACKED_BYTES / 1e6
        raise refusal(source, "för stor", f"Den packas upp till {size:.0f} MB och gränsen är {limit:.0f} MB. Dela den.")
