"""What an ingest would change, row by row, without touching the index."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.changes import Changes, RowChange, diff_records
from corpus.records import RECORD_KINDS, TABLES, Record, Value
from corpus.store import Entry
from corpus.versions import IndexFolder
from ingest.pipeline import Current, catalogue_of, gone, opened, take
from ingest.report import FileReport
from ingest.rows import swedish_number

_SHOWN_COLUMNS = 5
_NOT_SHOWN = frozenset({"source_url", "stated"})


@dataclass(frozen=True, slots=True, kw_only=True)
class FileChanges:
    """What would become of one file.

    Attributes:
        file: As an ingest would report it.
        changes: For one of our tables which rows would differ; None for other files.
    """

    file: FileReport
    changes: Changes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What an ingest would change; one entry for each file, in the order of the paths."""

    files: tuple[FileChanges, ...]

    @property
    def refused(self) -> bool:
        """Whether any file would be refused."""
        return any(change.file.status == "refused" for change in self.files)

    def as_json(self) -> dict[str, object]:
        """The preview for `--json`."""
        return {"files": [_as_json(change) for change in self.files]}

    def as_text(self) -> str:
        """The preview as a person reads it, in Swedish."""
        lines = [line for change in self.files for line in _lines(change)]
        return "\n".join([*(lines or ["Inget skulle ändras."]), "Inget är ändrat: det här var en provkörning."])


def preview(sources_dir: Path, index_dir: Path) -> Preview:
    """What would become of each file of a folder, and of each row of its tables, if it were ingested now.

    Raises:
        InvalidSources: The folder is missing or empty, or its sources.toml is invalid.
    """
    with opened(IndexFolder(index_dir)) as current:
        catalogue = catalogue_of(sources_dir)
        changes = [
            FileChanges(file=report, changes=_changes(_known(current, source.id), entry, report))
            for source in catalogue.sources
            for report, entry in [take(source, sources_dir, current)]
        ]
        left = tuple(gone(catalogue, current))
        ids = {source.path: source.id for source in current.store.sources()} if current else {}
        changes += [
            FileChanges(file=report, changes=_changes(_known(current, ids.get(report.path, "")), None, report))
            for report in left
        ]
    return Preview(files=tuple(sorted(changes, key=lambda change: change.file.path)))


def _known(current: Current | None, source_id: str) -> Entry | None:
    return current.store.entry(source_id) if current else None


def _changes(known: Entry | None, entry: Entry | None, report: FileReport) -> Changes | None:
    if report.status == "refused" or not any(e and e.source.kind in RECORD_KINDS for e in (known, entry)):
        return None
    return diff_records(known.records if known else (), entry.records if entry else ())


def _lines(change: FileChanges) -> Iterator[str]:
    if change.file.status != "unchanged":
        yield change.file.as_text()
    if change.changes is None:
        return
    yield from (f"{'+':>13} {record.id}: {_row(record)}" for record in change.changes.added)
    yield from (f"{'~':>13} {row.id}: {_cells(row)}" for row in change.changes.changed)
    yield from (f"{'-':>13} {record.id}: {_row(record)}" for record in change.changes.removed)


def _row(record: Record) -> str:
    names = [column.name for column in TABLES[record.kind] if column.name not in _NOT_SHOWN][:_SHOWN_COLUMNS]
    return ", ".join(_written(value) for name in names if (value := record.values.get(name)) not in (None, ""))


def _cells(row: RowChange) -> str:
    return "; ".join(f"{cell.label} {_written(cell.old)} → {_written(cell.new)}" for cell in row.cells)


def _written(value: Value) -> str:
    if isinstance(value, float):
        return swedish_number(f"{value:.15g}")
    return str(value) if value not in (None, "") else "(tomt)"


def _as_json(change: FileChanges) -> dict[str, object]:
    rows: dict[str, object] = {}
    if change.changes:
        rows = {
            "added": [{"id": record.id, **record.values} for record in change.changes.added],
            "changed": [
                {"id": row.id, "cells": [{"column": c.column, "old": c.old, "new": c.new} for c in row.cells]}
                for row in change.changes.changed
            ],
            "removed": [{"id": record.id, **record.values} for record in change.changes.removed],
        }
    file = change.file
    return {"path": file.path, "status": file.status, "message": file.message, "rows": rows}
