"""Claims in; statements that hold, and the citations that they rest on, out.

A claim holds when its quote stands in its passage and either its words are the quote's own, or its figures, its names,
what it denies and requires, its direction and nearly all its words are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain

from assistant.conversation import Citation, Proven, Statement
from assistant.proving.agreement import unproven_figure
from assistant.proving.direction import unproven_direction
from assistant.proving.names import unproven_name
from assistant.proving.polarity import unproven_turn
from assistant.proving.wording import SUPPORT, is_verbatim, support, without_reply
from assistant.writing.draft import Claim

Check = Callable[[str, str, str], str]
"""Given a claim, its quote, and the quote's headings and title: what in the claim is not borne out; "" for nothing."""

CHECKS: tuple[Check, ...] = (
    unproven_figure,
    unproven_name,
    lambda claim, quote, _: unproven_turn(claim, quote),
    lambda claim, quote, _: unproven_direction(claim, quote),
    lambda claim, quote, context: claim if support(claim, quote, context) < SUPPORT else "",
)
"""What a reworded claim must pass."""


class Proof:
    """The claims of one answer that hold, and the citations that they rest on.

    There is one citation for each passage, numbered as first used; its quote reaches from the first to the last of the
    words that the claims take from the passage.

    Args:
        checks: What a reworded claim must pass.
    """

    def __init__(self, checks: Sequence[Check] = CHECKS) -> None:
        self._checks = checks
        self._claims: dict[str, list[Claim]] = {}

    def prove(self, claim: Claim) -> Statement | None:
        """The claim as a statement with its citation's number, or None if it does not hold."""
        proven = proof_of(claim, self._checks)
        if not proven:
            return None
        return Statement(text=claim.text, numbers=(self.cite(claim),), form=claim.form, proof=proven)

    def cite(self, claim: Claim) -> int:
        """The number of the citation that a claim rests on."""
        self._claims.setdefault(claim.hit.passage.id, []).append(claim)
        return list(self._claims).index(claim.hit.passage.id) + 1

    def citations(self) -> tuple[Citation, ...]:
        """The citations of all statements so far."""
        return tuple(_citation(number, claims) for number, claims in enumerate(self._claims.values(), start=1))


def proof_of(claim: Claim, checks: Sequence[Check] = CHECKS) -> Proven:
    """How a claim is proven; "" where it is not."""
    if not claim.quote.strip() or claim.quote not in claim.hit.passage.text:
        return ""
    said = without_reply(claim.text)
    if is_verbatim(said, claim.quote):
        return "quote"
    return "" if unproven(claim, checks) else "wording"


def holds(claim: Claim) -> bool:
    """Whether a claim is proven, however."""
    return bool(proof_of(claim))


def unproven(claim: Claim, checks: Sequence[Check] = CHECKS) -> str:
    """The first part of a reworded claim that its quote does not bear out; "" where all of it is borne out."""
    said = without_reply(claim.text)
    context = "\n".join(chain(claim.hit.passage.heading, (claim.hit.source.title,)))
    return next((found for check in checks if (found := check(said, claim.quote, context))), "")


def _citation(number: int, claims: list[Claim]) -> Citation:
    hit = claims[0].hit
    starts = [hit.passage.text.index(claim.quote) for claim in claims]
    end = max(start + len(claim.quote) for start, claim in zip(starts, claims, strict=True))
    return Citation(number=number, source=hit.source, passage=hit.passage, quote=hit.passage.text[min(starts) : end])
