"""Headers: where in a sheet the columns are named, and which of our tables a sheet is meant as.

People put a title above the table, name columns on two lines, and misspell. A header is known by the names it shares
with one of our tables; what it nearly shares is told of, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from rapidfuzz import fuzz, process

from corpus.documents import Kind
from corpus.records import RECORD_KINDS, TABLES, RecordKind
from ingest.cleaning import slug
from ingest.grid import EMPTY, Cell, Grid
from ingest.rows import column_name

_SEARCHED_ROWS = 20
_NEAR = 80
"""How alike, of 100, a name is to the one that it is taken to be meant as."""
_FEWEST_SHARED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """Where a sheet's columns are named.

    Attributes:
        row: The index of the row that names them, or of the last of two.
        names: The columns' names; a column without one is called by its number.
    """

    row: int
    names: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The names as they are compared."""
        return tuple(map(column_name, self.names))


def find_header(grid: Grid, kind: Kind) -> Header:
    """The header of a sheet that is to be a table of this kind: of its first rows the one that names most columns.

    A sheet where none does has its first row that is not empty for a header.
    """
    known = _known(kind)
    best = max(_candidates(grid, known), key=lambda header: len(known & set(header.columns)), default=None)
    return best or Header(row=-1, names=())


def likely_kind(grid: Grid) -> Kind:
    """Which of our tables a sheet is, or is clearly meant as: one column may lack or be misspelt; else `document`."""
    whole = [kind for kind in RECORD_KINDS if _required(kind) <= set(find_header(grid, kind).columns)]
    meant = [kind for kind in RECORD_KINDS if _is_meant(grid, kind)]
    return next(iter([*whole, *meant]), "document")


def nearest(name: str, others: Sequence[str]) -> str:
    """The name among others that this one is taken to be meant as, or ""."""
    found = process.extractOne(name, others, processor=_letters, scorer=fuzz.ratio, score_cutoff=_NEAR)
    return str(found[0]) if found else ""


def _letters(name: str) -> str:
    """A name without its accents and the signs between its words, which are often left out."""
    return slug(name).replace("-", "")


def _is_meant(grid: Grid, kind: RecordKind) -> bool:
    columns = find_header(grid, kind).columns
    unknown = [column for column in columns if column not in _known(kind)]
    lacking = [column for column in _required(kind) if column not in columns and not nearest(column, unknown)]
    misspelt = [column for column in _required(kind) if column not in columns and nearest(column, unknown)]
    shared = len(_known(kind) & set(columns)) + len(misspelt)
    return len(lacking) <= 1 and len(lacking) + len(misspelt) < len(_required(kind)) and shared >= _FEWEST_SHARED


def _candidates(grid: Grid, known: frozenset[str]) -> Iterator[Header]:
    """Each of the first rows as a header, before each two of them as one."""
    rows = grid.filled()[:_SEARCHED_ROWS]
    yield from (Header(row=i, names=_names([cell.text for cell in row])) for i, row in rows)
    for (_, above), (i, below) in pairwise(rows):
        names = [_joined(top, bottom, known) for top, bottom in zip_longest(above, below, fillvalue=EMPTY)]
        yield Header(row=i, names=_names(names))


def _joined(top: Cell, bottom: Cell, known: frozenset[str]) -> str:
    """The name of a column that two rows name: what both say, or what the one that we know says."""
    both = f"{top.text} {bottom.text}".strip()
    return next((name for name in (both, bottom.text, top.text) if column_name(_whole(name)) in known), both)


def _names(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(_whole(text) or f"Kolumn {number}" for number, text in enumerate(texts, start=1))


def _whole(name: str) -> str:
    """A name that was broken into lines, in one."""
    return " ".join(re.sub(r"(?<=\w)-\s*\n\s*", "", name).split())


def _known(kind: Kind) -> frozenset[str]:
    return frozenset({"id"} | {column.header for record in RECORD_KINDS if record == kind for column in TABLES[record]})


def _required(kind: RecordKind) -> frozenset[str]:
    return frozenset(column.header for column in TABLES[kind] if column.required)
