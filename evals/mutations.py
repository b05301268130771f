"""Mutants: what an assistant says rightly, with one thing made wrong.

Each kind of mutant is wrong whatever it is made of: a figure becomes one of another value, a name one that shares no
word with it, a sentence is turned by a "not". They are read and made here without the assistant's own functions, so
that what it misreads is seen.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from assistant.writing.draft import Claim
from corpus.swedish import STOP_WORDS
from evals.metrics.citations import supports

MutantKind = Literal[
    "figure",
    "year",
    "unit",
    "number_word",
    "name",
    "negation_added",
    "negation_dropped",
    "direction",
    "strength",
    "source",
    "quote",
    "item_dropped",
    "item_swapped",
]
MUTANT_KINDS: tuple[MutantKind, ...] = get_args(MutantKind)

SEED = 2030
PER_KIND = 3
"""How many mutants of each kind are made of a sentence at most."""

Said = tuple[Claim, ...]
"""What is said at once: a sentence, or a list's introduction with its items."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """Something said wrong.

    Attributes:
        kind: What was made wrong in it.
        said: The claims, each with the quote that the right one rests on.
        original: What was said before.
    """

    kind: MutantKind
    said: Said
    original: Said


_FIGURE = re.compile(
    r"(?<![\w.,–-])\d{1,3}(?:[ \u00a0]\d{3})+(?:,\d+)?(?![\w–-])|(?<![\w.,–-])\d+(?:,\d+)?(?![\w–-]|[.:]\d)"
)
_YEAR = re.compile(r"(?<![\w.,–-])(?:19|20)\d\d(?![\w–-])")
_NAME = re.compile(r"(?<=[a-zåäö,] )[A-ZÅÄÖ][\w-]*[a-zåäöA-ZÅÄÖ](?: [A-ZÅÄÖ][\w-]+)*(?!\w)")
_NUMBER_WORDS = "två tre fyra fem sex sju åtta nio tio elva tolv tretton tjugo trettio femtio".split()
_UNITS = {
    "procent": "ton", "ton": "kilo", "kronor": "euro", "euro": "kronor", "miljoner": "miljarder",
    "miljarder": "miljoner",
    "GWh": "MWh", "MWh": "kWh", "kWh": "GWh", "MW": "kW", "meter": "kilometer", "kilometer": "meter", "gram": "kilo",
    "kg": "ton", "hektar": "kvadratmeter", "mil": "meter", "månader": "år", "kubikmeter": "liter",
}  # fmt: skip
_OPPOSITES = (
    "minska öka", "minskar ökar", "minskade ökade", "minskning ökning", "minskningen ökningen", "steg sjönk",
    "växte krympte", "höjde sänkte", "höja sänka", "sänktes höjdes", "mer mindre", "fler färre", "högre lägre",
    "större mindre", "största minsta", "högst lägst", "dyrare billigare", "minst högst", "före efter", "mest minst",
    "senast tidigast", "över under", "drygt knappt", "köpte sålde", "startade avslutades", "stängde öppnade",
    "första sista", "början slutet", "snabbare långsammare", "kortare längre", "bättre sämre",
)  # fmt: skip
_STRENGTHS = "ska kan, kan ska, bör kan, får måste, måste kan".split(", ")
_VERBS = "är var ska har hade kan blir blev ingår deltar omfattar består gäller finns fick ger pågår".split()
_DENIALS = re.compile(r"\b(inte|ej|aldrig) |\b(ingen|inget|inga)\b", re.IGNORECASE)
_AFFIRMED = {"ingen": "en", "inget": "ett", "inga": "några"}


def mutants(said: Sequence[Said], seed: int = SEED, per_kind: int = PER_KIND) -> tuple[Mutant, ...]:
    """The mutants of all that is said, the same ones for the same seed."""
    chance = random.Random(seed)
    found = {name for claims in said for claim in claims for name in _NAME.findall(claim.quote)}
    names = sorted(name for name in found if name.lower() not in STOP_WORDS)
    made: list[Mutant] = []
    for original in said:
        for kind, altered in _altered_texts(original[0].text, original[0].quote, names).items():
            for text in _some(sorted(altered - {original[0].text}), per_kind, chance):
                made.append(_mutant(kind, original, (replace(original[0], text=text), *original[1:])))
        made += _elsewhere(original, said, chance)
        made += _lists(original, said, chance)
    return tuple(made)


def _mutant(kind: MutantKind, original: Said, said: Said) -> Mutant:
    return Mutant(kind=kind, said=said, original=original)


def _some(texts: Sequence[str], most: int, chance: random.Random) -> list[str]:
    return chance.sample(texts, min(most, len(texts)))


def _altered_texts(text: str, quote: str, names: Sequence[str]) -> Mapping[MutantKind, set[str]]:
    """The text with one thing altered, in all ways that are known, by what was altered."""
    return {
        "figure": set(_put(text, _FIGURE, lambda figure: _other_figures(figure, quote))),
        "year": set(_put(text, _YEAR, lambda year: _other_years(year, quote))),
        "unit": set(_put(text, _any_of(_UNITS), lambda unit: [_UNITS[unit]])) if re.search(r"\d", text) else set(),
        "number_word": set(
            _put(text, _any_of(_NUMBER_WORDS), lambda word: [o for o in _NUMBER_WORDS if o != word.lower()])
        ),
        "name": set(_put(text, _NAME, lambda name: _other_names(name, quote, names))),
        "negation_added": set(_negated(text)),
        "negation_dropped": set(_affirmed(text)),
        "direction": set(_swapped(text, _OPPOSITES, both_ways=True)),
        "strength": set(_swapped(text, _STRENGTHS, both_ways=False)),
    }


def _put(text: str, pattern: re.Pattern[str], others: Callable[[str], Sequence[str]]) -> Iterator[str]:
    """The text with each thing that the pattern finds replaced by each of the others."""
    for found in pattern.finditer(text):
        for other in others(found.group()):
            yield text[: found.start()] + other + text[found.end() :]


def _any_of(words: Sequence[str] | Mapping[str, str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)})\b")


def _value(figure: str) -> float:
    return float(re.sub(r"\s", "", figure).replace(",", "."))


def _other_figures(figure: str, quote: str) -> list[str]:
    """Figures of another value: a digit more, two digits swapped, ten times as much, and another one of the quote."""
    if _YEAR.fullmatch(figure):
        return []
    last = re.search(r"\d(?=\D*$)", figure)
    raised = figure[: last.start()] + str((int(last.group()) + 1) % 10) + figure[last.end() :] if last else figure
    first = str(int(figure[0]) % 9 + 1) + figure[1:]
    tenfold = f"{figure}0" if "," not in figure else figure.replace(",", "")
    elsewhere = [other for other in _FIGURE.findall(quote) if not _YEAR.fullmatch(other)]
    return [other for other in (raised, first, tenfold, *elsewhere) if _value(other) != _value(figure)]


def _other_years(year: str, quote: str) -> list[str]:
    return [other for other in (str(int(year) + 1), str(int(year) - 5), *_YEAR.findall(quote)) if other != year]


def _other_names(name: str, quote: str, names: Sequence[str]) -> list[str]:
    """Names that share no word with the name: those in the quote, and a few of all."""
    own = {word.lower().rstrip("s")[:5] for word in re.split(r"[\s-]", name)}
    strange = [
        other for other in names if not own & {word.lower().rstrip("s")[:5] for word in re.split(r"[\s-]", other)}
    ]
    here = [other for other in strange if other in quote]
    return [*here, *strange[len(name) :: 97], *strange[len(quote) % 50 :: 131]]


def _negated(text: str) -> Iterator[str]:
    """The text with "inte" after its first verb, if nothing in it is denied."""
    if not re.search(r"\b(inte|ej|aldrig|ingen|inget|inga|utan|saknar|saknas)\b", text, re.IGNORECASE):
        yield from (f"{text[: found.end()]} inte{text[found.end() :]}" for found in _any_of(_VERBS).finditer(text))


def _affirmed(text: str) -> Iterator[str]:
    for found in _DENIALS.finditer(text):
        yield text[: found.start()] + _AFFIRMED.get(found.group().lower(), "") + text[found.end() :]


def _swapped(text: str, pairs: Sequence[str], *, both_ways: bool) -> Iterator[str]:
    for one, other in map(str.split, pairs):
        for word, instead in ((one, other), (other, one)) if both_ways else ((one, other),):
            for found in re.finditer(rf"\b{word}\b", text):
                # "under 2024" and "efter hand" are no directions
                if not (word in ("under", "över") and not re.match(r"\s\d(?!\d{3}\b)", text[found.end() :])):
                    yield text[: found.start()] + instead + text[found.end() :]


def _elsewhere(original: Said, said: Sequence[Said], chance: random.Random) -> Iterator[Mutant]:
    """The claim with a passage that does not support it, and with a quote that does not stand in its passage."""
    claim = original[0]
    others = [other[0] for other in chance.sample(said, min(8, len(said)))]
    strange = [other for other in others if claim.quote not in other.hit.passage.text]
    wrong = [other for other in strange if not supports([other.hit.passage.text], claim.text)]
    for other in wrong[:2]:
        yield _mutant("source", original, (replace(claim, hit=other.hit, quote=other.quote),))
    for other in wrong[:1]:
        yield _mutant("source", original, (replace(claim, hit=other.hit),))
    longest = max(claim.quote.split(), key=len)
    if claim.quote.count(longest) == 1 and longest.lower() not in STOP_WORDS:
        yield _mutant("quote", original, (replace(claim, quote=claim.quote.replace(longest, longest[::-1])),))


def _lists(original: Said, said: Sequence[Said], chance: random.Random) -> Iterator[Mutant]:
    """A list with an item dropped, or with one of another list in the place of one of its own."""
    if len(original) < 3:
        return
    for place in chance.sample(range(1, len(original)), min(PER_KIND, len(original) - 1)):
        yield _mutant("item_dropped", original, (*original[:place], *original[place + 1 :]))
        strange = [claim.text for other in said for claim in other[1:] if claim.text not in original[0].quote]
        if strange:
            swapped = replace(original[place], text=chance.choice(strange))
            yield _mutant("item_swapped", original, (*original[:place], swapped, *original[place + 1 :]))
