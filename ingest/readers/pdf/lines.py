"""The pages of a PDF file as lines of running text and tables, without running heads and page numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.cleaning import running_lines
from ingest.readers.pdf.glyphs import Box, Page, Run
from ingest.readers.pdf.grids import Table, find_tables

# A row of dots and the number of a page.
_CONTENTS_ENTRY = re.compile(r"(?:[.…·_] ?){4,}\s*(?:\d{1,4}|[ivxl]+)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of running text.

    Attributes:
        text: Its words.
        box: Where it stands.
        size: The height of its letters, those of its longest run.
        bold: Whether all of it is bold.
        page: Its page, from 1.
        url: Where the first web link on it leads, or "".
    """

    text: str
    box: Box
    size: float
    bold: bool
    page: int
    url: str = ""


Part = Line | Table


def page_parts(pages: Sequence[Page]) -> list[Part]:
    """What the pages hold, in order."""
    parts = [list(_parts(page)) for page in pages]
    running = _running([[part for part in page if isinstance(part, Line)] for page in parts])
    return [part for page in parts for part in page if part not in running and not _is_contents_entry(part)]


def _is_contents_entry(part: Part) -> bool:
    return isinstance(part, Line) and _CONTENTS_ENTRY.search(part.text) is not None


def _parts(page: Page) -> Iterator[Part]:
    tables = find_tables(page)
    places = {index: table for table in tables for index in table.runs}
    line: Line | None = None
    for index, run in enumerate(page.runs):
        if line and index not in places and _follows(line, run):
            line = _longer(line, run)
            continue
        if line:
            yield _linked(line, page)
        line = (
            None
            if index in places
            else Line(text=run.text, box=run.box, size=run.size, bold=run.bold, page=page.number)
        )
        if index in places and index == min(places[index].runs):
            yield places[index]
    if line:
        yield _linked(line, page)


def _follows(line: Line, run: Run) -> bool:
    return run.box.beside(line.box) and run.box.left >= line.box.right - line.box.height / 2


def _longer(line: Line, run: Run) -> Line:
    box = replace(line.box, right=run.box.right, top=max(line.box.top, run.box.top))
    size = run.size if len(run.text) > len(line.text) else line.size
    return replace(line, text=f"{line.text} {run.text}", box=box, size=size, bold=line.bold and run.bold)


def _linked(line: Line, page: Page) -> Line:
    return replace(line, url=next((link.url for link in page.links if link.box.overlaps(line.box)), ""))


def _running(pages: Sequence[Sequence[Line]]) -> frozenset[Line]:
    ordered = [sorted(page, key=lambda line: (-line.box.top, line.box.left)) for page in pages]
    marked = running_lines([[line.text for line in page] for page in ordered])
    return frozenset(page[index] for page, indices in zip(ordered, marked, strict=True) for index in indices)
