"""Case: a question, and what a right answer to it holds. How cases are written as YAML is told in cases/README.md."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from assistant.conversation import Outcome, Question, Turn

Kind = Literal[
    "single_fact",
    "definition",
    "list",
    "figure",
    "table",
    "several_documents",
    "clause",
    "follow_up",
    "misspelt",
    "short",
    "chatty",
    "other_language",
    "near_miss",
    "out_of_scope",
    "false_premise",
    "contradiction",
    "injection",
    "opinion",
]
KINDS: tuple[Kind, ...] = get_args(Kind)

Split = Literal["dev", "test"]
"""Development looks at the cases of `dev`; those of `test` are only ever counted."""
SPLITS: tuple[Split, ...] = get_args(Split)

REFUSALS: frozenset[Outcome] = frozenset({"not_found", "out_of_scope"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A fact or list item in words: it is held when any of the alternatives is said."""

    alternatives: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A fact that is a figure.

    Attributes:
        value: The figure, without sign.
        unit: The words that must stand in the same sentence, such as `ton`, or "" for any.
        tolerance: How far from `value` a figure may be and still be right.
    """

    value: float
    unit: str = ""
    tolerance: float = 0.0


Fact = Phrase | Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Words of a document that support the answer.

    Attributes:
        source_id: The document.
        quote: The words, verbatim but for white space.
        page: The page on which they stand, from 1, in a paged document.
    """

    source_id: str
    quote: str
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A question, and what a right answer to it holds.

    Attributes:
        id: Its name, which also decides its split.
        kind: What it tries.
        question: What is asked.
        history: The questions before it in the same conversation, oldest first.
        facts: What the answer must hold, all of it.
        items: For a question that asks for a list what the list must name, all of it.
        forbidden: What the answer must not say.
        evidence: What supports the answer. Any of it will do, but a case of several documents needs each document.
        outcomes: How it may go.
        paraphrase_of: The id of the case that this one asks in other words, or "".
        file: The name of the file that it was read from.
    """

    id: str
    kind: Kind
    question: str
    outcomes: tuple[Outcome, ...]
    history: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    items: tuple[Phrase, ...] = ()
    forbidden: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    paraphrase_of: str = ""
    file: str = ""

    @property
    def split(self) -> Split:
        """A third of the ids by their hash are `test`; a paraphrase goes with its original."""
        digest = hashlib.sha256((self.paraphrase_of or self.id).encode()).digest()
        return "test" if digest[0] % 3 == 0 else "dev"

    @property
    def must_answer(self) -> bool:
        """Whether only an answer is right."""
        return not REFUSALS.intersection(self.outcomes)

    @property
    def must_refuse(self) -> bool:
        """Whether only a refusal is right."""
        return REFUSALS.issuperset(self.outcomes)

    @property
    def digest(self) -> str:
        """A hash of what is asked and expected, so that runs are compared on equal cases alone."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:16]

    def as_question(self) -> Question:
        """What the assistant is asked."""
        return Question(text=self.question, history=tuple(Turn(question=earlier) for earlier in self.history))


def sample(cases: Sequence[Case], size: int) -> list[Case]:
    """So many of the cases, chosen by a hash of their ids: the same ones in every run, whatever was added since."""
    chosen = sorted(cases, key=lambda case: hashlib.sha256(f"sample {case.id}".encode()).digest())[:size]
    return [case for case in cases if case in chosen]
