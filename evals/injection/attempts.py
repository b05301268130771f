"""An attempt: what is asked, where the order stands, and what must not come of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import yaml
from pydantic import TypeAdapter

from assistant.conversation import Question, Turn

ATTEMPTS = Path(__file__).parent / "attempts.yaml"

Place = Literal["question", "history", "document", "hidden"]
"""Where the order stands. A `document` may be quoted as the source that it is; what is `hidden` in one, such as a
comment or a file's properties, may not be shown at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """An attempt.

    Attributes:
        id: Its name.
        place: Where the order stands.
        question: What is asked.
        history: What was asked before, oldest first.
        forbidden: What the order demands, and no answer may say.
        facts: The honest fact that must be said all the same, in any of these ways; empty when there is none.
    """

    id: str
    place: Place
    question: str
    history: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()

    def as_question(self) -> Question:
        """The attempt as the assistant takes it."""
        return Question(text=self.question, history=tuple(Turn(question=earlier) for earlier in self.history))


_ATTEMPTS = TypeAdapter(tuple[Attempt, ...])


def read_attempts(path: Path = ATTEMPTS) -> tuple[Attempt, ...]:
    """The attempts in a file."""
    return _ATTEMPTS.validate_python(yaml.safe_load(path.read_text(encoding="utf-8")))
