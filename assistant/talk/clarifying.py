"""A question too vague to answer is asked back, once, with questions to choose among that the corpus answers.

Vague is a text with no word of substance ("Hur går det?"), or with a single one that is the name of a whole field
("energi", "Berätta om mat"). A search word with a clear subject ("kolsänka") is answered.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from assistant import texts
from assistant.conversation import Question
from corpus.swedish import QUESTION_WORDS, STOP_WORDS, looks_swedish, stem, words


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A question asked back.

    Attributes:
        text: The question.
        choices: Questions that stand alone, to choose among.
    """

    text: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Choices:
    """The file of choices, its words as stems."""

    empty: frozenset[str]
    general: Offer
    topics: Mapping[str, Offer]


def offer(question: Question, asked: str) -> Offer | None:
    """What to ask back when the question, filled in from the turns before it as `asked`, is too vague; else None."""
    known = _choices()
    spoken = words(asked)
    of_substance = {stem(word) for word in spoken if word not in STOP_WORDS | QUESTION_WORDS} - known.empty
    if not looks_swedish(asked) or asked != question.text.strip():
        return None
    if not of_substance:
        return known.general
    # "Vad är energi?" asks for a definition, and "energi 2030" for something of that year.
    is_a_word_alone = len(of_substance) == 1 and QUESTION_WORDS.isdisjoint(spoken)
    return known.topics.get(next(iter(of_substance))) if is_a_word_alone else None


def offers() -> tuple[Offer, ...]:
    """Everything that may be offered."""
    known = _choices()
    return (known.general, *dict.fromkeys(known.topics.values()))


@cache
def _choices() -> _Choices:
    read = tomllib.loads(files("assistant.talk").joinpath("choices.toml").read_text(encoding="utf-8"))
    return _Choices(
        empty=frozenset(map(stem, read["empty"].split())),
        general=Offer(text=texts.CLARIFY, choices=tuple(read["general"])),
        topics={stem(word): _topic(topic) for topic in read["topic"] for word in topic["words"].split()},
    )


def _topic(topic: Mapping[str, Any]) -> Offer:
    return Offer(text=texts.CLARIFY_TOPIC.format(topic=topic["name"]), choices=tuple(topic["questions"]))
