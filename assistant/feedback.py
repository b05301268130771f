"""What visitors think of answers: one line of JSON each, in a file that `python -m evals from-feedback` reads.

Only what a visitor sends is kept, with personal data taken out; not who sent it, from where or when.
"""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant import texts
from assistant.conversation import MAX_QUESTION_LENGTH
from assistant.errors import FeedbackFull
from assistant.privacy import redact
from assistant.wire import MAX_TURNS, Text

MOST_BYTES = 20_000_000
"""How large the file may grow: tens of thousands of lines, and no more than a disk can bear."""

MAX_ANSWER_LENGTH = 20_000
MAX_REASON_LENGTH = 1_000

Rating = Literal["up", "down"]


class Feedback(BaseModel):
    """Vad en besökare tycker om ett svar. Bara det som står här sparas, aldrig vem som skickade det."""

    model_config = ConfigDict(frozen=True)

    question: Text = Field(
        max_length=MAX_QUESTION_LENGTH, description="Frågan som ställdes.", examples=["Vad är en kolsänka?"]
    )
    history: tuple[Annotated[Text, Field(max_length=MAX_QUESTION_LENGTH)], ...] = Field(
        default=(), max_length=MAX_TURNS, description="Tidigare frågor i samtalet, äldst först.", examples=[[]]
    )
    answer: Text = Field(
        default="",
        max_length=MAX_ANSWER_LENGTH,
        description="Svaret som visades.",
        examples=["En kolsänka tar upp mer koldioxid än den släpper ut. [1]"],
    )
    rating: Rating = Field(description="Tummen upp eller ner.", examples=["down"])
    reason: Text = Field(
        default="", max_length=MAX_REASON_LENGTH, description="Varför, om besökaren vill säga det.", examples=[""]
    )


class FeedbackFile:
    """The file that feedback is added to.

    Args:
        path: Where it is; it is made, readable by its owner alone, at the first line.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()

    def save(self, feedback: Feedback) -> None:
        """Add a line, with e-mail addresses, phone numbers and personal identity numbers taken out.

        Raises:
            FeedbackFull: The file is as large as it may be.
        """
        line = _line(feedback).encode()
        with self._lock:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            with os.fdopen(descriptor, "ab") as file:
                if file.tell() + len(line) > MOST_BYTES:
                    raise FeedbackFull(texts.FEEDBACK_FULL)
                file.write(line)


def _line(feedback: Feedback) -> str:
    kept = feedback.model_copy(
        update={
            "question": redact(feedback.question),
            "history": tuple(map(redact, feedback.history)),
            "answer": redact(feedback.answer),
            "reason": redact(feedback.reason),
        }
    )
    return json.dumps(kept.model_dump(), ensure_ascii=False) + "\n"
