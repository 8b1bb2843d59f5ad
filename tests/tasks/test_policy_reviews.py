"""Reviews of the policies: on record with who held them, and the newest moves what is reminded of."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rules.access import AccessRefused
from rules.policy_reviews import ReviewRefused
from rules.typed import TypedRefused
from tasks import policy_reviews, reminders, training
from tests import staff
from tests.conftest import at

TODAY = date(2026, 11, 26)
NOW: dict[str, Any] = {"by": "m.manager", "at": at(TODAY)}


def reminded(day: date) -> list[str]:
    """What Derby is reminded of about its policy."""
    return [one.says for one in reminders.due_on("derby", day) if one.occasion.startswith("policy-review")]


def test_a_recorded_review_moves_the_date_and_with_it_the_reminder(installation: Path) -> None:
    """DER-9: due since September 2016 as the policy says; then a year after the review, and no day before."""
    assert reminded(TODAY) == ["The confidentiality policy was to be reviewed by Friday 30 September 2016 (DER-9)."]
    assert policy_reviews.record("derby", date(2026, 11, 20), "Steering Group", changed=False, **NOW) == date(
        2027, 11, 20
    )
    assert staff.newest().what == {"on": "2026-11-20", "changed": False, "next": "2027-11-20"}
    assert reminded(TODAY) == reminded(date(2027, 11, 19)) == []
    assert policy_reviews.overdue("derby", date(2027, 11, 19)) is None
    assert reminded(date(2027, 11, 20)) == [
        "The confidentiality policy was to be reviewed by Saturday 20 November 2027 (DER-9)."
    ]
    # What was written down late moves nothing back; what was written down wrongly is put right by a later row.
    policy_reviews.record("derby", date(2015, 9, 1), "Steering Group", changed=True, **NOW)
    assert reminded(TODAY) == []
    policy_reviews.record(
        "derby", date(2026, 11, 20), "Steering Group", changed=True, next_on=date(2027, 9, 30), **NOW
    )
    (found,) = policy_reviews.register("derby", **NOW)
    assert (found.due, len(found.held)) == (date(2027, 9, 30), 3)


def test_a_review_without_a_body_or_with_days_that_cannot_be_is_refused(home: Path) -> None:
    """Nothing is half done, and of a policy that is reviewed yearly no review is put off for two."""
    for on, whom, following, refused in (
        (TODAY, " ", None, TypedRefused),
        (date(2026, 11, 27), "Board", None, ReviewRefused),
        (TODAY, "Board", date(2028, 11, 26), ReviewRefused),
    ):
        with pytest.raises(refused):
            policy_reviews.record("derby", on, whom, changed=False, next_on=following, **NOW)
    assert policy_reviews.register("derby", **NOW)[0].held == ()
    assert {one.slug: one.due for one in policy_reviews.register(None, **NOW)} == {
        "bathnes": None, "blackburn": None, "cumbria": date(2021, 1, 31), "derby": date(2016, 9, 30),
        "hillingdon": None,
    }  # fmt: skip


def test_a_manager_records_it_and_whoever_reads_sees_their_own_services(home: Path) -> None:
    """DER-1, HIL-9: nobody records anything of another service, or sees it."""
    manager, officer, _ = staff.of("derby")
    staff.of("hillingdon")
    for by in (officer, "manager.hillingdon"):
        with pytest.raises(AccessRefused):
            policy_reviews.record("derby", TODAY, "Board", changed=False, by=by, at=NOW["at"])
    policy_reviews.record("derby", TODAY, "Board", changed=False, by=manager, at=NOW["at"])
    assert [one.slug for one in policy_reviews.register(None, by=officer, at=NOW["at"])] == ["derby"]


def test_the_register_of_training_is_for_whoever_keeps_the_accounts(home: Path) -> None:
    """HIL-4, BNS-5: of one's own service, without the closed accounts unless they are asked for."""
    from tasks import accounts

    manager, officer, volunteer = staff.of("derby")
    for by in (officer, volunteer):
        with pytest.raises(AccessRefused):
            training.register("derby", by=by, at=NOW["at"])
    accounts.close(officer, by=manager, at=NOW["at"])
    found = training.register("derby", by=manager, at=NOW["at"])
    assert [one.holder.login for one in found] == [manager, volunteer]
    every = training.register("derby", by=manager, at=NOW["at"], closed=True)
    assert [one.holder.login for one in every] == [manager, volunteer, officer]
