"""Case files where accounts are in force: one service's are not there for another's, and a volunteer opens none."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from models import case_files as files
from rules.access import AccessRefused
from rules.case_files import Opened, Owner
from rules.standing_consents import Purpose, Says
from tasks import case_files, holds, issue_reports, standing_consents
from tests import staff
from tests.conftest import at
from tests.logged import events

DAY = date(2026, 11, 12)
NOON = at(DAY, 12)
SELF = Opened.SELF_REFERRAL


def _answer(reference: str, acts: dict[str, Any]) -> None:
    standing_consents.answer(reference, Purpose.TELL_LA, Says.FULL, on=DAY, **acts)


def _confirm(reference: str, acts: dict[str, Any]) -> None:
    standing_consents.confirm(reference, Purpose.TELL_LA, on=DAY, **acts)


def _withdraw(reference: str, acts: dict[str, Any]) -> None:
    standing_consents.withdraw(reference, Purpose.TELL_LA, on=DAY, **acts)


def _told(reference: str, acts: dict[str, Any]) -> None:
    standing_consents.limits_told(reference, Purpose.TELL_LA, on=DAY, **acts)


def _report(reference: str, acts: dict[str, Any]) -> None:
    issue_reports.raise_issue([reference], "A plan is late.", "SEND officer", **acts)


ON_A_FILE: list[Callable[[str, dict[str, Any]], None]] = [
    _answer,
    _confirm,
    _withdraw,
    _told,
    _report,
    lambda file, acts: case_files.see(file, **acts),
    lambda file, acts: case_files.correct(file, born=date(1990, 1, 1), **acts),
    lambda file, acts: case_files.close(file, DAY, **acts),
    lambda file, acts: case_files.reopen(file, **acts),
    lambda file, acts: case_files.link(file.replace("F-", "2026-"), file, **acts),
    lambda file, acts: case_files.unlink(file.replace("F-", "2026-"), file, **acts),
    lambda file, acts: holds.place(file, "The tribunal has the papers.", **acts),
    lambda file, acts: holds.lift(file, 1, "It was settled.", **acts),
]


def test_no_account_reaches_another_services_file(installation: Path) -> None:
    """DER-1, HIL-9: told as if there were no such file, whether it is there or not; each attempt is on record."""
    manager, officer, _ = staff.of("derby")
    staff.logged("derby", manager)
    elsewhere, *_ = staff.of("hillingdon")
    file = case_files.open_file("derby", Owner.PARENT, "Clover Fernwhistle", SELF, by=officer, at=NOON)
    before = len(events(file))
    for attempt in ON_A_FILE:
        said = set()
        for reference in (file, "DER-F-0099"):
            with pytest.raises(files.NoSuchFile) as told:
                attempt(reference, {"by": elsewhere, "at": NOON})
            said.add(str(told.value))
            assert (staff.newest().event, staff.newest().actor) == ("access.refused", elsewhere)
        assert len(said) == 1
    kept = [event for event in events(file) if event.event != "access.refused"]
    assert len(kept) == before
    for refused in (
        lambda: case_files.open_file("derby", Owner.PARENT, "Clover", SELF, by=elsewhere, at=NOON),
        lambda: case_files.see_all("derby", by=elsewhere, at=NOON),
    ):
        with pytest.raises(AccessRefused):
            refused()


def test_a_volunteer_opens_no_file_and_a_stranger_none(installation: Path) -> None:
    """BNS-5, DER-1: a volunteer works on assigned requests alone, and who has no account on nothing."""
    manager, officer, volunteer = staff.of("bathnes")
    staff.logged("bathnes", manager)
    file = case_files.open_file("bathnes", Owner.PARENT, "Clover Fernwhistle", SELF, by=officer, at=NOON)
    for by, clause in ((volunteer, "BNS-5"), ("s.tranger", "DER-1")):
        for attempt in ON_A_FILE:
            with pytest.raises(AccessRefused, match=clause):
                attempt(file, {"by": by, "at": NOON})
        with pytest.raises(AccessRefused, match=clause):
            case_files.open_file("bathnes", Owner.PARENT, "Clover", SELF, by=by, at=NOON)


def test_whoever_works_for_the_service_works_on_its_files(installation: Path) -> None:
    """HIL-9: an officer reads, answers, links and closes, each in their own name."""
    manager, officer, _ = staff.of("hillingdon")
    request = staff.logged("hillingdon", manager)
    file = case_files.open_file("hillingdon", Owner.PARENT, "Clover Fernwhistle", SELF, by=officer, at=NOON)
    acts: dict[str, Any] = {"by": officer, "at": NOON}
    case_files.see(file, **acts)
    case_files.see_all("hillingdon", **acts)
    _answer(file, acts)
    case_files.link(request, file, **acts)
    case_files.close(file, DAY, **acts)
    assert {event.actor for event in events(file)} == {officer}
    assert len(events(file)) == 4
