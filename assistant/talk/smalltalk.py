"""Greetings, thanks, goodbyes and questions of what the assistant is get a reply instead of a search."""

from __future__ import annotations

import re

from assistant import texts
from corpus.swedish import words

_GREETINGS = frozenset("hej hejsan hallå tja tjena morsning god morgon kväll dag goddag hello hi halloj tjo".split())
_THANKS = frozenset("tack tackar thanks thank you toppen bra perfekt jättebra super".split())
_GOODBYES = frozenset("hejdå adjö bye".split())
_FILLERS = frozenset("så mycket för hjälpen det var alla du på dig där då och snälla ha det bra".split())
_WHO = re.compile(
    r"(?:hej[ ,!]+)?(?:(?:vem|vad) är du(?: för något)?|vad heter du|vad kan (?:du|jag) (?:göra här|fråga (?:dig )?om)"
    r"|vad (?:kan du|vet du)(?: göra| svara på| hjälpa (?:mig|till) med)?|är du en (?:robot|bot|ai|människa|dator))\W*"
)


def reply(text: str) -> str | None:
    """What to answer when the text is a greeting, thanks or a goodbye alone, or asks who answers; else None."""
    if _WHO.fullmatch(text.strip().lower()):
        return texts.INTRODUCTION
    spoken = set(words(re.sub(r"hej\s+då", "hejdå", text.lower())))
    if not spoken or "?" in text:
        return None
    for openers, answer in ((_GOODBYES, texts.GOODBYE), (_THANKS, texts.THANKS), (_GREETINGS, texts.GREETING)):
        if spoken & openers and spoken <= _GREETINGS | _THANKS | _GOODBYES | _FILLERS:
            return answer
    return None
