"""What of a question's words is understood: names, years, amounts and cues; and which words are left over.

The question is folded to its words, and each thing understood is taken out, so that whatever changes the meaning
without being understood is still there at the end.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.tables.vocabulary import Meanings, Vocabulary, Where, root
from corpus.records import RecordKind
from corpus.swedish import STOP_WORDS, normalise, words
from corpus.tables import Operator

_YEAR = r"((?:19|20)\d\d)"
_DASHED_YEARS = re.compile(rf"\b{_YEAR}\s*[-–]\s*{_YEAR}\b")
_COMPOUND = re.compile(r"(\w{3,}?)s?(sektor\w*|utsläpp\w*|åtagande\w*|åtgärd\w*)")
_PREFIXES = frozenset(("klimat", "total", "miljö"))
_TAKEN = "\u241f"
"""Stands where something has been taken out, so that the words around it are not read as one phrase."""

_YEARS: tuple[tuple[str, str], ...] = (
    ("span", rf"(?:mellan|från|sedan)(?: år)?(?:et)? {_YEAR} (?:och|till|fram till|till och med)(?: år)? {_YEAR}"),
    ("span", rf"{_YEAR} (?:till|till och med|fram till) {_YEAR}"),
    ("pair", rf"{_YEAR} (?:jämfört med|mot|och|respektive|eller|än)(?: år)? {_YEAR}"),
    ("since", rf"(?:alltsedan|sedan|sen|från och med|från|jämfört med|mot)(?: år)?(?:et)? {_YEAR}"),
    ("after", rf"efter(?: år)? {_YEAR}"),
    ("before", rf"(?:före|innan)(?: år)? {_YEAR}"),
    ("by", rf"(?:till och med|fram till|senast|inom|till)(?: år)?(?:et)? {_YEAR}"),
    ("in", rf"(?:under |i |för )?(?:år |året |december )?{_YEAR}(?: års)?"),
)
_LATEST = (
    r"(?:det |den )?(?:allra )?senaste (?:året|år|siffran|siffrorna|uppgiften|mätningen|statistiken)|i ?dag|just nu|nu"
)
_AMOUNT = re.compile(
    r"\b(mer än|över|större än|högre än|minst|högst|mindre än|under|lägre än|upp till|max) (\d+(?:[.,]\d+)?)"
    r"(?: (tusen|miljon|miljoner|miljard|miljarder|mkr|mnkr|mn|tkr))?(?: (kronor|kr|sek|ton))?\b"
)
_OPERATORS: Mapping[str, Operator] = {
    "mer än": ">",
    "över": ">",
    "större än": ">",
    "högre än": ">",
    "minst": ">=",
    "högst": "<=",
    "upp till": "<=",
    "max": "<=",
    "mindre än": "<",
    "under": "<",
    "lägre än": "<",
}
_SCALES = {"tusen": 1e3, "tkr": 1e3, "miljon": 1e6, "miljoner": 1e6, "mkr": 1e6, "mnkr": 1e6, "mn": 1e6} | {
    "miljard": 1e9,
    "miljarder": 1e9,
}

CUES: tuple[tuple[str, str], ...] = (
    ("share", r"hur (?:stor|mycket) (?:andel|del)|vilken andel|andelen|andel|hur många procent av|procent av"),
    ("per_inhabitant", r"per (?:invånare|person|capita|borlängebo|medborgare|kommuninvånare)"),
    ("mean", r"i genomsnitt|genomsnittlig\w*|genomsnittet|i snitt|medelvärde\w*|i medeltal|snittet"),
    ("sum", r"sammanlagt|sammanlagda|totalt|sammantaget|tillsammans|ihop|summan|summera|lägg ihop|i summa|lägga ihop"),
    ("year", r"vilket år(?: i statistiken)?|vilka år|när"),
    ("commitments", r"åtagande\w*|åtaganden\w*|löfte\w*|löften\w*|lovat|lovar|lova|utlovat|åtagit sig|åtagit"),
    ("actions", r"åtgärd\w*|klimatåtgärd\w*"),
    (
        "emissions",
        r"växthusgasutsläpp\w*|klimatutsläpp\w*|utsläpp\w*|släpp\w*|växthusgas\w*|koldioxidekvivalent\w*|co2e",
    ),
    ("emissions", r"kom(?:mer)? från|kommit från"),
    ("only_co2", r"(?:bara |endast |enbart |just |ren )?(?:koldioxid|co2|koldioxidutsläpp\w*)"),
    ("sector", r"sektor\w*|bransch\w*"),
    ("party", r"part|parter|parten|parterna|parternas|aktör\w*|organisation\w*"),
    ("owner", r"ansvar\w*"),
    ("alone", r"ensam\w*"),
    ("area", r"område\w*"),
    ("due", r"målår\w*|klara|klart"),
    ("start", r"starta\w*|startår\w*|börja\w*|påbörja\w*"),
    ("end", r"slutår\w*|avsluta\w*|sluta\w*"),
    ("cost", r"kosta\w*|kostnad\w*|dyrast\w*|billigast\w*|dyra"),
    ("grant", r"bidrag\w*|stöd|stödet"),
    ("down", r"minska\w*|minskning\w*|sjunkit|sjunker|sjönk"),
    ("up", r"öka\w*|ökning\w*|stigit|stiger|steg"),
    ("change", r"förändra\w*|förändring\w*|utveckla\w*|utveckling\w*|ändra\w*|trend\w*|gått|har gått"),
    ("compare", r"jämför\w*(?: med)?|jämförelse|jämförelsevis|skillnad\w*|respektive|skiljer\w*|mot"),
    ("most", r"mest|störst\w*|högst|högsta|flest|dyrast\w*|vanligast\w*"),
    ("least", r"minst|minsta|lägst|lägsta|färst|billigast\w*"),
    ("more", r"mer|större|högre|fler|mindre|lägre|färre"),
    ("count", r"hur många ton|hur många|antalet|antal|hur stort antal"),
    ("amount", r"hur myck\w*|hur stor\w*|hur hög\w*|hur låg\w*|hur lång\w*|storleken på"),
    ("each", r"per|varje|för varje|fördela\w*(?: sig)?"),
    ("list", r"vilka|lista\w*|räkna upp|visa|nämn|alla"),
    ("who", r"vem|vilka|vilken kommun"),
    ("what", r"vad|vilken|vilket|var"),
    ("progress", r"hur går det|hur har det gått|hur ligger (?:vi|kommunen|borlänge|det) till|går det bra"),
    ("about", r"om|nämner|rör|handlar om|gäller"),
)
"""What in a question tells what is asked for, by name; several may name the same words."""

_TO_COME = frozenset("ska skall skulle måste bör behöver behövs vill egen eget egna själv själva".split())
"""Words that make another question of one over a series: what is to be, or what somebody's own part of it is."""

_BLOCKING = frozenset(
    "varför kan kunde borde scope exklusive "
    "förutom utom utan inte ej ingen inget inga aldrig nästan ungefär varken både".split()
)
"""Words that make another question of it, though search would pass over some of them."""

_COMING = re.compile(r"\bkommer\b(?!.* från\b)")
"""What is to come is not in the tables; what comes from a sector is."""

FILLER = frozenset(
    (
        "finns fanns finnas står hör tillhör ingår inom tabell tabellen tabellerna åtgärdstabellen åtagandetabellen "
        "statistiken statistik siffra siffran siffror siffrorna enligt uppgift uppgifter uppgifterna register "
        "registret kommer kommit räknat räkna räknar gäller år året ton totala totalt allra den där här själv egna "
        "eget egen just hela ut gjort gör göra tagit projektet klimatneutrala redovisas redovisade hade storlek slags "
        "sorts mellan fått stycken st åt mig tack snälla klimat total miljö visa lista sig ett en någon några som i "
        "det de är var "
    ).split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name found in a question: what it stands for in each column, and the word before it."""

    said: str
    means: Meanings
    before: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A comparison with an amount: `över 10 miljoner kronor`."""

    operator: Operator
    number: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What of a question is understood.

    Attributes:
        said: The question's folded words.
        names: The names of places, sectors, parties and so on.
        years: The years, by how they are named: `span`, `pair`, `since`, `after`, `before`, `by`, `in`.
        latest: Whether the latest year is asked for.
        bounds: Comparisons with amounts.
        cues: The names of the cues in `CUES` that are there.
        left: The words that are not understood, in order.
        blocked: Whether a word is there that makes another question of it.
        to_come: Whether it is about what is to be, or about somebody's own part.
    """

    said: tuple[str, ...]
    names: tuple[Name, ...]
    years: Mapping[str, tuple[int, ...]]
    latest: bool
    bounds: tuple[Bound, ...]
    cues: frozenset[str]
    left: tuple[str, ...]
    blocked: bool
    to_come: bool

    def values(self, table: RecordKind, column: str) -> tuple[str, ...]:
        """The values of a column that the question names, in order."""
        found = (value for name in self.names for value in name.means.get((table, column), ()))
        return tuple(dict.fromkeys(found))

    def names_only(self, *columns: Where) -> bool:
        """Whether every name in the question stands for something in one of these columns."""
        return all(any(where in name.means for where in columns) for name in self.names)


def read(question: str, vocabulary: Vocabulary, known: Collection[str]) -> Reading:
    """What of a standalone question is understood; `known` holds the stems that are no misspellings."""
    text = _DASHED_YEARS.sub(r"\1 till \2", normalise(question))
    said = tuple(part for word in words(text) for part in _parts(word, vocabulary))
    rest, names = _take_names(said, vocabulary, known)
    rest, bounds = _take_bounds(rest)
    rest, years = _take_years(rest)
    rest, latest = re.subn(rf"\b(?:{_LATEST})\b", _TAKEN, rest)
    cues = frozenset(name for name, pattern in CUES if re.search(rf"\b(?:{pattern})\b", rest))
    for _, pattern in CUES:
        rest = re.sub(rf"\b(?:{pattern})\b", _TAKEN, rest)
    left = tuple(word for word in rest.split() if word != _TAKEN)
    return Reading(
        said=said,
        names=names,
        years=years,
        latest=bool(latest),
        bounds=bounds,
        cues=cues,
        left=tuple(word for word in left if word not in FILLER and word not in STOP_WORDS),
        blocked=not _BLOCKING.isdisjoint(said) or bool(_COMING.search(" ".join(said))),
        to_come=not _TO_COME.isdisjoint(said),
    )


def _parts(word: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The word, or the two parts of a compound such as `industrisektorn` or `klimatåtaganden`."""
    found = _COMPOUND.fullmatch(word)
    known = found and (found[1] in _PREFIXES or (vocabulary.forms.get(root(found[1])),) in vocabulary.phrases)
    return (found[1], found[2]) if found and known else (word,)


def _take_names(said: tuple[str, ...], vocabulary: Vocabulary, known: Collection[str]) -> tuple[str, tuple[Name, ...]]:
    """The rest of the question, and the names in it: at each word the longest that begins there."""
    stems = tuple(_stem(word, vocabulary, known) for word in said)
    rest, names, at = list[str](), list[Name](), 0
    while at < len(said):
        length = next((n for n in range(vocabulary.longest, 0, -1) if stems[at : at + n] in vocabulary.phrases), 0)
        if length:
            phrase = stems[at : at + length]
            before = said[at - 1] if at else ""
            means = vocabulary.phrases[phrase]
            names.append(Name(said=" ".join(said[at : at + length]), means=means, before=before))
        rest.append(_TAKEN if length else said[at])
        at += length or 1
    return " ".join(rest), tuple(names)


def _stem(word: str, vocabulary: Vocabulary, known: Collection[str]) -> str:
    """The vocabulary's stem for a word, an inflection of it or a misspelling; else the word's own."""
    own = root(word)
    if (own,) in vocabulary.phrases:
        return own
    if own in vocabulary.forms:
        return vocabulary.forms[own]
    if own in known or len(word) < 5 or not word.isalpha() or _is_cue(word):
        return own
    limit = 1 if len(own) < 8 else 2
    near = process.extractOne(own, vocabulary.forms.keys(), scorer=OSA.distance, score_cutoff=limit)
    return vocabulary.forms[near[0]] if near and near[0][0] == own[0] else own


def _is_cue(word: str) -> bool:
    return word in STOP_WORDS or word in FILLER or any(re.fullmatch(pattern, word) for _, pattern in CUES)


def _take_bounds(rest: str) -> tuple[str, tuple[Bound, ...]]:
    """The rest of the question, and the amounts that something is compared with; a bare year is none."""
    found = [match for match in _AMOUNT.finditer(rest) if match[3] or match[4] or not re.fullmatch(_YEAR, match[2])]
    for match in found:
        rest = rest.replace(match[0], _TAKEN)
    return rest, tuple(
        Bound(operator=_OPERATORS[match[1]], number=float(match[2].replace(",", ".")) * _SCALES.get(match[3] or "", 1))
        for match in found
    )


def _take_years(rest: str) -> tuple[str, dict[str, tuple[int, ...]]]:
    years: dict[str, tuple[int, ...]] = {}
    for name, pattern in _YEARS:
        for match in _each(rf"\b(?:{pattern})\b", rest):
            years[name] = (*years.get(name, ()), *(int(year) for year in match.groups() if year))
        rest = re.sub(rf"\b(?:{pattern})\b", _TAKEN, rest)
    return rest, years


def _each(pattern: str, text: str) -> Iterator[re.Match[str]]:
    return re.finditer(pattern, text)
