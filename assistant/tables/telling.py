"""What an answer from rows is made of: sentences, each with the rows that it rests on, and steps of calculation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from assistant.bars import Bars
from assistant.charts import Chart
from assistant.conversation import runs
from assistant.tables.arithmetic import evaluated, figures, parsed, written
from corpus.tables import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence or list item of the answer, and the rows that it rests on."""

    text: str
    rows: tuple[Row, ...]
    form: Literal["sentence", "item"] = "sentence"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A calculation over rows; see `assistant.conversation.Calculation`."""

    label: str
    expression: str
    result: str
    rows: tuple[Row, ...]
    rounded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What rows say in answer to a query.

    Attributes:
        sentences: The answer; none where no row meets the query.
        steps: The calculations in it, each after those that it builds on.
        caption: What the table of the rows shows.
        rows: The rows of that table, in order.
        chart: A chart of them.
    """

    sentences: tuple[Sentence, ...]
    caption: str = ""
    steps: tuple[Step, ...] = ()
    rows: tuple[Row, ...] = ()
    chart: Chart | Bars | None = None


NOTHING = Told(sentences=())


def calculated(label: str, expression: str, rows: Iterable[Row], decimals: int | None = None) -> Step:
    """A step that works out an expression, rounded to `decimals` where it does not come out even."""
    value = evaluated(expression)
    exact = written(value)
    rounded = decimals is not None and parsed(exact) != parsed(written(value, decimals))
    rounded = rounded or parsed(exact) != value
    result = written(value, decimals) if rounded else exact
    return Step(label=label, expression=expression, result=result, rows=tuple(rows), rounded=rounded)


def counted(label: str, rows: Sequence[Row]) -> Step:
    """A step that counts rows."""
    return Step(label=label, expression="", result=written(Fraction(len(rows))), rows=tuple(rows))


def quantity(row: Row) -> str:
    """The figure and unit that a row of a series ends in, as its sentence has them: `423 796 ton …`."""
    return row.quote.rpartition(": ")[2].rstrip(".")


def figure(row: Row) -> str:
    """The figure of a row of a series, as its sentence has it."""
    return figures(quantity(row))[0]


def unit(row: Row) -> str:
    """The words after the figure of a row of a series."""
    return quantity(row).partition(figure(row))[2].strip()


def year_of(row: Row) -> int:
    """The year of a row of a series; 0 where it has none."""
    year = row.values["year"]
    return year if isinstance(year, int) else 0


def amount(row: Row) -> float:
    """The value of a row of a series that has one."""
    value = row.values["amount"]
    if not isinstance(value, int | float):
        raise TypeError(f"{row.id} has no amount")
    return value


def joined(parts: Sequence[str], last: str = "och") -> str:
    """The parts as they are read out: `a, b och c`."""
    return f" {last} ".join(filter(None, (", ".join(parts[:-1]), parts[-1]))) if parts else ""


def year_spans(years: Iterable[int]) -> str:
    """Years as they are read out, three or more in a row as a span: `1990, 2005 och 2015–2024`."""
    return joined(["–".join(map(str, span)) for span in runs(sorted(set(years)))])
