"""The page of figures: its period, what it shows of whom, and the note before anything is published."""

from datetime import date

import pytest
from fastapi import FastAPI

from rules.kinds import Kind
from tasks import need_to_know
from tests import staff, way
from tests.web.visits import NOON, Visit, day, opened, text_of


def test_the_last_twelve_months_up_to_today_are_shown(derby: tuple[str, str, str], manager: Visit) -> None:
    """DER-1: the figures are those of the own service; small ones are shown with a note (UK GDPR recital 26)."""
    staff.of("bathnes")
    opened(Kind.FOI)
    opened(Kind.SAR, received=date(2025, 11, 12))  # the day before the period, and still open
    opened(Kind.LA_LEGAL, "bathnes")
    told = text_of(manager.get("/statistics"))
    assert "Thursday 13 November 2025 to Thursday 12 November 2026, both included." in told
    assert "1 request was received." in told
    assert "freedom of information request 1 0 1 0" in told
    assert "subject access request 0 0 1 1" in told
    assert "legal reasons" not in told
    assert "Before you publish any of this: numbers under 5" in told
    assert "freedom of information request 1 none settled 0 1" in told  # proposed, settled, missed, open


@pytest.mark.parametrize(
    ("start", "end", "says"),
    [
        (date(2026, 11, 3), date(2026, 11, 2), "From: the first day lies after the last."),
        (date(1999, 1, 1), date(2026, 11, 2), "From: choose a day from 2012 to this year."),
        (date(2026, 1, 1), date(2099, 1, 1), "To: choose a day from 2012 to this year."),
    ],
)
def test_a_period_that_cannot_be_is_said(manager: Visit, start: date, end: date, says: str) -> None:
    """What was typed stays, and the last twelve months are shown meanwhile."""
    answer = manager.get("/statistics", params={**day("from", start), **day("to", end)})
    assert answer.status_code == 422
    assert says in text_of(answer)
    assert f'value="{start.year}"' in answer.text


def test_another_period_can_be_asked_for(manager: Visit) -> None:
    """Both days are included."""
    opened(Kind.FOI)
    of_that_day = {**day("from", way.RECEIVED), **day("to", way.RECEIVED)}
    assert "1 request was received." in text_of(manager.get("/statistics", params=of_that_day))
    before = {**day("from", date(2026, 10, 1)), **day("to", date(2026, 11, 1))}
    assert "Nothing was received, answered or open in that period." in text_of(
        manager.get("/statistics", params=before)
    )


def test_restricted_requests_are_left_out_and_said_to_be(manager: Visit, app: FastAPI) -> None:
    """CUM-3.4: a figure must not tell what kind a restricted request is."""
    reference = opened(Kind.SAR)
    need_to_know.restrict(reference, ["manager.derby"], "Reason.", by="manager.derby", at=NOON)
    told = text_of(Visit(app).sign_in("officer.derby").get("/statistics"))
    assert "1 restricted request is left out (CUM-3.4)." in told
    assert "subject access" not in told
    assert "subject access request 1 0 1 0" in text_of(manager.get("/statistics"))


def test_a_volunteer_sees_the_figures_of_their_own_requests(manager: Visit, app: FastAPI) -> None:
    """BNS-5: of the requests that are assigned to them, and it is said."""
    opened(Kind.SAR)
    mine = opened(Kind.FOI)
    need_to_know.assign(mine, "volunteer.derby", by="manager.derby", at=NOON)
    told = text_of(Visit(app).sign_in("volunteer.derby").get("/statistics"))
    assert "Of the requests that are assigned to you." in told
    assert "freedom of information request 1 0 1 0" in told
    assert "subject access" not in told
