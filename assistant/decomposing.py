"""A question that asks several things at once becomes several questions, each of which can be answered on its own.

Several short searches find what one for the whole text does not: its passages would have to be about all of it.
Question decomposition, as in Min et al. (2019), Multi-hop Reading Comprehension through Question Decomposition and
Rescoring; here by Swedish question words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.asking import Sought, sought
from assistant.conversation import Question, Turn
from assistant.rewriting import standalone, topic
from corpus.swedish import sentences, words

_QUESTION_WORD = "vem|vems|vad|när|hur|var|vart|vilka|vilken|vilket|varför"
_VERB = "är|var|har|hade|finns|fanns|kan|ska|får|blir|blev|gäller"
_NEXT_PART = re.compile(
    rf"[,;]?\s+(?:och|samt|men)\s+(?=(?:(?:till|från|av|med|för|på|i|om)\s+)?(?:{_QUESTION_WORD})\b)"
    rf"|[,;]\s+(?:och|samt|men)\s+(?=(?:{_VERB})\b)",
    re.IGNORECASE,
)

_KINDS_OF_THEIR_OWN = frozenset({Sought.NUMBER, Sought.TIME, Sought.PERSON, Sought.REASON})

MOST_PARTS = 3
"""How many questions are answered at once; what is asked beyond them belongs to the last."""


def parts(question: str) -> tuple[str, ...]:
    """What is asked at once, as it is written: `Vem samordnar X och till när pågår X?` asks two things."""
    return tuple(_NEXT_PART.split(question, maxsplit=MOST_PARTS - 1))


def subquestions(asked: str) -> tuple[str, ...]:
    """The questions in a standalone question, each standalone; the question itself when it asks one thing."""
    first, *others = (part for sentence in _questions(asked) for part in parts(sentence))
    own = [part for part in others if _asks_for_more(part, first)]
    return (_closed(first), *(_filled(part, first) for part in own)) if own else (asked,)


def _asks_for_more(part: str, first: str) -> bool:
    """Whether a later part names a subject, or asks for another kind of thing: `…, och till när?`."""
    kind = sought(part)
    return bool(topic(part)) or (kind in _KINDS_OF_THEIR_OWN and kind is not sought(first))


def _questions(asked: str) -> Iterator[str]:
    """The sentences that ask, if all of the text does; a sentence of two words asks nothing of its own."""
    told = sentences(asked)
    several = len(told) > 1 and all(sentence.endswith("?") and len(words(sentence)) > 2 for sentence in told)
    yield from told if several else (asked,)


def _filled(part: str, first: str) -> str:
    """A later part with what it leaves out taken from the first."""
    return standalone(Question(text=_closed(part), history=(Turn(question=_closed(first)),)))


def _closed(part: str) -> str:
    return f"{part[:1].upper()}{part[1:].rstrip(' ?.!,')}?"
