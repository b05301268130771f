"""What the names of indicators say, and which of a question's words stand for theirs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from assistant.tables.vocabulary import inflections
from corpus.swedish import STOP_WORDS, stem, words

GOAL = "MÅL "
"""What the name of an indicator that is a goal begins with."""

ONLY_CO2 = "Endast koldioxid"
"""What the name of an indicator that leaves the other greenhouse gases out begins with."""

_SAID: Mapping[str, str] = {
    "bil": "personbilar",
    "personbil": "personbilar",
    "trafik": "transporter",
    "ny": "nyregistrerade",
    "nya": "nyregistrerade",
    "registrerade": "nyregistrerade",
    "registrerades": "nyregistrerade",
    "invånare": "folkmängd",
    "bor": "folkmängd",
    "befolkning": "folkmängd",
    "folk": "folkmängd",
    "människor": "folkmängd",
    "mat": "livsmedel måltider matsvinn",
    "maten": "livsmedel måltider matsvinn",
    "skolmat": "livsmedel måltider matsvinn",
    "skolmaten": "livsmedel måltider matsvinn",
    "solceller": "soleffekt",
    "solel": "soleffekt",
    "solenergi": "soleffekt",
    "bolagen": "kommunkoncernen",
    "laddplatser": "laddpunkter",
    "laddstolpar": "laddpunkter",
    "tusen": "1000",
}
"""Words that people use, and those of the indicators' names that they may stand for."""

_SYNONYMS: Mapping[str, frozenset[str]] = {
    form: frozenset(stem(word) for word in meant.split()) for said, meant in _SAID.items() for form in inflections(said)
}

_OPTIONAL = frozenset(
    stem(word)
    for word in (
        "totalt alla ägare väghållare trafik december endast undersektor utgåva kommunens längd andel bland inköp "
        "publika upphandling installerad 31"
    ).split()
)
"""Stems of the indicators' names that go without saying."""

_ASIDE = re.compile(r"\(.*?\)")


def outcomes(goal: str, names: Iterable[str]) -> tuple[str, ...]:
    """The indicators that tell how it goes with a goal: of the same heading, or with all the words of its name."""
    heading = goal.removeprefix(GOAL).lower().partition(":")[0]
    core = core_of(goal.removeprefix(GOAL))
    return tuple(
        name
        for name in names
        if not name.startswith(GOAL)
        and (name.lower().partition(":")[0] == heading or (len(core) > 1 and core <= core_of(name)))
    )


def extras_of(asked: tuple[str, ...], name: str) -> int:
    """How many words of the indicator's name, asides left out, the question does not have."""
    return len(core_of(name) - frozenset[str]().union(*(_standing_for(word, name) for word in asked)))


def is_in(word: str, name: str) -> bool:
    """Whether a stem stands for words of the indicator's name."""
    return bool(_standing_for(word, name))


@lru_cache(maxsize=100_000)
def _standing_for(word: str, name: str) -> frozenset[str]:
    """The stems of a name that a stem of the question stands for.

    They are itself or its synonyms, or both parts of a compound: `gas` and `personbil` for `gasbil`.
    """
    own = _all(name)
    if found := _among(own, word):
        return found
    for cut in range(2, len(word) - 2):
        first, kind = _among(own, word[:cut]), own & _KINDS.get(word[cut:], frozenset())
        if first and kind:
            return first | kind
    return frozenset()


def _among(own: frozenset[str], word: str) -> frozenset[str]:
    """The stems that a word is an inflection of or a synonym for."""
    return frozenset(mine for mine in own if word in inflections(mine) or mine in _SYNONYMS.get(word, ()))


_KINDS: Mapping[str, frozenset[str]] = {
    "bil": frozenset((stem("personbilar"),)),
    "buss": frozenset((stem("bussar"),)),
    "lastbil": frozenset((stem("lastbilar"),)),
}
"""What the last part of a compound is a sort of, in the words of the indicators' names."""


@lru_cache(maxsize=10_000)
def core_of(name: str) -> frozenset[str]:
    """The stems of an indicator's name that a question should have: no asides, and not what goes without saying."""
    bare = _ASIDE.sub("", name)
    return frozenset(_stems(re.split(" – |: ", bare)[-1] if name.startswith(ONLY_CO2) else bare)) - _OPTIONAL


@lru_cache(maxsize=10_000)
def _all(name: str) -> frozenset[str]:
    return frozenset(_stems(name))


def _stems(text: str) -> Iterable[str]:
    return (stem(word) for word in words(text) if word not in STOP_WORDS)
