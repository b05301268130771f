"""Questions over the indicators: which indicator is meant. Every word must be found in the indicator's name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.tables.names import GOAL, ONLY_CO2, core_of, extras_of, is_in
from assistant.tables.reading import CUES, FILLER, Reading
from assistant.tables.vocabulary import Meanings, Vocabulary
from corpus.swedish import STOP_WORDS, stem

MOST = 3
"""How many indicators that fit equally well are told; more means that the question was too vague."""

_HERE = frozenset("kommun kommunen kommunens stan staden stadens bland rullar mellan".split())
"""Words that tell nothing of which indicator is meant."""

_UNITS = {word: word for word in "ton procent meter gram poäng".split()} | {"mw": "MW", "megawatt": "MW"}
"""Words that ask for a unit, and what must stand in the indicator's."""

_STRUCTURAL = (
    "share mean sum year down up change compare most least more count amount list who what about progress only_co2"
).split()
_EMISSIONS = re.compile("|".join(pattern for name, pattern in CUES if name == "emissions"))
_STRUCTURE = re.compile(rf"\b(?:{'|'.join(pattern for name, pattern in CUES if name in _STRUCTURAL)})\b")
_DATED = re.compile(r"\((?:.*\b)?(?:uppgift publicerad|pressuppgift|odaterat|äldre)\b")
"""Marks a figure that was told once and is not followed."""


def content(reading: Reading) -> tuple[str, ...]:
    """The stems that must be found in the indicator's name."""
    places = {word for name in reading.names if _is_place(name.means) for word in name.said.split()}
    years = {str(year) for years in reading.years.values() for year in years}
    rest = _STRUCTURE.sub(" ", " ".join(word for word in reading.said if word not in places | years))
    if "only_co2" in reading.cues:
        rest = _EMISSIONS.sub(" ", rest)
    passed = STOP_WORDS | FILLER | _UNITS.keys() | _HERE
    return tuple(dict.fromkeys(stem(word) for word in rest.split() if word not in passed))


def meant(reading: Reading, places: Sequence[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    """The indicators that the question is about: those that fit best, none where too many fit or none does.

    Where some have values for the places and years that are asked for, the others are passed over.
    """
    asked = content(reading)
    fitting = [name for name in vocabulary.indicators if _fits(reading, asked, name, vocabulary)]
    wanted = {(place, year) for place in places for years in reading.years.values() for year in years}
    having = [name for name in fitting if wanted <= vocabulary.indicators[name].known]
    extras = {name: extras_of(asked, name) for name in having or fitting}
    fewest = min(extras.values(), default=0)
    best = tuple(name for name, extra in extras.items() if extra == fewest)
    return best if (asked or "only_co2" in reading.cues) and fewest == 0 and len(best) <= MOST else ()


def summed(reading: Reading, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The indicators that are to be added: each wholly named in the question, and together all that it names."""
    asked = content(reading)
    named = {
        name: len(core_of(name)) for name in vocabulary.indicators if core_of(name) and extras_of(asked, name) == 0
    }
    most = max(named.values(), default=0)
    best = tuple(name for name, size in named.items() if size == most)
    covered = all(any(is_in(word, name) for name in best) for word in asked)
    return best if covered and 1 < len(best) <= MOST else ()


def goals(asked: Iterable[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    """The goals that every one of the stems stands in the name of."""
    wanted = tuple(asked)
    names = (name for name in vocabulary.indicators if name.startswith(GOAL))
    return tuple(name for name in names if wanted and all(is_in(word, name) for word in wanted))


def _is_place(means: Meanings) -> bool:
    return ("indicators", "place") in means or ("emissions", "place") in means


def _fits(reading: Reading, asked: tuple[str, ...], name: str, vocabulary: Vocabulary) -> bool:
    units = " ".join(vocabulary.indicators[name].units)
    wanted = {_UNITS[word] for word in reading.said if word in _UNITS}
    percent = units.startswith("procent")
    return (
        not _DATED.search(name)
        and all(is_in(word, name) for word in asked)
        and all(unit in units for unit in wanted)
        and ("only_co2" in reading.cues) == name.startswith(ONLY_CO2)
        and (percent == ("share" in reading.cues or "procent" in wanted) or name.startswith(GOAL))
        and name.startswith(GOAL) == ("mål" in asked)
    )
