"""Whether the proper names of a claim stand in what it rests on, in the place that the claim gives them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from assistant.proving.alignment import joined, resting_on
from assistant.proving.figures import BOUNDS
from assistant.proving.number_words import cardinal
from assistant.proving.reading import OPENING, Company, Word, Words, company, is_taken, likeness, read
from corpus.dictionary import is_ordinary
from corpus.swedish import STOP_WORDS

SWAPPED = 0.1
"""How much better each of two names must fit the other's place for them to be swapped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name in a text: words with a capital letter in a row.

    Attributes:
        start: The place of its first word among the text's words.
        end: One past its last.
        keys: Its words without endings.
        opens: Whether it begins a sentence, so that its capital letter tells nothing.
    """

    start: int
    end: int
    keys: tuple[str, ...]
    opens: bool


def unproven_name(claim: str, quote: str, context: str) -> str:
    """The first name of a claim that neither the quote nor its headings and title have, as it is written; or "".

    A name that they do have is refused too when in the quote another name stands in its place.
    """
    words, evidence, around = read(claim), read(quote), read(context)
    said, known = tuple(names(words)), tuple(names(evidence))
    sure = tuple(name for name in known if _is_sure(name, evidence))
    for name in (_proper(name, words, known) for name in said):
        repeats = len(set(name.keys)) < len(name.keys)
        stands = not repeats and any(_has(name.keys, text) for text in (evidence, around))
        if not stands and _is_sure(name, words):
            return _written(name, words)
        rivals = [rival for rival in (sure if stands else _unsaid(known, said)) if not _shares(name, rival)]
        if _is_taken(name, words, evidence, rivals) or _is_doubled(name, said, words, evidence):
            return _written(name, words)
        if not _has(name.keys, around) and _is_foreign(name, said, words, evidence, rivals):
            return _written(name, words)
    return _swapped(said, words, evidence)


def names(words: Words) -> Iterator[Name]:
    """The names in a text, and each word with a capital letter that begins a sentence and means something."""
    run: list[Word] = []
    for word in (*words, None):
        if word and _is_capital(word) and not (run and (word.opens or word.clause != run[-1].clause)):
            run.append(word)
            continue
        if run:
            yield _name(run)
        run = [word] if word and _is_capital(word) else []


def key(word: str) -> str:
    """What is left of a folded name without the endings that it may have in a sentence: `borlänge` of `borlänges`."""
    return re.sub(r"(?<=\w{3})(?:ens|ets|en|et|s)$", "", word)


def _is_capital(word: Word) -> bool:
    inner = any(part[:1].isupper() for part in re.split("[-/]", word.text))
    return inner and not (word.opens and (word.folded in STOP_WORDS or word.folded in BOUNDS or cardinal(word.folded)))


def _name(run: Sequence[Word]) -> Name:
    keys = tuple(key(part.lower()) for word in run for part in re.split("[-/]", word.text) if part[:1].isupper())
    return Name(start=run[0].place, end=run[-1].place + 1, keys=keys, opens=run[0].opens)


def _has(keys: Sequence[str], words: Words) -> bool:
    """Whether the words stand in a row in a text."""
    written = [key(part) for word in words for part in re.split("[-/]", word.folded)]
    runs = zip(*(written[at:] for at in range(len(keys))), strict=False)
    return any(all(map(_same, keys, run)) for run in runs)


def _same(word: str, other: str) -> bool:
    """Whether a word is the other, or part of it: `Borlänge` of `borlängebor`, `budgeten` of `koldioxidbudgeten`."""
    return word == other or (len(word) >= 5 and (other.startswith(word) or other.endswith(word)))


def _proper(name: Name, words: Words, known: Iterable[Name]) -> Name:
    """The name without the ordinary word that it follows at the beginning of a sentence: "Enligt Vinnova".

    A word that begins a name in the quote is kept: "Högskolan Dalarna".
    """
    kept = any(other.keys[0] == name.keys[0] and len(other.keys) > 1 for other in known)
    if kept or not name.opens or name.end == name.start + 1 or not is_ordinary(words[name.start].folded):
        return name
    return Name(start=name.start + 1, end=name.end, keys=name.keys[1:], opens=False)


def _is_sure(name: Name, words: Words) -> bool:
    """Whether it is a name even where it begins a sentence."""
    return not name.opens or len(name.keys) > 1 or not is_ordinary(words[name.start].folded)


def _unsaid(known: Iterable[Name], said: Sequence[Name]) -> Iterator[Name]:
    """The names of the quote that the claim does not say."""
    return (name for name in known if not any(_shares(name, other) for other in said))


def _shares(name: Name, other: Name) -> bool:
    """Whether one of two names is part of the other."""
    return set(name.keys) <= set(other.keys) or set(other.keys) <= set(name.keys)


def _is_taken(name: Name, words: Words, evidence: Words, rivals: Iterable[Name]) -> bool:
    """Whether another name stands in the quote where the claim has this one."""
    if name.opens and name.end == name.start + 1 and _stands_small(words[name.start], evidence):
        return False
    near = company(words, name.start, name.end)
    taken = max((likeness(near, company(evidence, rival.start, rival.end)) for rival in rivals), default=0.0)
    return is_taken(_own_fit(name, near, evidence), taken)


def _own_fit(name: Name, near: Company, evidence: Words) -> float:
    return max((likeness(near, company(evidence, at, at + 1)) for at in _places(name, evidence)), default=0.0)


def _is_doubled(name: Name, said: Iterable[Name], words: Words, evidence: Words) -> bool:
    """Whether a sentence says the name more often than what it rests on does."""
    sentence = [word for word in words if word.sentence == words[name.start].sentence]
    times = sum(
        set(other.keys) >= set(name.keys) for other in said if words[other.start].sentence == sentence[0].sentence
    )
    if times < 2:
        return False
    return times > max(1, sum(1 for _ in _places(name, joined(resting_on(tuple(sentence), evidence)))))


def _is_foreign(name: Name, said: Sequence[Name], words: Words, evidence: Words, rivals: Iterable[Name]) -> bool:
    """Whether what is said of the name is said without it in the quote, and of a name that the claim has not."""
    sentence = words[name.start].sentence
    rest = tuple(word for word in words if word.sentence == sentence and not name.start <= word.place < name.end)
    basis = {word.sentence for word in joined(resting_on(rest, evidence))}
    if any(evidence[at].sentence in basis for at in _places(name, evidence)):
        return False
    others = (rival for rival in rivals if evidence[rival.start].sentence in basis)
    return any(not any(_shares(rival, other) for other in said) for rival in others)


def _swapped(said: Sequence[Name], words: Words, evidence: Words) -> str:
    """A name that has changed places with another one of the claim; "" for none."""
    sure = [name for name in said if _is_sure(name, words)]
    return next(
        (_written(one, words) for one, other in combinations(sure, 2) if _swap(one, other, words, evidence)), ""
    )


def _swap(one: Name, other: Name, words: Words, evidence: Words) -> bool:
    pairs = ((one, other), (other, one))
    return not _shares(one, other) and all(_fits_better(name, instead, words, evidence) for name, instead in pairs)


def _fits_better(name: Name, instead: Name, words: Words, evidence: Words) -> bool:
    """Whether a name fits the place of another in the quote better than its own."""
    near = {word: weight for word, weight in company(words, name.start, name.end).items() if word != OPENING}
    return _own_fit(instead, near, evidence) > _own_fit(name, near, evidence) + SWAPPED


def _stands_small(word: Word, evidence: Words) -> bool:
    """Whether an opening word is no name: it is an ordinary one that the quote has."""
    return is_ordinary(word.folded) and _has((key(word.folded),), evidence)


def _written(name: Name, words: Words) -> str:
    return " ".join(word.text for word in words[name.start : name.end])


def _places(name: Name, evidence: Words) -> Iterator[int]:
    return (word.place for word in evidence if {key(part) for part in re.split("[-/]", word.folded)} & {name.keys[-1]})
