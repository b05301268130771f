"""Whether a text answers the question that was asked, however true it is.

The asked-for kind of thing must be in it, said of the question's subject; a list must be whole; "Ja" and "Nej" must fit
what they stand before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.asking import Sought, admits_absence, denies, holds, sought
from assistant.proving.lists import left_out, missing_items
from assistant.proving.wording import without_reply
from assistant.retrieval import Query
from assistant.writing.draft import Claim
from corpus.swedish import terms

Fault = Literal["", "kind", "subject", "list", "reply"]

COVERED = 0.2
"""The share of the question's words, weighed by rarity, that make up for its subject being called something else.
Chosen on the development cases, where all but one right answer in a hundred reach it."""

_REPLY = re.compile(r"^(ja|jo|nej)\b", re.IGNORECASE)
_OPEN = (Sought.ANYTHING, Sought.LIST, Sought.YES_OR_NO, Sought.DEFINITION)
"""Kinds that no single word gives away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether a text answers a question.

    Attributes:
        fault: What is wrong: the kind of thing asked for is not there, it is said of something else, a list is not
            whole, or a "Ja" or "Nej" does not fit; "" when nothing is.
        about: Which list item or which words it concerns.
    """

    fault: Fault = ""
    about: str = ""

    @property
    def answers(self) -> bool:
        """Whether nothing is wrong."""
        return not self.fault


ANSWERS = Verdict()


def relevance(query: Query, claims: Sequence[Claim]) -> Verdict:
    """Whether these claims, together, answer the question.

    Args:
        query: The question.
        claims: What would be said, each claim proven already.
    """
    for fault in (
        _kind_fault(query, claims),
        _subject_fault(query, claims),
        _list_fault(query, claims),
        _reply_fault(query, claims),
    ):
        if fault:
            return fault
    return ANSWERS


def answers_question(query: Query, claims: Sequence[Claim]) -> bool:
    """Whether there are claims and they answer the question."""
    return bool(claims) and relevance(query, claims).answers


def _kind_fault(query: Query, claims: Sequence[Claim]) -> Verdict | None:
    """That the kind of thing asked for is nowhere in the claims."""
    kind = sought(query.text)
    if kind in _OPEN or any(_has_kind(claim, kind, query.text) for claim in claims):
        return None
    return Verdict(fault="kind", about=query.text)


def _has_kind(claim: Claim, kind: Sought, question: str) -> bool:
    text = without_reply(claim.text)
    if kind is Sought.PERSON:  # a name may open the sentence or be an item
        text = f", {text}"
    return admits_absence(text) or holds(text, kind, question)


def _subject_fault(query: Query, claims: Sequence[Claim]) -> Verdict | None:
    """The question's names, or its subject, where neither the claims nor the headings above them have any of it."""
    said = frozenset(term for claim in claims for text in (claim.text, *_above(claim)) for term in terms(text))
    if query.names and not query.names & said:
        return Verdict(fault="subject", about=" ".join(sorted(query.names)))
    near = query.foreign or bool(query.subjects & said) or query.coverage(said) >= COVERED
    return None if near else Verdict(fault="subject", about=" ".join(sorted(query.subjects)))


def _above(claim: Claim) -> tuple[str, ...]:
    return (*claim.hit.passage.heading, claim.hit.source.title)


def _list_fault(query: Query, claims: Sequence[Claim]) -> Verdict | None:
    """An item that a list lacks, as items of its own or within a sentence."""
    missing = missing_items(claims)
    if not missing and sought(query.text) in (Sought.LIST, Sought.PERSON, Sought.ANYTHING):
        missing = tuple(item for claim in claims for item in left_out(claim))
    return Verdict(fault="list", about=missing[0]) if missing else None


def _reply_fault(query: Query, claims: Sequence[Claim]) -> Verdict | None:
    """A "Ja" before what denies the question, a "Nej" before what does not, or either where nothing is to be denied."""
    reply = _REPLY.match(claims[0].text) if claims else None
    if reply is None:
        return None
    said = without_reply(claims[0].text)
    denied = denies(said) != denies(query.text)
    fits = sought(query.text) is Sought.YES_OR_NO and (reply[1].lower() == "nej") == denied
    return None if fits else Verdict(fault="reply", about=claims[0].text)
