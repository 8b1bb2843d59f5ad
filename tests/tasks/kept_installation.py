"""An installation with something of everything in it, to be backed up and put back."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import SQLModel

from models import document_store, table_rows
from models.credential import Credential
from models.db import reading
from models.engine import close, engine
from models.sealed import unseal
from rules.channel import Channel
from rules.kinds import Kind
from tasks import credentials, intake
from tests import staff, way
from tests.conftest import at

NOW = at(way.RECEIVED, 12)
SETTINGS = "# ours\nINFORIGHTS_LARGEST_FILE_MB=20\nINFORIGHTS_KEY_FILE=keys/ours.keys\n"


def fill(home: Path) -> None:
    """Requests of several kinds with letters and papers, accounts, codes, settings."""
    home.mkdir(parents=True, exist_ok=True)
    (home / "settings.env").write_text(SETTINGS)
    (home / "bank-holidays.yaml").write_text("days: []\n")
    for kind, service in ((Kind.SAR, "derby"), (Kind.FOI, "hillingdon")):
        way.prepared(kind, service)
    way.consented(way.prepared(Kind.LA_LEGAL, "cumbria"))
    staff.of("derby")
    credentials.offer_codes("manager.derby", at=NOW)


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, as the program reads them."""
    with engine().connect() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key.columns))]
            for table in SQLModel.metadata.sorted_tables
        }


def papers() -> dict[str, bytes]:
    """Every document that the database speaks of."""
    with engine().connect() as connection:
        return {name: document_store.get(name) for name in table_rows.documents(connection)}


def secret() -> str:
    """The secret of the manager's codes, which lies sealed."""
    with reading() as session:
        row = session.get(Credential, "manager.derby")
        assert row is not None
        assert row.codes_sealed is not None
        return unseal(row.codes_sealed, "codes:manager.derby")


def move_to(patch: pytest.MonkeyPatch, home: Path) -> None:
    """Go on in another home folder, as whoever restored it does."""
    close()
    patch.setenv("INFORIGHTS_HOME", str(home))
    patch.delenv("INFORIGHTS_DATABASE_URL", raising=False)


def log(text: str) -> str:
    """A letter to Derby that its officer logs; gives its reference."""
    found = intake.log(
        text.encode(),
        "letter.txt",
        service="derby",
        received=way.RECEIVED,
        channel=Channel.POST,
        by="officer.derby",
        at=NOW,
    )
    return found.reference


def later(moment: datetime, days: int) -> datetime:
    """So many days after."""
    return moment + timedelta(days=days)
