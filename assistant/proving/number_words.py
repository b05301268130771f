"""Swedish number words: `tretton`, `tjugofem`, `två tredjedelar`, `miljoner`."""

from __future__ import annotations

from fractions import Fraction

_UNITS = {
    word: value
    for value, word in enumerate(
        "noll ett två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton sjutton arton "
        "nitton".split()
    )
} | {"en": 1}
_TENS = {
    word: 10 * value
    for value, word in enumerate("tjugo trettio fyrtio femtio sextio sjuttio åttio nittio".split(), start=2)
}
CARDINALS = _UNITS | _TENS
"""The number words that are no compounds of others."""

_ORDINALS = {
    word: value
    for value, word in enumerate(
        "första andra tredje fjärde femte sjätte sjunde åttonde nionde tionde elfte tolfte".split(), start=1
    )
} | {"tjugonde": 20, "hundrade": 100}
_PARTS = {
    "tredjedel": 3, "fjärdedel": 4, "femtedel": 5, "sjättedel": 6, "sjundedel": 7, "åttondel": 8, "niondel": 9,
    "tiondel": 10, "hundradel": 100,
}  # fmt: skip

ARTICLES = frozenset(("en", "ett"))
"""Mostly articles: numbers only before a part or a multiplier."""

MULTIPLIERS = {
    "tusen": 10**3, "miljon": 10**6, "miljoner": 10**6, "miljard": 10**9, "miljarder": 10**9,
}  # fmt: skip

HALVES = frozenset("hälften halva halv halvt".split())


def cardinal(word: str) -> int | None:
    """The value of a folded number word, or None."""
    if word in CARDINALS:
        return CARDINALS[word]
    tens = next((ten for ten in _TENS if word.startswith(ten)), "")
    if tens and word.removeprefix(tens) in _UNITS:
        return _TENS[tens] + _UNITS[word.removeprefix(tens)]
    hundreds = word.removesuffix("hundra")
    return 100 * _UNITS.get(hundreds, 1) if word.endswith("hundra") and hundreds in ("", *_UNITS) else None


def ordinal(word: str) -> int | None:
    """The place that a folded ordinal names, or None; `andra` mostly means "other" and is none."""
    return None if word == "andra" else _ORDINALS.get(word)


def part(word: str) -> Fraction | None:
    """The share that a folded word for one part names: a fifth for `femtedelar`; or None."""
    singular = next((name for name in _PARTS if word.startswith(name)), "")
    return (
        Fraction(1, _PARTS[singular]) if singular and word[len(singular) :] in ("", "en", "ar", "arna", "s") else None
    )
