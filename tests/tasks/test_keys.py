"""The change of keys: while others work, cut off anywhere, and never at the price of what is stored."""

import base64
import os
import shutil
import signal
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pyotp
import pytest
from sqlmodel import select

import settings
from models import document_store, key_ring, rekeying, sealed
from models.audit_chain import verify
from models.audit_event import AuditEvent
from models.credential import Credential
from models.db import reading, transaction
from models.engine import close
from rules.access import AccessRefused
from settings import key_file
from tasks import credentials, keys
from tests import staff, way
from tests.conftest import at

NOW = at(way.RECEIVED)
PAPERS = [f"Marigold Fernwhistle, page {number}".encode() for number in range(3)]


@pytest.fixture
def stored(installation: Path) -> list[str]:
    """Two documents closed with the key and one that lies open from before; one secret of codes, sealed as before."""
    staff.of("derby")
    credentials.offer_codes("manager.derby", at=NOW)
    return _fill(installation)


def _fill(home: Path) -> list[str]:
    names = [document_store.put(paper) for paper in PAPERS[:2]]
    names.append(document_store.sha256(PAPERS[2]))
    place = home / "documents" / names[2][:2] / names[2]
    place.parent.mkdir(parents=True)
    place.write_bytes(PAPERS[2])
    return names


def rotate() -> keys.Changed:
    """The change, by a manager."""
    return keys.rotate(by="manager.derby", at=NOW)


def all_is_there(names: list[str]) -> bool:
    """Whether every document and the secret are read as ever."""
    return [document_store.get(name) for name in names] == PAPERS and bool(credentials_open())


def credentials_open() -> str:
    """The secret of the codes."""
    with reading() as session:
        row = session.get(Credential, "manager.derby")
        assert row is not None
        assert row.codes_sealed is not None
        return sealed.unseal(row.codes_sealed, "codes:manager.derby")


def is_done(home: Path) -> bool:
    """Whether one key is left, everything is closed with it, and nothing lies about."""
    ring, counts, plain = rekeying.standing()
    left = list((home / "documents").rglob(".*"))
    return (len(ring.keys), counts, plain, left) == (1, {ring.newest.label: 3}, 0, [])


def test_everything_is_closed_with_a_new_key_and_the_old_one_is_gone(stored: list[str], installation: Path) -> None:
    """BNS-8: an old copy of the file of keys opens nothing any more."""
    before, secret = key_ring.load(), credentials_open()
    old_file = settings.load().safe.key_file.read_bytes()
    done = rotate()
    assert (done.version, done.documents, done.secrets) == (2, 3, 1)
    assert all_is_there(stored)
    assert credentials_open() == secret
    assert is_done(installation)
    assert key_ring.load().labelled(before.newest.label) is None
    settings.load().safe.key_file.write_bytes(old_file)
    with pytest.raises(document_store.DocumentLost, match="not in the file of keys"):
        document_store.get(stored[0])
    with pytest.raises(sealed.SealBroken):
        credentials_open()


def test_a_change_of_keys_is_in_the_log(stored: list[str]) -> None:
    """Who changed the keys and when, how much was closed anew; nothing of the keys."""
    rotate()
    with reading() as session:
        query = select(AuditEvent).where(AuditEvent.service == None, AuditEvent.reference == None)  # noqa: E711
        found = [(one.actor, one.event, one.what) for one in session.exec(query.order_by(AuditEvent.number)).all()]
    assert found == [
        ("manager.derby", "keys.made", {"version": 2}),
        ("manager.derby", "keys.retired", {"version": 1, "to": 2, "documents": 3, "secrets": 1, "values": 0}),
    ]


def test_who_does_not_manage_changes_no_keys(stored: list[str]) -> None:
    """DER-1: an officer is refused, and no key is made."""
    with pytest.raises(AccessRefused):
        keys.rotate(by="officer.derby", at=NOW)
    assert len(key_ring.load().keys) == 1


def test_codes_of_a_release_before_this_one_are_sealed_anew(home: Path) -> None:
    """They had a key of their own: it opens them until they are closed with the installation's, and then it goes."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    staff.of("derby")
    secret, nonce = pyotp.random_base32(), bytes(12)
    key = key_file.load_or_make(sealed.file_of_before())
    closed = nonce + AESGCM(key).encrypt(nonce, secret.encode(), b"codes:manager.derby")
    with transaction("manager.derby", NOW) as tx:
        tx.session.add(
            Credential(login="manager.derby", codes_sealed=f"1.{base64.urlsafe_b64encode(closed).decode()}")
        )
        tx.record("account.codes_offered", service="derby", login="manager.derby")
    assert credentials_open() == secret
    assert rotate().secrets == 1
    assert credentials_open() == secret
    assert not sealed.file_of_before().exists()


def test_others_work_while_the_keys_change(stored: list[str], installation: Path) -> None:
    """Nobody waits, nothing is missed: who stores and who reads meanwhile find everything, before and after."""
    over = Event()

    def store(worker: int) -> list[str]:
        names: list[str] = []
        while not over.is_set() and len(names) < 60:
            names.append(document_store.put(f"{worker} {len(names)}".encode()))
        return names

    def read() -> int:
        rounds = 0
        while not over.is_set():
            assert all_is_there(stored)
            rounds += 1
        return rounds

    with ThreadPoolExecutor(3) as crowd:
        writing = [crowd.submit(store, number) for number in range(2)]
        looking = crowd.submit(read)
        try:
            for version in (2, 3, 4):
                assert rotate().version == version
        finally:
            over.set()
    for number, names in enumerate(one.result() for one in writing):
        assert [document_store.get(name) for name in names] == [f"{number} {n}".encode() for n in range(len(names))]
    assert looking.result()
    assert key_ring.closed_with(installation / "documents") == [key_ring.load().newest.label]


def test_a_file_that_does_not_open_keeps_the_old_key(stored: list[str], installation: Path) -> None:
    """With the key its last chance would go: it is said how many, and the change goes on when they are put back."""
    place = next((installation / "documents" / key_ring.load().newest.label).rglob("*/*"))
    kept = place.read_bytes()
    place.write_bytes(kept[:-1] + bytes([kept[-1] ^ 1]))
    for _ in range(2):
        with pytest.raises(keys.KeysNotChanged, match="1 stored document cannot be opened, so the old key is kept"):
            rotate()
        assert len(key_ring.load().keys) == 2
    place.write_bytes(kept)
    assert (rotate().version, is_done(installation)) == (2, True)
    assert all_is_there(stored)


def test_what_lay_open_is_closed_by_itself(stored: list[str], installation: Path) -> None:
    """BNS-8: after an upgrade nobody need know of it; a second run finds nothing to do."""
    assert keys.close_open(NOW) == 1
    assert keys.close_open(NOW) == 0
    assert is_done(installation)
    assert all_is_there(stored)
    assert b"".join(file.read_bytes() for file in installation.rglob("documents/*/*/*")).count(b"Marigold") == 0


# --- Cut off -----------------------------------------------------------------------------------------------------


@pytest.fixture
def template(home: Path) -> Iterator[tuple[Path, list[str]]]:
    """An installation as it was before a change of keys, to be copied; gives the names of its documents too."""
    staff.of("derby")
    credentials.offer_codes("manager.derby", at=NOW)
    names = _fill(home)
    key_file.load_or_make(sealed.file_of_before())
    close()
    kept = home.with_name("template")
    shutil.copytree(home, kept)
    yield kept, names
    close()


def killed_at(step: int) -> bool:
    """Change the keys in a process that is killed before its n-th change on the disk. False: it had fewer."""
    child = os.fork()
    if child == 0:
        count = 0

        def hook(name: str, _arguments: object) -> None:
            nonlocal count
            if name in {"os.rename", "os.remove", "os.rmdir"}:
                count += 1
                if count == step:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hook)
        try:
            rotate()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def test_killed_at_any_step_it_is_gone_on_with(template: tuple[Path, list[str]], home: Path) -> None:
    """kill -9 before and after every file that is written or deleted: all is read, and the next call ends it."""
    kept, names = template
    step = 0
    while True:
        step += 1
        shutil.rmtree(home)
        shutil.copytree(kept, home)
        killed = killed_at(step)
        assert all_is_there(names), f"killed at step {step}"
        left = key_ring.load()
        assert rotate().version == left.newest.version + (0 if left.older else 1), "what was begun is ended"
        assert is_done(home), f"killed at step {step}"
        assert all_is_there(names)
        with reading() as session:
            assert verify(session)[0] is None
        close()
        if not killed:
            break
    assert step > 12
