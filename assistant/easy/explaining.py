"""Hard words of an answer, explained in the corpus's own words, each with its source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count

from assistant.conversation import Citation, Statement
from assistant.glossary import Definition, definitions, public_passages
from corpus.index import Index
from corpus.swedish import terms

MOST = 3
"""How many words are explained at most."""

SHORT = 6
"""Letters that a word may have without being a long one, as in the readability index LIX: it needs no explanation."""


class Glossary:
    """The words that an index explains; it keeps those of the version that it last read."""

    def __init__(self) -> None:
        self._read: tuple[str, tuple[Definition, ...]] | None = None

    def definitions(self, index: Index) -> tuple[Definition, ...]:
        """The definitions in a version of the index."""
        read = self._read
        if read is None or read[0] != index.manifest.version:
            self._read = read = index.manifest.version, definitions(public_passages(index))
        return read[1]


def explain(
    said: Sequence[Statement], citations: Sequence[Citation], known: Sequence[Definition]
) -> Iterator[tuple[Statement, Citation]]:
    """The sentences that explain hard words of an answer, each with a citation numbered on from the answer's."""
    told = "\n".join(statement.text for statement in said)
    spoken = [terms(statement.text) for statement in said]
    hard = [found for found in known if _is_hard(found) and found.sentence not in told and not _is_told(found, said)]
    first = {found.stems: place for found in hard if (place := _place(found.stems, spoken)) is not None}
    met = [found for found in hard if found.stems in first]
    whole = [found for found in met if not any(set(found.stems) < set(other.stems) for other in met)]
    used = sorted(whole, key=lambda found: first[found.stems])
    for number, found in zip(count(len(citations) + 1), used[:MOST], strict=False):
        citation = Citation(number=number, source=found.source, passage=found.passage, quote=found.sentence)
        yield Statement(text=found.sentence, numbers=(number,), form="item", proof="quote"), citation


def _is_hard(found: Definition) -> bool:
    return len(found.word) > SHORT and found.sentence.endswith(".")


def _is_told(found: Definition, said: Sequence[Statement]) -> bool:
    """Whether the answer itself says what the word means."""
    return any(statement.text.startswith((f"{found.word} är ", f"En {found.word} är ")) for statement in said)


def _place(stems: tuple[str, ...], spoken: Sequence[tuple[str, ...]]) -> tuple[int, int] | None:
    """Where a word's stems stand next to each other: in which statement, and where in it; None where nowhere."""
    for line, told in enumerate(spoken):
        for place in range(len(told) - len(stems) + 1):
            if told[place : place + len(stems)] == stems:
                return line, place
    return None
