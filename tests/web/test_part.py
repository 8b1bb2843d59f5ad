"""How long there is for a request, as its page says it."""

from datetime import date

from rules.kinds import Kind
from tasks import close
from tests.conftest import at
from tests.web.before import recorded
from tests.web.visits import NOON, Visit, app_at, opened, text_of


def test_what_has_ended_is_not_late(derby: tuple[str, str, str]) -> None:
    """FOIA 2000 s.10(1): the days are counted until the answer; of a request that has ended none is left or over."""
    reference = opened(Kind.FOI)
    close.withdraw(reference, by="officer.derby", at=NOON)
    shown = text_of(Visit(app_at(at(date(2026, 12, 24)))).sign_in("manager.derby").get(f"/requests/{reference}"))
    assert "It has ended" in shown
    assert " late" not in shown


def test_lateness_is_said_in_words(derby: tuple[str, str, str]) -> None:
    """FOIA 2000 s.10(1): from the day after the due date the page says by how much it is late."""
    reference = opened(Kind.FOI)
    shown = text_of(Visit(app_at(at(date(2026, 12, 3)))).sign_in("manager.derby").get(f"/requests/{reference}"))
    assert "Due Tuesday 1 December 2026: 2 working days late" in shown


def test_a_day_that_two_people_entered_is_marked_once(derby: tuple[str, str, str]) -> None:
    """A calendar says what a day is; who entered it, and how often, stands below it."""
    reference = recorded()
    shown = text_of(Visit(app_at()).sign_in("manager.derby").get(f"/requests/{reference}"))
    assert "ED 27 November: the paper names a day; due" in shown
    assert shown.count("The paper names a day: 27 November 2026") == 2
