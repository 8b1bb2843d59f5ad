"""What a letter says of the time left: what is outstanding, an order without a day, a day that is still to come."""

import re
from datetime import date
from typing import Any

import pytest

from letters.render import render
from tests.letters.cases import (
    CASE_IDS,
    CASES,
    COURT,
    ORDER,
    facts,
    first_case,
)


def _said(letter: str, service: str = "derby", /, **changed: Any) -> str:
    return " ".join(render(letter, facts(service, **{**first_case(letter), **changed})).text.split())


@pytest.mark.parametrize(
    ("need", "says", "silent"),
    [
        ("the evidence of who you are", "the month starts on the day it reaches us", "our question"),
        ("the answer to our question of today", "from our question to your answer", "proof"),
        ("your child's own confirmation", "the month goes on while we wait", "proof"),
    ],
)
def test_what_is_outstanding_says_its_own_effect(need: str, says: str, silent: str) -> None:
    """Art 12(6), 12A(2)(b), (5)(b): what is asked for, and what that and nothing else does to the month."""
    text = _said("acknowledgement", outstanding=[need])
    effect = text.partition("time limit for personal records:")[2].partition("If you have a question")[0]
    assert says in effect
    assert silent not in effect


def test_an_order_without_a_date_or_seal_is_told_so() -> None:
    """DPA 2018 Sch 2 para 5(2): no date stands where none was found, and nothing binds before a check."""
    order = {"kind": "court_order", "recipient": COURT, "parts": [], "due": None, "outstanding": ["page 2"]}
    bare = _said("acknowledgement", **order, order={**ORDER, "deadline": None, "sealed": False})
    assert "We have found no date for compliance." in bare
    assert "bears no seal" in bare
    assert not re.search(r"binds|that date meanwhile|date in the order stands", bare)
    assert "that date meanwhile" in _said("acknowledgement", **order, order=ORDER)


def test_a_person_has_a_day_that_is_still_to_come() -> None:
    """CUM-0: where the last day is here, the letter asks for a call and gives no day that is over."""
    order = {"kind": "court_order", "compulsory": True, "order": ORDER}
    today = _said("notify_service_user", **order, reply_by=date(2026, 11, 24))
    assert "Please call us today" in today
    assert "If you object, we will tell the court that you do." in today
    assert "Please tell us by" not in today


@pytest.mark.parametrize(("letter", "case", "changed"), CASES, ids=CASE_IDS)
def test_no_specimen_is_out_of_order(letter: str, case: str, changed: dict[str, Any]) -> None:
    """Nothing is written, sent or agreed to before what it follows."""
    every = facts(**changed)
    written, received = every["written_on"], every["received_on"]
    assert received <= written
    assert every["sent_on"] is None or received <= every["sent_on"] <= written
    assert every["consent"] is None or received <= every["consent"]["given_on"] <= written
    assert every["new_due"] is None or all(part["due"] <= every["new_due"] for part in every["parts"]), case
    assert letter != "court_compliance" or bool(every["schedule"]) is bool(every["enclosures"])
