"""The migrations and the tables say the same, on both databases."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import SQLModel

import models.tables  # noqa: F401
from models import db
from models.columns import Moment, Word
from models.engine import engine, upgrade


def test_migrations_make_exactly_the_tables_of_the_models(from_nothing: None, installation: Path) -> None:
    """What Alembic makes is what SQLModel declares: no difference is left to generate."""
    with engine().connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": _same_type})
        assert compare_metadata(context, SQLModel.metadata) == []


def _same_type(_context: object, _column: object, _meta: object, _found: object, ours: object) -> bool | None:
    """Our own column types are what they stand for in the database."""
    return False if isinstance(ours, Word | Moment) else None


def test_upgrading_twice_changes_nothing(from_nothing: None, installation: Path) -> None:
    """A second start of the program leaves the database as it is."""
    made = engine()
    upgrade(made)
    with made.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM audit_head")).scalar_one() == 1


def test_an_audit_event_cannot_be_replaced(home: Path) -> None:
    """SQLite's INSERT OR REPLACE is a deletion in disguise, and refused like one."""
    from datetime import UTC, datetime

    with db.transaction("m.manager", datetime(2026, 11, 2, tzinfo=UTC)) as tx:
        tx.record("test.event", service="derby")
    replace = (
        "INSERT OR REPLACE INTO audit_event SELECT number, at, 'x', event, service, reference, what, previous, hash"
    )
    with pytest.raises(DBAPIError, match="append-only"), engine().begin() as connection:
        connection.execute(text(f"{replace} FROM audit_event"))


def test_the_database_file_is_its_owners_alone(from_nothing: None, home: Path) -> None:
    """Names are in it: nobody else on the machine reads it, nor its side files."""
    with db.reading():
        pass
    assert [file.name for file in home.glob("inforights.db*") if file.stat().st_mode & 0o077] == []


def test_what_was_noted_survives_a_power_cut(from_nothing: None, home: Path) -> None:
    """Nothing that was answered for is lost: SQLite answers a commit only when the disk has it (FULL is 2)."""
    with engine().connect() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == 2
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"


@pytest.mark.parametrize("statement", ["DELETE FROM audit_event", "UPDATE audit_event SET actor = 'x'"])
def test_the_database_refuses_to_change_an_audit_event(installation: Path, statement: str) -> None:
    """Audit events are append-only, whoever asks the database."""
    from datetime import UTC, datetime

    with db.transaction("m.manager", datetime(2026, 11, 2, tzinfo=UTC)) as tx:
        tx.record("test.event", service="derby")
    with pytest.raises(DBAPIError, match="append-only"), engine().begin() as connection:
        connection.execute(text(statement))
