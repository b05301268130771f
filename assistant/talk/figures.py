"""The figures that a sentence states, each with what it counts, so that two of the same kind can be compared."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.proving.number_words import CARDINALS
from corpus.swedish import YEAR, normalise, stem, words

ROUNDED = 0.02
"""How far apart two figures may be, as a share, for one to be the other rounded."""

_VALUES = {word: str(value) for word, value in CARDINALS.items() if 2 <= value <= 20}
_IN_A_NAME = re.compile(r"\b(?!År )(?:[A-ZÅÄÖ][\w-]+|städer) (?:19|20)\d\d\b")
_ABOUT = r"(?:(?:fler|mer|färre|mindre) än|cirka|ungefär|omkring|drygt|knappt|nästan|över|under|minst|högst|upp till)"
_NUMBER = rf"\d{{1,3}}(?: \d{{3}})+|\d+(?:[.,]\d+)?|(?:{'|'.join(_VALUES)})\b"
_COUNTED = r"%|(?:miljoner|miljarder|tusen) \w+|\w+"
_FIGURE = re.compile(rf"({_ABOUT} )?(?<![\w.,–-])({_NUMBER})(?![\w.,]*\d)(?= ?({_COUNTED})?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A figure of a sentence.

    Attributes:
        value: What it is.
        number: As it was written: `7 000`.
        written: The same with what it counts: `cirka 7 000 kunder`.
        kind: The stems of what it counts, or `år` for a year.
    """

    value: float
    number: str
    written: str
    kind: str

    def is_about(self, other: float) -> bool:
        """Whether another figure is so near that it may be this one rounded; a year is itself alone."""
        return abs(self.value - other) <= (0 if self.kind == "år" else ROUNDED * abs(self.value))


def stated(sentence: str) -> tuple[Stated, ...]:
    """The figures of a sentence in order; the year in a name ("Klimatkontrakt 2030") is none."""
    return tuple(_stated(*found.groups()) for found in _FIGURE.finditer(_IN_A_NAME.sub("", normalise(sentence))))


def _stated(about: str | None, number: str, counted: str | None) -> Stated:
    digits = _VALUES.get(number.lower(), number.replace(" ", "").replace(",", "."))
    if YEAR.fullmatch(number):
        return Stated(value=float(digits), number=number, written=number, kind="år")
    unit = (counted or "").replace("%", "procent")
    written = f"{about or ''}{number} {unit}".strip()
    return Stated(value=float(digits), number=number, written=written, kind=" ".join(map(stem, words(unit))))
