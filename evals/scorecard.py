"""Scorecard: what a run found, case by case, and in what surroundings. What is stored is exactly this."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.conversation import Outcome
from evals.cases import REFUSALS, Kind, Split


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedSource:
    """A citation as it is stored: what a reader saw."""

    number: int
    source_id: str
    title: str
    page: int | None
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """What was asked and answered, and what was wrong with it."""

    question: str
    text: str
    citations: tuple[QuotedSource, ...]
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseResult:
    """How one case went.

    Attributes:
        id: The case.
        digest: A hash of the case as it was.
        kind: What it tries.
        split: Where it belongs.
        paraphrase_of: The case that it asks in other words, or "".
        must_answer: Whether only an answer would do.
        must_refuse: Whether only a refusal would do.
        outcome: How the answer says that it went; None when there was none.
        writer: Who wrote the answer, or "".
        confidence: How sure the assistant was, on a scale of its own.
        held: For each fact and list item whether the answer had it.
        values: What was measured, by name; what does not apply is left out.
        transcript: The answer; None for a test case of a run, which nobody is to read.
    """

    id: str
    digest: str
    kind: Kind
    split: Split
    paraphrase_of: str
    must_answer: bool
    must_refuse: bool
    outcome: Outcome | None
    writer: str
    confidence: float
    held: tuple[bool, ...]
    values: Mapping[str, float]
    transcript: Transcript | None

    @property
    def answered(self) -> bool:
        """Whether there was an answer rather than a refusal or a failure."""
        return self.outcome is not None and self.outcome not in REFUSALS

    @property
    def right(self) -> bool:
        """Whether nothing was wrong with the answer."""
        return self.values["right"] == 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a run was made with.

    Attributes:
        date: When it began, ISO 8601 in UTC.
        commit: The program's, with `+` when files differed from it; "okänd" outside a repository.
        machine: Processor, cores, system and Python.
        model: The stamp of the model in the index.
        index_version: The version of the index.
        passages: How many passages it holds.
        corpus: A hash of all that its passages depend on.
        settings: The assistant's settings, but for folders and addresses.
    """

    date: str
    commit: str
    machine: str
    model: str
    index_version: str
    passages: int
    corpus: str
    settings: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorecard:
    """What a run found.

    Attributes:
        surroundings: What it was made with.
        results: How each case went.
        seconds: How long it took.
    """

    surroundings: Surroundings
    results: tuple[CaseResult, ...]
    seconds: float

    def of(self, split: Split) -> Sequence[CaseResult]:
        """The results of one split."""
        return [result for result in self.results if result.split == split]
