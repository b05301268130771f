"""Nothing is shown that is not proven: drafts are checked against the passages, and citations attached, by code.

A claim holds when its quote stands verbatim in its passage and every figure of the claim stands in the quote. What
does not hold is dropped.
"""

from __future__ import annotations

import re

from assistant.conversation import Citation, Statement
from assistant.writing.draft import Claim
from corpus.swedish import words


class Proof:
    """The claims of one answer that hold, and the citations that they rest on.

    There is one citation for each passage, numbered as first used; its quote reaches from the first to the last of the
    words that the claims take from the passage.
    """

    def __init__(self) -> None:
        self._claims: dict[str, list[Claim]] = {}

    def prove(self, claim: Claim) -> Statement | None:
        """The claim as a statement with its citation's number, or None if it does not hold."""
        if not holds(claim):
            return None
        return Statement(text=claim.text, numbers=(self.cite(claim),), form=claim.form, proof="quote")

    def cite(self, claim: Claim) -> int:
        """The number of the citation that a claim rests on."""
        self._claims.setdefault(claim.hit.passage.id, []).append(claim)
        return list(self._claims).index(claim.hit.passage.id) + 1

    def citations(self) -> tuple[Citation, ...]:
        """The citations of all statements so far."""
        return tuple(_citation(number, claims) for number, claims in enumerate(self._claims.values(), start=1))


def holds(claim: Claim) -> bool:
    """Whether the claim has a quote, which stands in its passage, and all its figures stand in the quote."""
    is_quoted = bool(claim.quote.strip()) and claim.quote in claim.hit.passage.text
    return is_quoted and figures(claim.text) <= figures(claim.quote)


def figures(text: str) -> frozenset[str]:
    """The figures in a text, written one way: `423 796` and `423796` are the same, and so are `16,4` and `16.4`."""
    return frozenset(word.replace(",", ".") for word in words(text) if re.search(r"\d", word))


def _citation(number: int, claims: list[Claim]) -> Citation:
    hit = claims[0].hit
    starts = [hit.passage.text.index(claim.quote) for claim in claims]
    end = max(start + len(claim.quote) for start, claim in zip(starts, claims, strict=True))
    return Citation(number=number, source=hit.source, passage=hit.passage, quote=hit.passage.text[min(starts) : end])
