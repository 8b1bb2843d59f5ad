"""New databases for the tests: the migrations are run once, and every test gets a copy of its own of what they made.

Running them takes longer than most tests. Where they are the matter a test asks for `from_nothing`.
"""

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Dialect, Engine, make_url

from models import engine

_WORDED: dict[str, tuple[Dialect, dict[Any, Any]]] = {}  # by the sort of database; says how, holds no data


def migrated(url: str) -> None:
    """Make a database as the program makes it, and close it."""
    engine.engine(url)
    engine.close()


def whole(file: Path) -> bytes:
    """A SQLite database as one file, whose side files have been taken into it."""
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return file.read_bytes()


def copy_from(made_once: bytes, patch: pytest.MonkeyPatch) -> None:
    """Let an empty SQLite database begin as a copy. The program then looks whether it is the newest, as ever."""
    bring_up = engine.upgrade

    def upgrade(made: Engine) -> None:
        if made.url.get_backend_name() == "sqlite" and made.url.database:
            file = Path(made.url.database)
            if file.stat().st_size == 0:
                file.write_bytes(made_once)
            event.listen(made, "connect", _unhurried)
        _remember_statements(made)
        bring_up(made)

    patch.setattr(engine, "upgrade", upgrade)


def _remember_statements(made: Engine) -> None:
    """A statement of the program is put into words once for each sort of database, not once for each test."""
    made.dialect, known = _WORDED.setdefault(made.dialect.name, (made.dialect, {}))
    made.update_execution_options(compiled_cache=known)


def _unhurried(connection: Any, _record: Any) -> None:
    """No power cut is to be survived in a test, so nothing waits for the disk."""
    connection.execute("PRAGMA synchronous=OFF")


def on_server(server: str, *statements: str) -> None:
    """Say something to a PostgreSQL server that no transaction may hold."""
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)  # type: ignore[arg-type] # a statement of our own making


def address_of(server: str, name: str) -> str:
    """The address of one database of a PostgreSQL server."""
    return make_url(server).set(database=name).render_as_string(hide_password=False)
