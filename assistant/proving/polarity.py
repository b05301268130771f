"""Whether a claim says yes and no, must and may, only and if where its quote does.

Each of these words turns a sentence round or bends it, so none may be added to a claim, and none left out of one that
says what it governs in the quote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.proving.alignment import joined, resting_on
from assistant.proving.reading import Word, Words, by_sentence, company, likeness, read, stems

Turn = Literal["not", "only", "if", "all", "must", "would", "should", "can", "may", "expected"]

GOVERNED = 0.5
"""The share of the words near a "not", an "only" or an "if" in the quote that a claim must have to need it too."""
IN_PLACE = 0.2
"""How alike the company of a claim's "not" and of one in the quote must be for it to be the same."""

_TURN_WORDS: dict[Turn, str] = {
    "not": "inte ej icke aldrig ingen inget inga ingenting varken saknar saknas saknade oklart",
    "only": "bara endast enbart blott",
    "if": "utom såvida ifall förutsatt undantag undantaget",
    "all": "alla samtliga alltid varenda",
    "must": "ska skall måste",
    "would": "skulle",
    "should": "bör borde",
    "can": "kan kunde",
    "expected": "väntas förväntas beräknas planeras bedöms bedömdes uppges antas uppskattas",
}
TURNS: dict[str, Turn] = {word: turn for turn, words in _TURN_WORDS.items() for word in words.split()}
_SAME: dict[Turn, frozenset[Turn]] = {
    "must": frozenset(("must", "expected")),
    "would": frozenset(("would",)),
    "should": frozenset(("should",)),
    "can": frozenset(("can", "may")),
    "may": frozenset(("may", "can")),
    "expected": frozenset(("expected",)),
}
"""For each modal of a claim those of the quote that it may stand for."""
_PROMISE = re.compile(r"(mål|löft|krav|kräv|planer|åta|avsikt|avse|ambition|lova|syft|uppdrag|sikta)")
_ABSENCE = re.compile(
    r"\bframgår (det )?inte\b|\bsaknas i källorna\b|\b(säger|anger|berättar) (inget|ingenting|inte)\b"
)
_CHANCE = frozenset("möjlig möjlighet öpp tillåt".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Turned:
    """A word that turns a sentence, and how."""

    turn: Turn
    word: Word


def unproven_turn(claim: str, quote: str) -> str:
    """The first word by which a claim differs from its quote in what it denies, requires or restricts; "" for none."""
    evidence = read(quote)
    for sentence in by_sentence(read(claim)):
        based_on = resting_on(sentence, evidence)
        rest = joined(based_on)
        found = (
            _added(sentence, rest, evidence)
            or next((word for basis in based_on if (word := _left_out(sentence, basis, evidence))), "")
            or _turned_prefix(sentence, rest)
        )
        if found or _absence_differs(sentence, based_on):
            return found or "framgår inte"
    return ""


def turns(words: Words) -> Iterator[_Turned]:
    """The words that turn a text's sentences, in order."""
    for at, word in enumerate(words):
        earlier = words[at - 1] if at else None
        later = words[at + 1 : at + 3]
        turn = TURNS.get(word.folded)
        if word.folded == "utan" and not any(other.sentence == word.sentence for other in _denials(words[:at])):
            turn = "not"
        if word.folded == "om" and (earlier is None or word.opens or earlier.clause != word.clause):
            turn = None if earlier and earlier.folded == "även" else "if"
        if word.folded == "får" and any(re.search(r"as?$", other.folded) for other in later):
            turn = "may"
        if turn:
            yield _Turned(turn=turn, word=word)


def _denials(words: Sequence[Word]) -> Iterator[Word]:
    return (word for word in words if TURNS.get(word.folded) == "not")


def _added(sentence: Words, rest: Words, evidence: Words) -> str:
    """A turning word of the claim that is not in what it rests on."""
    known = {turned.turn for turned in turns(rest)}
    denials = [turned.word for turned in turns(rest) if turned.turn == "not"]
    own = [turned for turned in turns(sentence) if turned.turn == "not"]
    if len(own) > len(denials):
        return own[-1].word.text
    for turned in turns(sentence):
        if turned.turn == "not" and not _in_place(turned.word, sentence, denials, evidence):
            return turned.word.text
        if turned.turn in _SAME and not _is_modal_proven(turned, sentence, rest):
            return turned.word.text
        if turned.turn in ("only", "if", "all") and turned.turn not in known:
            return turned.word.text
    return ""


def _is_modal_proven(turned: _Turned, sentence: Words, rest: Words) -> bool:
    """Whether the quote has the modal, or one that it may stand for, with the same verb if that has one there."""
    target = _target(turned.word, sentence)
    with_verb = {
        other.turn for other in turns(rest) if other.turn in _SAME and target and _target(other.word, rest) == target
    }
    known = with_verb or {other.turn for other in turns(rest)}
    return bool(_SAME[turned.turn] & known) or (not with_verb and _excused(turned.turn, rest))


def _excused(turn: Turn, words: Words) -> bool:
    """Whether a "must" is called a promise or an aim, or a "can" a possibility, in so many words."""
    if turn == "must":
        return any(_PROMISE.match(word.folded) or _PROMISE.search(word.folded[3:]) for word in words)
    if turn == "expected":
        return any(word.folded.startswith(("planer", "vänta", "beräkn", "uppskatt")) for word in words)
    return turn in ("can", "may") and any(word.stem in _CHANCE for word in words)


def _in_place(word: Word, sentence: Words, denials: Sequence[Word], evidence: Words) -> bool:
    if word.folded == "utan":
        return any(other.folded == "utan" for other in denials)
    near = company(sentence, *_at(word, sentence))
    fits = (likeness(near, company(evidence, *_at(other, evidence))) for other in denials)
    return max(fits, default=0.0) >= IN_PLACE


def _left_out(sentence: Words, basis: Words, evidence: Words) -> str:
    """A turning word of the quote that governs what the claim says, and that the claim does not have."""
    own = list(turns(sentence))
    said = stems(sentence)
    needed = [
        turned
        for turned in turns(basis)
        if turned.turn in ("not", "only", "if") and _governs(turned, sentence, evidence)
    ]
    for turned in needed:
        alike = [other for other in own if other.turn == turned.turn]
        if len(alike) < sum(other.turn == turned.turn for other in needed):
            return turned.word.text
    for turned in turns(basis):
        have = {other.turn for other in own}
        excused = turned.turn in ("must", "expected") and _excused("must", sentence)
        stands_for = {turn for turn, same in _SAME.items() if turned.turn in same}
        if turned.turn in _SAME and _target(turned.word, basis) in said and not (stands_for & have or excused):
            return turned.word.text
    return ""


def _governs(turned: _Turned, sentence: Words, evidence: Words) -> bool:
    target = _target(turned.word, evidence)
    with_and_without = sum(word.stem == target for word in evidence if word.sentence == turned.word.sentence)
    if with_and_without > max(1, sum(word.stem == target for word in sentence)):
        return False
    near = company(evidence, *_at(turned.word, evidence))
    return likeness(near, dict.fromkeys(stems(sentence), 1.0)) >= GOVERNED


def _target(word: Word, basis: Words) -> str:
    """The stem of the word that a modal governs: the first that means something after it."""
    after = (other for other in basis if other.place > word.place and other.is_content and other.folded not in TURNS)
    target = next(after, None)
    return target.stem if target and target.place <= word.place + 4 else ""


def _turned_prefix(sentence: Words, rest: Words) -> str:
    """A word that the quote has without its "o-", or the other way about: `möjligt` and `omöjligt`."""
    said, known = ({word.folded for word in words if len(word.folded) > 4} for words in (sentence, rest))
    swapped = (word for word in said - known if f"o{word}" in known or (word[0] == "o" and word[1:] in known))
    return next(swapped, "")


def _absence_differs(sentence: Words, based_on: Sequence[Words]) -> bool:
    """Whether only one of the claim and its quote says that the sources leave something open."""
    if not based_on:
        return False
    here, there = _admits(sentence), _admits(based_on[0])
    return (there and not any(_denials(sentence))) or (here and not there)


def _admits(words: Words) -> bool:
    return bool(_ABSENCE.search(" ".join(word.folded for word in words)))


def _at(word: Word, words: Words) -> tuple[int, int]:
    at = next(at for at, other in enumerate(words) if other.place == word.place)
    return at, at + 1
