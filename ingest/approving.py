"""From decisions to records: what has been approved in a contract, in the contract's own words.

An approved draft becomes a record of the table of commitments. Its quote must still stand in the contract: when the
contract has changed and the words are gone, the record is kept out and someone is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from corpus.documents import Document, Source, Span, locate
from corpus.drafts import Decision, Draft
from corpus.errors import QuoteNotFound
from corpus.records import Record, Value
from corpus.store import Entry
from corpus.swedish import terms, words
from ingest.report import Drafting

_SAME_WORDS = 90
"""How alike two commitments' stems must be, of 100; the words of the shorter one may all stand in the longer."""
_FEWEST_TERMS = 3


def with_approved(
    entries: Sequence[Entry], decisions: Sequence[Decision]
) -> tuple[tuple[Entry, ...], tuple[Drafting, ...]]:
    """The entries with each contract's approved commitments as its records, and what became of the drafts."""
    rows = [
        record
        for entry in entries
        if entry.source.kind != "contract"
        for record in entry.records
        if record.kind == "commitments"
    ]
    done = [
        _of_contract(entry, [d for d in decisions if d.source_id == entry.source.id], rows)
        if entry.source.kind == "contract"
        else (entry, None)
        for entry in entries
    ]
    draftings = tuple(drafting for _, drafting in done if drafting)
    return tuple(entry for entry, _ in done), draftings


def same_commitment(party: str, text: str, due: int | None, row: Record) -> bool:
    """Whether a row says the same as a commitment: of the same party, with the same words, figures and year.

    One party's name may be a part of the other's (`SSAB`, `SSAB (Borlänge)`). A figure that only one of them has, or
    another year, makes them two.
    """
    year = row.values.get("due")
    if due is not None and year is not None and due != year:
        return False
    if not _same_party(party, str(row.values["party"])):
        return False
    return _same_words(_without_year(text, due or year), _without_year(str(row.values["text"]), due or year))


def _of_contract(entry: Entry, decisions: Sequence[Decision], rows: Sequence[Record]) -> tuple[Entry, Drafting]:
    drafts = tuple(replace(draft, already=_already(draft, rows)) for draft in entry.drafts)
    places = {draft.id: _span(draft) for draft in drafts}
    made = [_record(entry, d, places.get(d.draft_id), rows) for d in decisions if d.state == "approved"]
    records = tuple(sorted((r for r in made if isinstance(r, Record)), key=lambda record: record.start))
    states = {decision.draft_id: decision.state for decision in decisions}
    drafting = Drafting(
        path=entry.source.path,
        found=len(drafts),
        approved=len(records),
        rejected=sum(states.get(draft.id) == "rejected" for draft in drafts),
        undecided=sum(draft.id not in states and not draft.already for draft in drafts),
        already=sum(draft.id not in states and bool(draft.already) for draft in drafts),
        problems=tuple(problem for problem in made if isinstance(problem, str)),
    )
    return replace(entry, drafts=drafts, records=records), drafting


def _record(entry: Entry, decision: Decision, place: Span | None, rows: Sequence[Record]) -> Record | str:
    """The record of an approved draft, or why there can be none."""
    row = next((r for r in rows if same_commitment(decision.party, decision.text, decision.due, r)), None)
    if row is not None:
        return (
            f"”{decision.text}” ({decision.party}) är godkänt men står redan i tabellen som {row.id}, och räknas "
            "en gång. Ångra godkännandet, eller ta bort raden ur tabellen."
        )
    place = place or _found(entry.document, decision.quote)
    if place is None:
        return (
            f"”{decision.quote}” ({decision.party}) är godkänt men står inte längre i {entry.source.path}, och används "
            "inte. Godkänn det nya utkastet ur den ändrade texten, och ångra det gamla."
        )
    return Record(
        kind="commitments",
        id=f"utkast-{decision.draft_id}",
        values=_values(decision, entry.source),
        quote=entry.document.text[place.start : place.end],
        start=place.start,
    )


def _values(decision: Decision, source: Source) -> dict[str, str | int | None]:
    return {
        "party": decision.party,
        "party_kind": decision.party_kind,
        "text": decision.text,
        "area": decision.area,
        "due": decision.due,
        "measurable": decision.measurable,
        "status": "",
        "result": "",
        "source_title": f"{source.title} ({source.publisher})" if source.publisher else source.title,
        "source_url": source.url,
        "source_date": source.date,
        "certainty": "hög",
    }


def _span(draft: Draft) -> Span:
    return Span(document_id=draft.source_id, start=draft.start, end=draft.start + len(draft.quote))


def _found(document: Document, quote: str) -> Span | None:
    try:
        return locate(document, quote)
    except QuoteNotFound:
        return None


def _already(draft: Draft, rows: Iterable[Record]) -> str:
    return next((row.id for row in rows if same_commitment(draft.party, draft.text, draft.due, row)), "")


def _same_party(first: str, second: str) -> bool:
    one, other = set(terms(first)) - {"ab"}, set(terms(second)) - {"ab"}
    return bool(one and other) and (one <= other or other <= one)


def _same_words(first: str, second: str) -> bool:
    one, other = terms(first), terms(second)
    if _figures(first) != _figures(second) or min(len(one), len(other)) < _FEWEST_TERMS:
        return one == other
    return fuzz.token_set_ratio(" ".join(one), " ".join(other)) >= _SAME_WORDS


def _without_year(text: str, year: Value) -> str:
    """The text without its target year, which a row has in a column of its own."""
    return re.sub(rf"(?:\b(?:senast|till|före|år|utgången av)\s+)*\b{year}\b", "", text) if year else text


def _figures(text: str) -> set[str]:
    return {word for word in words(text) if word[0].isdigit()}
