"""The words of a proven sentence that answer the question in short: the year, the figure with its unit, or the name.

They are shown in bold. Where more than one could be meant nothing is: a wrong emphasis is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant import texts
from assistant.asking import Sought, counts, sought
from corpus.dictionary import is_ordinary
from corpus.swedish import YEAR, words

_MONTH = f"(?:{'|'.join(texts.MONTHS)})"
_MAKES_A_YEAR = "(?:år|i|till|från|sedan|under|senast|före|efter|och med)"
_TIME = re.compile(rf"(?:\d{{1,2}} )?{_MONTH} (?:19|20)\d\d\b|\d{{1,2}} {_MONTH}\b|\b{_MAKES_A_YEAR} ((?:19|20)\d\d)\b")
"""A date, or a year behind a word that makes it one: the year in `Klimatkontrakt 2030` is part of a name."""

_FIGURE = re.compile(
    r"(?<![\d,.-])(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:,\d+)?[ \u00a0]"
    r"(?:(?:miljoner|miljarder|tusen|andra|egna|nya|olika|svenska) )*(?:%|[a-zåäö]+)"
)
_ASKS_WHEN = re.compile(r"(?:(?:och|till|från|sedan) )*(?:när|vilket år|hur länge)\b[^,]*$", re.IGNORECASE)
_ASKS_WHO = re.compile(r"vem\b[^,]*$", re.IGNORECASE)
"""How a question begins that asks for nothing but a time or a name; "när" further on may only tell of one."""
_NAME = re.compile(r"[A-ZÅÄÖ][\w-]*(?: (?:[A-ZÅÄÖ]|\d)[\w-]*)*")


def short_answer(question: str, sentence: str) -> str:
    """The words of the sentence that are the short answer to the question, or ""."""
    kind = sought(question)
    if kind is Sought.NUMBER:
        figures = tuple(_figures(sentence))
        return _only((f for f in figures if counts(f, question)), question) or _only(figures, question)
    if kind is Sought.TIME and _ASKS_WHEN.match(question):
        return _only(_times(sentence), question)
    return _only(_names(sentence), question) if kind is Sought.PERSON and _ASKS_WHO.match(question) else ""


def _only(candidates: Iterator[str] | tuple[str, ...], question: str) -> str:
    """The one candidate that the question does not have already, or "" where there are none or several."""
    asked = set(words(question))
    new = [candidate for candidate in candidates if not set(words(candidate)) <= asked]
    return new[0] if len(new) == 1 else ""


def _times(sentence: str) -> Iterator[str]:
    for found in _TIME.finditer(sentence):
        yield found[1] or found[0]


def _figures(sentence: str) -> Iterator[str]:
    for found in _FIGURE.finditer(sentence):
        if not YEAR.match(found[0]) and not re.search(_MONTH, found[0]):
            yield found[0]


def _names(sentence: str) -> Iterator[str]:
    for found in _NAME.finditer(sentence):
        opens = found.start() == 0 and " " not in found[0]
        if not (opens and not found[0].isupper() and is_ordinary(found[0].lower())):
            yield found[0]
