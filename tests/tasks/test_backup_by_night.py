"""The backup of the night: made by itself where a folder is set, kept for so many days, and told where it fails."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from models import document_store
from rules.kinds import Kind
from tasks import backups
from tasks.step import untracked
from tests import way
from tests.tasks.kept_installation import NOW, papers


@pytest.fixture
def folder(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation with a request, a key for backups, and an empty folder for them."""
    place = tmp_path / "backups"
    place.mkdir()
    monkeypatch.setenv("INFORIGHTS_BACKUPS", str(place))
    way.opened(Kind.FOI, "derby")
    backups.key_file(make=True)
    return place


def made_in(folder: Path) -> list[str]:
    """The names of the backups in the folder."""
    return sorted(file.name for file in folder.iterdir())


def test_each_night_one_is_made_and_those_too_old_go(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """UK GDPR Art 32(1)(c): nobody need think of it; what is kept too long could bring back what was destroyed."""
    monkeypatch.setenv("INFORIGHTS_BACKUP_DAYS", "3")
    for night in range(6):
        assert backups.make_by_night(NOW + timedelta(days=night)) == []
    assert len(made_in(folder)) == 4
    assert backups.check(NOW + timedelta(days=6)) == []


def test_a_second_run_within_half_a_day_makes_none(folder: Path) -> None:
    """A run that was told twice, or beside one by hand, costs nothing."""
    backups.make_by_night(NOW)
    before = made_in(folder)
    assert backups.make_by_night(NOW + timedelta(hours=11)) == []
    assert made_in(folder) == before


def test_a_night_without_a_backup_is_told(folder: Path, home: Path) -> None:
    """No key, no folder, a missing document: a line for Prefect, an event, and the board says it."""
    key = home / "keys" / "backup.key"
    kept = key.read_bytes()
    key.unlink()
    assert "make the first backup by hand" in backups.make_by_night(NOW)[0]
    assert "No good backup was made by night" in (backups.trouble(NOW) or "")
    key.write_bytes(kept)
    key.chmod(0o600)
    (first, *_) = papers()
    document_store.remove(first)
    (line,) = backups.make_by_night(NOW)
    assert line == "It is made, but 1 of the documents that the database speaks of could not be read."
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()
    assert "The folder of backups cannot be read" in backups.make_by_night(NOW)[0]


def test_a_good_night_ends_what_was_said_of_the_one_before(folder: Path, home: Path) -> None:
    """The board does not speak of a trouble that is over."""
    key = home / "keys" / "backup.key"
    kept = key.read_bytes()
    key.unlink()
    backups.make_by_night(NOW)
    assert "No good backup was made by night" in (backups.trouble(NOW) or "")
    key.write_bytes(kept)
    key.chmod(0o600)
    assert backups.make_by_night(NOW + timedelta(days=1)) == []
    assert "by night" not in (backups.trouble(NOW + timedelta(days=1)) or "")


def test_a_backup_of_the_future_stops_no_other(folder: Path) -> None:
    """A clock that was wrong once: the nights go on, and the board says what is not right."""
    backups.make(folder, backups.key_file(), NOW + timedelta(days=300))
    assert backups.make_by_night(NOW) == []
    assert len(made_in(folder)) == 2
    backups.check(NOW)
    assert "made in the future" in (backups.trouble(NOW) or "")


def test_where_no_folder_is_set_nothing_is_done(home: Path) -> None:
    """A service that makes its backups otherwise is not told of any."""
    assert backups.make_by_night(NOW) == []


def test_the_flow_tells_in_a_line(folder: Path) -> None:
    """What Prefect stores of it names no person and no file."""
    from flows.back_up import back_up

    token = untracked.set(True)
    try:
        assert asyncio.run(back_up.fn(NOW)) == []
    finally:
        untracked.reset(token)
    assert len(made_in(folder)) == 1
