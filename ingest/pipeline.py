"""The whole document path: files are read, cleaned, split, embedded and built into a new version of the index."""

from __future__ import annotations

import hashlib
import json
import secrets
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from corpus.documents import Source
from corpus.drafts import Decision
from corpus.embeddings import TextEncoder
from corpus.errors import DamagedIndex, InvalidSources, MissingIndex, StaleIndex, UnreadableDocument
from corpus.index import LAYOUT, Manifest, build_version, embedded_text, read_manifest
from corpus.register import approved_digest
from corpus.store import Embedding, Entry, Store
from corpus.versions import IndexFolder
from ingest.approving import with_approved
from ingest.catalogue import Catalogue, read_catalogue
from ingest.commitments import find_drafts
from ingest.readers import read, refuse_by_name_or_size
from ingest.records import read_records
from ingest.report import FileReport, Report
from ingest.splitting import split

READING = 2
"""Changed whenever the same file would be read or split into other passages, so that every file is read again."""

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is in all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Current:
    """The version that is current when an ingest begins."""

    manifest: Manifest
    store: Store


def ingest(
    sources_dir: Path,
    index_dir: Path,
    encoder: TextEncoder,
    progress: Progress,
    decisions: Sequence[Decision] = (),
) -> Report:
    """Bring the index up to date with a folder of documents and tables, and with what has been decided of the drafts.

    What is unchanged is carried over from the current version, vectors included. A file that cannot be read is
    refused and stops no other; if the index knows an earlier state of it, that state stays. When anything differs, the
    approved drafts among them, a new version is built beside the old one, verified, and made current all at once.

    Raises:
        InvalidSources: The folder is missing or empty, or its sources.toml is invalid.
        IndexBusy: Another process is ingesting into the same index.
        DamagedIndex: The new version did not pass its verification; the old one is still current.
    """
    started, folder = time.perf_counter(), IndexFolder(index_dir)
    with folder.building() as building, opened(folder) as current:
        catalogue = catalogue_of(sources_dir)
        taken = [take(source, sources_dir, current) for source in catalogue.sources]
        files = (*(report for report, _ in taken), *gone(catalogue, current))
        entries, drafts = with_approved([entry for _, entry in taken if entry], decisions)
        manifest = _manifest(entries, encoder.stamp, approved_digest(decisions))
        if current and _is_of_same(current.manifest, manifest) and not any(map(_changes, files)):
            manifest, embedded = current.manifest, 0
        else:
            embeddings, embedded = _embed(entries, current, encoder, progress)
            progress("Bygger index", 0, 0)
            for entry in entries:
                _keep_original(entry, sources_dir, folder)
            build_version(building, manifest, entries, embeddings)
            folder.publish(building)
            folder.prune()
    return Report(
        files=tuple(sorted(files, key=lambda file: file.path)),
        version=manifest.version,
        passages=manifest.passages,
        embedded=embedded,
        seconds=time.perf_counter() - started,
        drafts=drafts,
    )


def _is_of_same(current: Manifest, wanted: Manifest) -> bool:
    """Whether a version was built with the same model and the same approved drafts."""
    return (current.model, current.decisions) == (wanted.model, wanted.decisions)


def catalogue_of(sources_dir: Path) -> Catalogue:
    """What a folder holds.

    Raises:
        InvalidSources: The folder is missing or empty, or its sources.toml is invalid.
    """
    catalogue = read_catalogue(sources_dir)
    if not catalogue.sources:
        raise InvalidSources(f"Mappen {sources_dir} har inga filer att läsa in. Ange en mapp med dokument.")
    return catalogue


@contextmanager
def opened(folder: IndexFolder) -> Iterator[Current | None]:
    """What the current version knows; None when there is none, or none that this program can read."""
    current = _open_current(folder)
    try:
        yield current
    finally:
        if current:
            current.store.close()


def _open_current(folder: IndexFolder) -> Current | None:
    try:
        directory = folder.current()
        current = Current(manifest=read_manifest(directory), store=Store(directory / "store.sqlite"))
        current.store.check()
        return current
    except (MissingIndex, StaleIndex, DamagedIndex):
        return None


def take(source: Source, sources_dir: Path, current: Current | None) -> tuple[FileReport, Entry | None]:
    """What the index will hold of one file, and the line of the report that says so."""
    path = sources_dir / source.path
    known = current.store.entry(source.id) if current else None
    try:
        refuse_by_name_or_size(source, path)
        file_hash = _file_hash(path)
        fingerprint = _digest(file_hash, json.dumps(asdict(source), sort_keys=True), str(READING))
        if known and known.fingerprint == fingerprint:
            return FileReport(path=source.path, status="unchanged", passages=len(known.passages)), known
        document = read(source, path)
        records = read_records(document, path)
    except (UnreadableDocument, OSError) as error:
        return _refused(source, known, error), known
    entry = Entry(
        document=document,
        passages=split(document),
        records=records,
        fingerprint=fingerprint,
        file=file_hash,
        drafts=find_drafts(document),
    )
    return FileReport(path=source.path, status="changed" if known else "added", passages=len(entry.passages)), entry


def _keep_original(entry: Entry, sources_dir: Path, folder: IndexFolder) -> None:
    """Keep the file that an entry was read from, unless it is kept already or is no longer what was read."""
    path = sources_dir / entry.source.path
    if not folder.original(entry.file).exists() and path.is_file() and _file_hash(path) == entry.file:
        folder.keep_original(entry.file, path)


def _file_hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _refused(source: Source, known: Entry | None, error: UnreadableDocument | OSError) -> FileReport:
    kept = "Det som lästes in tidigare används än." if known else ""
    gap = "\n  " if "\n" in str(error) else " "
    return FileReport(
        path=source.path,
        status="refused",
        passages=len(known.passages) if known else 0,
        reason=error.reason if isinstance(error, UnreadableDocument) else "går inte att läsa",
        message=f"{error}{gap}{kept}".rstrip(),
    )


def gone(catalogue: Catalogue, current: Current | None) -> Iterator[FileReport]:
    """The files that the index knows and the folder lacks, and those that only sources.toml knows."""
    ids = {source.id for source in catalogue.sources}
    known = current.store.sources() if current else ()
    removed = [source.path for source in known if source.id not in ids]
    yield from (FileReport(path=path, status="removed") for path in removed)
    for path in catalogue.missing:
        if path not in removed:
            message = f"{path} står i sources.toml men finns inte i mappen. Lägg dit filen eller ta bort posten."
            yield FileReport(path=path, status="refused", reason="saknas", message=message)


def _changes(file: FileReport) -> bool:
    return file.status in ("added", "changed", "removed")


def _manifest(entries: Sequence[Entry], model: str, decisions: str) -> Manifest:
    now = datetime.now(UTC)
    return Manifest(
        version=f"{now:%Y%m%dT%H%M%S%fZ}-{secrets.token_hex(2)}",
        built_at=now.isoformat(timespec="seconds"),
        layout=LAYOUT,
        model=model,
        sources=len(entries),
        passages=sum(len(entry.passages) for entry in entries),
        decisions=decisions,
    )


def _embed(
    entries: Iterable[Entry], current: Current | None, encoder: TextEncoder, progress: Progress
) -> tuple[dict[str, Embedding], int]:
    """The embeddings of all passages by id, carried over where they are known; and how many had to be computed."""
    texts = {passage.id: embedded_text(passage, entry.source) for entry in entries for passage in entry.passages}
    keys = {id_: _digest(encoder.stamp, text) for id_, text in texts.items()}
    vectors = current.store.vectors_by_key(tuple(keys.values())) if current else {}
    missing = {keys[id_]: text for id_, text in texts.items() if keys[id_] not in vectors}
    done = 0

    def advance(count: int) -> None:
        nonlocal done
        done += count
        progress("Beräknar vektorer", done, len(missing))

    if missing:
        computed = encoder.embed_array(tuple(missing.values()), on_batch=advance)
        vectors.update(zip(missing, computed, strict=True))
    return {id_: Embedding(key=key, vector=vectors[key]) for id_, key in keys.items()}, len(missing)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
