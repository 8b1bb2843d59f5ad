"""The newest backup is tried out by itself, and what is found stands in the log and on the board."""

import asyncio
import os
import shutil
import signal
from datetime import datetime
from pathlib import Path

import pytest
from sqlmodel import col, select

from models.audit_event import AuditEvent
from models.db import reading, transaction
from models.engine import close
from rules.kinds import Kind
from tasks import backups
from tasks.step import untracked
from tests import way
from tests.tasks.kept_installation import NOW, later


@pytest.fixture
def folder(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation with a request and an empty folder of backups."""
    return _begun(tmp_path, monkeypatch)


def _begun(tmp_path: Path, patch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "backups"
    place.mkdir()
    patch.setenv("INFORIGHTS_BACKUPS", str(place))
    way.opened(Kind.FOI, "derby")
    return place


def make(folder: Path, when: datetime = NOW) -> Path:
    """A backup with the installation's own key."""
    return backups.make(folder, backups.key_file(make=True), when)[0]


def told() -> list[tuple[str, dict[str, object]]]:
    """What the log says of checks."""
    query = select(AuditEvent).where(col(AuditEvent.event).in_(("backup.checked", "backup.failed")))
    with reading() as session:
        return [(one.event, one.what) for one in session.exec(query.order_by(col(AuditEvent.number))).all()]


def test_a_good_backup_is_noted_and_nothing_is_said(
    installation: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The newest of several is put back whole in a scratch folder, which is gone afterwards."""
    folder = _begun(tmp_path, monkeypatch)
    make(folder)
    make(folder, later(NOW, 1))
    assert backups.check(later(NOW, 1)) == []
    assert told() == [("backup.checked", {"made": later(NOW, 1).isoformat()})]
    assert backups.trouble(later(NOW, 2)) is None
    assert list(installation.glob(".backup-check-*")) == []


def test_without_a_folder_of_backups_nothing_is_tried(home: Path) -> None:
    """Who backs up another way is not nagged."""
    assert backups.check(NOW) == []
    assert backups.trouble(NOW) is None


def test_the_board_says_when_the_backups_are_too_old(folder: Path) -> None:
    """A copying that ended unseen is seen after eight days, counted from when the last good backup was made."""
    assert "No backup has been tried out yet" in str(backups.trouble(NOW))
    make(folder)
    backups.check(NOW)
    assert backups.trouble(later(NOW, 8)) is None
    assert backups.check(later(NOW, 9)) == []
    says = backups.trouble(later(NOW, 9))
    assert says is not None
    assert says.startswith("The backups are too old. The last good one is of Monday 2 November 2026.")


def test_a_bad_backup_is_told_with_what_is_wrong(folder: Path) -> None:
    """The newest is what counts: that an older one is good is said with it; a good one ends it."""
    make(folder)
    backups.check(NOW)
    bad = make(folder, later(NOW, 1))
    whole = bad.read_bytes()
    bad.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    (says,) = backups.check(later(NOW, 1))
    assert "changed or cut short" in says
    assert told()[1:] == [("backup.failed", {"made": None, "because": says})]
    assert backups.trouble(later(NOW, 1)) == (
        f"The backups are not well, as was found on Tuesday 3 November 2026: {says} "
        "The last good one is of Monday 2 November 2026."
    )
    bad.write_bytes(b"spoiled" + whole)
    os.utime(bad, (later(NOW, 1).timestamp(),) * 2)
    assert "no backup of Inforights" in backups.check(later(NOW, 1))[0]
    make(folder, later(NOW, 2))
    assert backups.check(later(NOW, 2)) == []
    assert backups.trouble(later(NOW, 2)) is None


def test_a_backup_of_another_log_is_found(folder: Path, home: Path) -> None:
    """That the log here was written anew as a whole would not show in it: the backups show it."""
    make(folder)
    close()
    (home / "inforights.db").unlink()
    shutil.rmtree(home / "documents")
    with transaction("m.manager", NOW) as tx:
        tx.record("test.event", service="derby")
    assert "is not the beginning of the one here" in backups.check(NOW)[0]


def test_what_cannot_be_tried_out_is_said(folder: Path, home: Path) -> None:
    """No backup, no key, a passphrase that nobody is there to give, no folder: each in words."""
    from models.backup_key import passphrase

    assert "There is no backup in the folder" in backups.check(NOW)[0]
    make(folder)
    key = home / "keys" / "backup.key"
    key.rename(key.with_name("elsewhere"))
    assert "key file of the backups is not there" in backups.check(NOW)[0]
    backups.make(folder, passphrase("lantern orchard pebble sparrow"), later(NOW, 1))
    assert "closed with a passphrase, which nobody is there to give" in backups.check(later(NOW, 1))[0]
    shutil.rmtree(folder)
    assert "The folder of backups cannot be read" in backups.check(NOW)[0]


def test_killed_it_leaves_names_for_no_longer_than_to_the_next(folder: Path, home: Path) -> None:
    """kill -9 while it is put back: the next check clears away what lies there first."""
    make(folder)
    close()
    child = os.fork()
    if child == 0:
        from models import restore

        restore.adapted = lambda *_: os.kill(os.getpid(), signal.SIGKILL)  # type: ignore[assignment]
        try:
            backups.check(NOW)
        finally:
            os._exit(0)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
    assert len(list(home.glob(".backup-check-*"))) == 1
    assert backups.check(NOW) == []
    assert list(home.glob(".backup-check-*")) == []


def test_the_flow_tells_in_a_line(folder: Path) -> None:
    """What Prefect stores of it names no person and no file."""
    from flows.check_backup import check_backup

    make(folder)
    token = untracked.set(True)
    try:
        assert asyncio.run(check_backup.fn(NOW)) == []
        next(folder.iterdir()).write_bytes(b"")
        says = "This file is no backup of Inforights, or its beginning was changed."
        assert asyncio.run(check_backup.fn(NOW)) == [says]
    finally:
        untracked.reset(token)
