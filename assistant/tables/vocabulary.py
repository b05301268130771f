"""The words for what stands in the tables: the index's own values, taken apart into names, and a few Swedish synonyms.

No question is in here. A phrase is a row of stems; it stands for real values of columns, so that "SSAB" is the values
of `party` and of `owner` that name SSAB, and nothing that the index does not have can be asked for.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.documents import Audience
from corpus.index import Index
from corpus.records import RecordKind
from corpus.swedish import stem, words
from corpus.tables import Selection

Where = tuple[RecordKind, str]
"""A column of a table."""

Stems = tuple[str, ...]
Meanings = Mapping[Where, tuple[str, ...]]
"""The values that a phrase stands for in each column."""

_NAMED: tuple[Where, ...] = (
    ("emissions", "place"),
    ("emissions", "sector"),
    ("indicators", "place"),
    ("commitments", "party"),
    ("commitments", "party_kind"),
    ("commitments", "area"),
    ("actions", "owner"),
    ("actions", "area"),
    ("actions", "status"),
)

_SYNONYMS: Mapping[str, Mapping[str, str]] = {
    "place": {
        "dalarna": "Dalarnas län",
        "länet": "Dalarnas län",
        "riket": "Sverige",
        "landet": "Sverige",
        "hela landet": "Sverige",
        "landet i stort": "Sverige",
        "hela dalarna": "Dalarnas län",
        "hela sverige": "Sverige",
        "falu kommun": "Falun",
    },
    "sector": {
        "trafik": "Transporter",
        "transport": "Transporter",
        "lantbruk": "Jordbruk",
        "uppvärmning": "Egen uppvärmning av bostäder och lokaler",
        "egen uppvärmning": "Egen uppvärmning av bostäder och lokaler",
        "avlopp": "Avfall (inkl.avlopp)",
        "avfall och avlopp": "Avfall (inkl.avlopp)",
        "sopor": "Avfall (inkl.avlopp)",
        "fjärrvärme": "El och fjärrvärme",
        "industriprocesser": "Industri (energi + processer)",
        "lösningsmedel": "Produktanvändning (inkl. lösningsmedel)",
        "utlandstransporter": "Utrikes transporter",
    },
    "area": {
        "trafik": "transport",
        "resor": "transport",
        "bygg": "byggnader",
        "byggande": "byggnader",
        "hus": "byggnader",
        "solceller": "solenergi",
        "solel": "solenergi",
        "återbruk": "cirkulärt",
        "livsmedel": "mat",
    },
    "party_kind": {"firma": "företag", "kommuner": "kommun"},
    "party": {"kommunen": "Borlänge kommun", "vetenskapshuset": "2047 Science Center", "tuna byggen": "Tunabyggen"},
    "owner": {"kommunen": "Borlänge kommun"},
    "status": {
        "beslutade": "beslutad",
        "genomförda": "genomfört",
        "pågående": "pågår",
        "planerade": "planerat",
        "igång": "pågår",
    },
}
"""What people say, by column, and what the values say; a synonym of what the index does not have is left out."""

TOTAL = "Totalt"
"""The sector that holds all the others; it is meant when none is named."""

_COMPANY = frozenset("ab fastighets stora ik".split())
_LEFT_OUT_OF_A_NAME = frozenset("dalarna borlänge dalarnas sverige falu".split())
_TOO_COMMON = frozenset("energi kommun kommuner kommunerna alla fem gemensamt parter bolagen m fl de".split())
SEVERAL = re.compile(r"\s*(?:,|\boch\b|\bmed\b|\bm\.fl\.|/)\s*")
"""Stands between the names in a value that holds several."""

_ASIDE = re.compile(r"\(.*?\)")
_STATUSES = ("pågår", "genomfört", "planerat", "beslutad", "avslutat", "i drift", "byggs", "antagen", "införd")
_UNDONE = "avbruten"
_WHOLE = frozenset(("place", "sector", "party_kind"))
"""Columns whose values are called by their whole name; the others' hold names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What an indicator is told in, and for which places and years it has a value."""

    units: frozenset[str]
    known: frozenset[tuple[str, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The words of one version of the index.

    Attributes:
        phrases: What each phrase stands for.
        forms: The stem that the vocabulary has for each stem that an inflection of its words has.
        indicators: The indicators by their names.
        home: The place that is meant when none is named.
    """

    phrases: Mapping[Stems, Meanings]
    forms: Mapping[str, str]
    indicators: Mapping[str, Measured]
    home: str

    @property
    def longest(self) -> int:
        """How many stems the longest phrase has."""
        return max(map(len, self.phrases), default=0)


def read_vocabulary(index: Index, home: str, audiences: frozenset[Audience]) -> Vocabulary:
    """The vocabulary of an index as these audiences may know it."""
    meanings: dict[Stems, dict[Where, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
    forms: dict[str, str] = {}
    for where in _NAMED:
        known = tuple(str(value) for value in index.tables.values(*where, audiences) if value != TOTAL)
        for phrase, value in (*_named(where[1], known), *_at_home(where[1], known, home)):
            meanings[tuple(map(root, phrase))][where][value] = None
            forms |= {form: root(word) for word in phrase for form in inflections(word) if form not in forms}
    return Vocabulary(
        phrases={phrase: {w: tuple(values) for w, values in of.items()} for phrase, of in meanings.items()},
        forms=forms,
        indicators=_indicators(index, audiences),
        home=home,
    )


def _at_home(column: str, known: Sequence[str], home: str) -> Iterator[tuple[Stems, str]]:
    """What the home place is called by those who live there."""
    if column == "place" and home in known:
        yield from (((word,), home) for word in ("kommunen", "stan", "staden"))


def root(word: str) -> str:
    """The stem of a folded word; "kommunen", which is one that everyone knows, is told from "kommun" and "kommuner"."""
    return next((form for form in ("kommunen", "kommuner") if word.startswith(form)), stem(word))


@lru_cache(maxsize=50_000)
def inflections(word: str) -> frozenset[str]:
    """The stems that a word and its definite and genitive forms have: Snowball gives `industri` and `industrin` two."""
    return frozenset(root(word + ending) for ending in ("", "n", "en", "s", "ns", "ens", "r", "erna", "na"))


def _indicators(index: Index, audiences: frozenset[Audience]) -> dict[str, Measured]:
    units: dict[str, set[str]] = defaultdict(set)
    known: dict[str, set[tuple[str, int]]] = defaultdict(set)
    for row in index.tables.rows(Selection(kind="indicators"), audiences):
        name, year = str(row.values["indicator"]), row.values["year"]
        units[name].add(str(row.values["unit"]))
        if isinstance(year, int) and row.values["amount"] is not None:
            known[name].add((str(row.values["place"]), year))
    return {name: Measured(units=frozenset(of), known=frozenset(known[name])) for name, of in units.items()}


def _named(column: str, known: Sequence[str]) -> Iterator[tuple[Stems, str]]:
    """The phrases of folded words that a column's values are called by, each with a value."""
    names = dict.fromkeys(name for value in known for name in _names(column, value))
    synonyms = {words(said): words(meant) for said, meant in _SYNONYMS.get(column, {}).items()}
    if column == "place":
        synonyms |= {(*name, "kommun"): name for name in names}
    for said, meant in ({name: name for name in names} | synonyms).items():
        for value in known:
            if _is_called(column, value, meant):
                yield said, value


def _names(column: str, value: str) -> Iterator[Stems]:
    """What a value, or those that it names, are called."""
    if column in _WHOLE:
        yield from (words(name) for name in dict.fromkeys((value, _ASIDE.sub("", value))))
    elif column == "status":
        yield from map(words, _STATUSES)
    else:
        yield words(value)
        for part in filter(None, map(words, SEVERAL.split(_ASIDE.sub("", value)))):
            yield from _short_forms(part) if column in ("party", "owner") else (part,)


def _short_forms(name: Stems) -> Iterator[Stems]:
    """A party's name, without `AB`, and without its place where enough is left."""
    bare = tuple(word for word in name if word not in _COMPANY)
    placeless = tuple(word for word in bare if word not in _LEFT_OUT_OF_A_NAME)
    for short in dict.fromkeys((name, bare, placeless)):
        if short and placeless and (len(short) > 1 or not set(short) & _TOO_COMMON):
            yield short


def _is_called(column: str, value: str, name: Stems) -> bool:
    """Whether a value goes by a name: its whole name, the beginning of a status, or words in a row of the others."""
    if column in _WHOLE:
        return name in (words(value), words(_ASIDE.sub("", value)))
    if column == "status":
        parts = value.partition("(")[0].split("/")
        return any(words(part)[: len(name)] == name for part in parts) and _UNDONE not in value
    spoken = words(_ASIDE.sub("", value) if column == "owner" else value)
    return any(spoken[at : at + len(name)] == name for at in range(len(spoken) - len(name) + 1))
