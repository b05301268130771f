"""The words that the corpus itself explains: `Kolsänka` above `En kolsänka är något som tar upp koldioxid …`.

A passage explains a word when its first sentence says of just what its heading names what that is. The heading may be
the word, or ask for it ("Vad är en kolsänka?").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from corpus.documents import Passage, Source
from corpus.index import Index
from corpus.swedish import sentences, terms, words

_SAYS_WHAT = re.compile(r"^(?:(En|Ett) )?(.{2,60}?) är (\S+ \S.*)")
_ASKS_WHAT = re.compile(r"^Vad (?:är|betyder|innebär) (?:en |ett )?(.+)\?$")


@dataclass(frozen=True, kw_only=True)
class Definition:
    """A word and the sentence that explains it.

    Attributes:
        article: "En", "Ett" or "".
        word: The word or words that are explained, as they stand in the sentence.
        meaning: What the sentence says that it is, to the sentence's end.
        sentence: The sentence, verbatim in the passage.
        passage: Where it stands.
        source: The document that it stands in.
    """

    article: str
    word: str
    meaning: str
    sentence: str
    passage: Passage
    source: Source

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """The word's stems, in order."""
        return terms(self.word)


def public_passages(index: Index) -> Iterator[tuple[Passage, Source]]:
    """The passages that anyone may see, in the order of the sources and their texts."""
    sources = {source.id: source for source in index.sources()}
    ids = index.store.passage_ids()
    passages = index.passages(ids)
    for passage in map(passages.__getitem__, ids):
        if source := sources.get(passage.span.document_id):
            yield passage, source


def definitions(passages: Iterable[tuple[Passage, Source]]) -> tuple[Definition, ...]:
    """The definitions in some passages; of several for a word the first."""
    found: dict[tuple[str, ...], Definition] = {}
    for passage, source in passages:
        if (definition := _definition(passage, source)) and definition.stems:
            found.setdefault(definition.stems, definition)
    return tuple(found.values())


def _definition(passage: Passage, source: Source) -> Definition | None:
    if not passage.heading or passage.record_id:
        return None
    asked = _ASKS_WHAT.match(passage.heading[-1])
    first = next(iter(sentences(passage.text)), "")
    said = _SAYS_WHAT.match(first)
    if not said or terms(said[2]) != terms(asked[1] if asked else passage.heading[-1]):
        return None
    return Definition(
        article=said[1] or "", word=said[2], meaning=said[3], sentence=first, passage=passage, source=source
    )


def uncapitalised(passages: Iterable[tuple[Passage, Source]]) -> frozenset[str]:
    """The words that stand somewhere in running text without a capital letter, and so are no names."""
    running = (passage.text for passage, _ in passages if not passage.record_id)
    return frozenset(word for text in running for word in re.findall(r"\b[a-zåäö]\w+", text))


def in_a_sentence(phrase: str, common: frozenset[str]) -> str:
    """A phrase as it stands inside a sentence: begun with a small letter unless it is a name.

    What has a capital letter or a figure further on ("Cities Mission", "Scope 1") is one.
    """
    first = next(iter(words(phrase)), "")
    is_name = first not in common or re.search(r" [A-ZÅÄÖ\d]", phrase)
    return phrase if is_name else f"{phrase[:1].lower()}{phrase[1:]}"
