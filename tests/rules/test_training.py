"""Training and agreements: reminded of before they lapse, when they have, and where they never were."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.access import Employed, Holder
from rules.policy import load
from rules.training import Numbered, register, reminders
from tests.rules.made_policies import changed, setting

TRAINED = date(2026, 1, 31)
OFFICER = Holder("o.officer", "derby", "Officer", Employed.SERVICE, TRAINED, None)
VOLUNTEER = Holder("v.volunteer", "derby", "Volunteer", Employed.VOLUNTEER, TRAINED, TRAINED)


def said(holder: Holder, day: date) -> list[str]:
    return [one.says for one in reminders([Numbered(7, holder)], load("derby"), day)]


@pytest.mark.parametrize(
    ("day", "says"),
    [
        (date(2026, 1, 31), None),
        (date(2026, 12, 30), None),
        (date(2026, 12, 31), "is to be renewed by Sunday 31 January 2027"),
        (date(2027, 1, 30), "is to be renewed by Sunday 31 January 2027"),
        (date(2027, 1, 31), "was to be renewed by Sunday 31 January 2027"),
        (date(2027, 5, 1), "was to be renewed by Sunday 31 January 2027"),
    ],
)
def test_training_is_renewed_every_year(day: date, says: str | None) -> None:
    """BNS-5, HIL-4: a month before twelve months are over, and from that day on, the manager is reminded."""
    found = said(OFFICER, day)
    if says is None:
        assert found == []
        return
    (line,) = found
    assert line == (
        f"Training in confidentiality of account 7 (Officer) {says} (BNS-5, HIL-4). "
        "The list of accounts shows whose it is."
    )


def test_a_volunteer_renews_the_agreement_too() -> None:
    """BNS-5: volunteers sign an agreement, with periodic reminders; nobody else has one."""
    training, agreement = said(VOLUNTEER, date(2027, 2, 1))
    assert training.startswith("Training in confidentiality of account 7 (Volunteer) was to be renewed")
    assert agreement.startswith("The agreement of account 7 (Volunteer) was to be renewed")


def test_what_is_not_on_record_is_reminded_of() -> None:
    """BNS-5, HIL-4: a volunteer without an agreement, and anybody without training."""
    (agreement,) = said(replace(VOLUNTEER, agreement_on=None), date(2026, 2, 1))
    assert agreement.startswith("The agreement of account 7 (Volunteer) is not on record")
    (training,) = said(replace(OFFICER, trained_on=None), date(2026, 2, 1))
    assert training.startswith("Training in confidentiality of account 7 (Officer) is not on record")


def test_an_occasion_comes_once_before_and_each_month_after() -> None:
    """BNS-5: a run on every day for half a year reminds once before the renewal and monthly once it is overdue."""
    days = [date(2026, 12, 1) + timedelta(days=n) for n in range(182)]
    found = [one for day in days for one in reminders([Numbered(7, OFFICER)], load("derby"), day)]
    occasions = list(dict.fromkeys(one.occasion for one in found))
    assert occasions == [
        "training:7:2027-01-31:soon",
        *(f"training:7:2027-01-31:due:2027-{month:02}" for month in range(1, 6)),
    ]


def test_a_closed_account_is_left_in_peace() -> None:
    """BNS-5: who no longer works for the service is not trained by it."""
    assert said(replace(VOLUNTEER, closed_on=TRAINED, agreement_on=None), date(2030, 1, 1)) == []


def test_the_months_are_a_setting(tmp_path: Path) -> None:
    """BNS-5: a service may train more often, or less; the reminder cites what its policy cites."""
    policy = changed("bathnes", tmp_path, {"settings.training_months": setting(6, "BNS-5")})
    (one,) = reminders([Numbered(7, replace(OFFICER, service="bathnes"))], policy, date(2026, 7, 31))
    assert "was to be renewed by Friday 31 July 2026 (BNS-5)" in one.says
    assert one.whom == "Strategic Manager"


def test_no_reminder_names_anybody() -> None:
    """HIL-4: the digest goes round the office; it holds the account's number and role, no login."""
    for holder in (OFFICER, VOLUNTEER, replace(VOLUNTEER, agreement_on=None, trained_on=None)):
        assert all(holder.login not in line for line in said(holder, date(2027, 3, 1)))


def test_on_the_register_what_is_overdue_longest_comes_first() -> None:
    """HIL-4, BNS-5: what is not on record is to be had at once; a closed account owes nothing; staff sign nothing."""
    today = date(2027, 2, 1)
    late, none = replace(OFFICER, login="late"), replace(OFFICER, login="none", trained_on=None)
    fine = replace(OFFICER, login="fine", trained_on=date(2026, 6, 1))
    soon = replace(VOLUNTEER, login="soon", trained_on=date(2026, 6, 1), agreement_on=date(2026, 2, 20))
    gone = replace(none, login="gone", closed_on=today)
    found = register([gone, fine, soon, late, none], load("derby"))
    assert [one.holder.login for one in found] == ["none", "late", "soon", "fine", "gone"]
    assert [one.is_overdue(today) for one in found] == [True, True, False, False, False]
    assert [one.training.words(today) for one in found[:4]] == ["not on record", "overdue", "in force", "in force"]
    assert [one.agreement and one.agreement.words(today) for one in found[:4]] == [None, None, "due soon", None]


@given(st.dates(date(2025, 1, 1), date(2026, 12, 31)), st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_the_register_and_the_reminders_agree(trained: date, today: date) -> None:
    """HIL-4, BNS-5: whoever is overdue on the register is reminded of as overdue, and nobody else."""
    holder = replace(OFFICER, trained_on=trained)
    (entry,) = register([holder], load("derby"))
    told = " ".join(said(holder, today))
    assert entry.is_overdue(today) == ("was to be renewed" in told)
    assert (entry.training.words(today) == "due soon") == ("is to be renewed" in told)
