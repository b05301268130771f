"""Who a contract is between: the parties' names, what they are called in it, and what sort of party each is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from corpus.documents import Document
from ingest.commitments.cells import PARTY, cells_of
from ingest.commitments.places import Statement

EVERYONE = "Parterna"

# At most eight words, and a word at its beginning only, so that a long run of capitals takes no long time.
_WORD = r"[A-ZÅÄÖ][\w.:-]{0,40}"
_ORGANISATION = (
    rf"(?<!\w)(?:(?:AB|HB|KB) )?(?:\d{{4}} )?{_WORD}(?: (?:{_WORD}|&|och(?= {_WORD} (?:AB|HB))|kommun\b|"
    r"län\b|universitet\b|högskola\b|folkhögskola\b|församling\b|förening\b|idrottsförening\b|"
    r"kommunförbund\b)){0,7}"
)
_DEFINED = re.compile(
    rf"({_ORGANISATION}),?\s*\(?\s*(?:nedan|här|härefter|härnedan|fortsättningsvis|i det följande|hädanefter)"
    r"(?: kalla[dt]e?s?| benämn[dt]s?| benämnt)?\s*[”\"“»]?([A-ZÅÄÖa-zåäö][\wåäö-]+)",
)
_NAME_ENDS = re.compile(
    r"(?:\b(?:kommun|AB|HB|KB|IF|IK|BK|universitet|län)|[Ff]örening|högskola|högskolan|församling|verket)$|^(?:AB|Region|"
    r"Länsstyrelsen|Högskolan|Föreningen|Stiftelsen) "
)
_GENERIC = re.compile(
    r"(?:alla |samtliga |varje |övriga )?(?:parter(?:na)?|part|undertecknar(?:na|e)?|avtalsparter(?:na)?|"
    r"aktörer(?:na)?|den som (?:undertecknar|undertecknade|tecknar|skriver)\b|"
    r"företag som (?:tecknar|undertecknar|skriver)\b|vi)\b",
    re.IGNORECASE,
)
_SINGLE = re.compile(r"parten\b|konsortiet\b|projektkonsortiet\b", re.IGNORECASE)
_DEFINITE = {
    "kommunen": "kommun",
    "regionen": "region",
    "högskolan": "högskol",
    "universitetet": "universitet",
    "skolan": "skol",
    "föreningen": "förening",
    "bolaget": " ab",
    "företaget": " ab",
    "myndigheten": "verket",
    "stiftelsen": "stiftelse",
}
"""What a party may be called without having been defined so, and what then stands in its name."""

_KINDS = (
    ("kommun", r"\bkommun(?:en)?\b(?! och| AB)"),
    ("utbildning", r"högskol|universitet|skola|science center"),
    ("förening", r"förening|\bI[FK]\b|\bBK\b|klubb"),
    ("myndighet", r"myndighet|verket\b|\bregion\b|länsstyrelse|vinnova|formas"),
    ("företag", r"\bAB\b|\bHB\b|bolaget|företag|åkeri|koncern"),
    ("annan organisation", r"parterna|undertecknar|konsorti|alla parter"),
)
_ENTRY = re.compile(rf"{_ORGANISATION}")
_OWNER = re.compile(
    r"(?:§ ?\d+\.?|[\d.]+)?\s*([A-ZÅÄÖ][^,:]{2,60}?) (?:egna |övriga )?(?:åtaganden|löften|utfästelser|mål)\b"
)
_NO_OWNER = re.compile(r"gemensamma|övriga|särskilda|allmänna|alla|våra|parternas|egna|tabell", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """The parties of a contract.

    Attributes:
        names: Each name and each word that stands for one, in lower case, with the name in full.
    """

    names: Mapping[str, str]

    def opening(self, text: str) -> tuple[str, int] | None:
        """The party that the text opens with and how many characters name it; None when it opens with none."""
        if named := self._named(text):
            return named
        if everyone := _GENERIC.match(text):
            return EVERYONE, everyone.end()
        single = _SINGLE.match(text)
        return (single.group().capitalize(), single.end()) if single else None

    def mentioned(self, text: str) -> str:
        """The one party that a heading or sentence names, also in the genitive; "" when it names none or several."""
        lowered = text.lower()
        found = {name for word, name in self.names.items() if word in lowered and _as_word(word).search(lowered)}
        longest = {name for name in found if not any(name != other and name in other for other in found)}
        return next(iter(longest)) if len(longest) == 1 else ""

    def _named(self, text: str) -> tuple[str, int] | None:
        lowered = text.lower()
        for word in sorted(self.names, key=len, reverse=True):
            if lowered.startswith(word) and not lowered[len(word) : len(word) + 1].isalnum():
                return self.names[word], len(word)
        return None


@cache
def _as_word(word: str) -> re.Pattern[str]:
    """Finds the word by itself or in the genitive."""
    return re.compile(rf"(?<!\w){re.escape(word)}s?(?!\w)")


def parties_of(document: Document, said: Iterable[Statement]) -> Parties:
    """The parties that a contract defines, lists under a heading about its parties, or names in its tables."""
    said = tuple(said)
    names = {name.lower(): name for name in _names(document, said)}
    defined = {alias.lower(): _full(name, names) for name, alias in _definitions(document.text)}
    implied = {word: name for word, part in _DEFINITE.items() if (name := _only(names.values(), part))}
    short = {word: name for name in names.values() for word in _short(name)}
    owners = {name.lower(): name for name in _owners(document.text, said)}
    return Parties(
        names={**owners, **short, **implied, **names, **{name.lower(): name for name in defined.values()}, **defined}
    )


def party_kind(party: str) -> str:
    """What sort of party a name belongs to, by the words in it; "" when they do not tell."""
    return next((kind for kind, pattern in _KINDS if re.search(pattern, party, re.IGNORECASE)), "")


def _definitions(text: str) -> Iterator[tuple[str, str]]:
    for found in _DEFINED.finditer(text):
        yield " ".join(found[1].split()), found[2]


def _full(name: str, names: Mapping[str, str]) -> str:
    return names.get(name.lower(), name)


def _names(document: Document, said: Iterable[Statement]) -> Iterator[str]:
    yield from (name for name, _ in _definitions(document.text))
    for statement in said:
        if statement.kind == "row":
            yield from _in_row(statement)
        elif statement.kind == "item" and _is_list_of_parties(statement):
            yield from (found.group() for found in [_ENTRY.match(statement.text)] if found)
        else:
            yield from (n.group() for n in _ENTRY.finditer(statement.text) if _NAME_ENDS.search(n.group()))


def _owners(text: str, said: Iterable[Statement]) -> Iterator[str]:
    """Who the headings say that commitments belong to: of `5 Myndigheternas åtaganden` `Myndigheterna`."""
    for heading in {heading for statement in said for heading in statement.headings}:
        found = _OWNER.match(heading)
        if found and not _NO_OWNER.search(found[1]):
            bare = re.sub(r":?s$", "", found[1])
            yield bare if re.search(rf"{re.escape(bare)}\b", text, re.IGNORECASE) else found[1]


def _in_row(statement: Statement) -> Iterator[str]:
    party = cells_of(statement).get(PARTY, "")
    if party:
        yield party


def _is_list_of_parties(statement: Statement) -> bool:
    over = f"{statement.headings[-1] if statement.headings else ''} {statement.lead_in}"
    return len(statement.text) < 80 and bool(
        re.search(r"\bpart(?:er(?:na)?)?\b|vilka vi är|undertecknare|aktörer", over, re.I)
    )


def _short(name: str) -> Iterator[str]:
    """What is left of a name without its legal form or what stands in brackets."""
    bare = re.sub(r"\s*\([^)]*\)|^(?:AB|Fastighets AB)\s+|\s+(?:AB|HB|KB)$", "", name).strip()
    if bare != name and len(bare) > 2:
        yield bare.lower()


def _only(names: Iterable[str], part: str) -> str:
    """The one name that holds these letters; "" when none or several do."""
    found = {name for name in names if part in f" {name.lower()} "}
    return next(iter(found)) if len(found) == 1 else ""
