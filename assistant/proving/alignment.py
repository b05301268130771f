"""Which sentences of a quote a sentence of a claim rests on."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.proving.reading import Words, by_sentence, stems

ADDS = 2
"""How many further words a sentence of the quote must bring in to be counted beside a better one."""


def resting_on(claim: Words, evidence: Words) -> tuple[Words, ...]:
    """The quote's sentences that share the most words with the claim's, best first; those that add little left out."""
    left = set(stems(claim))
    candidates = list(by_sentence(evidence))
    chosen: list[Words] = []
    while candidates:
        best = max(candidates, key=lambda sentence: _shared(left, sentence))
        if len(left & stems(best)) < (ADDS if chosen else 1):
            break
        chosen.append(best)
        candidates.remove(best)
        left -= stems(best)
    return tuple(chosen)


def joined(sentences: Sequence[Words]) -> Words:
    """The words of some sentences as one text."""
    return tuple(word for sentence in sentences for word in sentence)


def _shared(left: set[str], sentence: Words) -> tuple[int, int]:
    """How many words are shared, then how few others there are."""
    own = stems(sentence)
    return len(left & own), -len(own - left)
