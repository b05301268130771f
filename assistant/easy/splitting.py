"""A long sentence as several short ones, where it is made of whole clauses that do not lean on each other.

Only such a break is made as leaves every word where it stood, the conjunction aside. What is said in one half may hold
for the other too (a year, a condition, whose claim it is), so where that cannot be ruled out the sentence stays whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.swedish import words

_BREAK = re.compile(r"(?P<stop>;|,)? (?P<joint>och|men|medan) |; ")
_FINITE = frozenset(
    "är var blir blev har hade ska skall skulle kan kunde får fick vill ville måste bör finns fanns gör gjorde "
    "går gick ger gav tar tog ligger låg står stod säger sade skriver skrev anger angav visar visade räknar "
    "räknade kallar kallade heter hette kommer kom leder ledde driver drev samordnar samordnade pågår pågick "
    "startade börjar började slutade gäller gällde ingår ingick innehåller innehöll omfattar omfattade består "
    "bestod betyder betydde innebär innebar bygger byggde köpte köper sålde säljer betalar betalade kostar "
    "kostade bidrar bidrog minskar minskade ökar ökade släpper släppte använder använde behöver behövde kräver "
    "krävde deltar deltog arbetar arbetade samlar samlade tillhör tillhörde undertecknade undertecknar signerade "
    "signerar invigdes öppnade stängde stängdes byggdes bildades finansieras finansierades används användes "
    "kallas kallades hör hörde följer följde håller höll lämnar lämnade stöder stödde mäter mätte beror berodde "
    "bedömer fortsätter fortsatte planerar planerade äger ägde".split()
)
"""Finite verbs: a clause that has none of these is not known for one."""

_OPENS_OTHERWISE = frozenset(
    "i på av från till för med om när då där som att enligt under efter före sedan innan vid hos mot mellan utan utom "
    "genom över år både varken antingen dels så därför dessutom också inte bara även nu idag senare tidigare trots "
    "eftersom medan utöver förutom sammanlagt totalt".split()
)
"""Words that a clause may begin with instead of its subject: what they say may hold for the next clause too."""

_LEANS = frozenset(
    "att som om när eftersom innan fast trots ifall vilket vilken vilka vars varav därför så både varken antingen dels "
    "såväl enligt jämfört utom förutom exklusive inklusive uträkning respektive alltså medan".split()
)
"""Words that may tie two clauses together, or say something that holds for both."""

_NO_SUBJECT = frozenset("hur vad vem vilket vilken vilka var varför när som att för och men".split())
"""Words that no subject has in it; a clause inside the sentence may."""

_TIME = re.compile(r"\b(?:1[89]|20)\d\d\b|\b(?:då|året|åren|samma)\b")
_SUBJECT = 5
"""How many words a subject may have."""


def split(sentence: str) -> tuple[str, ...]:
    """The sentence in pieces that are sentences; itself alone where it cannot be parted safely."""
    if not sentence.endswith(".") or "(" in sentence or ":" in sentence:
        return (sentence,)
    return tuple(_pieces(sentence.removesuffix(".")))


def _pieces(text: str) -> Iterator[str]:
    for found in _BREAK.finditer(text):
        first, second = text[: found.start()], text[found.end() :]
        if _may_part(first, second, closely=not (found["stop"] or found.group().startswith(";"))):
            yield f"{first}."
            opening = "Men " if found["joint"] == "men" else ""
            yield from _pieces(f"{opening}{second}" if opening else f"{second[:1].upper()}{second[1:]}")
            return
    yield f"{text}."


def _may_part(first: str, second: str, *, closely: bool) -> bool:
    """Whether two halves are whole clauses, and nothing said in one can be meant for both.

    `closely` tells that no sign stands between them: then a time that ends the second may belong to both.
    """
    if not (_is_clause(first) and _is_clause(second)) or _LEANS & {*words(first), *words(second)}:
        return False
    timed, timed_too = bool(_TIME.search(first)), bool(_TIME.search(second))
    return timed == timed_too if closely else timed_too or not timed


def _is_clause(text: str) -> bool:
    """Whether a text begins with a subject that a finite verb follows."""
    spoken = words(re.sub(r"^Men ", "", text))
    verb = next((place for place, word in enumerate(spoken[: _SUBJECT + 1]) if word in _FINITE), 0)
    subject = text[: text.lower().find(f" {spoken[verb]}")] if verb else ""
    stands = spoken[0] not in _OPENS_OTHERWISE | _LEANS and not _NO_SUBJECT & set(spoken[:verb])
    return verb > 0 and stands and "," not in subject
