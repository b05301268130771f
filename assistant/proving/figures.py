"""The figures of a text: numbers with unit and bound, shares, dates, ordinals and codes, however they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from assistant.proving.number_words import ARTICLES, HALVES, MULTIPLIERS, cardinal, ordinal, part
from assistant.proving.reading import RANGE, Word, Words, read
from corpus.swedish import words as folded_words

Bound = Literal["", "about", "over", "under", "least", "most"]

Kind = Literal["number", "share", "date", "ordinal", "code"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure in a text.

    Attributes:
        kind: What it is: a number, a share of a whole, a date or part of one, a place in an order, or something else
            with digits in it.
        start: The place of its first word among the text's words.
        end: One past its last.
        value: The value of a number, share or ordinal.
        grain: The value of its last digit that is not an ending zero: what it may be rounded to.
        unit: The unit of a number, or "".
        scale: What the digits are multiplied with to get the value: a million in `1,2 miljoner`.
        bound: What is said of the true value: "cirka", "drygt" or "över", "knappt" or "under", "minst", "högst".
        date: Year, month and day; 0 for what is not said.
        code: A code, folded.
    """

    kind: Kind
    start: int
    end: int
    value: Fraction = Fraction(0)
    grain: Fraction = Fraction(1)
    unit: str = ""
    scale: int = 1
    bound: Bound = ""
    date: tuple[int, int, int] = (0, 0, 0)
    code: str = ""

    @property
    def is_year(self) -> bool:
        """Whether it is a year and no more."""
        return self.kind == "date" and self.date[1:] == (0, 0)


_MONTHS = {
    name: number
    for number, names in enumerate(
        "januari/jan februari/feb mars april/apr maj juni/jun juli/jul augusti/aug september/sep/sept oktober/okt "
        "november/nov december/dec".split(),
        start=1,
    )
    for name in names.split("/")
}
UNITS = {
    name: names.split()[0]
    for names in (
        "procentenhet procentenheter", "ton", "kg kilo kilogram", "g gram", "km kilometer", "m meter", "mil",
        "ha hektar", "kvm kvadratmeter", "liter", "kw kilowatt", "mw megawatt", "gw gigawatt", "kwh kilowattimmar",
        "mwh megawattimmar", "gwh gigawattimmar", "twh terawattimmar", "kr krona kronor sek mkr tkr mnkr", "euro eur",
        "dollar", "grad grader", "år åren", "månad månader månaderna", "vecka veckor", "dag dagar dygn",
        "timme timmar", "minut minuter", "gång gånger", "poäng",
    )
    for name in names.split()
}  # fmt: skip
_SCALED_UNITS = {"mkr": 10**6, "mnkr": 10**6, "tkr": 10**3}
PERCENT = frozenset(("procent", "%"))
_BOUND_WORDS: dict[Bound, str] = {
    "about": "cirka ca circa omkring ungefär runt uppskattningsvis",
    "over": "drygt över",
    "under": "knappt nästan under närmare",
    "least": "minst åtminstone lägst",
    "most": "högst max maximalt",
}
BOUNDS: dict[str, Bound] = {word: bound for bound, words in _BOUND_WORDS.items() for word in words.split()}
_BEFORE_THAN: dict[Bound, str] = {"over": "mer fler större högre längre", "under": "mindre färre lägre kortare"}
_BOUNDS_BEFORE_THAN: dict[str, Bound] = {word: bound for bound, words in _BEFORE_THAN.items() for word in words.split()}
_JOINERS = frozenset((RANGE, "till", "och", "eller"))


@lru_cache(maxsize=512)
def figures(text: str) -> tuple[Figure, ...]:
    """The figures of a text, in order."""
    words = read(text)
    return _shared(words, [_bounded(words, figure) for figure in _scan(words)])


def numerals(text: str) -> frozenset[str]:
    """The words of a text that have digits in them, each written one way: `423 796` as `423796`, `16,4` as `16.4`."""
    return frozenset(word.replace(",", ".") for word in folded_words(text) if re.search(r"\d", word))


def _scan(words: Words) -> Iterator[Figure]:
    at = 0
    while at < len(words):
        found = _date(words, at) or _ordinal(words, at) or _share(words, at) or _number(words, at) or _code(words, at)
        if found:
            yield found
        at = found.end if found else at + 1


def _folded(words: Words, at: int) -> str:
    """The folded word at a place; "" where there is none or it stands in another sentence."""
    same = at < len(words) and (at == 0 or words[at].sentence == words[at - 1].sentence)
    return words[at].folded if same else ""


def _date(words: Words, at: int) -> Figure | None:
    word = words[at].folded
    if iso := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", word):
        return Figure(kind="date", start=at, end=at + 1, date=(int(iso[1]), int(iso[2]), int(iso[3])))
    day = int(word) if re.fullmatch(r"[1-9]|[12]\d|3[01]", word) and _folded(words, at + 1) in _MONTHS else 0
    month = _MONTHS.get(_folded(words, at + 1) if day else word, 0)
    next_at = at + bool(day) + bool(month)
    year = _year(words, next_at)
    if not (month or year):
        return None
    return Figure(kind="date", start=at, end=next_at + bool(year), date=(year, month, day))


def _year(words: Words, at: int) -> int:
    """The year that stands at a place, or 0; with a unit after it, it is a number."""
    word = words[at].folded if at < len(words) else ""
    following = _folded(words, at + 1)
    measured = (following in UNITS and following != "år") or following in PERCENT or following in MULTIPLIERS
    return int(word) if re.fullmatch(r"(?:19|20)\d\d", word) and not measured else 0


def _ordinal(words: Words, at: int) -> Figure | None:
    place = ordinal(words[at].folded)
    return Figure(kind="ordinal", start=at, end=at + 1, value=Fraction(place)) if place else None


def _share(words: Words, at: int) -> Figure | None:
    """A share in words: `hälften`, `två tredjedelar`, `femtedel`."""
    if words[at].folded in HALVES:
        return Figure(kind="share", start=at, end=at + 1, value=Fraction(1, 2), grain=Fraction(1, 10))
    word = words[at].folded
    count = int(word) if word.isdigit() else cardinal(word)
    one = part(_folded(words, at + 1)) if count else part(word)
    if one is None:
        return None
    return Figure(kind="share", start=at, end=at + 1 + bool(count), value=(count or 1) * one, grain=Fraction(1, 10))


def _number(words: Words, at: int) -> Figure | None:
    word = words[at].folded
    written = re.fullmatch(r"\d+(?:[.,]\d+)?", word)
    spoken = None if written else cardinal(word)
    multiplier = MULTIPLIERS.get(_folded(words, at + 1), 1)
    if not written and (spoken is None or (word in ARTICLES and multiplier == 1)):
        return None
    value = Fraction(word.replace(",", ".")) if written else Fraction(spoken or 0)
    figure = Figure(kind="number", start=at, end=at + 1 + (multiplier > 1), value=value, grain=_grain(word, value))
    return _measured(words, _scaled(figure, multiplier))


def _measured(words: Words, figure: Figure) -> Figure:
    """The figure with the unit that follows it."""
    following = _folded(words, figure.end)
    if following in PERCENT:
        return replace(_percent(figure), end=figure.end + 1)
    unit = UNITS.get(following, "")
    if not unit or (following == "år" and _year(words, figure.end + 1)):  # "Scope 3 år 2045"
        return figure
    return replace(_scaled(figure, _SCALED_UNITS.get(following, 1)), unit=unit, end=figure.end + 1)


def _scaled(figure: Figure, scale: int) -> Figure:
    return replace(figure, value=figure.value * scale, grain=figure.grain * scale, scale=figure.scale * scale)


def _percent(figure: Figure) -> Figure:
    return replace(figure, kind="share", value=figure.value / 100, grain=figure.grain / 100)


def _grain(word: str, value: Fraction) -> Fraction:
    decimals = re.search(r"[.,](\d+)$", word)
    if decimals:
        return Fraction(1, 10 ** len(decimals[1]))
    zeros = len(str(int(value))) - len(str(int(value)).rstrip("0")) if value else 0
    return Fraction(10**zeros)


def _code(words: Words, at: int) -> Figure | None:
    word = words[at].folded
    code = word.replace(" ", "")
    return Figure(kind="code", start=at, end=at + 1, code=code) if re.search(r"\d", word) else None


def _bounded(words: Words, figure: Figure) -> Figure:
    """The figure with the bound that stands before it; "under 2024" bounds nothing."""
    if figure.kind not in ("number", "share") or figure.start == 0:
        return figure
    first = words[figure.start]
    before = [word.folded for word in words[max(0, figure.start - 3) : figure.start] if word.sentence == first.sentence]
    if before[-1:] == ["en"]:  # "drygt en femtedel"
        before.pop()
    if before[-1:] == ["än"]:
        return replace(figure, bound=_BOUNDS_BEFORE_THAN.get("".join(before[-2:-1]), ""))
    if before[-2:] == ["upp", "till"]:
        return replace(figure, bound="most")
    return replace(figure, bound=BOUNDS.get("".join(before[-1:]), ""))


def _shared(words: Words, found: Sequence[Figure]) -> tuple[Figure, ...]:
    """The figures; those joined to one with a unit or a month share it: `1–1,5 miljarder`, `16–22 september 2023`."""
    shared: list[Figure] = []
    for figure in reversed(found):
        shared.append(_sharing(words, figure, shared[-1]) if shared else figure)
    return tuple(reversed(shared))


def _sharing(words: Words, figure: Figure, following: Figure) -> Figure:
    between = words[figure.end : following.start]
    bare = figure.kind == "number" and not figure.unit and figure.end == figure.start + 1
    if not bare or words[figure.start].sentence != words[following.start].sentence or not _joins(between):
        return figure
    year, month, day = following.date
    if day and figure.value <= 31 and figure.value.denominator == 1:
        return replace(figure, kind="date", value=Fraction(0), date=(year, month, int(figure.value)))
    if following.kind == "share":
        return _percent(figure)
    if following.kind != "number" or not following.unit:
        return figure
    return replace(_scaled(figure, following.scale), unit=following.unit)


def _joins(between: Sequence[Word]) -> bool:
    return len(between) <= 1 and all(word.folded in _JOINERS for word in between)
