"""All the drafts of a contract: rules read it first, and a chat model, where there is one, may propose more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.documents import Document
from corpus.drafts import Draft, FoundBy, draft_id
from ingest.commitments.areas import area_of
from ingest.commitments.cells import DUE, MEASURE, PARTY, WHAT, cells_of, has_column, is_outside
from ingest.commitments.goals import due_year, measurable
from ingest.commitments.parties import Parties, parties_of, party_kind
from ingest.commitments.places import Statement, statements
from ingest.commitments.proposals import DraftFinder, proposed
from ingest.commitments.sentences import Commitment, in_item, in_sentence, party_of_heading
from ingest.commitments.signs import is_elsewhere

LONGEST_QUOTE = 1_200
"""A stretch without an end is no sentence, and would not fit in one passage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A commitment and where it stands."""

    commitment: Commitment
    statement: Statement
    found_by: FoundBy = "rules"


def find_drafts(document: Document, model: DraftFinder | None = None) -> tuple[Draft, ...]:
    """The commitments in a contract's text, in its order; none for a source that is no contract.

    Args:
        document: The contract as it was read.
        model: What may propose commitments that the rules did not find; each is checked word for word.
    """
    if document.source.kind != "contract":
        return ()
    said = tuple(statement for statement in statements(document) if len(statement.text) <= LONGEST_QUOTE)
    parties = parties_of(document, said)
    found = list(_by_rules(said, parties))
    if model is not None:
        found += [Found(commitment=c, statement=s, found_by="model") for s, c in proposed(said, found_in(found), model)]
    return tuple(_drafts(document, sorted(found, key=lambda one: one.statement.start)))


def found_in(found: Sequence[Found]) -> frozenset[int]:
    """Where the statements begin that have been found to commit someone."""
    return frozenset(one.statement.start for one in found)


def _by_rules(said: Sequence[Statement], parties: Parties) -> Iterator[Found]:
    recent, before = "", tuple[str, ...]()
    for statement in said:
        recent = recent if statement.headings == before else ""
        before = statement.headings
        if commitment := _commitment(statement, parties, recent):
            recent = commitment.party
            yield Found(commitment=commitment, statement=statement)


def _commitment(statement: Statement, parties: Parties, recent: str) -> Commitment | None:
    if statement.kind == "row":
        return _in_row(statement, parties)
    if statement.kind == "item":
        return in_item(statement, parties)
    return in_sentence(statement, parties, recent)


def _in_row(statement: Statement, parties: Parties) -> Commitment | None:
    """What a row of a table of commitments says; the party may stand over the table instead of in it."""
    cells = cells_of(statement)
    if WHAT not in cells or is_outside(statement) or is_elsewhere(statement.headings):
        return None
    over = parties.mentioned(statement.lead_in) or party_of_heading(statement.headings, parties)
    party = cells.get(PARTY) or over
    if not party:
        return None
    due = due_year(f"senast {cells.get(DUE, '')}" if has_column(statement, DUE) else cells[WHAT])
    figure = cells.get(MEASURE) or measurable(cells[WHAT])
    reason = "rad i en tabell med kolumn för åtagande" + ("" if PARTY in cells else ", parten står över tabellen")
    sure = (0.85 if PARTY in cells else 0.7) + (0.1 if due else 0.0)
    return Commitment(
        party=party, text=cells[WHAT], due=due, measurable=figure, confidence=round(sure, 2), reason=f"{reason}."
    )


def _drafts(document: Document, found: Sequence[Found]) -> Iterator[Draft]:
    repeats = Counter[str]()
    for one in found:
        commitment, statement = one.commitment, one.statement
        quote = " ".join(statement.text.split())
        yield Draft(
            id=draft_id(document.source.id, quote, repeats[quote]),
            source_id=document.source.id,
            party=commitment.party,
            party_kind=party_kind(commitment.party),
            text=commitment.text,
            area=area_of(commitment.text),
            due=commitment.due,
            measurable=commitment.measurable,
            clause=statement.clause,
            page=document.page_at(statement.start),
            quote=statement.text,
            start=statement.start,
            confidence=commitment.confidence,
            reason=commitment.reason,
            found_by=one.found_by,
        )
        repeats[quote] += 1
