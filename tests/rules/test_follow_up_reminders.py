"""What the daily run reminds of an open review or complaint, day by day."""

from dataclasses import replace
from datetime import date

import pytest

from rules.follow_ups import Followed
from rules.kinds import FollowUp
from rules.policy import load
from rules.reminders import NAMED, OpenFollowUp, Reminder, due_today, of_follow_up
from tests.rules.calendars import RELEASE
from tests.rules.gov_uk_list import every_day

CALENDAR = RELEASE.united_kingdom
BATHNES = load("bathnes")
MANAGER = BATHNES.service.manager_role
CAME, DUE = date(2026, 11, 2), date(2026, 12, 2)
COMPLAINT = OpenFollowUp("BNS-2026-0001", Followed(FollowUp.COMPLAINT, 1, CAME, DUE))
REVIEW = OpenFollowUp("BNS-2026-0001", Followed(FollowUp.INTERNAL_REVIEW, 2, CAME, DUE))
GOING = replace(COMPLAINT, one=replace(COMPLAINT.one, acknowledged=CAME))


def found_on(day: date, one: OpenFollowUp) -> list[Reminder]:
    """All that is said on a day."""
    return list(of_follow_up(one, BATHNES, day, CALENDAR))


def test_a_complaint_is_warned_of_before_its_day() -> None:
    """DPA 2018 s.164A(3): an officer acknowledges it; the steps are those of a request, and say what it waits for."""
    assert found_on(date(2026, 11, 24), COMPLAINT) == [
        Reminder(
            "BNS-2026-0001",
            "an officer",
            "complaint:1:deadline:2026-12-02:5",
            "The complaint about BNS-2026-0001 is due in 5 working days, on Wednesday 2 December 2026; it waits for "
            "an acknowledgement (DPA 2018 s.164A(3)).",
        )
    ]
    assert found_on(date(2026, 11, 10), COMPLAINT) == []


@pytest.mark.parametrize(("one", "whom"), [(COMPLAINT, ["an officer", MANAGER]), (REVIEW, [MANAGER])])
def test_a_late_one_is_told_to_the_manager_every_day(one: OpenFollowUp, whom: list[str]) -> None:
    """DPA 2018 s.164A(3), Code of Practice 5: what is late goes to the manager as well, each day anew."""
    first, second = (found_on(day, one) for day in (date(2026, 12, 3), date(2026, 12, 4)))
    assert [reminder.whom for reminder in first] == whom
    assert "is 1 working day late" in first[0].says
    assert {reminder.occasion for reminder in first}.isdisjoint(reminder.occasion for reminder in second)


def test_whoever_complained_hears_how_it_goes() -> None:
    """DPA 2018 s.164A(5)(b): once acknowledged it has no date, and every ten working days somebody tells them."""
    days = every_day(CAME, date(2026, 12, 31))
    said = {reminder.occasion: day for day in reversed(days) for reminder in found_on(day, GOING)}
    assert sorted(said.values()) == [date(2026, 11, 16), date(2026, 12, 1), date(2026, 12, 15), date(2026, 12, 31)]
    assert found_on(date(2026, 12, 3), GOING)[0].whom == MANAGER


def test_two_of_one_request_are_two_occasions() -> None:
    """The ledger notes an occasion once: a review, a complaint and a second one never hide each other."""
    second = replace(COMPLAINT, one=replace(COMPLAINT.one, number=2))
    found = [{one.occasion for one in found_on(DUE, each)} for each in (COMPLAINT, second, REVIEW)]
    assert all(len(occasions) == 1 for occasions in found)
    assert len(set.union(*found)) == 3


def test_a_restricted_one_is_a_reference() -> None:
    """CUM-3.4: that there is a complaint is not told to everybody either."""
    (one, *_service) = due_today([], BATHNES, DUE, CALENDAR, [replace(COMPLAINT, restricted=True)])
    assert one.whom == NAMED
    assert one.says == "BNS-2026-0001 is restricted: whoever is named on it looks at it (CUM-3.4)."
