"""One version's documents, passages and vectors, in a SQLite file that is written once and then only read.

Everything that an index version knows stands here; the Chroma collections and the keyword index are derived from it
and could be made again. A vector is kept under a key that names the model and the embedded text, so that the next
version can carry it over whatever else has changed.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.documents import Block, Document, Passage, Source, Span
from corpus.drafts import Draft
from corpus.errors import DamagedIndex
from corpus.records import Record

Vectors = NDArray[np.float32]
"""Unit vectors, one a row."""

_BATCH = 500
_SCHEMA = """
CREATE TABLE sources (id TEXT PRIMARY KEY, position INTEGER, details TEXT, fingerprint TEXT, file TEXT) WITHOUT ROWID;
CREATE TABLE documents (source TEXT PRIMARY KEY, text TEXT, blocks TEXT, page_starts TEXT) WITHOUT ROWID;
CREATE TABLE passages (
    id TEXT PRIMARY KEY, position INTEGER, source TEXT, start INTEGER, end INTEGER, text TEXT, page INTEGER,
    heading TEXT, clause TEXT, record TEXT, url TEXT
) WITHOUT ROWID;
CREATE INDEX passages_of_source ON passages (source, position);
CREATE TABLE records (source TEXT, position INTEGER, details TEXT, PRIMARY KEY (source, position)) WITHOUT ROWID;
CREATE TABLE drafts (source TEXT, position INTEGER, details TEXT, PRIMARY KEY (source, position)) WITHOUT ROWID;
CREATE TABLE vectors (passage TEXT PRIMARY KEY, key TEXT, vector BLOB) WITHOUT ROWID;
CREATE INDEX vectors_by_key ON vectors (key);
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedding:
    """A passage's vector.

    Attributes:
        key: A hash of the model's stamp and the text that was embedded.
        vector: A unit vector, float32.
    """

    key: str
    vector: Vectors


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One source as the index keeps it.

    Attributes:
        document: Its text.
        passages: The document's passages, in order.
        records: The records that it holds, in order, if it is a table; of a contract those that have been approved.
        fingerprint: A hash of all that the passages depend on: the file, its details and the program's own layout.
        file: The SHA-256 of the file, under which the original is kept.
        drafts: The commitments that were found in it, in order, if it is a contract.
    """

    document: Document
    passages: tuple[Passage, ...]
    records: tuple[Record, ...]
    fingerprint: str
    file: str
    drafts: tuple[Draft, ...] = ()

    @property
    def source(self) -> Source:
        """Where the document comes from."""
        return self.document.source


def write_store(path: Path, entries: Iterable[Entry], embeddings: Mapping[str, Embedding]) -> None:
    """Write the entries, and the embedding of each of their passages by its id, to a new file at `path`."""
    with closing(sqlite3.connect(path)) as database, database:
        database.executescript(_SCHEMA)
        for position, entry in enumerate(entries):
            _write_entry(database, position, entry)
        rows = ((id_, e.key, np.asarray(e.vector, np.float32).tobytes()) for id_, e in embeddings.items())
        database.executemany("INSERT INTO vectors VALUES (?, ?, ?)", rows)


class Store:
    """A store opened for reading; safe to read from several threads.

    Raises:
        DamagedIndex: There is no file at `path`.
    """

    def __init__(self, path: Path) -> None:
        uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        try:
            self._database = sqlite3.connect(uri, uri=True, check_same_thread=False)
        except sqlite3.OperationalError as error:
            raise DamagedIndex(f"Filen {path} går inte att öppna ({error}). Kör python -m ingest.") from error

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def check(self) -> None:
        """Read the whole file through.

        Raises:
            DamagedIndex: It is not a whole SQLite database.
        """
        try:
            ((found,),) = self._database.execute("PRAGMA quick_check(1)")
        except sqlite3.DatabaseError as error:
            found = str(error)
        if found != "ok":
            raise DamagedIndex(f"Indexets databas är skadad ({found}). Kör python -m ingest.")

    def sources(self) -> tuple[Source, ...]:
        """All sources, in the catalogue's order."""
        rows = self._database.execute("SELECT details FROM sources ORDER BY position")
        return tuple(Source(**json.loads(details)) for (details,) in rows)

    def fingerprints(self) -> dict[str, str]:
        """Each source's fingerprint, by its id."""
        return dict(self._database.execute("SELECT id, fingerprint FROM sources ORDER BY position"))

    def file_hash(self, source_id: str) -> str | None:
        """The SHA-256 under which a source's original is kept, or None if there is no such source."""
        row = self._database.execute("SELECT file FROM sources WHERE id = ?", (source_id,)).fetchone()
        return str(row[0]) if row else None

    def document(self, source_id: str) -> Document | None:
        """The document of a source, or None if there is no such source."""
        query = """SELECT details, text, blocks, page_starts FROM documents JOIN sources ON id = source WHERE id = ?"""
        row = self._database.execute(query, (source_id,)).fetchone()
        return _document(*row) if row else None

    def entry(self, source_id: str) -> Entry | None:
        """Everything that is kept of a source but its vectors, or None if there is no such source."""
        document = self.document(source_id)
        if document is None:
            return None
        rows = list(self._database.execute(f"{_PASSAGES} WHERE source = ? ORDER BY position", (source_id,)))
        fingerprint, file = self._database.execute(
            "SELECT fingerprint, file FROM sources WHERE id = ?", (source_id,)
        ).fetchone()
        return Entry(
            document=document,
            passages=tuple(map(_passage, rows)),
            records=tuple(self._records(source_id)),
            fingerprint=fingerprint,
            file=file,
            drafts=self.drafts(source_id),
        )

    def drafts(self, source_id: str) -> tuple[Draft, ...]:
        """The commitments that were found in a contract, in its order; none for another source."""
        query = "SELECT details FROM drafts WHERE source = ? ORDER BY position"
        return tuple(Draft(**json.loads(details)) for (details,) in self._database.execute(query, (source_id,)))

    def passages(self, ids: Sequence[str]) -> dict[str, Passage]:
        """The passages with these ids, by id; unknown ids are left out."""
        return {row[0]: _passage(row) for row in self._select(f"{_PASSAGES} WHERE id IN", ids)}

    def vectors(self, ids: Sequence[str]) -> dict[str, Vectors]:
        """The vectors of the passages with these ids, by passage id."""
        query = "SELECT passage, vector FROM vectors WHERE passage IN"
        return {row[0]: np.frombuffer(row[1], np.float32) for row in self._select(query, ids)}

    def vectors_by_key(self, keys: Sequence[str]) -> dict[str, Vectors]:
        """The vectors that are kept under these keys; unknown keys are left out."""
        query = "SELECT key, vector FROM vectors WHERE key IN"
        return {row[0]: np.frombuffer(row[1], np.float32) for row in self._select(query, keys)}

    def passage_ids(self) -> tuple[str, ...]:
        """All passages' ids, in the order of the sources and their texts."""
        query = "SELECT passages.id FROM passages JOIN sources ON sources.id = source ORDER BY sources.position, start"
        return tuple(row[0] for row in self._database.execute(query))

    def _records(self, source_id: str) -> Iterator[Record]:
        query = "SELECT details FROM records WHERE source = ? ORDER BY position"
        return (Record(**json.loads(details)) for (details,) in self._database.execute(query, (source_id,)))

    def _select(self, query: str, keys: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        for begin in range(0, len(keys), _BATCH):
            batch = keys[begin : begin + _BATCH]
            yield from self._database.execute(f"{query} ({', '.join('?' * len(batch))})", tuple(batch))


_PASSAGES = "SELECT id, source, start, end, text, page, heading, clause, record, url FROM passages"


def _write_entry(database: sqlite3.Connection, position: int, entry: Entry) -> None:
    source, document = entry.source, entry.document
    details = (source.id, position, _dumps(asdict(source)), entry.fingerprint, entry.file)
    database.execute("INSERT INTO sources VALUES (?, ?, ?, ?, ?)", details)
    blocks = _dumps([[b.kind, b.start, b.end, b.level, b.clause, b.record_id, b.url] for b in document.blocks])
    row = (source.id, document.text, blocks, _dumps(document.page_starts))
    database.execute("INSERT INTO documents VALUES (?, ?, ?, ?)", row)
    rows = (
        (p.id, i, source.id, p.span.start, p.span.end, p.text, p.page, _dumps(p.heading), p.clause, p.record_id, p.url)
        for i, p in enumerate(entry.passages)
    )
    database.executemany(f"INSERT INTO passages VALUES ({', '.join('?' * 11)})", rows)
    records = ((source.id, i, _dumps(asdict(record))) for i, record in enumerate(entry.records))
    database.executemany("INSERT INTO records VALUES (?, ?, ?)", records)
    drafts = ((source.id, i, _dumps(asdict(draft))) for i, draft in enumerate(entry.drafts))
    database.executemany("INSERT INTO drafts VALUES (?, ?, ?)", drafts)


def _document(details: str, text: str, blocks: str, page_starts: str) -> Document:
    names = ("kind", "start", "end", "level", "clause", "record_id", "url")
    return Document(
        source=Source(**json.loads(details)),
        text=text,
        blocks=tuple(Block(**dict(zip(names, block, strict=True))) for block in json.loads(blocks)),
        page_starts=tuple(json.loads(page_starts)),
    )


def _passage(row: Sequence[object]) -> Passage:
    id_, source, start, end, text, page, heading, clause, record, url = row
    return Passage(
        id=str(id_),
        span=Span(document_id=str(source), start=int(str(start)), end=int(str(end))),
        text=str(text),
        page=None if page is None else int(str(page)),
        heading=tuple(json.loads(str(heading))),
        clause=str(clause),
        record_id=str(record),
        url=str(url),
    )


def _dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
