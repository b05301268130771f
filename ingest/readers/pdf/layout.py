"""Lines and tables into blocks.

Lines join into a paragraph until something ends it: a wider gap, an indent, another size, a bullet, or a full stop on
a line that had room for more. A paragraph goes on over a page break when its sentence does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from ingest.cleaning import join_lines
from ingest.readers.pdf.glyphs import Pages
from ingest.readers.pdf.grids import Table
from ingest.readers.pdf.headings import heading_levels, line_pitch
from ingest.readers.pdf.lines import Line, Part, page_parts
from ingest.readers.pieces import Piece, heading, paragraph, table_row

_BULLET = re.compile(r"(?:[•◦▪■●○‣\u2043·–—*\uf0b7\uf0a7-]|o(?= [a-zåäö]))\s+")
_BULLET_SIGN = re.compile(r"[•◦▪■●○‣\u2043\uf0b7\uf0a7]")
_NUMBERED = re.compile(r"(?:\d{1,2}|[a-z])[.)]\s+")
_SENTENCE_ENDS = (".", "!", "?", ":", "…")
_WIDER_GAP = 1.35
_INDENT = 0.8
_SAME_SIZE = 1.12
_SAME_COLUMN = 40.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What has to be known of the whole file to tell where a block ends.

    Attributes:
        levels: The lines that are headings, with their levels.
        pitch: The usual distance between lines, in points.
        lines: All lines, by page.
    """

    levels: Mapping[Line, int]
    pitch: float
    lines: Mapping[int, Sequence[Line]]

    def room(self, line: Line) -> float:
        """How far the line ends from the right edge of its column, in points."""
        column = (other.box for other in self.lines[line.page] if abs(other.box.left - line.box.left) < _SAME_COLUMN)
        return max(box.right for box in column) - line.box.right


def pdf_pieces(pages: Pages) -> Iterator[Piece]:
    """The blocks of a PDF file."""
    parts = page_parts(pages.pages)
    lines = [part for part in parts if isinstance(part, Line)]
    by_page = {page: list(group) for page, group in groupby(lines, key=lambda line: line.page)}
    layout = Layout(levels=heading_levels(lines, pages.outline), pitch=line_pitch(lines), lines=by_page)
    lefts, header = list[float](), tuple[str, ...]()
    for block in _blocks(parts, layout):
        if isinstance(block, Table):
            header = _header(block, header)
            yield from _rows(block, header)
            continue
        header = ()
        lefts = (
            [*(left for left in lefts if left < block[0].box.left - 2), block[0].box.left]
            if _is_item(block, layout)
            else []
        )
        yield _piece(block, layout, len(lefts))


def _blocks(parts: Sequence[Part], layout: Layout) -> Iterator[list[Line] | Table]:
    block = list[Line]()
    for part in parts:
        if isinstance(part, Line) and block and _continues(block, part, layout):
            block.append(part)
            continue
        if block:
            yield block
        block = [part] if isinstance(part, Line) else []
        if isinstance(part, Table):
            yield part
    if block:
        yield block


def _continues(block: Sequence[Line], line: Line, layout: Layout) -> bool:
    """Whether the line belongs to the block above it."""
    last = block[-1]
    if layout.levels.get(last) or layout.levels.get(line):
        return _same_heading(last, line, layout)
    if _opens_item(block, line, layout) or not 1 / _SAME_SIZE < line.size / last.size < _SAME_SIZE:
        return False
    step = last.box.bottom - line.box.bottom
    if line.page != last.page or step <= 0:
        return not last.text.endswith(_SENTENCE_ENDS)
    if step > _WIDER_GAP * layout.pitch:
        return False
    return _hangs(block, line) if _marker(block[0]) else not _is_new_paragraph(last, line, layout)


def _same_heading(last: Line, line: Line, layout: Layout) -> bool:
    same = layout.levels.get(last) == layout.levels.get(line) and last.page == line.page
    near = 0 < last.box.bottom - line.box.bottom < _WIDER_GAP * max(last.box.height, line.box.height)
    return same and near and not line.text[0].isdigit() and not line.text.startswith("§")


def _hangs(block: Sequence[Line], line: Line) -> bool:
    """Whether a line goes on a list item: it is indented, or it goes on a sentence."""
    indented = line.box.left > block[0].box.left + 2
    return indented or (line.text[0].islower() and not block[-1].text.endswith(_SENTENCE_ENDS))


def _is_new_paragraph(last: Line, line: Line, layout: Layout) -> bool:
    indented = line.box.left - last.box.left > _INDENT * line.box.height
    return last.text.endswith(_SENTENCE_ENDS) and (indented or _ended_early(last, line, layout))


def _ended_early(last: Line, line: Line, layout: Layout) -> bool:
    """Whether the line above had room for the next one's first word, so that it was ended on purpose."""
    width = (last.box.right - last.box.left) / len(last.text)
    return layout.room(last) > width * (len(line.text.split()[0]) + 2)


def _opens_item(block: Sequence[Line], line: Line, layout: Layout) -> bool:
    """Whether the line opens a list item; a dash or figure at its start may also be the sentence above going on."""
    if not _marker(line):
        return False
    runs_on = not block[-1].text.endswith(_SENTENCE_ENDS) and abs(line.box.left - block[-1].box.left) < 2
    return _BULLET_SIGN.match(line.text) is not None or not runs_on or _ended_early(block[-1], line, layout)


def _marker(line: Line) -> re.Match[str] | None:
    return _BULLET.match(line.text) or _NUMBERED.match(line.text)


def _is_item(block: Sequence[Line], layout: Layout) -> bool:
    return _marker(block[0]) is not None and block[0] not in layout.levels


def _piece(block: Sequence[Line], layout: Layout, depth: int) -> Piece:
    first, url = block[0].text, next((line.url for line in block if line.url), "")
    marker = _marker(block[0]) if depth else None
    if marker:
        sign = "-" if _BULLET.match(first) else marker[0].strip()
        first = f"{sign} {first[marker.end() :]}"
    text, pages = _joined([first, *(line.text for line in block[1:])], [line.page for line in block])
    if marker:
        return Piece(kind="item", text=text, level=depth, pages=pages)
    level = layout.levels.get(block[0])
    return replace(heading(text, level) if level else paragraph(text, url), pages=pages)


def _joined(texts: Sequence[str], on_pages: Sequence[int]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The lines as running text, and where in it each page begins."""
    joined, pages = "", list[tuple[int, int]]()
    for text, page in zip(texts, on_pages, strict=True):
        joined = join_lines(joined, text)
        if not pages or pages[-1][1] != page:
            pages.append((len(joined) - len(text), page))
    return joined, tuple(pages)


def _header(table: Table, above: tuple[str, ...]) -> tuple[str, ...]:
    """The names of the columns: the table's own, or those of the table that it goes on after a page break."""
    if len(above) == len(table.rows[0]):
        return above
    return table.rows[0] if table.has_header else ()


def _rows(table: Table, header: tuple[str, ...]) -> Iterator[Piece]:
    for row in table.rows[table.rows[0] == header :]:
        yield replace(table_row(header, row), pages=((0, table.page),))
