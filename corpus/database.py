"""The database of what people decide: SQLite unless a setting names another, which several servers may then share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, MetaData, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.schema import CreateIndex, CreateTable

from corpus.errors import DatabaseUnavailable

METADATA = MetaData()
"""Every table there is: a module that keeps something declares its own here."""

_BUSY_MILLISECONDS = 30_000


class Database:
    """A database; safe to use from several threads and processes.

    Args:
        url: Its address as SQLAlchemy writes it, such as `sqlite:///.klimat/klimat.db`. What is not there yet is
            created when it is first used.

    Raises:
        DatabaseUnavailable: The address is not one, or its driver is not installed.
    """

    def __init__(self, url: str) -> None:
        self.engine = _engine(url)
        self._is_created = False

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """A transaction that is committed when the `with` block ends.

        Raises:
            DatabaseUnavailable: The database cannot be read or written.
        """
        try:
            if not self._is_created:
                _create(self.engine)
                self._is_created = True
            with self.engine.begin() as connection:
                yield connection
        except (SQLAlchemyError, OSError) as error:
            address = self.engine.url.render_as_string(hide_password=True)
            raise DatabaseUnavailable(
                f"Databasen {address} går inte att använda ({_cause(error)}). "
                "Kontrollera KLIMAT_DATABASE_URL och att databasen går att skriva i."
            ) from error


def _engine(url: str) -> Engine:
    try:
        address = make_url(url)
        engine = create_engine(address)
    except (ArgumentError, SQLAlchemyError, ImportError) as error:
        raise DatabaseUnavailable(
            f"KLIMAT_DATABASE_URL kan inte vara ”{url}” ({error}). "
            "Skriv en databasadress, till exempel sqlite:///.klimat/klimat.db."
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
    """Make the folder and the tables, if they are not there."""
    if (file := sqlite_file(engine.url)) is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
    with engine.begin() as connection:  # several servers may start at once
        for table in METADATA.sorted_tables:
            connection.execute(CreateTable(table, if_not_exists=True))
            for index in table.indexes:
                connection.execute(CreateIndex(index, if_not_exists=True))


def sqlite_file(url: URL) -> Path | None:
    """The file of a SQLite database; None for one in memory and for other databases."""
    named = url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:")
    return Path(str(url.database)) if named else None


def _cause(error: Exception) -> object:
    return getattr(error, "orig", None) or error
