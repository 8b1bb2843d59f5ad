"""Migration 0004: what the program had proposed is kept when its form changes, on both databases."""

import json
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import text

from models.engine import MIGRATIONS, engine


def migrate(to: str) -> None:
    """Bring the database to a revision, up or down."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine().execution_options(inforights_writes=True).begin() as connection:
        config.attributes["connection"] = connection
        (command.downgrade if to == "0003" else command.upgrade)(config, to)


@pytest.mark.parametrize("decided_by", [None, "m.manager"])
def test_the_kinds_proposed_survive_the_migration(installation: Path, decided_by: str | None) -> None:
    """A hybrid keeps both kinds where nobody has decided; else the one kind that was kept."""
    from tests.way import SAR, log

    reference = log(SAR, "derby")
    migrate("0003")
    with engine().begin() as connection:
        key = connection.execute(
            text("SELECT id FROM request WHERE reference = :reference"), {"reference": reference}
        ).scalar_one()
        for position, kind in enumerate(("sar", "foi"), 1):
            connection.execute(
                text(
                    "INSERT INTO part (request_id, position, kind, running, working, data_version) "
                    "VALUES (:key, :position, :kind, true, '{}', '')"
                ),
                {"key": key, "position": position, "kind": kind},
            )
        connection.execute(
            text(
                "INSERT INTO classification (request_id, proposed, confidence, needs_manager, evidence, headed_foi, "
                "decided_by) VALUES (:key, 'sar', 0.9, false, '[]', false, :by)"
            ),
            {"key": key, "by": decided_by},
        )
    kept = ["sar"] if decided_by else ["sar", "foi"]
    migrate("head")
    assert _proposed() == kept
    migrate("0003")
    assert _proposed() == "sar"
    migrate("head")
    assert _proposed() == kept


def _proposed() -> Any:
    with engine().connect() as connection:
        found = connection.execute(text("SELECT proposed FROM classification")).scalar_one()
    return json.loads(found) if isinstance(found, str) and found.startswith("[") else found
