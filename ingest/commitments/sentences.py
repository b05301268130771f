"""Sentences that commit someone: who does it, with which verb, and to what.

Three things make one: a verb of commitment, a party that is its subject or answers for it, and a place in the contract
where commitments are made. What the contract tells of the past, of others, of words or of itself is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.commitments.areas import area_of
from ingest.commitments.goals import due_year, measurable
from ingest.commitments.parties import EVERYONE, Parties
from ingest.commitments.places import Statement
from ingest.commitments.signs import (
    ABOUT_ITSELF,
    ANOTHER_CLAUSE,
    CONDITIONAL,
    CONTENTS,
    FILLER,
    NOT_COMMITTING,
    NOW,
    OFTEN,
    OTHERS,
    PRESENT,
    STATES,
    Cue,
    cue_in,
    is_elsewhere,
    makes_commitments,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """What a sentence, an item or a row commits someone to.

    Attributes:
        party: Who.
        text: To what.
        due: By which year, or None.
        measurable: The figure that it can be held to, or "".
        confidence: How sure it is, from 0 to 1.
        reason: What speaks for it, in Swedish.
    """

    party: str
    text: str
    due: int | None
    measurable: str
    confidence: float
    reason: str


def in_sentence(statement: Statement, parties: Parties, recent: str) -> Commitment | None:
    """What a sentence of running text commits someone to; None when it commits no one.

    Args:
        statement: The sentence.
        parties: The contract's parties.
        recent: The party that the sentence before it in the same paragraph committed, or "".
    """
    if is_elsewhere(statement.headings) or CONDITIONAL.match(statement.text) or NOT_COMMITTING.search(statement.text):
        return None
    if statement.text.rstrip().endswith(":"):
        return None  # it leads a list in, and the list's items are the commitments
    cue = cue_in(statement.text)
    if cue is None:
        return _in_present_tense(statement, parties)
    return (
        _subject_first(statement, parties, cue)
        or _subject_after(statement, parties, cue)
        or _of_a_thing(statement, parties, cue, recent)
    )


def in_item(statement: Statement, parties: Parties) -> Commitment | None:
    """What a list item commits someone to, by itself or with the sentence or heading over the list."""
    if is_elsewhere(statement.headings) or NOT_COMMITTING.search(statement.text):
        return None
    if own := in_sentence(statement, parties, ""):
        return own
    cue = cue_in(statement.lead_in)
    party = _leading_party(statement.lead_in, cue, parties) or party_of_heading(statement.headings, parties)
    if not party or not (cue or makes_commitments(statement.headings)) or _is_mere_heading(statement.text):
        return None
    if cue is None and CONTENTS.search(statement.lead_in):
        return None  # a table of contents
    word = f"”{cue.word}” i meningen före listan" if cue else "listan står under en rubrik om åtaganden"
    return _commitment(
        party,
        statement.text,
        cue.strength if cue else 0.6,
        word,
        statement.lead_in,
    )


def party_of_heading(headings: Sequence[str], parties: Parties) -> str:
    """The party that the nearest heading with one names; "" when there is none."""
    return next((party for heading in reversed(headings) if (party := parties.mentioned(heading))), "")


def _leading_party(lead_in: str, cue: Cue | None, parties: Parties) -> str:
    """The subject of the sentence over a list: `Kommunen ska senast 2030:`, `Till 2030 ska kommunen:`."""
    if cue is None:
        return ""
    opened = parties.opening(lead_in)
    after = parties.opening(FILLER.sub("", lead_in[cue.end :]).lstrip())
    if opened and opened[1] <= cue.start:
        return opened[0]
    return after[0] if after else ""


def _subject_first(statement: Statement, parties: Parties, cue: Cue) -> Commitment | None:
    opened = parties.opening(statement.text)
    if opened is None or opened[1] > cue.start:
        return None
    between = statement.text[opened[1] : cue.start]
    if ", " in between or len(between) > 80 or ANOTHER_CLAUSE.search(between):
        return None
    return _commitment(
        opened[0],
        statement.text[cue.end :],
        cue.strength + 0.05,
        f"”{cue.word}” med parten som subjekt",
    )


def _subject_after(statement: Statement, parties: Parties, cue: Cue) -> Commitment | None:
    following = FILLER.sub("", statement.text[cue.end :]).lstrip()
    opened = parties.opening(following)
    if opened is None:
        return None
    return _commitment(opened[0], statement.text, cue.strength, f"”{cue.word}” med parten efter verbet")


def _of_a_thing(statement: Statement, parties: Parties, cue: Cue, recent: str) -> Commitment | None:
    """`Utsläppen ska minska`: no one is the subject, so the party is who the sentence or the heading names."""
    text = statement.text
    if ABOUT_ITSELF.match(text) or OTHERS.match(text) or cue.word.lower() not in ("ska", "skall", "skulle", "måste"):
        return None
    named, over = parties.mentioned(text), party_of_heading(statement.headings, parties)
    party = named or over or recent
    if not party or not (due_year(text) or measurable(text) or area_of(text)):
        return None
    reason = "parten nämns i meningen" if named else "parten står i rubriken" if over else "parten står i meningen före"
    return _commitment(party, text, cue.strength - (0.1 if named or over else 0.25), f"”{cue.word}”, {reason}")


def _in_present_tense(statement: Statement, parties: Parties) -> Commitment | None:
    """`Skolan utbildar 200 personer före 2028`: what a party does at intervals, by a year, or among commitments."""
    opened = parties.opening(statement.text)
    found = PRESENT.match(statement.text, opened[1]) if opened else None
    if not opened or not found or found[1] in STATES or NOW.search(statement.text):
        return None
    if not (due_year(statement.text) or OFTEN.search(statement.text) or makes_commitments(statement.headings)):
        return None
    return _commitment(
        opened[0],
        statement.text[opened[1] :],
        0.55,
        f"”{found[1]}” i presens med parten som subjekt",
    )


def _is_mere_heading(text: str) -> bool:
    """Whether an item only names something, as an entry in a table of contents does."""
    return len(text.split()) < 4


def _commitment(party: str, text: str, strength: float, reason: str, context: str = "") -> Commitment:
    """The commitment; a year that the text lacks is looked for in its context."""
    what, figure = FILLER.sub("", text).strip(), measurable(text)
    due = due_year(text) or due_year(context)
    notes = [reason, f"målår {due}" if due else "inget målår", f"mått ”{figure}”" if figure else "inget mått"]
    sure = strength + (0.05 if due else 0.0) + (0.05 if figure else 0.0) - (0.1 if party == EVERYONE else 0.0)
    return Commitment(
        party=party,
        text=what[:1].upper() + what[1:],
        due=due,
        measurable=figure,
        confidence=round(min(max(sure, 0.05), 0.99), 2),
        reason=f"{'; '.join(notes)}.",
    )
