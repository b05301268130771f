"""The place in a source that an address points at: exactly those words, or none when they are no longer there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.service import unknown_source
from assistant.viewer.addresses import Parameters
from corpus.documents import Document, Passage, Source, Span
from corpus.drafts import Draft
from corpus.records import Record
from corpus.versions import LiveIndex

_LONGEST_NUMBER = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What an address asks to see of a source.

    Attributes:
        page: The page or part, from 1, or None.
        passage_id: The passage that is pointed at, or "".
        start: Where in the passage's text the words begin; None for the whole passage. -1 for what is no number.
        end: One past where they end.
        record_id: The table row or record that is pointed at, or "".
        whole: Whether all rows of a table are to be shown.
    """

    page: int | None = None
    passage_id: str = ""
    start: int | None = None
    end: int | None = None
    record_id: str = ""
    whole: bool = False

    @property
    def points(self) -> bool:
        """Whether it points at words, rather than at a page or the whole."""
        return bool(self.passage_id or self.record_id)

    @property
    def parameters(self) -> Parameters:
        """What the address says of the words that it points at."""
        named = {"stycke": self.passage_id, "fran": self.start, "till": self.end, "rad": self.record_id}
        return {name: value for name, value in named.items() if value is not None and value != ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSource:
    """A source as one version of the index has it.

    Attributes:
        document: Its text.
        records: Its records, if it has any.
        drafts: The drafts of records that were found in it.
        passage: The passage that was asked for, if the index has it.
        file_hash: The SHA-256 under which the original is kept.
        successor: The source that replaces it, if anyone may see that.
    """

    document: Document
    records: tuple[Record, ...]
    drafts: tuple[Draft, ...]
    passage: Passage | None
    file_hash: str
    successor: Source | None

    @property
    def source(self) -> Source:
        """Where the document comes from."""
        return self.document.source


def asked(query: Mapping[str, str]) -> Asked:
    """What the parameters of an address ask for; one that makes no sense points at nothing."""
    page = _number(query.get("sida"))
    return Asked(
        page=page if page is None else max(page, 0),
        passage_id=query.get("stycke", ""),
        start=_number(query.get("fran")),
        end=_number(query.get("till")),
        record_id=query.get("rad", ""),
        whole="alla" in query,
    )


def open_source(live: LiveIndex, source_id: str, passage_id: str = "") -> OpenSource:
    """A source that anyone may see, with the passage that is asked for.

    Raises:
        UnknownSource: There is none with this id, or not everyone may see it.
    """
    with live.reading() as index:
        entry = index.store.entry(source_id) if index.source(source_id) else None
        if entry is None:
            raise unknown_source(source_id)
        return OpenSource(
            document=entry.document,
            records=entry.records,
            drafts=entry.drafts,
            passage=index.passages([passage_id]).get(passage_id) if passage_id else None,
            file_hash=entry.file,
            successor=index.source(entry.source.superseded_by),
        )


def find_place(opened: OpenSource, asked: Asked) -> Span | None:
    """The words in the document that are asked for, without white space around them; None when they are not there."""
    found = _in_passage(opened, asked) if asked.passage_id else _of_record(opened, asked.record_id)
    if found is None:
        return None
    words = opened.document.text[found.start : found.end]
    start = found.start + len(words) - len(words.lstrip())
    end = start + len(words.strip())
    return Span(document_id=found.document_id, start=start, end=end) if start < end else None


def _in_passage(opened: OpenSource, asked: Asked) -> Span | None:
    passage = opened.passage
    if passage is None or not _stands(opened.document, passage.span, passage.text):
        return None
    start, end = asked.start, asked.end
    if start is None and end is None:
        return passage.span
    if start is None or end is None or not 0 <= start < end <= len(passage.text):
        return None
    return Span(document_id=passage.span.document_id, start=passage.span.start + start, end=passage.span.start + end)


def _of_record(opened: OpenSource, record_id: str) -> Span | None:
    """The words that a record or a draft of one rests on, or a row with this id of a table without records."""
    document, source_id = opened.document, opened.source.id
    quoted: tuple[Record | Draft, ...] = (*opened.records, *opened.drafts)
    for known in quoted:
        if record_id == known.id:
            span = Span(document_id=source_id, start=known.start, end=known.start + len(known.quote))
            return span if _stands(document, span, known.quote) else None
    rows = (block for block in document.blocks if block.record_id == record_id and record_id)
    return next((Span(document_id=source_id, start=row.start, end=row.end) for row in rows), None)


def _stands(document: Document, span: Span, text: str) -> bool:
    return span.document_id == document.source.id and document.text[span.start : span.end] == text


def _number(written: str | None) -> int | None:
    """A whole number; -1 for anything else that was written, so that it is not taken for nothing."""
    if written is None:
        return None
    return int(written) if written.isascii() and written.isdigit() and len(written) <= _LONGEST_NUMBER else -1
