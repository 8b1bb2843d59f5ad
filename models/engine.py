"""The engine of the database: one for each address, brought to the newest form on first use."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from sqlalchemy import event
from sqlalchemy.engine import URL, Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlmodel import create_engine

import models.tables  # noqa: F401 - a table refers to others, so all of them are known before any is used
import settings
from rules.refusal import Refusal

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parent / "migrations"

_SEALING = 7246312  # the number of PostgreSQL's lock

_made: dict[str | None, Engine] = {}  # by the address that was asked for; None: this installation's
_making = Lock()  # the first page of a server is asked for by several threads at once


class DatabaseUnavailable(Refusal):
    """The database cannot be reached or used; says what to do, and nothing of what was asked of it."""


def engine(url: str | None = None) -> Engine:
    """The engine of this installation, its database brought to the newest form on first use.

    Raises:
        DatabaseUnavailable: it cannot be opened.
    """
    if url not in _made:
        with _making:
            if url not in _made:
                _made[url] = _opened(_address(url or settings.load().database_url))
    return _made[url]


@contextmanager
def at_one_moment() -> Iterator[Connection]:
    """The database as it is now, however long it is read: whoever writes meanwhile is not kept waiting."""
    made = engine()
    with made.connect() as connection:
        if made.dialect.name == "postgresql":
            connection = connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        with connection.begin():  # on SQLite the first read fixes the moment
            yield connection


def close() -> None:
    """Close every connection, and forget the engines: the next use opens what the settings name then."""
    with _making:
        while _made:
            _made.popitem()[1].dispose()


def _address(url: str) -> URL:
    try:
        where = make_url(url)
    except ArgumentError:
        raise DatabaseUnavailable(
            "INFORIGHTS_DATABASE_URL is no address of a database; write it as postgresql://user@host/name."
        ) from None
    return where.set(drivername="postgresql+psycopg") if where.drivername == "postgresql" else where


def reached(url: str) -> Engine:
    """An engine that nothing remembers, its database as it is: for what lies beside the one that is in use.

    Raises:
        DatabaseUnavailable: its folder cannot be written to.
    """
    return _reached(_address(url))


def _reached(where: URL) -> Engine:
    if where.get_backend_name() == "sqlite" and where.database:
        place = Path(where.database)
        try:
            place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            place.touch(mode=0o600)  # names are in it; SQLite gives its side files the same mode
        except OSError as error:
            raise DatabaseUnavailable(
                f"The folder of the installation cannot be written to ({type(error).__name__}): set INFORIGHTS_HOME."
            ) from None
    # hide_parameters: a database error must not carry a person's name into a log.
    made = create_engine(where, hide_parameters=True, pool_pre_ping=where.get_backend_name() != "sqlite")
    if where.get_backend_name() == "sqlite":
        _prepare_sqlite(made)
    else:
        _prepare_postgresql(made)
    return made


def _opened(where: URL) -> Engine:
    made = _reached(where)
    try:
        upgrade(made)
    except DBAPIError as error:
        made.dispose()
        kind = type(error.orig).__name__ if error.orig else "error"
        raise DatabaseUnavailable(
            f"The database cannot be used ({kind}): check INFORIGHTS_DATABASE_URL and that the folder can be written."
        ) from None
    return made


def _prepare_sqlite(made: Engine) -> None:
    @event.listens_for(made, "connect")
    def _on_connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves, below
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute("PRAGMA busy_timeout=30000")
        cursor.execute("PRAGMA recursive_triggers=ON")  # else INSERT OR REPLACE would slip past a delete trigger
        cursor.execute("PRAGMA synchronous=FULL")  # what was noted survives a power cut
        cursor.execute("PRAGMA secure_delete=ON")  # what is destroyed is overwritten in the file
        cursor.close()

    @event.listens_for(made, "begin")
    def _on_begin(connection: Connection) -> None:
        # A transaction that will write takes the write lock at once, so that what it read stays true.
        writes = connection.get_execution_options().get("inforights_writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _prepare_postgresql(made: Engine) -> None:
    @event.listens_for(made, "begin")
    def _on_begin(connection: Connection) -> None:
        # Whoever closes everything with a new key waits for those who may have sealed something with the old one,
        # and whoever begins meanwhile waits for them. On SQLite there is one writer at a time anyhow.
        if alone := connection.get_execution_options().get("inforights_alone"):
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_SEALING})")
        if connection.get_execution_options().get("inforights_writes") and not alone:
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock_shared({_SEALING})")


def upgrade(made: Engine) -> None:
    """Bring the database to the newest form; nothing happens when it has it already."""
    if is_newest(made):
        return
    with made.execution_options(inforights_writes=True).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7246311)")  # one migration at a time
        bring_to(connection, "head")


def bring_to(connection: Connection, revision: str) -> None:
    """Bring the database to a form that this release knows, within the connection's transaction."""
    from alembic import command

    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def newest() -> str | None:
    """The form of the database that this release brings."""
    return _head()


def knows(revision: str) -> bool:
    """Whether a form of the database is one that this release can start from."""
    from alembic.script import ScriptDirectory

    return any(one.revision == revision for one in ScriptDirectory.from_config(_config()).walk_revisions())


def is_newest(made: Engine) -> bool:
    """Whether the database has the form that this release of the program knows."""
    from alembic.migration import MigrationContext

    with made.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() == _head()


@cache
def _head() -> str | None:
    """The newest revision that this release brings; it is asked for with every look whether all is well."""
    from alembic.script import ScriptDirectory

    return ScriptDirectory.from_config(_config()).get_current_head()


def _config() -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config
