"""What a reader is told of a source: who stands behind it, of what date it is, whether it still holds, the original."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePosixPath
from urllib.parse import quote

from assistant import texts
from assistant.viewer.addresses import address_of_source
from assistant.viewer.text import host, web_address
from corpus.documents import Source
from corpus.records import RECORD_KINDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Something to follow."""

    text: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A source in the list of sources."""

    link: Link
    facts: tuple[str, ...]
    is_superseded: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Sources of one sort, under their heading."""

    heading: str
    sources: tuple[Listed, ...]


def facts_of(source: Source) -> tuple[tuple[str, str], ...]:
    """What is known of a source, each with its label."""
    known = {
        "publisher": source.publisher,
        "date": swedish_date(source.date),
        "kind": texts.KIND_NAMES[source.kind],
        "licence": source.licence,
        "valid_from": swedish_date(source.valid_from) if source.valid_from else "",
    }
    return tuple((texts.FACT_LABELS[name], text) for name, text in known.items() if text)


def originals_of(source: Source, page: int | None = None) -> tuple[Link, ...]:
    """Where the original is: the file as it was read, at a page if it has pages, and its address on the web."""
    suffix = PurePosixPath(source.path).suffix.lstrip(".").upper()
    file = f"/api/sources/{quote(source.id, safe='')}/file"
    if page:
        links = [Link(text=texts.ORIGINAL_PAGE.format(page=page, suffix=suffix), address=f"{file}#page={page}")]
    else:
        links = [Link(text=texts.ORIGINAL_FILE.format(suffix=suffix), address=file)]
    if url := web_address(source.url):
        links.append(Link(text=texts.ORIGINAL_ON_THE_WEB.format(host=host(url)), address=url))
    return tuple(links)


def link_to(source: Source) -> Link:
    """A link to a source's page."""
    return Link(text=source.title, address=address_of_source(source.id))


def grouped(sources: Iterable[Source]) -> tuple[Group, ...]:
    """The sources by sort, and in each sort by title."""
    ordered = sorted(sources, key=lambda source: (list(texts.KIND_HEADINGS).index(_sort(source)), source.title))
    return tuple(
        Group(heading=texts.KIND_HEADINGS[sort], sources=tuple(map(_listed, group)))
        for sort, group in groupby(ordered, key=_sort)
    )


def swedish_date(written: str) -> str:
    """A date as it is read: `2022-04-11` as `11 april 2022`; a missing one is said to be missing."""
    if not written:
        return texts.UNDATED
    year, month, day = [int(part) for part in f"{written}-0-0".split("-")[:3]]
    if not 0 <= month <= len(texts.MONTHS):
        return written
    return " ".join(filter(None, (str(day or ""), texts.MONTHS[month - 1] if month else "", str(year))))


def _listed(source: Source) -> Listed:
    facts: Sequence[str] = (texts.KIND_NAMES[source.kind], source.publisher, swedish_date(source.date))
    return Listed(link=link_to(source), facts=tuple(filter(None, facts)), is_superseded=bool(source.superseded_by))


def _sort(source: Source) -> str:
    return "table" if source.kind in RECORD_KINDS else source.kind
