"""The dates in the record of a case: of one whose kind was open, of one that was taken over, and whether kept."""

from datetime import date
from pathlib import Path

import pytest

from rules.case_record import RecordForm
from rules.kinds import FollowUp, Kind
from tasks import case_record, follow_ups
from tests import way
from tests.conftest import at
from tests.earlier import CLOSED, OPEN, taken_over
from tests.tasks import recomputed
from tests.tasks.recomputed import ENGLAND, proclaim, row
from tests.tasks.test_case_record import taken_out


def on_paper(reference: str) -> str:
    """The record as a page."""
    return case_record.export(reference, RecordForm.HTML, by="m.manager", at=at(date(2026, 11, 27))).decode()


def test_the_day_to_look_by_is_a_date_of_its_own(installation: Path) -> None:
    """It was moved before the kind was settled, so that it is of no part: the record tells it all the same."""
    reference = way.log(way.SAR, "derby")
    proclaim(installation, row(date(2026, 11, 3), ENGLAND))
    recomputed.apply()
    (found,) = taken_out(reference)["dates"]
    assert (found["words"], found["kind"], found["before"], found["due"]) == (
        "day to look by", None, "2026-11-03", "2026-11-04",
    )  # fmt: skip
    assert (found["why"], found["repeats"]) == ("bank holidays", True)
    page = on_paper(reference)
    assert "Day to look by: due Wednesday 4 November 2026" in page
    assert "in place of Tuesday 3 November 2026. Reason: bank holidays." in page


def test_one_that_was_taken_over_has_its_first_dates(installation: Path) -> None:
    """Its dates are those of its taking over, with their working, and with what the earlier register says."""
    still, done = taken_over(OPEN, CLOSED).references
    assert [(one["due"], one["repeats"], one["before"]) for one in taken_out(still)["dates"]] == [
        ("2026-12-01", True, None)
    ]
    (found,) = taken_out(done)["dates"]
    assert (found["due"], found["statutory"], found["cites"][0]) == ("2026-11-02", "2026-11-05", "UK GDPR Art 12A(1)")
    assert found["because"]
    assert taken_out(done)["dates_that_differ_today"] == []
    page = on_paper(done)
    for words in (
        "A/2", "Answered on: </strong>Monday 26 October 2026", "Closed on: </strong>Monday 9 November 2026",
        "Answered: 26/10/2026", "answered on Monday 26 October 2026; within the date in law",
        "Counted one month from Monday 5 October 2026",
    ):  # fmt: skip
        assert words in page


def test_a_date_that_never_was_is_no_difference(installation: Path) -> None:
    """Of a request from before the law that is known here there is no date, and the record says why and no more."""
    old = {**CLOSED, "Received": "3/3/2014", "Answered": "26/3/2014", "Closed": "2/4/2014", "DOB": "3 April 2009"}
    (reference,) = taken_over(old).references
    found = taken_out(reference)
    assert found["dates_that_differ_today"] == []
    assert [(one["due"], one["repeats"]) for one in found["dates"]] == [(None, True)]
    assert "is before Friday 25 May 2018, the first day from which UK GDPR Art 12(3) applies" in on_paper(reference)


@pytest.mark.parametrize(
    ("answered", "says"),
    [
        ("13/11/2026", "6 working days after the date in law; 9 working days after the target"),
        ("3/11/2026", "within the date in law; 1 working day after the target"),
    ],
)
def test_it_says_by_how_much_a_date_was_missed(home: Path, answered: str, says: str) -> None:
    """UK GDPR Art 12A(1), DER-5: whether each part was answered in time, and by how many working days it was late."""
    (reference,) = taken_over({**CLOSED, "Answered": answered, "Closed": "16/11/2026"}).references
    assert says in on_paper(reference)


def test_it_says_what_is_late_still(home: Path) -> None:
    """DPA 2018 s.164A: a complaint that nobody acknowledged is told as late so far, as of the day of the record."""
    reference = way.opened(Kind.FOI, "derby")
    follow_ups.record(reference, FollowUp.COMPLAINT, way.RECEIVED, by="m.manager", at=at(way.RECEIVED))
    later = case_record.export(reference, RecordForm.HTML, by="m.manager", at=at(date(2027, 1, 4))).decode()
    assert "Complaint: not acknowledged; 20 working days after the date in law so far" in later
    assert "Freedom of information request: not answered; 21 working days after the date in law so far" in later
