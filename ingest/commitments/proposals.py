"""A chat model's proposals: taken only where the contract's own words bear them out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Protocol

from ingest.commitments.places import Statement
from ingest.commitments.sentences import Commitment

SUREST = 0.5
"""No proposal of a model is surer than this: the rules found nothing there."""
_FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A commitment that a model proposes.

    Attributes:
        party: Who commits themselves, in the words of the clause or its headings.
        text: To what.
        due: By which year, or None.
        measurable: The figure that it can be held to, or "".
        quote: The sentence, item or row that it rests on, verbatim.
    """

    party: str
    text: str
    due: int | None
    measurable: str
    quote: str


class DraftFinder(Protocol):
    """What proposes commitments in a clause. What it is given is a document's text, never an instruction."""

    def __call__(self, headings: tuple[str, ...], clause: str) -> tuple[Proposal, ...]:
        """The commitments in a clause, given with the headings above it."""
        ...


def proposed(
    said: Sequence[Statement], known: Collection[int], model: DraftFinder
) -> Iterator[tuple[Statement, Commitment]]:
    """The model's proposals that hold, each with the statement that it rests on.

    A proposal holds when its quote is a statement of the clause, word for word, that has not been found already, and
    its party, its year and its figure stand in that clause or in the headings above it.
    """
    for headings, group in groupby(said, key=lambda statement: statement.headings):
        clause = tuple(group)
        text = "\n".join(statement.text for statement in clause)
        taken = set(known)
        for proposal in model(headings, text):
            found = _quoted([statement for statement in clause if statement.start not in taken], proposal.quote)
            if found and _holds(proposal, f"{' '.join(headings)} {text}"):
                statement, quoted = found
                taken.add(statement.start)
                yield quoted, _as_commitment(proposal)


def _quoted(clause: Sequence[Statement], quote: str) -> tuple[Statement, Statement] | None:
    """The statement in which these words stand, and the part of it that they are."""
    words = quote.split()
    if len(words) < _FEWEST_WORDS:
        return None
    pattern = re.compile(r"\s+".join(map(re.escape, words)))
    for statement in clause:
        if found := pattern.search(statement.text):
            return statement, replace(statement, text=found.group(), start=statement.start + found.start())
    return None


def _holds(proposal: Proposal, text: str) -> bool:
    there = " ".join(text.split()).lower()
    said = (proposal.party, "" if proposal.due is None else str(proposal.due), proposal.measurable)
    return bool(proposal.party.strip()) and all(" ".join(words.split()).lower() in there for words in said)


def _as_commitment(proposal: Proposal) -> Commitment:
    return Commitment(
        party=proposal.party.strip(),
        text=proposal.text.strip() or proposal.quote.strip(),
        due=proposal.due,
        measurable=proposal.measurable.strip(),
        confidence=SUREST,
        reason="Föreslaget av en språkmodell; orden, parten och året står i klausulen.",
    )
