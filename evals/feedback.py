"""Thumbs-down from visitors, drafted as cases for a person to finish.

A line of feedback is JSON: {"question", "history", "answer", "rating", "reason"}, where `rating` is "up" or "down".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ValidationError

from evals.errors import InvalidFeedback
from ingest.cleaning import slug

TO_FILL_IN = "FYLL I"
"""Stands where a person has to decide; no case that has it can be loaded."""

_ID_LENGTH = 48


def _as_question(turn: object) -> object:
    return turn["question"] if isinstance(turn, dict) and "question" in turn else turn


class Feedback(BaseModel, frozen=True):
    """What a visitor thought of an answer."""

    question: str
    history: tuple[Annotated[str, BeforeValidator(_as_question)], ...] = ()
    answer: str = ""
    rating: Literal["up", "down"]
    reason: str | None = None


def read_feedback(path: Path) -> tuple[Feedback, ...]:
    """The lines of a feedback file.

    Raises:
        InvalidFeedback: It cannot be read, or a line lacks a field.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")  # splitlines() also parts at what JSON keeps
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidFeedback(f"Filen {path} går inte att läsa. Kontrollera att den finns och är UTF-8.") from error
    return tuple(_read_line(path.name, number, line) for number, line in enumerate(lines, start=1) if line.strip())


def drafts(feedback: Iterable[Feedback]) -> str:
    """A case for each thumbs-down, as YAML, with what the visitor saw and said as comments."""
    seen = Counter[str]()
    return "".join(_draft(item, seen) for item in feedback if item.rating == "down")


def _read_line(file: str, number: int, line: str) -> Feedback:
    try:
        return Feedback.model_validate_json(line)
    except ValidationError as error:
        field = ".".join(str(part) for part in error.errors()[0]["loc"])
        what = f"fältet {field} saknas eller har fel värde" if field else "raden är inte ett JSON-objekt"
        raise InvalidFeedback(f"{file}, rad {number}: {what}. Rätta eller ta bort raden.") from error


def _draft(item: Feedback, seen: Counter[str]) -> str:
    wanted = slug(item.question)[:_ID_LENGTH].strip("-") or "fraga"
    seen[wanted] += 1
    case = {
        "id": wanted if seen[wanted] == 1 else f"{wanted}-{seen[wanted]}",
        "kind": TO_FILL_IN,
        "question": item.question,
        **({"history": list(item.history)} if item.history else {}),
        "facts": [{"any": [TO_FILL_IN]}],
        "evidence": [{"source": TO_FILL_IN, "quote": TO_FILL_IN}],
        "outcome": "answered",
    }
    return "".join([*_comments(item), yaml.safe_dump([case], allow_unicode=True, sort_keys=False, width=1000), "\n"])


def _comments(item: Feedback) -> Iterator[str]:
    """What the visitor saw and said, each on one line, so that nothing in it can become a part of the case."""
    for label, text in (("Svaret var", item.answer), ("Besökaren skrev", item.reason)):
        if text:
            yield f"# {label}: {' '.join(text.split())}\n"
