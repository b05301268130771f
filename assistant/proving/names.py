"""Whether the proper names of a claim stand in what it rests on, in the place that the claim gives them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.proving.figures import BOUNDS
from assistant.proving.number_words import cardinal
from assistant.proving.reading import Word, Words, company, likeness, read
from corpus.dictionary import is_ordinary
from corpus.swedish import STOP_WORDS

TAKEN_BY = 0.15
"""How much better a claim's name may fit the place of another name in the quote than its own; chosen as for figures."""


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
    rivals = tuple(names(evidence))
    for name in names(words):
        stands = _stands(name, evidence, around)
        if not stands and not (name.opens and is_ordinary(words[name.start].folded)):
            return _written(name, words)
        if _is_taken(name, words, evidence, rivals if not stands else _sure(rivals, evidence)):
            return _written(name, words)
    return ""


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


def _stands(name: Name, evidence: Words, around: Words) -> bool:
    """Whether each word of the name stands in the quote or around it."""
    known = {key(part) for word in (*evidence, *around) for part in re.split("[-/]", word.folded)}
    missing = [word for word in name.keys if not _known(word, known)]
    return not missing


def _known(word: str, known: set[str]) -> bool:
    return word in known or any(len(word) >= 5 and (other.startswith(word) or other.endswith(word)) for other in known)


def _is_taken(name: Name, words: Words, evidence: Words, rivals: Iterable[Name]) -> bool:
    if name.opens and name.end == name.start + 1 and _stands_small(words[name.start], evidence):
        return False
    near = company(words, name.start, name.end)
    own = max((likeness(near, company(evidence, at, at + 1)) for at in _places(name, evidence)), default=0.0)
    others = (rival for rival in rivals if not set(rival.keys) & set(name.keys))
    taken = max((likeness(near, company(evidence, rival.start, rival.end)) for rival in others), default=0.0)
    return taken > own + TAKEN_BY


def _stands_small(word: Word, evidence: Words) -> bool:
    """Whether an opening word is no name: it is an ordinary one that the quote has."""
    return is_ordinary(word.folded) and any(key(other.folded) == key(word.folded) for other in evidence)


def _sure(rivals: Iterable[Name], evidence: Words) -> Iterator[Name]:
    """Those that are names wherever they stand."""
    return (rival for rival in rivals if not rival.opens or not is_ordinary(evidence[rival.start].folded))


def _written(name: Name, words: Words) -> str:
    return " ".join(word.text for word in words[name.start : name.end])


def _places(name: Name, evidence: Words) -> Iterator[int]:
    return (word.place for word in evidence if {key(part) for part in word.folded.split("-")} & set(name.keys))

