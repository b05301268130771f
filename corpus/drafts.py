"""Drafts: commitments found in a contract's text, and what people have decided of them.

A draft is a proposal. It becomes a record, and so part of answers, only when someone has approved it; the record then
rests on the contract's own words, not on whoever approved it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal, get_args

FoundBy = Literal["rules", "model"]
"""What found a draft."""

State = Literal["approved", "rejected"]
"""What has been decided of a draft; one without a decision is undecided."""

STATES: tuple[State, ...] = get_args(State)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A commitment as it was found in a contract.

    Attributes:
        id: A hash of the source's id and the quote, so that it is the same after the text has been split anew.
        source_id: The contract.
        party: Who has committed themselves.
        party_kind: What sort of party that is, such as `kommun`, or "".
        text: What they are to do.
        area: What it is about, such as `transport`, or "".
        due: The year by which it is to be done, or None.
        measurable: The figure that it can be measured by, such as `minst 40 laddplatser`, or "".
        clause: The number of the clause that it stands in, or "".
        page: The page on which it stands, from 1, or None.
        quote: The words that it rests on, verbatim in the contract.
        start: Where the quote begins in the contract's text.
        confidence: How sure it is that this is a commitment and read rightly, from 0 to 1.
        reason: Why it was found and what makes it more or less sure, in Swedish.
        found_by: What found it.
        already: The id of the record that says the same in a table, or "". Such a draft need not be approved.
    """

    id: str
    source_id: str
    party: str
    party_kind: str
    text: str
    area: str
    due: int | None
    measurable: str
    clause: str
    page: int | None
    quote: str
    start: int
    confidence: float
    reason: str
    found_by: FoundBy
    already: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What has been decided of a draft, with the fields as they were approved.

    It holds all that a record needs but the quote's place, so that it outlives the draft. No one's name is in it:
    what stands behind an approved commitment is the contract.

    Attributes:
        draft_id: Which draft.
        source_id: The contract.
        quote: The words that the draft rests on.
        state: What was decided.
        party: See `Draft`, possibly edited, as are the rest.
        party_kind: See `Draft`.
        text: See `Draft`.
        area: See `Draft`.
        due: See `Draft`.
        measurable: See `Draft`.
        decided_at: When, ISO 8601 in UTC.
    """

    draft_id: str
    source_id: str
    quote: str
    state: State
    party: str
    party_kind: str
    text: str
    area: str
    due: int | None
    measurable: str
    decided_at: str


def draft_id(source_id: str, quote: str, repeat: int = 0) -> str:
    """The id of the draft with this quote, 16 hexadecimal digits.

    Args:
        source_id: The contract.
        quote: The words that it rests on; how they are broken into lines makes no difference.
        repeat: How many drafts of the contract before it rest on the same words.
    """
    counted = f"\0{repeat}" if repeat else ""
    return hashlib.sha256(f"{source_id}\0{' '.join(quote.split())}{counted}".encode()).hexdigest()[:16]
