"""Changing a source from the staff's pages: see what would change, let it take effect, go back.

A file that comes in is first kept, under its hash, and read as an ingest would read it; nothing else happens. When it
is let into effect, the file that it replaces is kept too, the new one is moved into the folder of sources all at once,
and the index is rebuilt. A journal tells what replaced what, so that each step can be gone back on.
"""

from __future__ import annotations

import difflib
import hashlib
import json
import re
import secrets
import shutil
import threading
import unicodedata
from collections.abc import Callable, Collection
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from assistant import texts
from corpus.changes import Changes, diff_records
from corpus.documents import Document, Source
from corpus.errors import KlimatError
from corpus.records import Record
from corpus.settings import BUNDLED_SOURCES
from corpus.store import Entry
from corpus.versions import LiveIndex

MOST_BYTES = 50_000_000
SUFFIXES = (".csv", ".xlsx", ".md", ".txt", ".pdf", ".docx", ".html", ".htm")

_NAME = re.compile(r"[\wåäöÅÄÖ][\wåäöÅÄÖ .()-]{0,99}")


class InvalidUpload(KlimatError):
    """A file cannot be taken in, or a change cannot be gone back on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A file as an ingest would read it."""

    document: Document
    records: tuple[Record, ...]

    @property
    def source(self) -> Source:
        """What the catalogue tells of it."""
        return self.document.source


Read = Callable[[Path, str], Reading]
"""Reads a file as if it stood in the folder of sources under this path; raises a CorpusError if it is refused."""

Rebuild = Callable[[], str]
"""Brings the index up to date with the folder of sources, and gives the report of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What would change if a file took effect.

    Attributes:
        path: Where it would stand in the folder of sources.
        source: What would be told of it, and who would see it.
        before: The hash of the file that stands there now, or "".
        after: The hash of the file that came in.
        rows: What would become of its rows, if it is a table.
        lines: What would become of its text, if it is none: the lines gone with "-" before them, the new with "+".
    """

    path: str
    source: Source
    before: str
    after: str
    rows: Changes | None
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """A line of the journal: a file took the place of another; "" is no file."""

    at: str
    path: str
    before: str
    after: str


class Uploads:
    """The folder of sources as the staff change it; one change at a time.

    Args:
        sources_dir: The folder that is ingested.
        kept_dir: Where files that came in or were replaced are kept, and the journal.
        live: The index, for what the sources hold now.
        read: Reads a file as an ingest would.
        rebuild: Rebuilds the index.
    """

    def __init__(self, sources_dir: Path, kept_dir: Path, live: LiveIndex, read: Read, rebuild: Rebuild) -> None:
        self._sources_dir = sources_dir
        self._kept_dir = kept_dir
        self._live = live
        self._read = read
        self._rebuild = rebuild
        self._lock = threading.Lock()

    def closed_because(self) -> str:
        """Why nothing can be uploaded here, or ""."""
        bundled = self._sources_dir.resolve() == BUNDLED_SOURCES.resolve()
        return texts.BUNDLED_SOURCES_ARE_READ_ONLY.format(folder=self._sources_dir) if bundled else ""

    def propose(self, file: Path, name: str) -> Proposal:
        """Keep a file that came in, and tell what would change if it took effect.

        Raises:
            InvalidUpload: Nothing can be uploaded here, or its name or size will not do.
            UnreadableDocument: It cannot be read; the sentence tells file, row, column, value and remedy.
        """
        if reason := self.closed_because():
            raise InvalidUpload(reason)
        path = self._path(_checked_name(name))
        if file.stat().st_size > MOST_BYTES:
            raise InvalidUpload(texts.UPLOAD_TOO_LARGE.format(name=path, limit=MOST_BYTES // 1_000_000))
        reading = self._read(file, path)
        with self._live.reading() as index:
            known = index.store.entry(reading.source.id)
        return Proposal(
            path=path,
            source=reading.source,
            before=self._hash_of(path),
            after=self._keep(file),
            rows=_row_changes(reading, known),
            lines=_line_changes(reading, known),
        )

    def accept(self, proposal: Proposal) -> str:
        """Let a file take effect and rebuild the index; gives the report. If that fails, all is as before.

        Raises:
            InvalidUpload: The file that it would replace has been changed since the proposal.
            KlimatError: The index could not be rebuilt.
        """
        with self._lock:
            return self._replace(proposal.path, proposal.before, proposal.after)

    def go_back(self, change: Replacement) -> str:
        """Put back the file that a change replaced, and rebuild the index; gives the report.

        Raises:
            InvalidUpload: The file has been changed again since.
            KlimatError: The index could not be rebuilt.
        """
        with self._lock:
            return self._replace(change.path, change.after, change.before)

    def journal(self) -> tuple[Replacement, ...]:
        """The last change of each file, the latest first."""
        try:
            lines = self._journal.read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return ()
        changes = [Replacement(**json.loads(line)) for line in lines]
        return tuple(reversed({change.path: change for change in sorted(changes, key=lambda c: c.at)}.values()))

    def _replace(self, path: str, before: str, after: str) -> str:
        if self._hash_of(path) != before:
            raise InvalidUpload(texts.CHANGED_SINCE.format(name=path))
        if before:
            self._keep(self._sources_dir / path)
        self._put(path, after)
        try:
            report = self._rebuild()
        except Exception:
            self._put(path, before)
            raise
        self._live.refresh()
        change = Replacement(
            at=datetime.now(UTC).isoformat(timespec="milliseconds"), path=path, before=before, after=after
        )
        with self._journal.open("a", encoding="utf-8") as journal:
            journal.write(f"{json.dumps(asdict(change), ensure_ascii=False)}\n")
        return report

    def _put(self, path: str, file_hash: str) -> None:
        """Have the file with this hash stand at a path of the sources; with "", none."""
        place = self._sources_dir / path
        if not file_hash:
            place.unlink(missing_ok=True)
            return
        beside = place.with_name(f".{secrets.token_hex(8)}.tmp")  # an ingest passes over hidden files
        shutil.copyfile(self._kept_dir / file_hash, beside)
        beside.replace(place)

    def _keep(self, file: Path) -> str:
        """Keep a copy of a file under its hash."""
        file_hash = _hash(file)
        kept = self._kept_dir / file_hash
        if not kept.exists():
            kept.parent.mkdir(parents=True, exist_ok=True)
            beside = kept.with_name(f".{secrets.token_hex(8)}.tmp")
            shutil.copyfile(file, beside)
            beside.replace(kept)
        return file_hash

    def _hash_of(self, path: str) -> str:
        place = self._sources_dir / path
        return _hash(place) if place.is_file() else ""

    def _path(self, name: str) -> str:
        """The path of the source with this file name, wherever in the folder it stands; else the name itself."""
        with self._live.reading() as index:
            paths = [source.path for source in index.store.sources()]
        same = [path for path in paths if Path(path).name == name]
        return same[0] if len(same) == 1 else name

    @property
    def _journal(self) -> Path:
        return self._kept_dir / "journal.jsonl"


def _checked_name(name: str) -> str:
    plain = unicodedata.normalize("NFC", name)
    if not _NAME.fullmatch(plain) or Path(plain).suffix.lower() not in SUFFIXES:
        raise InvalidUpload(texts.BAD_FILE_NAME.format(name=name[:100], suffixes=", ".join(SUFFIXES)))
    return plain


def _hash(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _row_changes(reading: Reading, known: Entry | None) -> Changes | None:
    old: Collection[Record] = known.records if known else ()
    return diff_records(old, reading.records) if old or reading.records else None


def _line_changes(reading: Reading, known: Entry | None) -> tuple[str, ...]:
    if reading.records or (known and known.records):
        return ()
    old = known.document.text.splitlines() if known else []
    lines = difflib.unified_diff(old, reading.document.text.splitlines(), n=0, lineterm="")
    return tuple(line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---"))
