"""Whether a text says something: words in any inflection, and figures however they are written.

The figures are read here anew, not with the assistant's own function, so that what the assistant misreads is seen.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.swedish import STOP_WORDS, stem, words
from evals.cases import Phrase, Quantity

GAP = 2
"""How many other words may stand between two words of a fact."""

NEGATIONS = frozenset("inte ej icke aldrig ingen inget inga utan".split())

_NUMBER_WORDS = {
    word: float(value)
    for value, word in enumerate(
        "noll ett två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton sjutton arton nitton "
        "tjugo".split()
    )
} | {"en": 1.0, "trettio": 30.0, "fyrtio": 40.0, "femtio": 50.0, "hundra": 100.0}
_MULTIPLIERS = {"tusen": 1e3, "miljon": 1e6, "miljoner": 1e6, "miljard": 1e9, "miljarder": 1e9, "mkr": 1e6}
_UNITS = {"mkr": "kronor", "kr": "kronor", "sek": "kronor", "t": "ton", "st": "stycken"}
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure in a text.

    Attributes:
        value: The figure as it stands.
        multiplied: The same times the `miljoner` or `tusen` that follows it.
        position: Which of the text's words it is.
    """

    value: float
    multiplied: float
    position: int


def tokens(text: str) -> tuple[str, ...]:
    """The folded words of a text, with `CO₂` as `co2`, `%` as `procent` and a decimal comma as a point."""
    composed = unicodedata.normalize("NFKC", text).replace("%", " procent ")
    return tuple(re.sub(r"(?<=\d),(?=\d)", ".", word) for word in words(composed))


def says(text: str, phrase: Phrase, gap: int = GAP) -> bool:
    """Whether any alternative stands in the text: its words in order, in any inflection, with no negation between."""
    said = tokens(text)
    return any(_stands(said, tokens(alternative), gap) for alternative in phrase.alternatives)


def states(text: str, quantity: Quantity) -> bool:
    """Whether the text gives the figure, within its tolerance, with its unit in the same text."""
    return _has_unit(text, quantity.unit) and any(_is_near(figure, quantity) for figure in figures(text))


def misstates(text: str, quantity: Quantity) -> bool:
    """Whether the text gives another figure with the unit right after it, and not the right one."""
    said = tokens(text)
    others = [figure for figure in figures(text) if _followed_by(said, figure, quantity)]
    return bool(others) and not any(_is_near(figure, quantity) for figure in figures(text))


def figures(text: str) -> tuple[Figure, ...]:
    """The figures of a text in order, written with digits or as words."""
    said = tokens(text)
    return tuple(
        Figure(value=value, multiplied=value * _multiplier(said, position), position=position)
        for position, word in enumerate(said)
        for value in _values(word)
    )


def digits(text: str) -> frozenset[float]:
    """The figures of a text that are written with digits."""
    return frozenset(value for word in tokens(text) if word not in _NUMBER_WORDS for value in _values(word))


def content(text: str) -> frozenset[str]:
    """The stems of a text's words but for stop words."""
    return frozenset(stem(word) for word in tokens(text) if word not in STOP_WORDS)


def negated(text: str) -> bool:
    """Whether there is a negation in the text."""
    return not NEGATIONS.isdisjoint(tokens(text))


def _stands(said: Sequence[str], wanted: Sequence[str], gap: int) -> bool:
    reached = [i for i, word in enumerate(said) if wanted and _same(word, wanted[0])]
    for word in wanted[1:]:
        reached = [
            later
            for earlier in reached
            for later in range(earlier + 1, min(earlier + 2 + gap, len(said)))
            if _same(said[later], word) and NEGATIONS.isdisjoint(said[earlier + 1 : later])
        ]
    return bool(reached)


def _same(word: str, other: str) -> bool:
    """Whether two words are inflections of one: equal stems, or one a little longer than the other."""
    shorter, longer = sorted((word, other), key=len)
    near = len(shorter) >= 5 and len(longer) - len(shorter) <= 2 and shorter.isalpha()
    return stem(word) == stem(other) or (near and longer.startswith(shorter))


def _values(word: str) -> tuple[float, ...]:
    """The figures in one word: `10` and `12` in `10-12`, `2030` in `2030-talet`, none in `co2`."""
    if word in _NUMBER_WORDS:
        return (_NUMBER_WORDS[word],)
    parts = re.split("[-’':]", word)
    return tuple(float(found.group().replace(",", ".")) for part in parts if (found := _NUMBER.match(part)))


def _multiplier(said: Sequence[str], position: int) -> float:
    following = said[position + 1] if position + 1 < len(said) else ""
    return _MULTIPLIERS.get(following, 1.0)


def _is_near(figure: Figure, quantity: Quantity) -> bool:
    margin = quantity.tolerance + 1e-9 * max(1.0, quantity.value)
    return any(abs(value - quantity.value) <= margin for value in (figure.value, figure.multiplied))


def _unit(word: str) -> str:
    return _UNITS.get(word, word)


def _has_unit(text: str, unit: str) -> bool:
    said = [_unit(word) for word in tokens(text)] + list(tokens(text))
    return all(any(_same(word, _unit(wanted)) or word == wanted for word in said) for wanted in tokens(unit))


def _followed_by(said: Sequence[str], figure: Figure, quantity: Quantity) -> bool:
    """Whether the figure is of the same sort: the unit's first word stands within two words after it."""
    if not quantity.unit:
        return _is_year(figure.value) and _is_year(quantity.value)
    following = [_unit(word) for word in said[figure.position + 1 : figure.position + 3]]
    return any(_same(word, _unit(tokens(quantity.unit)[0])) for word in following)


def _is_year(value: float) -> bool:
    return value % 1 == 0 and 1900 <= value < 2100
