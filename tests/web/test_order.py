"""An order of a court on its pages: what it says, its pieces, the checks of its paper, and the answer to it."""

from datetime import date

import pytest
from fastapi import FastAPI

from models import powers, queries
from models.db import reading
from rules.advice import Adviser
from rules.kinds import Kind
from rules.lifecycle import State
from rules.order_checks import Check, Found
from tasks import advice, people
from tests.web import answering as form
from tests.web.answering import CALL, NOTES, address, confirmed
from tests.web.visits import NOON, Visit, day, opened, text_of

TERMS = {
    "court": "the County Court at Exampleton",
    "case_number": "X00EX001",
    "provision": "CPR 31.17",
    "sealed": "yes",
    "witness_summons": "no",
    "forbids_telling": "no",
    **day("dated", date(2026, 10, 30)),
    **day("deadline", date(2026, 11, 27)),
}
GENUINE = dict.fromkeys(("seal", "court", "addressed", "issued", "confirmed"), "yes")


@pytest.fixture
def officer(app: FastAPI) -> Visit:
    """An officer of Derby, signed in."""
    return Visit(app).sign_in("officer.derby")


@pytest.fixture
def order(app: FastAPI) -> str:
    """An order that came, of which nothing is recorded."""
    return opened(Kind.COURT_ORDER)


def checks(reference: str) -> dict[Check, Found]:
    """The answers to the checklist that are on record."""
    with reading() as session:
        return {row.asked: row.found for row in powers.checks(session, queries.request(session, reference))}


def test_an_order_is_recorded_checked_and_answered(officer: Visit, manager: Visit, order: str) -> None:
    """DPA 2018 Sch 2 para 5(2): its terms set the clock, and only what it requires goes, piece by piece."""
    page = f"/requests/{order}/do"
    people.record(order, people.Standing.DATA_SUBJECT, by="officer.derby", at=NOON, name="Bramble Oakenfold")
    wrong = officer.send(f"{page}/order", TERMS | day("dated", date(2026, 11, 3)))
    assert "dated after the day on which it was received" in text_of(wrong)
    shown = text_of(officer.send(f"{page}/order", TERMS))
    assert "Friday 27 November 2026" in shown
    confirmed(officer, f"{page}/order", TERMS)
    confirmed(officer, f"{page}/ordered", {"texts": "Minutes of the panel\n\nLetters to the school"})
    confirmed(officer, f"{page}/order-check", GENUINE)
    assert len(checks(order)) == 5
    advice.record(order, Adviser.INDEPENDENT_LAWYER, on=NOON.date(), by="manager.derby", at=NOON)
    answer = {"ground": "court_order", "purpose": "The case that the order names", **day("told_on", NOON.date())}
    path = address(order, Kind.COURT_ORDER)
    assert "2. Letters to the school" in text_of(officer.get(path))
    beyond = officer.send(path, {**answer, **form.typed({**NOTES, "ordered": "3"})})
    assert "Nothing goes beyond the order" in text_of(beyond)
    rows = form.typed({**NOTES, "ordered": "1"}, {**CALL, "ordered": "1"})
    confirmed(officer, path, {**answer, **rows, "not_held": "2"})
    form.weighed(officer, order, kind=Kind.COURT_ORDER)
    form.approved(manager, order)
    form.sent(manager, order)
    with reading() as session:
        assert queries.request(session, order).state is State.CLOSED


def test_pieces_are_added_to_or_begun_anew(officer: Visit, order: str) -> None:
    """What is ordered is kept in its order; those on record are shown beside the question."""
    path = f"/requests/{order}/do/ordered"
    confirmed(officer, path, {"texts": "First"})
    assert "On record: 1. First" in text_of(officer.get(path))
    done = confirmed(officer, path, {"texts": "Second", "anew": "no"})
    assert "The order has 2 pieces on record." in text_of(done)
    done = confirmed(officer, path, {"texts": "Only", "anew": "yes"})
    assert "The order has 1 piece on record." in text_of(done)


def test_a_no_needs_its_reason(officer: Visit, order: str) -> None:
    """A forged or misaddressed order compels nobody: each no is answered for, and a yes stays as it was."""
    confirmed(officer, f"/requests/{order}/do/order", TERMS)
    path = f"/requests/{order}/do/order-check"
    answer = officer.send(path, {**GENUINE, "confirmed": "no"})
    assert answer.status_code == 422
    assert "why the order may be relied on though" in text_of(answer)
    confirmed(officer, path, {**GENUINE, "confirmed": "no", "because": "The court's office is closed."})
    assert checks(order)[Check.CONFIRMED] is Found.NO
    again = text_of(officer.send(path, {**GENUINE, "confirmed": "no"}))
    assert "Say of one question at least what was found." in again
    sealed = officer.send(path, {"seal": "no", "because": "It is a tribunal's."})
    assert "recorded with the court" in text_of(sealed)


def test_a_deadline_is_not_lost_by_an_empty_field(officer: Visit, order: str) -> None:
    """BWD-10: an order that gives no day after all is said to give none."""
    path = f"/requests/{order}/do/order"
    confirmed(officer, path, TERMS)
    none = TERMS | {f"deadline-{part}": "" for part in ("day", "month", "year")}
    assert "is on record" in text_of(officer.send(path, none))
    confirmed(officer, path, {**none, "none_stated": "yes"})
    with reading() as session:
        row = queries.court_order(session, queries.request(session, order))
        assert row is not None
        assert row.deadline is None


def test_only_an_order_has_terms(officer: Visit) -> None:
    """The forms are not offered for another kind, and the task refuses them."""
    reference = opened(Kind.SAR)
    assert "/do/order" not in officer.get(f"/requests/{reference}").text
    answer = officer.send(f"/requests/{reference}/do/order", TERMS)
    assert "not recorded as a court or tribunal order" in text_of(answer)
