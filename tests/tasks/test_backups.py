"""A backup: whole, of one moment, closed, and put back on whichever database; how long backups are kept."""

import os
import signal
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from uuid import uuid4

import pytest
from sqlmodel import SQLModel, func, select

import settings
from models import backup_key, document_store, table_rows
from models.audit_chain import verify
from models.audit_event import AuditEvent
from models.backup_key import BackupRefused, KeyFile
from models.db import reading
from models.engine import close, engine
from models.request import Request
from rules.kinds import Kind
from tasks import backups, keys
from tests import way
from tests.tasks import kept_installation as kept
from tests.tasks.kept_installation import NOW, later

KEY = KeyFile(bytes(range(32)))


def test_what_is_put_back_is_what_was_there(
    installation: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every row, every document and every sealed secret; from either database onto SQLite; then the work goes on."""
    kept.fill(installation)
    rows, papers, secret = kept.everything(), kept.papers(), kept.secret()
    file, made, _ = backups.make(tmp_path / "ours.backup", KEY, NOW)
    assert (made.documents, made.rows) == (len(papers), sum(map(len, rows.values())))
    assert file.stat().st_mode & 0o077 == 0
    found = backups.put_back(file, KEY, tmp_path / "back", later(NOW, 1))
    assert (found.made_at, found.events, found.documents) == (NOW, made.events, made.documents)
    kept.move_to(monkeypatch, tmp_path / "back")
    after = kept.everything()
    assert [row[3] for row in after["audit_event"][made.events :]] == ["backup.put_back"]
    assert {**after, "audit_event": after["audit_event"][: made.events], "audit_head": 0} == {**rows, "audit_head": 0}
    assert kept.papers() == papers
    assert kept.secret() == secret
    assert (settings.load().home / "bank-holidays.yaml").read_text() == "days: []\n"
    assert settings.load().largest_file_mb == 20
    assert kept.log("Another letter.") == "DER-2026-0002", "numbers go on"
    with reading() as session:
        assert verify(session)[0] is None


def test_it_is_put_back_onto_postgresql(
    installation: Path, tmp_path: Path, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An empty database is filled, whichever it came from, and numbers go on there; one with tables is refused."""
    from tests import new_database

    kept.fill(installation)
    rows, papers = kept.everything(), kept.papers()
    file, made, _ = backups.make(tmp_path / "ours.backup", KEY, NOW)
    name = f"t{uuid4().hex}"
    new_database.on_server(postgres_url, f"CREATE DATABASE {name}")
    url = new_database.address_of(postgres_url, name)
    try:
        backups.put_back(file, KEY, tmp_path / "back", NOW, url)
        kept.move_to(monkeypatch, tmp_path / "back")
        assert settings.load().database_url == url
        after = kept.everything()
        del after["audit_event"][made.events :]
        assert {**after, "audit_head": 0} == {**rows, "audit_head": 0}
        assert kept.papers() == papers
        assert kept.log("Another letter.") == "DER-2026-0002"
        with pytest.raises(BackupRefused, match="The database has tables"):
            backups.put_back(file, KEY, tmp_path / "again", NOW, url)
        assert not (tmp_path / "again").exists()
    finally:
        close()
        new_database.on_server(postgres_url, f"DROP DATABASE {name} WITH (FORCE)")


def test_a_backup_is_of_one_moment_while_others_write(
    installation: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who logs letters is not kept waiting, and what comes in meanwhile is in the backup whole or not at all."""
    kept.fill(installation)
    over = Event()

    def log() -> int:
        count = 0
        while not over.is_set() and count < 30:
            kept.log(f"Letter {count}")
            count += 1
        return count

    with ThreadPoolExecutor(1) as other:
        logging = other.submit(log)
        files = [backups.make(tmp_path / f"{number}.backup", KEY, NOW)[:2] for number in range(2)]
        over.set()
    assert logging.result() > 2
    for number, (file, made) in enumerate(files):
        found = backups.put_back(file, KEY, tmp_path / f"back{number}", NOW)
        assert (found.events, found.documents, found.missing) == (made.events, made.documents, 0)
    kept.move_to(monkeypatch, tmp_path / "back1")
    with reading() as session:
        logged = session.exec(select(func.count()).select_from(Request)).one()
        events = session.exec(select(func.count()).where(AuditEvent.event == "request.logged")).one()
    assert logged == events
    assert kept.papers()


def test_keys_that_change_meanwhile_are_in_it(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the moment, the keys in the backup open what its rows keep sealed, and its documents."""
    kept.fill(home)
    papers, secret = kept.papers(), kept.secret()
    over = Event()

    def change() -> int:
        version = 1
        while not over.is_set():
            version = keys.rotate(by="manager.derby", at=NOW).version
        return version

    with ThreadPoolExecutor(1) as other:
        changing = other.submit(change)
        files = [backups.make(tmp_path / f"{number}.backup", KEY, NOW)[0] for number in range(3)]
        over.set()
    assert changing.result() > 1
    for number, file in enumerate(files):
        backups.put_back(file, KEY, tmp_path / f"back{number}", NOW)
        kept.move_to(monkeypatch, tmp_path / f"back{number}")
        assert (kept.papers(), kept.secret()) == (papers, secret)


def test_nothing_in_a_backup_lies_open(home: Path, tmp_path: Path) -> None:
    """BNS-8, UK GDPR Art 32(1)(a): no name, no key, no setting; the heading says when, and nothing else."""
    kept.fill(home)
    file, _, _ = backups.make(tmp_path / "ours.backup", KEY, NOW)
    found = file.read_bytes()
    key = settings.load().safe.key_file.read_bytes().split()[-1]
    for marker in (b"Fernwhistle", b"manager.derby", b"DER-2026", b"INFORIGHTS_", key, KEY.secret, b"ustar"):
        assert marker not in found
    assert b"ours" not in found


def test_the_key_of_the_backups_is_in_no_backup(home: Path, tmp_path: Path) -> None:
    """BNS-8: who has a backup and its own copy of it has nothing; the keys of the documents come back with it."""
    kept.fill(home)
    (settings.load().home / "keys").mkdir(exist_ok=True)
    key = backups.key_file(make=True)
    file, _, _ = backups.make(tmp_path / "ours.backup", key, NOW)
    backups.put_back(file, key, tmp_path / "back", NOW)
    close()
    assert sorted(one.name for one in (tmp_path / "back" / "keys").iterdir()) == ["installation.keys"]
    assert oct((tmp_path / "back" / "keys" / "installation.keys").stat().st_mode & 0o777) == "0o600"


def test_a_passphrase_closes_a_backup(home: Path, tmp_path: Path) -> None:
    """A service without a place for a key file remembers words; blanks more or less are no other words."""
    words = backup_key.passphrase("lantern  orchard pebble sparrow")
    file, _, _ = backups.make(tmp_path / "ours.backup", words, NOW)
    assert backups.put_back(file, backup_key.Passphrase("lantern orchard pebble sparrow "), tmp_path / "back", NOW)
    close()
    with pytest.raises(BackupRefused, match="This passphrase does not open the backup"):
        backups.put_back(file, backup_key.Passphrase("lantern orchard pebble sparrows"), tmp_path / "other", NOW)
    with pytest.raises(BackupRefused, match="closed with a passphrase: give that"):
        backups.put_back(file, KEY, tmp_path / "other", NOW)
    with pytest.raises(BackupRefused, match="fewer than 16 characters"):
        backup_key.passphrase("lantern pebble ")
    assert not (tmp_path / "other").exists()
    assert "lantern" not in repr(words)


def test_a_document_that_is_lost_keeps_no_backup_from_being_made(home: Path, tmp_path: Path) -> None:
    """A backup without it is better than none; it is told, then and when it is put back."""
    kept.fill(home)
    name = next(iter(kept.papers()))
    document_store.remove(name)
    file, made, _ = backups.make(tmp_path / "ours.backup", KEY, NOW)
    assert made.missing == (name,)
    assert backups.put_back(file, KEY, tmp_path / "back", NOW).missing == 1
    close()


def test_every_document_of_every_table_is_in_it() -> None:
    """A table that is added later and speaks of a document is not forgotten: each column of a hash is decided on."""
    hashes = {
        (table.name, column.name)
        for table in SQLModel.metadata.sorted_tables
        for column in table.columns
        if column.name.endswith("sha256")
    }
    left_out = {("incoming", "body_sha256"), ("doomed_file", "sha256")}
    assert hashes == {*table_rows._OF_DOCUMENTS, *left_out}


def test_killed_it_leaves_no_backup_and_nothing_open(home: Path, tmp_path: Path) -> None:
    """kill -9 in the middle: no file of that name, and what is left beside it is closed."""
    kept.fill(home)
    close()
    child = os.fork()
    if child == 0:
        from models import backup

        def seen(name: str) -> None:
            if name.startswith("documents/"):
                os.kill(os.getpid(), signal.SIGKILL)

        try:
            backup.write(tmp_path / "ours.backup", KEY, NOW, found=seen)
        finally:
            os._exit(0)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
    left = [file for file in tmp_path.iterdir() if file.is_file()]
    assert [file.name for file in left if not file.name.startswith(".")] == []
    assert all(b"Fernwhistle" not in file.read_bytes() for file in left)
    assert backups.make(tmp_path / "ours.backup", KEY, NOW)[1].documents


def test_a_backup_replaces_no_other(home: Path, tmp_path: Path) -> None:
    """A slip in a name does not cost the backup of last week."""
    file, _, _ = backups.make(tmp_path / "ours.backup", KEY, NOW)
    before = file.read_bytes()
    with pytest.raises(BackupRefused, match="never replaces another"):
        backups.make(file, KEY, NOW)
    with pytest.raises(BackupRefused, match="cannot be written"):
        backups.make(tmp_path / "nowhere" / "ours.backup", KEY, NOW)
    assert file.read_bytes() == before


def test_backups_end_by_their_age_and_by_their_number(home: Path, tmp_path: Path) -> None:
    """UK GDPR Art 5(1)(e): what was destroyed is gone from the backups too, so many days later; never the newest."""
    folder = tmp_path / "backups"
    folder.mkdir()
    (folder / "notes.backup").write_text("no backup")
    (folder / "letter.txt").write_text("no backup either")
    for days in (0, 1, 2, 30):
        assert backups.make(folder, KEY, later(NOW, days))[2] == 0
    assert backups.make(folder, KEY, later(NOW, 36), backups.Kept(days=35))[2] == 1
    assert len(list(folder.glob("inforights-*.backup"))) == 4
    assert backups.make(folder, KEY, later(NOW, 37), backups.Kept(newest=2))[2] == 3
    assert sorted(file.name for file in folder.iterdir()) == [
        "inforights-20261208T120000Z.backup",
        "inforights-20261209T120000Z.backup",
        "letter.txt",
        "notes.backup",
    ]
    with reading() as session:
        told = session.exec(select(AuditEvent.what).where(AuditEvent.event == "backup.made")).all()
    assert [what["deleted"] for what in told] == [0, 0, 0, 0, 1, 3]


def test_it_goes_into_an_empty_folder_only(home: Path, tmp_path: Path) -> None:
    """Nothing that is there is written over; an empty folder and one that is not there are as good as each other."""
    way.opened(Kind.FOI, "derby")
    file, _, _ = backups.make(tmp_path / "ours.backup", KEY, NOW)
    with pytest.raises(BackupRefused, match="into an empty folder only"):
        backups.put_back(file, KEY, home, NOW)
    with pytest.raises(BackupRefused, match="into an empty folder only"):
        backups.put_back(file, KEY, file, NOW)
    empty = tmp_path / "empty"
    empty.mkdir()
    assert backups.put_back(file, KEY, empty, NOW).documents
    engine()
