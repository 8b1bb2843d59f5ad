"""A day added or withdrawn by hand: the file replaced whole or not at all, with its event, by who may."""

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import col, select

from models import durable_file
from models.audit_chain import verify
from models.audit_event import AuditEvent
from models.db import reading
from rules.access import AccessRefused
from rules.bank_holidays import BankHolidays, Nation, ProclaimedRefused
from tasks import holidays
from tests import staff
from tests.conftest import at
from tests.rules.gov_uk_list import DATA

NOW = at(date(2026, 11, 23))
DAY = date(2026, 12, 3)  # a Thursday
FILE = "bank-holidays.yaml"
EVERYWHERE = "United Kingdom"


def add(on: date = DAY, nation: str = "Scotland", *, closed: bool = True, by: str = "m.manager") -> BankHolidays:
    return holidays.add(on, nation, "A day of thanks", "the Gazette", closed=closed, by=by, at=NOW)


def events() -> list[AuditEvent]:
    with reading() as session:
        query = (
            select(AuditEvent).where(col(AuditEvent.event).startswith("holidays.")).order_by(col(AuditEvent.number))
        )
        return list(session.exec(query))


def test_a_day_is_added_and_withdrawn_with_an_event_each(installation: Path) -> None:
    """Banking and Financial Dealings Act 1971 s.1(3); FOIA 2000 s.10(6): no working day from then on; then again."""
    before = holidays.in_force().version
    known = add(nation=EVERYWHERE)
    assert holidays.known() == known
    assert not holidays.in_force().united_kingdom.is_working(DAY)
    assert not (installation / f"{FILE}.before").exists()
    holidays.withdraw(DAY, [Nation.SCOTLAND], by="m.manager", at=NOW)
    assert not holidays.in_force().england_and_wales.is_working(DAY)
    assert (installation / f"{FILE}.before").exists()
    holidays.withdraw(DAY, [*Nation], by="m.manager", at=NOW)
    assert holidays.in_force().united_kingdom.is_working(DAY)
    added, of_scotland, of_the_rest = events()
    assert (added.event, added.actor) == ("holidays.added", "m.manager")
    assert added.what == {
        "on": "2026-12-03",
        "nation": EVERYWHERE,
        "title": "A day of thanks",
        "authority": "the Gazette",
        "closed": True,
        "data_version": known.version,
    }
    assert of_scotland.what["nations"] == ["Scotland"]
    assert of_the_rest.what["nations"] == ["England and Wales", "Northern Ireland"]
    assert of_the_rest.what["data_version"] == before
    with reading() as session:
        assert verify(session)[0] is None


def test_a_usual_holiday_is_moved_away(home: Path) -> None:
    """Banking and Financial Dealings Act 1971 s.1(2): the day is a working day this year."""
    may_day = date(2027, 5, 3)
    assert not holidays.in_force().united_kingdom.is_working(may_day)
    add(may_day, EVERYWHERE, closed=False)
    assert holidays.in_force().united_kingdom.is_working(may_day)


@pytest.mark.parametrize(
    ("on", "closed", "says"),
    [
        (date(2026, 12, 5), True, "which is no working day anyway"),
        (date(2026, 12, 25), True, "is a bank holiday there already"),
        (date(2026, 12, 25), False, "FOIA 2000 s.10"),
        (date(2026, 12, 3), False, "is no bank holiday there"),
        (date(2050, 12, 1), True, "lies outside the data"),
    ],
)
def test_a_day_that_cannot_be_leaves_everything(home: Path, on: date, closed: bool, says: str) -> None:
    """What would change nothing, or what no proclamation can do, is refused: no file, no event."""
    with pytest.raises(ProclaimedRefused, match=says):
        add(on, EVERYWHERE, closed=closed)
    assert not (home / FILE).exists()
    assert events() == []


def test_a_day_is_added_where_it_changes_anything(home: Path) -> None:
    """St Andrew's Day is a holiday in Scotland already: the row is for the two others."""
    add(date(2026, 11, 30), EVERYWHERE)
    assert {row.nation for row in holidays.known().proclaimed} == {*Nation} - {Nation.SCOTLAND}


def test_the_same_day_is_not_added_twice_nor_withdrawn_twice(home: Path) -> None:
    """Two rows for a day would contradict each other, and the file could not be read."""
    add()
    before = (home / FILE).read_bytes()
    with pytest.raises(ProclaimedRefused, match="in Scotland already: withdraw that first"):
        add(nation=EVERYWHERE)
    with pytest.raises(ProclaimedRefused, match="somebody withdrew it already"):
        holidays.withdraw(DAY, [Nation.NORTHERN_IRELAND], by="m.manager", at=NOW)
    assert (home / FILE).read_bytes() == before
    assert len(events()) == 1


@pytest.mark.parametrize("words", [("", "the Gazette"), ("x" * 201, "the Gazette"), ("A day", " "), ("A\x00b", "x")])
def test_title_and_authority_are_a_line_of_text(home: Path, words: tuple[str, str]) -> None:
    """They stand in letters and lists."""
    with pytest.raises(ProclaimedRefused, match="in 1 to 200 characters"):
        holidays.add(DAY, "Scotland", *words, by="m.manager", at=NOW)


def test_only_whoever_manages_a_service_changes_them(home: Path) -> None:
    """DER-1: an officer's attempt changes nothing, and is recorded."""
    staff.of("derby")
    with pytest.raises(AccessRefused):
        add(by="officer.derby")
    assert staff.newest().event == "access.refused"
    assert not (home / FILE).exists()
    add(by="manager.derby")
    with pytest.raises(AccessRefused):
        holidays.withdraw(DAY, [Nation.SCOTLAND], by="volunteer.derby", at=NOW)
    assert holidays.known().proclaimed


def test_where_the_file_cannot_be_written_nothing_is_said_of_it(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The event goes with the file: the log tells of no data that was never in force."""

    def full(_place: Path, _content: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(durable_file, "write", full)
    with pytest.raises(holidays.FileNotKept, match="Nothing was changed"):
        add()
    assert events() == []


def test_an_import_after_a_day_by_hand_tells_nothing_new(home: Path) -> None:
    """The list that says the same as the data, with the day that stays, is no change and has no event."""
    add()
    done = holidays.import_list((DATA / "bank-holidays.json").read_bytes(), "m.manager", NOW)
    assert not done.anything
    assert [row.title for row in done.contradicted] == ["A day of thanks"]
    assert [event.event for event in events()] == ["holidays.added"]
