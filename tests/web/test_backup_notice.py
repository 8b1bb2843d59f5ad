"""The board says to whoever manages that the backups are not well."""

from pathlib import Path

import pytest
from fastapi import FastAPI

from tasks import backups
from tests.web.visits import NOON, Visit, text_of


def test_who_manages_sees_it_on_the_board(
    derby: tuple[str, str, str], app: FastAPI, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is a manager's to see to; an officer's board says nothing of it, and nobody's where no folder is set."""
    manager, officer = (Visit(app).sign_in(f"{who}.derby") for who in ("manager", "officer"))
    assert "backup" not in text_of(manager.get("/"))
    monkeypatch.setenv("INFORIGHTS_BACKUPS", str(tmp_path))
    assert "No backup has been tried out yet" in text_of(manager.get("/"))
    backups.check(NOON)
    assert "There is no backup in the folder of backups." in text_of(manager.get("/"))
    assert "backup" not in text_of(officer.get("/"))
