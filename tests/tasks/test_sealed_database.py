"""A database that is sealed: nobody who has it alone learns who asked, and everything goes on as ever (BNS-8)."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from time import sleep
from typing import Any

import pytest
from sqlalchemy import select as every
from sqlmodel import select

import settings
from models import board_page, key_ring, person_words, resealing, stored_tables
from models.access import EVERYTHING
from models.audit_chain import verify
from models.db import reading, transaction
from models.engine import close, engine
from models.person import Person, Standing
from models.queries import request
from models.resealing import Resealing
from models.sealed_columns import ColumnNotOpened
from rules.access import AccessRefused
from rules.kinds import Kind
from tasks import backups, keys, people
from tests import staff, way
from tests.conftest import at
from tests.tasks.kept_installation import everything, papers

NOW = at(way.RECEIVED, 12)
MARKERS = (
    "Marigold",
    "Fernwhistle",
    "Clover",
    "2019-04-03",
    "marigold",
    "copy of all the records",
    "elephone record",
)


def sealing(monkeypatch: pytest.MonkeyPatch, value: str = "yes") -> None:
    """Set the installation so."""
    monkeypatch.setenv("INFORIGHTS_SEAL_DATABASE", value)


def one(service: str = "derby") -> str:
    """A request with people, a letter that was read, consents, a schedule and letters. Gives its reference."""
    reference = way.prepared(Kind.SAR, service)
    way.consented(reference)
    return reference


def kept() -> str:
    """Every row as the database has it."""
    with engine().connect() as connection:
        return repr(
            [row for table in stored_tables.stored().sorted_tables for row in connection.execute(every(table))]
        )


def told(text: str) -> list[str]:
    """The markers that a text holds."""
    return [marker for marker in MARKERS if marker in text]


def name(reference: str) -> str | None:
    """The name of whoever wrote."""
    with reading() as session:
        found = request(session, reference)
        return next(one.name for one in session.exec(select(Person).where(Person.request_id == found.id)) if one.name)


def sought(word: str) -> list[str]:
    """The references that a search by a name finds."""
    with reading() as session:
        return [one.reference for one in person_words.found(session, EVERYTHING, word)]


def test_nothing_in_the_database_tells_who_asked(installation: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """UK GDPR Art 32(1)(a): from the first letter to the answer no name, birth date or word of a letter lies open."""
    sealing(monkeypatch)
    reference = one()
    assert told(kept()) == []
    close()
    lying = b"".join(file.read_bytes() for file in installation.rglob("*") if file.is_file())
    assert told(lying.decode("latin-1")) == []
    assert name(reference) is not None


def test_the_same_comes_of_it_sealed_and_open(installation: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sealing, a change of keys and opening again change nothing that the program reads: letters, people, search."""
    reference = one()
    before, documents = everything(), papers()
    before.pop("person_word")
    assert len(told(kept())) == len(MARKERS)
    for setting, change in (("yes", "apply"), ("yes", "rotate"), ("no", "apply"), ("no", "rotate")):
        sealing(monkeypatch, setting)
        if change == "apply":
            assert keys.apply(by="m.manager", at=NOW)[0] is (setting == "yes")
            assert keys.apply(by="m.manager", at=NOW)[1] == 0, "the second time there is nothing to do"
        else:
            keys.rotate(by="m.manager", at=NOW)
        assert bool(told(kept())) is (setting == "no")
        assert _without_log(everything()) == _without_log(before)
        assert papers() == documents
        assert sought("fernw") == sought("Fernwhistle clo") == [reference]
        assert sought("ernw") == sought("fernwhistles") == []
        with reading() as session:
            assert verify(session)[0] is None
            assert resealing.left(session) == 0


def _without_log(tables: dict[str, list[tuple[Any, ...]]]) -> dict[str, list[tuple[Any, ...]]]:
    return {name: rows for name, rows in tables.items() if name not in {"audit_event", "audit_head", "person_word"}}


def test_a_name_that_is_corrected_is_found_by_the_new_one(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A search finds by the beginning of each word, folded, and no longer by what was corrected."""
    sealing(monkeypatch)
    reference = one()
    people.record(reference, Standing.DATA_SUBJECT, name="Zoë Oakenfold", by="m.manager", at=NOW)
    assert sought("zoe") == sought("oak") == sought("z o") == [reference]
    assert sought("marigold") == []


def test_sealing_that_was_cut_off_is_gone_on_with(installation: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each piece is whole: read in between, everything is there, and the next call does what is left."""
    monkeypatch.setattr(resealing, "AT_ONCE", 1)
    reference = one()
    before = everything()
    sealing(monkeypatch)
    run = Resealing()
    for _ in range(5):
        with transaction("m.manager", NOW) as tx:
            tx.record(keys.SEALED, values=run.piece(tx.session))
    assert 0 < len(told(kept())) < len(MARKERS) or not run.ended
    assert _without_log(everything()) == _without_log(before)
    assert sought("fernwhistle") == [reference]
    keys.apply(by="m.manager", at=NOW)
    assert told(kept()) == []


def test_who_writes_while_the_keys_change_is_waited_for(installation: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was sealed with the old key before the change, and is committed after it began, can be read after it."""
    sealing(monkeypatch)
    reference = one()
    written, go_on = Event(), Event()

    def write() -> None:
        with transaction("m.manager", NOW) as tx:
            found = tx.request(reference)
            row = tx.session.exec(select(Person).where(Person.request_id == found.id)).first()
            assert row is not None
            row.name = "Bramble Fernwhistle"
            tx.session.add(row)
            tx.session.flush()
            written.set()
            go_on.wait(20)
            tx.record("person.recorded", found)

    with ThreadPoolExecutor(2) as two:
        writer = two.submit(write)
        assert written.wait(20)
        change = two.submit(keys.rotate, by="m.manager", at=NOW)
        while engine().dialect.name == "postgresql" and len(key_ring.load().keys) < 2:
            sleep(0.01)  # SQLite lets nobody begin to write before
        sleep(0.5)  # in which the change comes to the row that is being written
        go_on.set()
        writer.result()
        assert change.result().version == 2
    assert len(key_ring.load().keys) == 1
    assert sought("bramble") == [reference]
    assert name(reference) == "Bramble Fernwhistle"


def test_nobody_who_works_meanwhile_is_broken_off(installation: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody holds a request and the log, and then changes a name: sealing waits, and finds the new one."""
    reference = one()
    sealing(monkeypatch)
    begun, go_on = Event(), Event()

    def write() -> None:
        with transaction("m.manager", NOW) as tx:
            found = tx.request(reference)
            tx.record("person.recorded", found)
            begun.set()
            go_on.wait(20)
            for row in tx.session.exec(select(Person).where(Person.request_id == found.id)):
                row.name = "Bramble Oakenfold"
                tx.session.add(row)

    with ThreadPoolExecutor(2) as two:
        writer = two.submit(write)
        assert begun.wait(20)
        change = two.submit(keys.apply, by="m.manager", at=NOW)
        sleep(0.5)  # in which the change comes to where it must wait
        go_on.set()
        writer.result()
        change.result()
    assert told(kept()) == []
    assert sought("bramble") == [reference]
    assert sought("clover") == []


def test_after_sealing_nothing_lies_in_the_log_of_the_database(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What lay open before is overwritten at once, also while the program goes on and holds its files open."""
    one()
    lies = b"".join(file.read_bytes() for file in home.glob("inforights.db*")).decode("latin-1")
    assert "Fernwhistle" in lies
    sealing(monkeypatch)
    keys.apply(by="m.manager", at=NOW)
    lies = b"".join(file.read_bytes() for file in home.glob("inforights.db*")).decode("latin-1")
    assert told(lies) == []


def test_a_search_for_a_letter_finds_no_digest(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a digest begins with, the name of its key, is no beginning of anybody's name."""
    sealing(monkeypatch)
    one()
    assert sought("k") == sought("k1") == []


def test_without_its_key_it_says_so_and_keeps_what_is_open(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A lost key: names cannot be read, by nobody; references, dates and the log can; nothing is overwritten."""
    sealing(monkeypatch)
    reference = one()
    place = settings.load().safe.key_file
    lost = place.read_bytes()
    place.write_bytes(lost.replace(b"\n1 ", b"\n7 "))  # the same bytes under another version are another key
    with pytest.raises(ColumnNotOpened, match="Put the file of keys back"):
        name(reference)
    with reading() as session:
        assert [line.reference for line in board_page.lines(session, EVERYTHING, board_page.Wanted())] == [reference]
        assert request(session, reference).received_on == way.RECEIVED
        assert verify(session)[0] is None
    as_it_was = kept()
    with pytest.raises(keys.KeysNotChanged, match="in the database cannot be opened"):
        keys.apply(by="m.manager", at=NOW)
    assert kept() == as_it_was
    place.write_bytes(lost)
    assert name(reference) is not None


def test_a_backup_has_it_sealed_and_it_comes_back(
    home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """BNS-8: what was sealed is put back sealed, with its keys, and reads as before."""
    sealing(monkeypatch)
    reference = one()
    before, lies = everything(), kept()
    file = tmp_path / "one.backup"
    key = backups.key_file(make=True)
    backups.make(file, key, NOW)
    close()
    backups.put_back(file, key, tmp_path / "again", NOW)
    monkeypatch.setenv("INFORIGHTS_HOME", str(tmp_path / "again"))
    assert _without_log(everything()) == _without_log(before)
    assert told(kept()) == told(lies) == []
    assert sought("fernwhistle") == [reference]


def test_who_does_not_manage_changes_nothing(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """DER-1: an officer neither seals nor opens the database."""
    staff.of("derby")
    sealing(monkeypatch)
    with pytest.raises(AccessRefused):
        keys.apply(by="officer.derby", at=NOW)
