"""One version of the index: what stands in it, how it is built, and how it is searched.

A version is a folder that is built once and never changed:

    manifest.json     what it holds and which model it was made with
    store.sqlite      documents, passages and vectors (corpus/store.py)
    vectors.npy       the vectors again, in the order of the passages, to compare a few exactly
    chroma/           the vectors once more, for nearest-neighbour search by cosine (corpus/neighbours.py)
    lexical/          the keyword index (corpus/lexical.py)
    tables.duckdb     the records (corpus/tables.py)

How a version becomes the current one is told in corpus/versions.py.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from corpus.documents import AUDIENCES, HEADING_SEPARATOR, PUBLIC, Audience, Document, Passage, Source
from corpus.drafts import Draft
from corpus.errors import DamagedIndex, KlimatError, StaleIndex
from corpus.lexical import LexicalEntry, LexicalIndex, LexicalQuery, build_lexical
from corpus.neighbours import Neighbours, build_neighbours
from corpus.records import Record
from corpus.store import Embedding, Entry, Store, Vectors, write_store
from corpus.tables import Tables, write_tables

LAYOUT = 4
"""Changed whenever a version's files change their meaning; the stems that corpus.swedish gives are part of it."""


SAMPLED = 200
"""How many passages a version is verified with."""

MOST_MISSED = 0.1
"""The largest share of them that may not be found: the graph of neighbours is approximate, and in a large one it now
and then leads past a passage."""

_MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a version says of itself.

    Attributes:
        version: Its name, which is also its folder's.
        built_at: When it was built, ISO 8601 in UTC.
        layout: The `LAYOUT` of the program that built it.
        model: The stamp of the model whose vectors it holds.
        sources: How many sources it holds.
        passages: How many passages it holds.
        decisions: A hash of the approved drafts that it was built with, or "" when there were none.
    """

    version: str
    built_at: str
    layout: int
    model: str
    sources: int
    passages: int
    decisions: str


def embedded_text(passage: Passage, source: Source) -> str:
    """The text whose vector stands for a passage: its title and headings, then itself."""
    return f"{searchable_heading(passage, source)}\n{passage.text}"


def searchable_heading(passage: Passage, source: Source) -> str:
    """The title and headings above a passage: they are embedded and indexed with its text."""
    return HEADING_SEPARATOR.join([source.title, *passage.heading])


def build_version(
    directory: Path, manifest: Manifest, entries: Sequence[Entry], embeddings: Mapping[str, Embedding]
) -> None:
    """Write a version into a new `directory`; `embeddings` holds one for each passage of the entries, by its id."""
    directory.mkdir(parents=True)
    write_store(directory / "store.sqlite", entries, embeddings)
    _write_vectors(directory, embeddings)
    build_lexical(directory / "lexical", (_lexical_entry(p, entry.source) for entry in entries for p in entry.passages))
    build_neighbours(directory / "chroma", _vectors_by_audience(entries, embeddings))
    write_tables(directory / "tables.duckdb", (row for entry in entries for row in _rows(entry)))
    (directory / _MANIFEST).write_text(json.dumps(asdict(manifest), indent=2), encoding="utf-8")


def read_manifest(directory: Path) -> Manifest:
    """The manifest of the version in `directory`.

    Raises:
        DamagedIndex: There is none that can be read.
        StaleIndex: It was written by another layout of the program.
    """
    try:
        fields = json.loads((directory / _MANIFEST).read_text(encoding="utf-8"))
        layout = fields["layout"]
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise DamagedIndex(f"Indexet i {directory} saknar en läsbar manifest.json. Kör python -m ingest.") from error
    if layout != LAYOUT:
        raise StaleIndex(f"Indexet i {directory} har format {layout}, men {LAYOUT} behövs. Kör python -m ingest.")
    return Manifest(**fields)


class Index:
    """A version opened for reading; safe to search from several threads.

    Args:
        directory: The version's folder.
        model: The stamp of the model that queries will be embedded with.

    Raises:
        StaleIndex: The version was made with another model or layout.
        DamagedIndex: The version is not whole.
    """

    def __init__(self, directory: Path, model: str) -> None:
        self.manifest = read_manifest(directory)
        if self.manifest.model != model:
            raise StaleIndex(
                f"Indexet i {directory} är byggt med modellen {self.manifest.model}, men frågor skulle ställas med "
                f"{model}. Kör python -m ingest, eller ändra tillbaka KLIMAT_MODEL och KLIMAT_MODEL_BACKEND."
            )
        self._opened = ExitStack()
        try:
            self._open(directory)
        except Exception as error:
            self.close()
            if isinstance(error, KlimatError):
                raise
            # SQLite, tantivy and Chroma each have errors of their own for files that are damaged or gone.
            raise DamagedIndex(f"Indexet i {directory} går inte att öppna ({error}). Kör python -m ingest.") from error

    def _open(self, directory: Path) -> None:
        self.store = Store(directory / "store.sqlite")
        self._opened.callback(self.store.close)
        self._vectors = np.load(directory / "vectors.npy", mmap_mode="r")
        self._rows = {id_: row for row, id_ in enumerate(self.store.passage_ids())}
        self.lexical = LexicalIndex(directory / "lexical")
        self.tables = Tables(directory / "tables.duckdb")
        self._opened.callback(self.tables.close)
        self._neighbours = Neighbours(directory / "chroma")
        self._opened.callback(self._neighbours.close)
        self._sources = {source.id: source for source in self.store.sources()}
        self._warm()

    def close(self) -> None:
        """Let go of the version's files; nothing may be asked of it afterwards."""
        self._opened.close()

    def sources(self, audiences: Iterable[Audience] = PUBLIC) -> tuple[Source, ...]:
        """The sources that these audiences may see."""
        return tuple(source for source in self._sources.values() if source.audience in set(audiences))

    def source(self, source_id: str, audiences: Iterable[Audience] = PUBLIC) -> Source | None:
        """The source with this id, or None if there is none or the audiences may not see it."""
        source = self._sources.get(source_id)
        return source if source and source.audience in set(audiences) else None

    def document(self, source_id: str, audiences: Iterable[Audience] = PUBLIC) -> Document | None:
        """The document with this id, or None if there is none or the audiences may not see it."""
        return self.store.document(source_id) if self.source(source_id, audiences) else None

    def drafts(self, audiences: Iterable[Audience] = PUBLIC) -> tuple[Draft, ...]:
        """The commitments found in the contracts that these audiences may see, contract by contract in their order."""
        return tuple(draft for source in self.sources(audiences) for draft in self.store.drafts(source.id))

    def nearest(self, vector: Vectors, k: int, audiences: Iterable[Audience] = PUBLIC) -> list[tuple[str, float]]:
        """The ids and cosines of the `k` passages nearest to a unit vector, best first."""
        return self._neighbours.nearest(vector, k, audiences)

    def matching(self, query: LexicalQuery, k: int, audiences: Iterable[Audience] = PUBLIC) -> list[tuple[str, float]]:
        """The ids and keyword scores of the `k` passages that fit the query best, best first."""
        return self.lexical.search(query, k, audiences)

    def cosines(self, vector: Vectors, ids: Sequence[str]) -> dict[str, float]:
        """The exact cosines of the passages with these ids to a unit vector."""
        nearness = self._vectors[[self._rows[id_] for id_ in ids]] @ vector
        return dict(zip(ids, nearness.tolist(), strict=True))

    def passages(self, ids: Sequence[str]) -> dict[str, Passage]:
        """The passages with these ids, by id."""
        return self.store.passages(ids)

    def _warm(self) -> None:
        """Have Chroma load its vectors now rather than at the first question."""
        if (counts := self._neighbours.count()) != self.manifest.passages:
            message = f"Indexet {self.manifest.version} har {counts} stycken men ska ha {self.manifest.passages}."
            raise DamagedIndex(f"{message} Kör python -m ingest.")


def verify_version(directory: Path) -> None:
    """Check that a version is whole and can be searched: counts agree, and passages are found by their own vectors.

    Raises:
        DamagedIndex: It is not.
    """
    index = Index(directory, read_manifest(directory).model)
    ids = index.store.passage_ids()
    sample = index.store.vectors(ids[:: max(1, len(ids) // SAMPLED)])
    missed = [id_ for id_, vector in sample.items() if not _is_found(index, vector)]
    if len(missed) > MOST_MISSED * len(sample):
        raise DamagedIndex(f"Stycket {missed[0]} hittas inte i {directory}. Kör python -m ingest.")
    if not len(ids) == index.lexical.size == index.manifest.passages:
        raise DamagedIndex(f"Ordindexet i {directory} har inte alla stycken. Kör python -m ingest.")
    index.close()


def _is_found(index: Index, vector: Vectors) -> bool:
    """Whether a passage is found by its own vector, when as many are asked for as in a search."""
    return any(score > 0.999 for _, score in index.nearest(vector, 200, AUDIENCES))


def _lexical_entry(passage: Passage, source: Source) -> LexicalEntry:
    heading = searchable_heading(passage, source)
    return LexicalEntry(passage_id=passage.id, audience=source.audience, heading=heading, text=passage.text)


def _rows(entry: Entry) -> Iterator[tuple[Record, Passage, Source]]:
    """Each record with the passage in which its quote begins."""
    starts = [passage.span.start for passage in entry.passages]
    for record in entry.records:
        yield record, entry.passages[bisect_right(starts, record.start) - 1], entry.source


def _write_vectors(directory: Path, embeddings: Mapping[str, Embedding]) -> None:
    with closing(Store(directory / "store.sqlite")) as store:
        ids = store.passage_ids()
    file = np.lib.format.open_memmap(
        directory / "vectors.npy",
        mode="w+",
        dtype=np.float32,
        shape=(len(ids), len(next(iter(embeddings.values())).vector) if embeddings else 1),
    )
    for row, id_ in enumerate(ids):
        file[row] = embeddings[id_].vector
    file.flush()


def _vectors_by_audience(
    entries: Sequence[Entry], embeddings: Mapping[str, Embedding]
) -> dict[Audience, list[tuple[str, Vectors]]]:
    rows: dict[Audience, list[tuple[str, Vectors]]] = {audience: [] for audience in AUDIENCES}
    for entry in entries:
        rows[entry.source.audience] += [(passage.id, embeddings[passage.id].vector) for passage in entry.passages]
    return rows
