"""The file of bank holidays of an installation: replaced whole or not at all, with its event."""

import json
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import col, select

from models.audit_chain import verify
from models.audit_event import AuditEvent
from models.db import reading
from rules.bank_holidays import BankHolidays, ProclaimedRefused
from rules.gov_uk import ListRefused
from tasks import holidays
from tests.conftest import at
from tests.rules.gov_uk_list import DATA

NOW = at(date(2026, 11, 23))
LATER = at(date(2026, 11, 24))
FILE = "bank-holidays.yaml"
LIST = (DATA / "bank-holidays.json").read_bytes()
BY_HAND = "# mine\ndays:\n- {date: 2027-06-01, nation: Scotland, title: Mine, authority: the Gazette}\n"


def with_days(*days: str) -> bytes:
    found = json.loads(LIST)
    found["scotland"]["events"] += [{"title": "A day of thanks", "date": day} for day in days]
    return json.dumps(found).encode()


def imported() -> list[AuditEvent]:
    with reading() as session:
        query = select(AuditEvent).where(AuditEvent.event == "holidays.imported").order_by(col(AuditEvent.number))
        return list(session.exec(query))


def test_an_import_keeps_the_days_with_one_event(installation: Path) -> None:
    """The file is the owner's alone; the event tells how many days, up to which year, and the data it made."""
    done = holidays.import_list(with_days("2026-12-03", "2026-12-04"), "m.manager", NOW)
    assert done.anything
    assert [one.on.day for one in done.changed] == [3, 4]
    assert (done.replaced, done.older_file) == ((), None)
    assert holidays.known() == done.after
    assert stat.S_IMODE((installation / FILE).stat().st_mode) == 0o600
    [event] = imported()
    assert (event.actor, event.at, event.reference) == ("m.manager", NOW, None)
    assert event.what == {
        "closed": 2,
        "open_again": 0,
        "replaced": 0,
        "published_to": 2028,
        "data_version": holidays.in_force().version,
    }
    assert not holidays.in_force().united_kingdom.is_working(date(2026, 12, 3))


def test_the_same_list_again_changes_nothing(installation: Path) -> None:
    """No event, no file, on a later day either: the day of the first import stays in the rows."""
    content = with_days("2026-12-03")
    holidays.import_list(content, "m.manager", NOW)
    before = (installation / FILE).read_bytes(), len(imported()), sorted(installation.iterdir())
    done = holidays.import_list(content, "m.manager", LATER)
    assert not done.anything
    assert (done.changed, done.older_file) == ((), None)
    assert ((installation / FILE).read_bytes(), len(imported()), sorted(installation.iterdir())) == before


def test_rows_written_by_hand_stay_and_the_older_file_is_kept(home: Path) -> None:
    """Comments are lost in writing, so the file as it was lies beside; what the list contradicts is named."""
    home.mkdir()
    (home / FILE).write_text(BY_HAND.replace("2027-06-01", "2029-06-01"))
    done = holidays.import_list(with_days("2026-12-03"), "m.manager", NOW)
    assert done.older_file == f"{FILE}.before"
    assert (home / f"{FILE}.before").read_text() == BY_HAND.replace("2027-06-01", "2029-06-01")
    assert stat.S_IMODE((home / f"{FILE}.before").stat().st_mode) == 0o600
    assert [one.authority[:11] for one in holidays.known().proclaimed] == ["gov.uk list", "the Gazette"]
    (home / FILE).write_text(BY_HAND)
    done = holidays.import_list(LIST, "m.manager", NOW)
    assert ([one.title for one in done.contradicted], done.anything) == (["Mine"], False)
    done = holidays.import_list(LIST, "m.manager", NOW, over_hand=True)
    assert [one.title for one in done.replaced] == ["Mine"]
    assert holidays.known() == BankHolidays()


def test_a_list_that_is_refused_leaves_everything(home: Path) -> None:
    """Bad input is half no change: no file, no event."""
    with pytest.raises(ListRefused):
        holidays.import_list(LIST[:-50], "m.manager", NOW)
    assert imported() == []
    assert not (home / FILE).exists()


def test_a_file_of_its_own_that_is_wrong_is_not_written_over(home: Path) -> None:
    """What a person wrote is put right by a person: an import would lose it."""
    home.mkdir()
    (home / FILE).write_text("days: [")
    with pytest.raises(ProclaimedRefused, match="not valid YAML"):
        holidays.import_list(with_days("2026-12-03"), "m.manager", NOW)
    assert (home / FILE).read_text() == "days: ["
    (home / FILE).write_bytes(b"\xff\xfe")
    with pytest.raises(ProclaimedRefused, match="in UTF-8"):
        holidays.in_force()


def test_where_the_file_cannot_be_written_there_is_no_event(installation: Path) -> None:
    """The event goes with the transaction: the log never tells of data that is not in force."""
    holidays.import_list(with_days("2026-12-03"), "m.manager", NOW)
    before = (installation / FILE).read_bytes()
    (installation / f"{FILE}.before").mkdir()  # stands in the way of the older file
    with pytest.raises(holidays.FileNotKept, match="Nothing was changed"):
        holidays.import_list(with_days("2026-12-03", "2026-12-04"), "m.manager", NOW)
    assert (installation / FILE).read_bytes() == before
    assert len(imported()) == 1
    assert [file.name for file in installation.iterdir() if file.name.startswith(".")] == [], "no draft is left"


def test_killed_between_the_file_and_the_event_the_next_import_tells_it(installation: Path) -> None:
    """Each change has its event: the file is there and no event names its data, so the same list writes it."""
    content = with_days("2026-12-03")
    holidays.import_list(LIST, "m.manager", NOW)
    installation.mkdir(exist_ok=True)
    (installation / FILE).write_text(BY_HAND.replace("2027-06-01", "2026-12-03"))
    done = holidays.import_list(content, "m.manager", LATER)
    assert not done.anything
    assert [one.what["data_version"] for one in imported()] == [BankHolidays().version, done.after.version]
    holidays.import_list(content, "m.manager", LATER)
    assert len(imported()) == 2


def test_imports_at_once_go_one_after_the_other(installation: Path) -> None:
    """Four at the same moment, two lists: the log tells of the data in force, the chain is whole."""
    holidays.import_list(LIST, "m.manager", NOW)
    lists = [with_days("2026-12-03"), with_days("2026-12-03", "2026-12-04")] * 2
    with ThreadPoolExecutor(4) as crowd:
        done = list(crowd.map(lambda content: holidays.import_list(content, "m.manager", NOW), lists))
    events = imported()
    assert len(events) == 1 + sum(one.anything for one in done)
    assert events[-1].what["data_version"] == holidays.in_force().version
    with reading() as session:
        assert verify(session)[0] is None
