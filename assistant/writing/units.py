"""What can be quoted of a passage by itself: a sentence, a whole list, an item that is a sentence, a row's gist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from assistant.conversation import Hit
from corpus.swedish import LIST_SIGN, sentence_spans, terms

_ITEM = re.compile(rf"\s*{LIST_SIGN}")
_OPEN_END = re.compile(r"\b(är|var|blir|blev|att|av|på|för|till|i|hos|med|enligt|som):$")
_DETAIL = re.compile(r"^[A-ZÅÄÖ][\wåäö ]{1,24}: ")
_ROW = re.compile(r"[A-ZÅÄÖ][\wåäö ]*: [^;]+; [A-ZÅÄÖ][\wåäö ]*: ")
_ORIGIN = re.compile(r"^(Källa|Säkerhet): ")


@dataclass(frozen=True, kw_only=True)
class Unit:
    """The least that can be quoted of a passage.

    Attributes:
        hit: The passage.
        rank: The passage's place in the search, from 0.
        start: Where the quote begins in the passage's text.
        end: One past its end.
        text: What is said: the quote itself, or for a list its introduction, or for a table row its gist.
        items: For a list its items.
        introduces: Whether it is a list's introduction without the list.
    """

    hit: Hit
    rank: int
    start: int
    end: int
    text: str
    items: tuple[str, ...] = ()
    introduces: bool = False

    @property
    def quote(self) -> str:
        """The words of the passage."""
        return self.hit.passage.text[self.start : self.end]

    @property
    def is_row(self) -> bool:
        """Whether it is a table row, of a table of its own or of one inside a document."""
        return bool(self.hit.passage.record_id or _ROW.match(self.quote))

    @cached_property
    def heading_terms(self) -> frozenset[str]:
        """The stems of the headings above it."""
        return frozenset(terms(self.hit.passage.heading_path))

    @cached_property
    def said(self) -> frozenset[str]:
        """The stems of what is said, a list's items aside."""
        return frozenset(terms(self.text))

    @cached_property
    def terms(self) -> frozenset[str]:
        """The stems of the quote."""
        return frozenset(terms(self.quote))


def units(hit: Hit, rank: int, asked: frozenset[str]) -> Iterator[Unit]:
    """A passage's units, in order; `asked` are the question's stems, which decide what a row's gist is."""
    if hit.passage.record_id:
        text = hit.passage.text
        yield Unit(hit=hit, rank=rank, start=0, end=len(text), text=_gist(text, asked))
    else:
        yield from _prose_units(hit, rank)


def _prose_units(hit: Hit, rank: int) -> Iterator[Unit]:
    text = hit.passage.text
    lead: tuple[int, int] | None = None
    items: list[tuple[int, int]] = []
    for start, end in [(found.start(), found.end()) for found in re.finditer(r"[^\n]*\S", text)]:
        if marker := _ITEM.match(text[start:end]):
            items.append((start + marker.end(), end))
            continue
        yield from _list_units(hit, rank, lead, items)
        items = []
        for begin, stop in sentence_spans(text[start:end]):
            lead = (start + begin, start + stop)
            if not _OPEN_END.search(text[slice(*lead)]):
                yield _sentence(hit, rank, *lead)
    yield from _list_units(hit, rank, lead, items)


def _list_units(hit: Hit, rank: int, lead: tuple[int, int] | None, items: list[tuple[int, int]]) -> Iterator[Unit]:
    """The list as a whole, and those of its items that are sentences of their own."""
    text = hit.passage.text
    if lead and items:
        said = tuple(text[start:end] for start, end in items)
        yield Unit(hit=hit, rank=rank, start=lead[0], end=items[-1][1], text=text[slice(*lead)], items=said)
    for start, end in items:
        if text[start:end].endswith("."):
            yield _sentence(hit, rank, start, end)


def _sentence(hit: Hit, rank: int, start: int, end: int) -> Unit:
    quote = hit.passage.text[start:end]
    # A list's introduction that is said without the list ends as a sentence does.
    text = re.sub(r":$", ".", quote)
    return Unit(hit=hit, rank=rank, start=start, end=end, text=text, introduces=text != quote)


def _gist(row: str, asked: frozenset[str]) -> str:
    """A row's first sentences, and of its details ("Målår: 2030.") those that the question asks about."""
    said = [row[start:end] for start, end in sentence_spans(row)]
    first_detail = next((place for place, sentence in enumerate(said) if place and _DETAIL.match(sentence)), len(said))
    details = [detail for detail in said[first_detail:] if asked & set(terms(detail)) and not _ORIGIN.match(detail)]
    return " ".join(said[:first_detail] + details)
