"""What the assistant declines: opinions, votes, law, health, someone's own case, private lives, orders, insults.

Each kind is known by how it is asked, so a question of fact that merely mentions a party or a court is left alone. Of
a text of several sentences only those that are declined are left out; if a question remains, that is answered.
Nearest examples and a regression over the encoder's vectors were tried instead: both follow what a question is about,
which is the same for both kinds here, more than what it wants of the assistant.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from enum import Enum, auto
from functools import cache
from importlib.resources import files
from typing import Any

from corpus.swedish import QUESTION_WORDS, normalise, sentences, words


class Ground(Enum):
    """Why something is declined, the most urgent first."""

    EMERGENCY = auto()
    HEALTH = auto()
    ELECTION = auto()
    LEGAL = auto()
    PRIVATE_PERSON = auto()
    PERSONAL = auto()
    INSTRUCTIONS = auto()
    OPINION = auto()
    INSULT = auto()


def sift(text: str) -> tuple[str, Ground | None]:
    """The text without the sentences that are declined, and why it is declined when no question is left of it.

    An emergency is one whatever else is said.
    """
    grounds = {sentence: ground_of(sentence) for sentence in sentences(normalise(text))}
    declined = [ground for ground in grounds.values() if ground]
    if not declined:
        return text, None
    left = [sentence for sentence, ground in grounds.items() if not ground]
    if Ground.EMERGENCY in declined or not any(map(_asks, left)):
        return text, min(declined, key=lambda ground: ground.value)
    return " ".join(left), None


def ground_of(sentence: str) -> Ground | None:
    """Why a sentence is declined, or None if it is not."""
    folded = " ".join(normalise(sentence).lower().split())
    found = [ground for ground, pattern in _patterns().items() if pattern.search(folded)]
    private = [Ground.PRIVATE_PERSON] if _is_about_a_private_life(sentence) else []
    return min(found + private, key=lambda ground: ground.value, default=None)


def _is_about_a_private_life(sentence: str) -> bool:
    person, organisation, private = _person()
    named = [found.group() for found in person.finditer(sentence)]
    return bool(private.search(sentence)) and any(not organisation.search(name) for name in named)


def _asks(sentence: str) -> bool:
    return sentence.endswith("?") or not QUESTION_WORDS.isdisjoint(words(sentence)[:1])


@cache
def _patterns() -> Mapping[Ground, re.Pattern[str]]:
    """What a sentence on each ground looks like, folded to lower case with single spaces."""
    read = _read()
    known: dict[str, str] = read["words"]
    return {Ground[name.upper()]: _any_of(patterns, known) for name, patterns in read["grounds"].items()}


@cache
def _person() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What a person's name looks like, what is an organisation's instead, and what is nobody else's business."""
    read = _read()["person"]
    private = "|".join(read["private"])
    return (
        re.compile(rf"\b{read['name']}\b"),
        re.compile(rf"\b{read['organisation']}\b"),
        re.compile(rf"\b(?i:{private})\b"),
    )


def _any_of(patterns: list[str], known: Mapping[str, str]) -> re.Pattern[str]:
    joined = "|".join(f"(?:{pattern})" for pattern in patterns)
    for name, meaning in known.items():
        joined = joined.replace(f"{{{name}}}", meaning)
    return re.compile(joined)


def _read() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files("assistant.talk").joinpath("declined.toml").read_text(encoding="utf-8"))
