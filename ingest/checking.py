"""Checking a table before it is used: every fault with its row, its column, its value and what to do about it.

A file with faults is refused whole, since a table that is used in part gives wrong sums; what was read before stays.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from corpus.documents import Source
from corpus.errors import UnreadableDocument
from corpus.records import RECORD_KINDS, TABLES, Column, RecordKind
from ingest.grid import EMPTY, Cell, Grid
from ingest.headers import Header, find_header, nearest
from ingest.numbers import MISSING, Point, meaning_of_point, parse_number, plain_number
from ingest.rows import WORD_UNITS, Row, column_name

SHOWN_FAULTS = 20

_TOTALS = re.compile(r"(?:del)?(?:summa|totalt?|totalsumma|s:a|antal)\b.*", re.IGNORECASE)
_YEARS = range(1900, 2201)
_PLAIN_YEAR = re.compile(r"(\d{4})(?:[.,]0+)?")
_DATED_YEAR = re.compile(r"(\d{4})-\d{1,2}(?:-\d{1,2})?(?: \d\d:\d\d)?|\d{1,2}[/.-]\d{1,2}[/.-](\d{4})")
_EXCEL_BEGINS = dt.date(1899, 12, 30)
_YEARS_AS_DATES = 1905
"""A number such as 2027 in a cell that Excel shows as a date becomes a day in 1905."""
_MISREAD = re.compile(r"Ã[¥¤¶…„–©]|Â[ §]|\ufffd")
"""UTF-8 that some program has read as Windows text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something in a table that is not as it must be.

    Attributes:
        sheet: The sheet's name, or "" where there is one only.
        row: The row's number as a spreadsheet shows it, from 1; None when the fault is the whole column's.
        column: The column's name.
        value: What stands there, or "".
        problem: What is wrong and what to do about it.
    """

    sheet: str
    row: int | None
    column: str
    value: str
    problem: str

    def __str__(self) -> str:
        places = (
            f"bladet ”{self.sheet}”" if self.sheet else "",
            f"rad {self.row}" if self.row else "",
            f"kolumnen ”{self.column}”" if self.column else "",
        )
        return f"{', '.join(filter(None, places))}: {f'”{self.value}” ' if self.value else ''}{self.problem}"


class FaultyTable(UnreadableDocument):
    """A table that cannot be used; the message tells of the first faults and how many more there are.

    Attributes:
        faults: All of them, in the order of the sheets and rows.
    """

    def __init__(self, source: Source, faults: Sequence[Fault]) -> None:
        more = len(faults) - SHOWN_FAULTS
        lines = [f"{source.path} används inte, för att den har {len(faults)} fel. Rätta och läs in den igen."]
        lines += [f"  {fault}" for fault in faults[:SHOWN_FAULTS]]
        super().__init__("fel i tabellen", "\n".join([*lines, *([f"  … och {more} fel till."] if more > 0 else [])]))
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A sheet that has been checked.

    Attributes:
        name: The sheet's name, or "".
        rows: Its rows, with numbers and years written plainly.
    """

    name: str
    rows: tuple[Row, ...]


def checked_tables(source: Source, grids: Sequence[Grid]) -> list[Table]:
    """The tables of a file that is to hold records; a sheet that has none of its columns is passed over.

    Raises:
        FaultyTable: Something in them is not as it must be.
    """
    kind = next(kind for kind in RECORD_KINDS if kind == source.kind)
    meant = [grid for grid in grids if _has_columns(grid, kind)] or list(grids[:1])
    sheets = [_Sheet(grid=grid, kind=kind, is_named=len(grids) > 1) for grid in meant]
    faults = [fault for sheet in sheets for fault in sheet.faults()]
    faults += _repeated_ids(sheets)
    if faults:
        raise FaultyTable(source, sorted(faults, key=lambda fault: (fault.sheet, fault.row or 0)))
    return [Table(name=sheet.grid.name, rows=tuple(sheet.plain_rows())) for sheet in sheets]


def _has_columns(grid: Grid, kind: RecordKind) -> bool:
    names = {column.header for column in TABLES[kind]}
    return len(names & set(find_header(grid, kind).columns)) > 1


class _Sheet:
    """A sheet on its way to be checked."""

    def __init__(self, *, grid: Grid, kind: RecordKind, is_named: bool) -> None:
        self.grid = grid
        self.kind = kind
        self.header = find_header(grid, kind)
        self.rows = _without_totals(kind, self.header, [pair for pair in grid.filled() if pair[0] > self.header.row])
        self.fault = partial(Fault, sheet=grid.name if is_named else "")

    def faults(self) -> list[Fault]:
        """What is wrong with the columns, and then with the cells."""
        return [*self._column_faults(), *self._width_faults(), *self._cell_faults(), *self._misread()]

    def plain_rows(self) -> Iterator[Row]:
        """The rows with their numbers and years written plainly."""
        readers = self._readers()
        for _, row in self.rows:
            cells = self._named(row)
            yield {
                name: readers[column_name(name)](cell, cells) if column_name(name) in readers else cell.text
                for name, cell in cells.items()
            }

    def ids(self) -> Iterator[tuple[int, str]]:
        """The number and the id of each row that has one."""
        for index, row in self.rows:
            cells = {column_name(name): cell for name, cell in self._named(row).items()}
            if text := cells.get("id", EMPTY).text:
                yield index + 1, text

    def _named(self, row: Sequence[Cell]) -> dict[str, Cell]:
        names = self.header.names
        return dict(zip(names, [*row, *[EMPTY] * (len(names) - len(row))], strict=False))

    def _column_faults(self) -> Iterator[Fault]:
        columns = self.header.columns
        known = {column.header: column for column in TABLES[self.kind]}
        unknown = [name for name in self.header.names if column_name(name) not in {*known, "id"}]
        number = self.header.row + 1 or None
        for name, column in known.items():
            if columns.count(name) > 1:
                yield self.fault(row=number, column=name, value="", problem="finns flera gånger. Behåll en av dem.")
            meant = nearest(name, unknown) if name not in columns else ""
            if meant:
                yield self.fault(row=number, column=meant, value="", problem=f"är okänd. Menade du ”{name}”?")
            elif column.required and name not in columns:
                yield self.fault(row=None, column=name, value="", problem="saknas. Lägg till den i rubrikraden.")

    def _width_faults(self) -> Iterator[Fault]:
        width = len(self.header.names)
        for index, row in self.rows:
            if extra := next((cell.text for cell in row[width:] if cell.text), ""):
                problem = "står till höger om sista rubriken. Sätt citattecken om text där skiljetecknet ingår."
                yield self.fault(row=index + 1, column="", value=extra, problem=problem)

    def _cell_faults(self) -> Iterator[Fault]:
        readers = self._readers()
        for index, row in self.rows:
            cells = self._named(row)
            for name, cell in cells.items():
                if problem := _problem(readers.get(column_name(name), _read_text), cell, cells):
                    yield self.fault(row=index + 1, column=name, value=cell.text, problem=problem)

    def _misread(self) -> Iterator[Fault]:
        rows = enumerate(self.grid.rows, start=1)
        wrong = next(((number, c.text) for number, row in rows for c in row if _MISREAD.search(c.text)), None)
        if wrong:
            problem = "är text i fel teckenkodning. Hämta originalet och spara om det som UTF-8."
            yield self.fault(row=wrong[0], column="", value=wrong[1], problem=problem)

    def _readers(self) -> Mapping[str, _Reader]:
        """What reads each column that we know, by its name in the file; one that is a number and words reads both."""
        columns = sorted(TABLES[self.kind], key=lambda column: column.type == "text", reverse=True)
        return {column.header: self._reader(column) for column in columns}

    def _reader(self, column: Column) -> _Reader:
        if column.type == "year":
            return partial(_read_year, column)
        if column.type == "text":
            return partial(_read_filled, column)
        texts = [
            cell.text
            for _, row in self.rows
            for name, cell in self._named(row).items()
            if column_name(name) == column.header and cell.kind == "text"
        ]
        return partial(_read_amount, meaning_of_point(texts), _takes_words(self.kind, column))


_Reader = Callable[[Cell, Mapping[str, Cell]], str]
"""Gives a cell's text as it is to be kept, told the row's other cells; raises ValueError with what is wrong."""


def _problem(reader: _Reader, cell: Cell, row: Mapping[str, Cell]) -> str:
    """What is wrong with a cell, or ""."""
    if cell.kind == "formula":
        return "cellen har en formel som inte är uträknad. Öppna filen i Excel och spara den, eller klistra in värdet."
    if cell.kind == "error":
        return "är ett fel i en formel. Rätta formeln, eller skriv värdet."
    try:
        reader(cell, row)
    except ValueError as error:
        return str(error)
    return ""


def _read_text(cell: Cell, _: Mapping[str, Cell]) -> str:
    return cell.text


def _read_filled(column: Column, cell: Cell, _: Mapping[str, Cell]) -> str:
    if column.filled and not cell.text:
        raise ValueError("cellen är tom. Fyll i den, eller ta bort raden.")
    return cell.text


def _read_year(column: Column, cell: Cell, _: Mapping[str, Cell]) -> str:
    if cell.text in MISSING:
        return _read_filled(column, EMPTY, {})
    found = _PLAIN_YEAR.fullmatch(cell.text) or _DATED_YEAR.fullmatch(cell.text)
    year = int(next(filter(None, found.groups()))) if found else 0
    if cell.kind == "date" and year == _YEARS_AS_DATES:
        meant = (dt.date.fromisoformat(cell.text[:10]) - _EXCEL_BEGINS).days
        raise ValueError(f"är ett datum. Menade du {meant}? Formatera cellen som tal och skriv årtalet.")
    if year not in _YEARS:
        raise ValueError("är inget årtal. Skriv fyra siffror, eller lämna cellen tom.")
    return str(year)


def _read_amount(point: Point, takes_words: bool, cell: Cell, row: Mapping[str, Cell]) -> str:
    if cell.kind == "date" and not takes_words:
        raise ValueError("är ett datum, men ska vara ett tal. Formatera cellen som tal.")
    try:
        number = parse_number(cell.text, "decimal" if cell.kind == "number" else point)
    except ValueError:
        unit = next((c.text for name, c in row.items() if column_name(name) == "enhet"), "")
        if takes_words and unit in WORD_UNITS:
            return cell.text
        raise
    return "" if number is None else plain_number(number)


def _takes_words(kind: RecordKind, column: Column) -> bool:
    """Whether the same column of the file is also kept as it was written."""
    return any(other.header == column.header and other.type == "text" for other in TABLES[kind])


def _without_totals(
    kind: RecordKind, header: Header, rows: list[tuple[int, tuple[Cell, ...]]]
) -> list[tuple[int, tuple[Cell, ...]]]:
    """The rows without the sums at the end: rows that begin so and lack what each row must have."""
    filled = {column.header for column in TABLES[kind] if column.filled}
    while rows:
        cells = dict(zip(header.columns, [*rows[-1][1], *[EMPTY] * len(header.columns)], strict=False))
        first = next((cell.text for cell in cells.values() if cell.text), "")
        if not _TOTALS.fullmatch(first) or all(cells[name].text for name in filled & cells.keys()):
            break
        rows = rows[:-1]
    return rows


def _repeated_ids(sheets: Sequence[_Sheet]) -> Iterator[Fault]:
    seen = dict[str, int]()
    for sheet in sheets:
        for number, text in sheet.ids():
            if text in seen:
                problem = f"står redan på rad {seen[text]}. Ge varje rad ett eget id."
                yield sheet.fault(row=number, column="id", value=text, problem=problem)
            seen.setdefault(text, number)
