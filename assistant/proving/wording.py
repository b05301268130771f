"""Whether a claim's words are those of its quote: word for word, or nearly all of them in other order."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz.distance import Prefix

from assistant.proving.figures import BOUNDS, PERCENT, UNITS
from assistant.proving.number_words import HALVES, MULTIPLIERS, cardinal
from assistant.proving.polarity import TURNS, turns
from assistant.proving.reading import Word, Words, by_sentence, read

SUPPORT = 0.7
"""The share of a reworded claim's words that its quote, headings and title must have.

Chosen on the development halves of the mutants, the hand-written rewordings and the judgements made by hand: below it
more mutants pass (4 at 0.65, 6 at 0.5, 50 without), above 0.75 rewordings that hold are refused (1 at 0.8, 6 at 0.85).
"""

_REPLY = re.compile(r"^(ja|jo|nej)[,.:!]?\s+(?=\w)", re.IGNORECASE)
_MEASURES = frozenset((*UNITS, *PERCENT, *BOUNDS, *MULTIPLIERS, *HALVES))
_LIGHT = re.compile(
    r"^(inneb|betyd|kalla|omfatta|ingå|tillhör|uppgå|ligg|låg|bli|blev|använd|anges?|heter|gälle?r|bestå|"
    r"enligt|källa|källor|mede?l|ganska|dock|alltså|däribland|utöver|bland|samman|totalt|idag|dag|"
    r"sammanlagt|person|ringa|nå|sker|sätt|står|anses?|räkna|ge$|ger|gav|gett|bidr|fick|fått|år)"
)


def without_reply(text: str) -> str:
    """The text without the "Ja, " or "Nej, " that it may begin with; whether that fits is for `relevance`."""
    return _REPLY.sub("", text)


def is_verbatim(claim: str, quote: str) -> bool:
    """Whether each sentence of a claim stands in its quote word for word, with nothing cut off that would turn it."""
    said, evidence = by_sentence(read(claim)), read(quote)
    return bool(said) and all(_stands(sentence, evidence) for sentence in said)


def support(claim: str, quote: str, context: str) -> float:
    """The share of a claim's words that its quote, or its headings and title, have in some inflection; 1 without any.

    K-precision in Adlakha et al. (2024), Evaluating correctness and faithfulness of instruction-following models for
    question answering, on stems; words that only tie a sentence together are left out.
    """
    said = {word.stem: word for word in read(claim) if word.is_content and not _ties(word)}
    known = {word.stem for word in (*read(quote), *read(context))}
    return sum(_known(word, known) for word in said.values()) / len(said) if said else 1.0


def _ties(word: Word) -> bool:
    """Whether a word only ties a sentence together, or is proven otherwise: figures, units and what turns it."""
    proven = word.folded in TURNS or word.folded in _MEASURES or cardinal(word.folded) is not None
    return bool(proven or _LIGHT.match(word.folded) or re.search(r"\d", word.folded))


def _stands(sentence: Words, evidence: Words) -> bool:
    said = [word.folded for word in sentence]
    written = [word.folded for word in evidence]
    places = (at for at in range(len(written) - len(said) + 1) if written[at : at + len(said)] == said)
    return any(not _bends(_cut_off(evidence, at, at + len(said))) for at in places)


def _cut_off(evidence: Words, start: int, end: int) -> Sequence[Word]:
    """What is left out of the sentences in which a stretch of the quote begins and ends."""
    first, last = evidence[start].sentence, evidence[end - 1].sentence
    before = [word for word in evidence[:start] if word.sentence == first]
    return before + [word for word in evidence[end:] if word.sentence == last]


def _bends(cut_off: Sequence[Word]) -> bool:
    """Whether what is cut off would turn or bend what is left."""
    return bool(turns(tuple(cut_off))) or any(word.folded in BOUNDS or word.folded == "än" for word in cut_off)


def _known(word: Word, known: set[str]) -> bool:
    return word.stem in known or any(_akin(word.stem, other) for other in known)


def _akin(one: str, other: str) -> bool:
    """Whether one is the other's beginning, but for an ending, or its last part."""
    shorter, longer = sorted((one, other), key=len)
    begins_alike = Prefix.similarity(one, other) >= max(6, 0.75 * len(longer))
    return begins_alike or (len(shorter) >= 4 and (longer.startswith(shorter) or longer.endswith(shorter)))
