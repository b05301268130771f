"""Which characters of a page of a PDF file the document's text was read from.

The words of a block stand on its page one after the other, once both are folded. Where the same words stand there
several times, the blocks around them decide, which come in the same order on the page; where they cannot, the block
is not found.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from math import inf

from assistant.viewer.folding import Folded, fold
from assistant.viewer.glyphs import Glyph
from assistant.viewer.units import Unit, folded, units_of
from corpus.documents import Document, Span

_MOST_CANDIDATES = 200
_MOST_ROUNDS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Strand:
    """Words that stand on the page.

    Attributes:
        text: The words, folded.
        offsets: For each character where it stands in the document's text.
        glyphs: For each character which glyph of the page it was read from.
        is_loose: Whether the words were folded loosely.
    """

    text: str
    offsets: tuple[int, ...]
    glyphs: tuple[int, ...]
    is_loose: bool

    def within(self, start: int, end: int) -> Strand:
        """What of it was read from a range of the document's text."""
        kept = [i for i, offset in enumerate(self.offsets) if start <= offset < end]
        return Strand(
            text="".join(self.text[i] for i in kept),
            offsets=tuple(self.offsets[i] for i in kept),
            glyphs=tuple(self.glyphs[i] for i in kept),
            is_loose=self.is_loose,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A unit of the page and where it is.

    Attributes:
        unit: The unit.
        words: Its words; None when they were not found, or it cannot be told which of several places is theirs.
        labels: For a row the names of its columns that stand on the page.
    """

    unit: Unit
    words: Strand | None
    labels: tuple[Strand, ...] = ()


def align(document: Document, page: Span, glyphs: Sequence[Glyph]) -> tuple[Found, ...]:
    """The units of a page of the document, each with where it is."""
    streams = {loose: fold((glyph.text for glyph in glyphs), loose=loose) for loose in (False, True)}
    units = units_of(document, page)
    candidates = []
    for unit in units:
        words = folded(document.text, unit.words, loose=unit.is_row)
        candidates.append(list(_places(words, streams[unit.is_row], glyphs, is_loose=unit.is_row)))
    settled = list(zip(units, _settled(candidates), strict=True))
    headers = dict(_headers(document.text, settled, streams[True]))
    return tuple(
        Found(unit=unit, words=words, labels=tuple(_labels(document.text, unit, headers.get(unit.table, {}))))
        for unit, words in settled
    )


def _places(words: Folded, stream: Folded, glyphs: Sequence[Glyph], *, is_loose: bool) -> Iterator[Strand]:
    """The places on the page where these words stand, as whole words."""
    begin = stream.text.find(words.text) if words.text else -1
    for _ in range(_MOST_CANDIDATES):
        if begin < 0:
            return
        at = stream.at[begin : begin + len(words.text)]
        if not _goes_on(glyphs, at[0] - 1) and not _goes_on(glyphs, at[-1] + 1):
            yield Strand(text=words.text, offsets=words.at, glyphs=at, is_loose=is_loose)
        begin = stream.text.find(words.text, begin + 1)


def _goes_on(glyphs: Sequence[Glyph], index: int) -> bool:
    """Whether a word goes on in the glyph just outside a place."""
    return 0 <= index < len(glyphs) and glyphs[index].text.isalnum()


def _settled(candidates: Sequence[Sequence[Strand]]) -> list[Strand | None]:
    """For each unit its place, where the places settled around it leave as many as there are units with its words."""
    settled = [places[0] if len(places) == 1 else None for places in candidates]
    for _ in range(_MOST_ROUNDS):
        for (_, low, high), members in _open(candidates, settled).items():
            between = [place for place in candidates[members[0]] if low < place.glyphs[0] and place.glyphs[-1] < high]
            if len(between) == len(members):
                for member, place in zip(members, between, strict=True):
                    settled[member] = place
    return settled


def _open(
    candidates: Sequence[Sequence[Strand]], settled: Sequence[Strand | None]
) -> dict[tuple[str, float, float], list[int]]:
    """The units without a place, by their words and by the last glyph settled before them and the first after them."""
    lows = accumulate((float(place.glyphs[-1]) if place else -1.0 for place in settled), max)
    highs = list(accumulate((float(place.glyphs[0]) if place else inf for place in reversed(settled)), min))
    members = dict[tuple[str, float, float], list[int]]()
    for i, (places, low, high) in enumerate(zip(candidates, lows, reversed(highs), strict=True)):
        if places and settled[i] is None:
            members.setdefault((places[0].text, low, high), []).append(i)
    return members


def _headers(
    text: str, units: Sequence[tuple[Unit, Strand | None]], stream: Folded
) -> Iterator[tuple[int, Mapping[str, Sequence[int]]]]:
    """For each table whose header stands right above its first row: the glyphs of each name in it, folded."""
    rows = [(unit, words) for unit, words in units if unit.is_row]
    for table, group in groupby(rows, key=lambda row: row[0].table):
        members = list(group)
        first, longest = members[0][1], max((unit.labels for unit, _ in members), key=len)
        names = [folded(text, [label], loose=True).text for label in longest]
        end = bisect_left(stream.at, first.glyphs[0]) if first else 0
        start = end - len("".join(names))
        if first and start >= 0 and stream.text[start:end] == "".join(names):
            starts = accumulate(map(len, names), initial=start)
            yield table, {name: stream.at[at : at + len(name)] for name, at in zip(names, starts, strict=False)}


def _labels(text: str, unit: Unit, header: Mapping[str, Sequence[int]]) -> Iterator[Strand]:
    for label in unit.labels:
        words = folded(text, [label], loose=True)
        if glyphs := header.get(words.text):
            yield Strand(text=words.text, offsets=words.at, glyphs=tuple(glyphs), is_loose=True)
