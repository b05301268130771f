"""The register over the index that is in use: the one door to it for the command line, the API and the pages."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from pathlib import Path

from assistant.register.followup import Matter, follow_up
from assistant.register.lookup import Lookup, Page, look_up, look_up_all
from corpus.documents import Audience, Document
from corpus.drafts import Draft
from corpus.index import read_manifest
from corpus.records import RecordKind
from corpus.tables import Row, Selection
from corpus.versions import IndexFolder, LiveIndex


class Registry:
    """What may be asked of the register; safe to ask from several threads.

    Args:
        live: The index, which may change to a new version at any time.
    """

    def __init__(self, live: LiveIndex) -> None:
        self.live = live

    def look_up(self, lookup: Lookup, audiences: Collection[Audience]) -> Page:
        """The page of rows that was asked for.

        Raises:
            InvalidRequest: A condition names what the table does not have, or cannot be read.
        """
        with self.live.reading() as index:
            return look_up(index, lookup, audiences)

    def look_up_all(self, lookup: Lookup, audiences: Collection[Audience]) -> tuple[Row, ...]:
        """All the rows that were asked for, whatever the page.

        Raises:
            InvalidRequest: A condition names what the table does not have, or cannot be read.
        """
        with self.live.reading() as index:
            return look_up_all(index, lookup, audiences)

    def values(self, kind: RecordKind, column: str, audiences: Collection[Audience]) -> tuple[str, ...]:
        """The values that stand in a column, in its order."""
        with self.live.reading() as index:
            return tuple(str(value) for value in index.tables.values(kind, column, audiences))

    def follow_up(self, today: date, audiences: Collection[Audience]) -> tuple[Matter, ...]:
        """All that there is to follow up on a day."""
        with self.live.reading() as index:
            return follow_up(index, today, audiences)

    def drafts(self, audiences: Collection[Audience]) -> tuple[Draft, ...]:
        """The commitments that were found in contracts, decided on or not."""
        with self.live.reading() as index:
            return index.drafts(audiences)

    def rows(self, selection: Selection, audiences: Collection[Audience]) -> tuple[Row, ...]:
        """The rows that were selected, in order."""
        with self.live.reading() as index:
            return index.tables.rows(selection, audiences)

    def document(self, source_id: str, audiences: Collection[Audience]) -> Document | None:
        """The document with this id, or None if there is none or the audiences may not see it."""
        with self.live.reading() as index:
            return index.document(source_id, audiences)

    def close(self) -> None:
        """Let go of the index."""
        self.live.close()


def open_registry(index_dir: Path) -> Registry:
    """The register of the index in a folder; no model is loaded, since nothing is searched by meaning.

    Raises:
        MissingIndex: Nothing has been ingested.
        StaleIndex: The index was built by another version of the program.
        DamagedIndex: The current version is not whole.
    """
    folder = IndexFolder(index_dir)
    return Registry(LiveIndex(folder, read_manifest(folder.current()).model))
