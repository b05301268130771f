"""Question, Turn, Hit, Citation, Statement and Answer: what passes between a person and the assistant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from corpus.documents import Passage, Source

Outcome = Literal["answered", "partial", "not_found", "out_of_scope"]
"""How it went. `answered` and `partial` always come with citations; the other two never do."""

MAX_QUESTION_LENGTH = 2000
"""Characters that a question may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """An earlier question in the same conversation, and the answer it got where that is known."""

    question: str
    answer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a person asks, with the turns that went before, oldest first."""

    text: str
    history: tuple[Turn, ...] = ()


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
        numbers: The citations' numbers; empty only in an answer that claims nothing, such as a refusal.
        form: Whether it stands in running text or as an item of a list.
    """

    text: str
    numbers: tuple[int, ...] = ()
    form: Literal["sentence", "item"] = "sentence"

    @property
    def marked(self) -> str:
        """The text with its markers: `Målet är 2030. [1]`."""
        return " ".join([self.text, *(f"[{number}]" for number in self.numbers)])


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
    """

    question: Question
    standalone_question: str
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    outcome: Outcome
    writer: str
    confidence: float = 0.0
    seconds: float = 0.0

    @property
    def text(self) -> str:
        """The answer as plain text with markers; list items on lines of their own that begin with `- `."""
        lines: list[str] = []
        previous = ""
        for statement in self.statements:
            if statement.form == "item":
                lines.append(f"- {statement.marked}")
            elif lines and previous == "sentence":
                lines[-1] += f" {statement.marked}"
            else:
                lines.append(statement.marked)
            previous = statement.form
        return "\n".join(lines)
