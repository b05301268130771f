"""The register of decisions: what people have decided of the drafts, in a database of its own.

The index is built anew at each ingest; decisions are made by people and must outlive that, so they are kept apart,
in the database (corpus/database.py). The table is a log that is only ever added to: the last line of a draft
is what counts, and the lines before it tell how it came about.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, fields, replace
from datetime import UTC, datetime

from sqlalchemy import Column, Connection, Index, Integer, Row, Table, Text, func, insert, select

from corpus.database import METADATA, Database
from corpus.drafts import STATES, Decision, Draft, State
from corpus.errors import InvalidDecision

_UNDONE = "undone"
_YEARS = range(1900, 2201)

_LOG = Table(
    "decisions",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("draft_id", Text, nullable=False),
    Column("source_id", Text, nullable=False),
    Column("quote", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("party", Text, nullable=False),
    Column("party_kind", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("area", Text, nullable=False),
    Column("due", Integer),
    Column("measurable", Text, nullable=False),
    Column("decided_at", Text, nullable=False),
)
Index("decisions_of_draft", _LOG.c.draft_id, _LOG.c.number)
_FIELDS = tuple(field.name for field in fields(Decision))


class Register:
    """The decisions in a database; safe to use from several threads and processes."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def decide(self, draft: Draft, state: State) -> Decision:
        """Approve or reject a draft, which may have been edited; deciding the same thing again changes nothing.

        Args:
            draft: The draft, with its party, kind, text, area, year and measurable goal as they are to be.
            state: What is decided.

        Raises:
            InvalidDecision: There is no such state, or what would be approved lacks a party, a text or a proper year.
            DatabaseUnavailable: The database cannot be written.
        """
        wanted = _decision(draft, state)
        with self.database.transaction() as connection:
            last = _last(connection, draft.id)
            if last and last.state == state and replace(wanted, decided_at=last.decided_at) == last:
                return last
            connection.execute(insert(_LOG).values(**asdict(wanted)))
        return wanted

    def undo(self, draft_id: str) -> bool:
        """Take back what has been decided of a draft, so that it is undecided; whether there was anything to take back.

        Raises:
            DatabaseUnavailable: The database cannot be written.
        """
        with self.database.transaction() as connection:
            last = _last(connection, draft_id)
            if last is None:
                return False
            connection.execute(insert(_LOG).values(**asdict(last) | {"state": _UNDONE, "decided_at": _now()}))
        return True

    def decisions(self) -> tuple[Decision, ...]:
        """What holds of each draft that has been decided, in the order in which it was decided.

        Raises:
            DatabaseUnavailable: The database cannot be read.
        """
        newest = select(func.max(_LOG.c.number)).group_by(_LOG.c.draft_id)
        query = select(_LOG).where(_LOG.c.number.in_(newest), _LOG.c.state != _UNDONE).order_by(_LOG.c.number)
        with self.database.transaction() as connection:
            return tuple(map(_read, connection.execute(query)))

    def history(self, draft_id: str) -> tuple[tuple[str, str], ...]:
        """All that has been decided of a draft, oldest first: when, and `approved`, `rejected` or `undone`.

        Raises:
            DatabaseUnavailable: The database cannot be read.
        """
        query = select(_LOG.c.decided_at, _LOG.c.state).where(_LOG.c.draft_id == draft_id).order_by(_LOG.c.number)
        with self.database.transaction() as connection:
            return tuple((str(decided_at), str(state)) for decided_at, state in connection.execute(query))


def approved_digest(decisions: Iterable[Decision]) -> str:
    """A hash of all that the approved decisions say, whenever they were made; "" when there are none."""
    approved = sorted(
        json.dumps(asdict(replace(decision, decided_at="")), ensure_ascii=False, sort_keys=True)
        for decision in decisions
        if decision.state == "approved"
    )
    return hashlib.sha256("\0".join(approved).encode()).hexdigest() if approved else ""


def _decision(draft: Draft, state: State) -> Decision:
    _check(draft, state)
    return Decision(
        draft_id=draft.id,
        source_id=draft.source_id,
        quote=draft.quote,
        state=state,
        party=draft.party.strip(),
        party_kind=draft.party_kind.strip(),
        text=draft.text.strip(),
        area=draft.area.strip(),
        due=draft.due,
        measurable=draft.measurable.strip(),
        decided_at=_now(),
    )


def _check(draft: Draft, state: State) -> None:
    if state not in STATES:
        raise InvalidDecision(f"Beslutet kan inte vara ”{state}”. Välj approved (godkänn) eller rejected (avvisa).")
    if state == "rejected":
        return
    for label, value in (("Parten", draft.party), ("Åtagandet", draft.text)):
        if not value.strip():
            raise InvalidDecision(f"{label} saknas i utkastet ”{draft.quote}”. Fyll i det innan du godkänner.")
    if draft.due is not None and draft.due not in _YEARS:
        raise InvalidDecision(f"Målåret kan inte vara ”{draft.due}”. Skriv ett årtal med fyra siffror, eller inget.")


def _last(connection: Connection, draft_id: str) -> Decision | None:
    """What holds of a draft, or None when nothing has been decided or the decision was taken back."""
    query = select(_LOG).where(_LOG.c.draft_id == draft_id).order_by(_LOG.c.number.desc()).limit(1)
    row = connection.execute(query).first()
    return None if row is None or row.state == _UNDONE else _read(row)


def _read(row: Row[tuple[object, ...]]) -> Decision:
    return Decision(**{name: row._mapping[name] for name in _FIELDS})


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
