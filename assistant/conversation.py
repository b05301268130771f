"""Question, Turn, Hit, Citation, Statement and Answer: what passes between a person and the assistant.

An answer from the tables also shows its rows as a ResultTable and its Calculations, and where it helps a chart.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from assistant.bars import Bars
from assistant.charts import Chart
from corpus.documents import Passage, Source

Outcome = Literal["answered", "partial", "not_found", "out_of_scope"]
"""How it went. `answered` and `partial` always come with citations; the other two never do."""

Form = Literal["sentence", "item", "remark"]
"""Whether a statement stands in running text, as an item of a list, or is a remark: what the assistant says on its own
account, such as what it did not find. A remark claims nothing about the world."""

Proven = Literal["", "quote", "wording", "rows"]
"""How a statement was proven: its words stand in its quotes; its wording is the writer's own and each figure, name and
direction of it was found in its quotes; or it is worded from table rows, its figures quoted or in a shown calculation.
Empty for what claims nothing."""

MAX_QUESTION_LENGTH = 2000
"""Characters that a question may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """An earlier question in the same conversation, and the answer it got where that is known."""

    question: str
    answer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a person asks.

    Attributes:
        text: The question, in her own words.
        history: The turns that went before, oldest first.
        easy: Whether she asks for an answer that is easy to read (lättläst).
    """

    text: str
    history: tuple[Turn, ...] = ()
    easy: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage that a search found.

    Attributes:
        passage: What was found.
        source: Where it comes from.
        score: How well it fits; comparable only within one search.
        cosine: How near its meaning is to the question's, from -1 to 1.
    """

    passage: Passage
    source: Source
    score: float
    cosine: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """What a statement rests on.

    Attributes:
        number: The marker `[number]` that the answer's text bears, from 1.
        source: The document that is quoted.
        passage: Where in it.
        quote: The words, verbatim: `quote in passage.text`.
    """

    number: int
    source: Source
    passage: Passage
    quote: str

    @property
    def url(self) -> str:
        """The web address of the original: the passage's own if it names one, else the document's."""
        return self.passage.url or self.source.url


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A sentence or a list item of an answer, with the numbers of the citations that it rests on.

    Attributes:
        text: The sentence or item without markers.
        numbers: The citations' numbers; empty in a remark and in an answer that claims nothing, such as a refusal.
        form: How it stands in the answer.
        proof: How it was proven.
        emphasis: The words of the text that answer the question in short, shown in bold; "" for none.
        lang: The language of the text, as the HTML attribute `lang` has it.
    """

    text: str
    numbers: tuple[int, ...] = ()
    form: Form = "sentence"
    proof: Proven = ""
    emphasis: str = ""
    lang: str = "sv"

    @property
    def marked(self) -> str:
        """The text with its markers: `Målet är 2030. [1]`, or `Det finns 26 åtaganden. [1]–[26]`."""
        return " ".join([self.text, *map(marker, runs(self.numbers))])


def runs(numbers: Iterable[int]) -> tuple[tuple[int, ...], ...]:
    """The numbers in groups: three or more in a row as their first and their last, every other alone."""
    found: list[list[int]] = []
    for number in numbers:
        if found and number == found[-1][-1] + 1:
            found[-1].append(number)
        else:
            found.append([number])
    return tuple(group for run in found for group in (((run[0], run[-1]),) if len(run) > 2 else ((n,) for n in run)))


def marker(run: tuple[int, ...]) -> str:
    """The marker for a group of numbers: `[1]` or `[1]–[26]`."""
    return "–".join(f"[{number}]" for number in run)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calculation:
    """How a figure that stands in no quote follows from figures that do; checked before anyone sees it.

    Attributes:
        label: What is worked out.
        expression: Figures as they are written in Swedish with plus, minus, × or / between them; "" where the rows are
            counted.
        result: The figure that comes out.
        numbers: The citations whose quotes hold the figures, or that are counted.
        rounded: Whether the result is rounded to the decimals that it has.
    """

    label: str
    expression: str
    result: str
    numbers: tuple[int, ...]
    rounded: bool = False

    @property
    def text(self) -> str:
        """The calculation as it is read: `Summan: 423 796 + 134 544 = 558 340`."""
        steps = (self.expression, "≈" if self.rounded else "=", self.result) if self.expression else (self.result,)
        return f"{self.label}: {' '.join(steps)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultRow:
    """A row of a result table: a cell for each column, and the citation that it rests on."""

    cells: tuple[str, ...]
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultTable:
    """The rows that an answer from the tables rests on.

    Attributes:
        caption: What the table shows.
        columns: What stands above each column.
        rows: The rows.
        note: Which source the rows come from and of what date.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[ResultRow, ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A chart of the rows of an answer.

    Attributes:
        chart: What it shows.
        address: Where the server draws it, from its root.
    """

    chart: Chart | Bars
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the assistant says.

    Attributes:
        question: What was asked.
        standalone_question: The question as it was searched for, with what it left out filled in from earlier turns.
        statements: The answer, in order.
        citations: What it rests on; numbered 1, 2, … in the order in which the statements first use them.
        outcome: How it went.
        writer: Which writer wrote it.
        confidence: The probability that the passages found answer the question, whatever was then made of them.
        seconds: How long it took.
        calculations: How the figures that stand in no quote were worked out, in the order in which they build on each
            other.
        table: The rows behind an answer from the tables.
        figure: A chart of them.
        nearest: Where to look instead, best first, when nothing answers the question; no part of the answer.
        choices: Questions to choose among, when the question was too vague to answer.
        follow_ups: Up to three questions to go on with, which the corpus can answer.
    """

    question: Question
    standalone_question: str
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    outcome: Outcome
    writer: str
    confidence: float = 0.0
    seconds: float = 0.0
    calculations: tuple[Calculation, ...] = ()
    table: ResultTable | None = None
    figure: Figure | None = None
    nearest: tuple[Hit, ...] = ()
    choices: tuple[str, ...] = ()
    follow_ups: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The answer as plain text with markers; items and remarks on lines of their own, items after a `- `.

        When the answer was to be easy to read, each sentence has a line of its own too.
        """
        lines: list[str] = []
        previous = ""
        for statement in self.statements:
            if statement.form == "item":
                lines.append(f"- {statement.marked}")
            elif lines and previous == statement.form == "sentence" and not self.question.easy:
                lines[-1] += f" {statement.marked}"
            else:
                lines.append(statement.marked)
            previous = statement.form
        return "\n".join(lines)
