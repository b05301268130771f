"""Whether a claim says yes and no, must and may, only and if where its quote does.

Each of these words turns a sentence round or bends it, so none may be added to a claim, and none left out of one that
says what it governs in the quote.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.proving.alignment import joined, resting_on
from assistant.proving.reading import Word, Words, by_sentence, company, likeness, read, stems

Turn = Literal["not", "only", "if", "all", "must", "would", "should", "can", "may", "expected"]

GOVERNED, GOVERNED_BESIDE = 0.5, 0.75
"""The share of the words near a "not" or an "only" in the quote that a claim must have to need it too; and where the
claim lacks the word right after it."""
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
_GOVERNS: frozenset[Turn] = frozenset(("not", "only", "if"))
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


def turns(words: Words) -> tuple[_Turned, ...]:
    """The words that turn a text's sentences, in order."""
    found = ((turn, word) for at, word in enumerate(words) if (turn := _turn(words, at)))
    return tuple(_Turned(turn=turn, word=word) for turn, word in found)


def _turn(words: Words, at: int) -> Turn | None:
    word = words[at]
    earlier = [other for other in words[:at] if other.sentence == word.sentence]
    if word.folded == "utan":  # after a "not" it means "but"
        return None if any(_denials(earlier)) else "not"
    if word.folded == "om":
        return "if" if _is_condition(word, earlier, words) else None
    if word.folded == "får":  # before a verb; else it means "gets"
        return "may" if any(re.search(r"as?$", other.folded) for other in words[at + 1 : at + 3]) else None
    return TURNS.get(word.folded)


def _is_condition(word: Word, earlier: Sequence[Word], words: Words) -> bool:
    """Whether an "om" that begins a clause means "if": not "även om", nor what the sources leave open."""
    begins = word.opens or not earlier or earlier[-1].clause != word.clause
    even = bool(earlier) and earlier[-1].folded == "även"
    return begins and not even and not _admits(tuple(other for other in words if other.sentence == word.sentence))


def _denials(words: Iterable[Word]) -> Iterator[Word]:
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
    own = [turned.turn for turned in turns(sentence)]
    needed = [turned for turned in turns(basis) if turned.turn in _GOVERNS and _governs(turned, sentence, evidence)]
    for turned in needed:
        if own.count(turned.turn) < sum(other.turn == turned.turn for other in needed):
            return turned.word.text
    modals = (turned for turned in turns(basis) if turned.turn in _SAME)
    return next((turned.word.text for turned in modals if _drops(turned, sentence, basis)), "")


def _drops(modal: _Turned, sentence: Words, basis: Words) -> bool:
    """Whether the claim says what a modal of the quote governs, without a modal that may stand for it."""
    said = {turned.turn for turned in turns(sentence)}
    stands_for = {turn for turn, same in _SAME.items() if modal.turn in same}
    excused = modal.turn in ("must", "expected") and _excused("must", sentence)
    return _target(modal.word, basis) in stems(sentence) and not (stands_for & said or excused)


def _governs(turned: _Turned, sentence: Words, evidence: Words) -> bool:
    """Whether the claim says what a turning word of the quote governs."""
    said, word = stems(sentence), turned.word
    around = tuple(other for other in evidence if other.sentence == word.sentence)
    if turned.turn == "if":  # it governs the clauses beside its own
        main = stems([other for other in around if other.clause != word.clause])
        return bool(main) and len(main & said) >= GOVERNED * len(main)
    target = _target(word, around)
    with_and_without = sum(other.stem == target for other in around)
    if with_and_without > max(1, sum(other.stem == target for other in sentence)):
        return False
    share = likeness(company(evidence, *_at(word, evidence)), dict.fromkeys(said, 1.0))
    return share >= (GOVERNED if not target or target in said else GOVERNED_BESIDE)


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
