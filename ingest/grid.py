"""A sheet as it stands in its file: every cell in its place, so that a fault can be pointed out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

CellKind = Literal["text", "number", "date", "formula", "error"]
"""What a cell holds: `number` and `date` as Excel knows them, a `formula` without a value, or an `error` from one."""


class Cell(NamedTuple):
    """A cell's text, as it is read out, and what it holds."""

    text: str
    kind: CellKind = "text"


EMPTY = Cell("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A sheet of a workbook, or a whole CSV file.

    Attributes:
        name: The sheet's name, or "".
        rows: All rows from the first, also the empty ones, so that the row at index 4 is the one numbered 5.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]

    def filled(self) -> list[tuple[int, tuple[Cell, ...]]]:
        """The index and the cells of each row that is not empty."""
        return [(i, row) for i, row in enumerate(self.rows) if any(cell.text or cell.kind != "text" for cell in row)]
