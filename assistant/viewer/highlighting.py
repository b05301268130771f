"""Where on the picture of a page the words lie that an answer rests on: boxes over exactly them, or none at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import zip_longest

from assistant.viewer.aligning import Found, align
from assistant.viewer.folding import fold
from assistant.viewer.glyphs import Box, Glyph
from corpus.documents import Document, Span

_WIDEST_SPACE = 1.2  # in heights of the text; a wider one is between columns


def highlight(document: Document, page: Span, place: Span, glyphs: Sequence[Glyph]) -> tuple[Box, ...]:
    """Boxes over the words of a place that stand on a page, line by line; none when any of them is not found.

    What the boxes cover is read again and must be the words of the place. A row of a table is marked where its cells
    are, and where the names of its columns are if they stand on the same page.
    """
    boxes = list[Box]()
    for found in align(document, page, glyphs):
        if not any(start < place.end and place.start < end for start, end in found.unit.words + found.unit.labels):
            continue
        covered = _cover(found, place, glyphs)
        if covered is None:
            return ()
        boxes += covered
    return tuple(dict.fromkeys(boxes))


def _cover(found: Found, place: Span, glyphs: Sequence[Glyph]) -> list[Box] | None:
    """Boxes over what a unit has of the place; None when they would not cover exactly that."""
    if found.words is None:
        return None
    boxes = list[Box]()
    for strand in (found.words, *found.labels):
        words = strand.within(place.start, place.end)
        over = list(_lines(words.glyphs, glyphs))
        if _read_again(over, glyphs, is_loose=words.is_loose) != words.text:
            return None
        boxes += over
    return boxes


def _read_again(boxes: Sequence[Box], glyphs: Iterable[Glyph], *, is_loose: bool) -> str:
    """What stands under some boxes, folded."""
    under = (glyph.text for glyph in glyphs if any(box.holds_middle_of(glyph.box) for box in boxes))
    return fold(under, loose=is_loose).text


def _lines(indices: Sequence[int], glyphs: Sequence[Glyph]) -> Iterator[Box]:
    """Boxes over glyphs, one for those that stand beside each other."""
    stretch = list[Box]()
    for box in _inked(indices, glyphs):
        if stretch and not _follows(stretch[-1], box):
            yield reduce(_around, stretch)
            stretch = []
        stretch.append(box)
    if stretch:
        yield reduce(_around, stretch)


def _inked(indices: Sequence[int], glyphs: Sequence[Glyph]) -> Iterator[Box]:
    """The boxes of glyphs in the page's order, with those between two of them that were not compared."""
    wanted = sorted(set(indices))
    for index, following in zip_longest(wanted, wanted[1:]):
        yield glyphs[index].box
        between = glyphs[index + 1 : following] if following else ()
        if between and not any(fold([glyph.text]).text for glyph in between):
            yield from (glyph.box for glyph in between if not glyph.text.isspace() and glyph.box.width > 0)


def _follows(last: Box, box: Box) -> bool:
    """Whether a glyph stands right after another on the same line."""
    shared = min(last.bottom, box.bottom) - max(last.top, box.top)
    gap = box.left - last.right
    height = min(last.height, box.height)
    return shared > height / 2 and -height < gap < _WIDEST_SPACE * height


def _around(one: Box, other: Box) -> Box:
    return Box(
        left=min(one.left, other.left),
        top=min(one.top, other.top),
        right=max(one.right, other.right),
        bottom=max(one.bottom, other.bottom),
    )
