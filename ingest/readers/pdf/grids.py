"""Ruled tables on a page of a PDF file.

Lines that touch each other and go both ways make a grid. Lines above each other of the same length, with text in
columns between them, make a table as well: its columns are where no text stands in between.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise

from ingest.cleaning import join_lines
from ingest.readers.pdf.glyphs import Box, Page, Run

_SLACK = 3.0  # Points by which lines that belong together may miss each other.
_FEWEST_RULES = 3
_WIDEST_CELL = 0.75  # Of the table's width.
_COLUMNS_WITH_HEADER = 3
_MOST_RULES = 1_500  # A page with more shows a drawing.
_WIDER_STEP = 1.15  # Between rows that no line parts, in steps between the lines of a cell.

Edges = Sequence[float]
"""Where one column or row ends and the next begins, ascending."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table on a page.

    Attributes:
        rows: The cells' texts; every row has as many.
        has_header: Whether the first row names the columns: it is in bold, or there are three columns or more.
        runs: Which of the page's runs stand in it.
        page: Its page, from 1.
    """

    rows: tuple[tuple[str, ...], ...]
    has_header: bool
    runs: frozenset[int]
    page: int


def find_tables(page: Page) -> tuple[Table, ...]:
    """The ruled tables of a page that have at least two rows and two columns, from the top."""
    tables, taken = list[Table](), frozenset[int]()
    drawn = page.rules if len(page.rules) <= _MOST_RULES else ()
    for rules in filter(None, (*_grids(drawn), *_stacks(drawn, page.runs))):
        table = _table(page, rules, taken)
        if table:
            tables.append(table)
            taken |= table.runs
    return tuple(sorted(tables, key=lambda table: min(table.runs)))


def _grids(rules: Sequence[Box]) -> Iterator[list[Box]]:
    """Rules that touch each other, directly or through others, where they go both ways."""
    groups = list[list[Box]]()
    for rule in rules:
        touching = [group for group in groups if any(_touch(rule, other) for other in group)]
        groups = [group for group in groups if group not in touching]
        groups.append([rule, *(other for group in touching for other in group)])
    return (group for group in groups if len({_is_upright(rule) for rule in group}) == 2)


def _stacks(rules: Sequence[Box], runs: Sequence[Run]) -> Iterator[list[Box]]:
    """Level rules above each other that begin and end at the same places, with cells and no running text between."""
    groups = list[list[Box]]()
    for rule in sorted((rule for rule in rules if not _is_upright(rule)), key=lambda rule: -rule.top):
        group = next((g for g in groups if _near(g[0].left, rule.left) and _near(g[0].right, rule.right)), None)
        if group is None:
            groups.append([rule])
        else:
            group.append(rule)
    for group in groups:
        stack = group[:1]
        for above, below in pairwise(group):
            if not _holds_cells(runs, _around(above, below), is_first=len(stack) < 2):
                yield stack
                stack = []
            stack.append(below)
        yield stack


def _holds_cells(runs: Sequence[Run], band: Box, *, is_first: bool) -> bool:
    """Whether what stands between two level rules is a table's row: several cells, or below others a single line."""
    inside = [run for run in runs if _contains(band, run.box)]
    lines = _lines(inside)
    is_row = any(len(line) > 1 for line in lines) or (len(lines) < 2 and not is_first)
    return is_row and all(run.box.right - run.box.left < _WIDEST_CELL * (band.right - band.left) for run in inside)


def _table(page: Page, rules: Sequence[Box], taken: frozenset[int]) -> Table | None:
    frame = reduce(_around, rules, rules[0])
    inside = {i: run for i, run in enumerate(page.runs) if i not in taken and _contains(frame, run.box)}
    upright = [(rule.left + rule.right) / 2 for rule in rules if _is_upright(rule)]
    level = [(rule.bottom + rule.top) / 2 for rule in rules if not _is_upright(rule)]
    columns = _distinct([frame.left, *upright, frame.right]) if upright else _gaps(run.box for run in inside.values())
    rows = _distinct([frame.bottom, *level, frame.top])
    if len(level) <= _FEWEST_RULES:
        rows = _distinct([*rows, *_row_breaks(list(inside.values()), columns)])
    cells = _cells(list(inside.values()), columns, rows)
    filled = [row for row in cells if any(row)]
    if len(columns) < 3 or len(filled) < 2 or sum(map(bool, filled[0])) < 2:
        return None
    top = [run for run in inside.values() if _place(run.box, columns, rows)[0] == len(rows) - 2]
    has_header = len(columns) > _COLUMNS_WITH_HEADER or all(run.bold for run in top)
    return Table(rows=tuple(filled), has_header=has_header, runs=frozenset(inside), page=page.number)


def _cells(runs: Sequence[Run], columns: Edges, rows: Edges) -> list[tuple[str, ...]]:
    def text(place: tuple[int, int]) -> str:
        return reduce(join_lines, (run.text for run in runs if _place(run.box, columns, rows) == place), "")

    return [tuple(text((row, column)) for column in range(len(columns) - 1)) for row in reversed(range(len(rows) - 1))]


def _place(box: Box, columns: Edges, rows: Edges) -> tuple[int, int]:
    """In which row, from below, and column the middle of the box is."""
    across, up = (box.left + box.right) / 2, (box.bottom + box.top) / 2
    return sum(edge < up for edge in rows[1:-1]), sum(edge < across for edge in columns[1:-1])


def _row_breaks(runs: Sequence[Run], columns: Edges) -> list[float]:
    """Where a new row begins with no line above it: the first column has text, and the step is wider than in a cell."""
    lines = _lines(runs)
    steps = [above[0].box.bottom - below[0].box.bottom for above, below in pairwise(lines)]
    columns_filled = [len({_place(run.box, columns, ())[1] for run in line}) for line in lines]
    one_line_rows = min(columns_filled, default=0) > 1
    return [
        (above[0].box.bottom + below[0].box.top) / 2
        for (above, below), step in zip(pairwise(lines), steps, strict=True)
        if one_line_rows
        or (step > _WIDER_STEP * min(steps) and any(_place(run.box, columns, ())[1] == 0 for run in below))
    ]


def _lines(runs: Sequence[Run]) -> list[list[Run]]:
    """The runs line by line across the table, from the top."""
    lines = list[list[Run]]()
    for run in sorted(runs, key=lambda run: -run.box.top):
        if lines and lines[-1][0].box.beside(run.box):
            lines[-1].append(run)
        else:
            lines.append([run])
    return lines


def _gaps(boxes: Iterable[Box]) -> list[float]:
    """The outer edges of the boxes and the middles of the upright strips in which none stands."""
    strips = _merged(boxes, lambda box: (box.left, box.right))
    if not strips:
        return []
    return [strips[0][0], *((left[1] + right[0]) / 2 for left, right in pairwise(strips)), strips[-1][1]]


def _merged(boxes: Iterable[Box], extent: Callable[[Box], tuple[float, float]]) -> list[tuple[float, float]]:
    """The extents of the boxes one way, those that overlap made into one, ascending."""
    merged = list[tuple[float, float]]()
    for low, high in sorted(map(extent, boxes)):
        if merged and low <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
        else:
            merged.append((low, high))
    return merged


def _distinct(values: Iterable[float]) -> list[float]:
    distinct = list[float]()
    for value in sorted(values):
        if not distinct or value - distinct[-1] > _SLACK:
            distinct.append(value)
    return distinct


def _is_upright(rule: Box) -> bool:
    return rule.height > rule.right - rule.left


def _touch(one: Box, other: Box) -> bool:
    across = one.left - _SLACK <= other.right and other.left - _SLACK <= one.right
    return across and one.bottom - _SLACK <= other.top and other.bottom - _SLACK <= one.top


def _around(one: Box, other: Box) -> Box:
    return Box(
        left=min(one.left, other.left),
        bottom=min(one.bottom, other.bottom),
        right=max(one.right, other.right),
        top=max(one.top, other.top),
    )


def _contains(frame: Box, box: Box) -> bool:
    across, up = (box.left + box.right) / 2, (box.bottom + box.top) / 2
    return frame.left <= across <= frame.right and frame.bottom <= up <= frame.top


def _near(one: float, other: float) -> bool:
    return abs(one - other) <= _SLACK
