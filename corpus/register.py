"""The register of decisions: what people have decided of the drafts, in a database of its own.

The index is built anew at each ingest; decisions are made by people and must outlive that, so they are kept apart, in
SQLite unless a setting names another database. The table is a log that is only ever added to: the last line of a draft
is what counts, and the lines before it tell how it came about.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, fields, replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import (
    URL,
    Column,
    Connection,
    Engine,
    Index,
    Integer,
    MetaData,
    Row,
    Table,
    Text,
    create_engine,
    event,
    func,
    insert,
    make_url,
    select,
)
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.schema import CreateIndex, CreateTable

from corpus.drafts import STATES, Decision, Draft, State
from corpus.errors import InvalidDecision, RegisterUnavailable

_UNDONE = "undone"
_YEARS = range(1900, 2201)
_BUSY_MILLISECONDS = 30_000

_METADATA = MetaData()
_LOG = Table(
    "decisions",
    _METADATA,
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
_BY_DRAFT = Index("decisions_of_draft", _LOG.c.draft_id, _LOG.c.number)
_FIELDS = tuple(field.name for field in fields(Decision))


class Register:
    """The decisions of one database; safe to use from several threads and processes.

    Args:
        url: The database's address as SQLAlchemy writes it, such as `sqlite:///.klimat/register.db`. What is not there
            yet is created when it is first used.

    Raises:
        RegisterUnavailable: The address is not one, or its driver is not installed.
    """

    def __init__(self, url: str) -> None:
        self._engine = _engine(url)
        self._is_created = False

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def decide(self, draft: Draft, state: State) -> Decision:
        """Approve or reject a draft, which may have been edited; deciding the same thing again changes nothing.

        Args:
            draft: The draft, with its party, kind, text, area, year and measurable goal as they are to be.
            state: What is decided.

        Raises:
            InvalidDecision: There is no such state, or what would be approved lacks a party, a text or a proper year.
            RegisterUnavailable: The database cannot be written.
        """
        wanted = _decision(draft, state)
        with self._connection() as connection:
            last = _last(connection, draft.id)
            if last and last.state == state and replace(wanted, decided_at=last.decided_at) == last:
                return last
            connection.execute(insert(_LOG).values(**asdict(wanted)))
        return wanted

    def undo(self, draft_id: str) -> bool:
        """Take back what has been decided of a draft, so that it is undecided; whether there was anything to take back.

        Raises:
            RegisterUnavailable: The database cannot be written.
        """
        with self._connection() as connection:
            last = _last(connection, draft_id)
            if last is None:
                return False
            connection.execute(insert(_LOG).values(**asdict(last) | {"state": _UNDONE, "decided_at": _now()}))
        return True

    def decisions(self) -> tuple[Decision, ...]:
        """What holds of each draft that has been decided, in the order in which it was decided.

        Raises:
            RegisterUnavailable: The database cannot be read.
        """
        newest = select(func.max(_LOG.c.number)).group_by(_LOG.c.draft_id)
        query = select(_LOG).where(_LOG.c.number.in_(newest), _LOG.c.state != _UNDONE).order_by(_LOG.c.number)
        with self._connection() as connection:
            return tuple(map(_read, connection.execute(query)))

    def history(self, draft_id: str) -> tuple[tuple[str, str], ...]:
        """All that has been decided of a draft, oldest first: when, and `approved`, `rejected` or `undone`.

        Raises:
            RegisterUnavailable: The database cannot be read.
        """
        query = select(_LOG.c.decided_at, _LOG.c.state).where(_LOG.c.draft_id == draft_id).order_by(_LOG.c.number)
        with self._connection() as connection:
            return tuple((str(decided_at), str(state)) for decided_at, state in connection.execute(query))

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        """A transaction that is committed when the `with` block ends."""
        try:
            if not self._is_created:
                _create(self._engine)
                self._is_created = True
            with self._engine.begin() as connection:
                yield connection
        except (SQLAlchemyError, OSError) as error:
            address = self._engine.url.render_as_string(hide_password=True)
            raise RegisterUnavailable(
                f"Registret {address} går inte att använda ({_cause(error)}). "
                "Kontrollera KLIMAT_REGISTER_URL och att databasen går att skriva i."
            ) from error


def approved_digest(decisions: Iterable[Decision]) -> str:
    """A hash of all that the approved decisions say, whenever they were made; "" when there are none."""
    approved = sorted(
        json.dumps(asdict(replace(decision, decided_at="")), ensure_ascii=False, sort_keys=True)
        for decision in decisions
        if decision.state == "approved"
    )
    return hashlib.sha256("\0".join(approved).encode()).hexdigest() if approved else ""


def _engine(url: str) -> Engine:
    try:
        address = make_url(url)
        engine = create_engine(address)
    except (ArgumentError, SQLAlchemyError, ImportError) as error:
        raise RegisterUnavailable(
            f"KLIMAT_REGISTER_URL kan inte vara ”{url}” ({error}). "
            "Skriv en databasadress, till exempel sqlite:///.klimat/register.db."
        ) from error
    if address.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
    return engine


def _set_up_sqlite(connection: object, _: ConnectionPoolEntry) -> None:
    """Let readers go on while one writes, and have writers wait for each other."""
    cursor = connection.cursor()  # type: ignore[attr-defined]  # the driver's own connection
    cursor.execute(f"PRAGMA busy_timeout={_BUSY_MILLISECONDS}")
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.close()


def _create(engine: Engine) -> None:
    """Make the folder and the table, if they are not there."""
    if (file := _file(engine.url)) is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
    with engine.begin() as connection:
        connection.execute(CreateTable(_LOG, if_not_exists=True))
        connection.execute(CreateIndex(_BY_DRAFT, if_not_exists=True))


def _file(url: URL) -> Path | None:
    """The file of a SQLite database; None for one in memory and for other databases."""
    named = url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:")
    return Path(str(url.database)) if named else None


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


def _cause(error: Exception) -> object:
    return getattr(error, "orig", None) or error


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
