"""Greetings, thanks and goodbyes get a human reply instead of a search."""

from __future__ import annotations

import re

from assistant import texts
from corpus.swedish import words

_GREETINGS = frozenset("hej hejsan hallå tja tjena morsning god morgon kväll dag goddag hello hi halloj tjo".split())
_THANKS = frozenset("tack tackar thanks thank you toppen bra perfekt jättebra super".split())
_GOODBYES = frozenset("hejdå adjö bye".split())
_FILLERS = frozenset("så mycket för hjälpen det var alla du på dig där då och snälla ha det bra".split())


def reply(text: str) -> str | None:
    """What to answer when the text is nothing but a greeting, thanks or a goodbye; None for anything else."""
    spoken = set(words(re.sub(r"hej\s+då", "hejdå", text.lower())))
    if not spoken or "?" in text:
        return None
    for openers, answer in ((_GOODBYES, texts.GOODBYE), (_THANKS, texts.THANKS), (_GREETINGS, texts.GREETING)):
        if spoken & openers and spoken <= _GREETINGS | _THANKS | _GOODBYES | _FILLERS:
            return answer
    return None
