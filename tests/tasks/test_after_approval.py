"""What comes up after an approval, or beside it, still stops an answer: checks, identity, whose records they are."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rules.advice import Adviser
from rules.case_files import Opened, Owner
from rules.clock.entry import Entry
from rules.clock.events import Happened
from rules.consents import Answer, Asked
from rules.grounds import Ground
from rules.kinds import Kind
from rules.letter import Outcome
from rules.lifecycle import State
from rules.order_checks import Check, Found
from rules.refusal import Refusal
from rules.schedule import Decision, Item
from tasks import advice, case_files, clock, competence, consents, disclosure, orders, people
from tests import way
from tests.answer import DAY, NOON, again, assert_refused, ready
from tests.conftest import at

BY: dict[str, Any] = {"by": "o.officer", "at": NOON}


def test_a_check_that_turns_out_otherwise_voids_the_approval(installation: Path) -> None:
    """DPA 2018 Sch 2 para 5(2): what was found of an order's paper is approved with the answer."""
    reference = ready(Kind.COURT_ORDER, "cumbria")
    orders.answer_checks(reference, {Check.CONFIRMED: Found.NO}, because="The court does not know it.", **BY)
    assert_refused(reference, "approval by the Service Manager")


def test_an_order_of_which_all_is_privileged_is_answered(installation: Path) -> None:
    """DPA 2018 Sch 2 para 5(2) and 19: the court is told what is kept back, and nothing else is sent."""
    reference = way.prepared(Kind.COURT_ORDER, "cumbria")
    kept = replace(way.ORDER_SCHEDULE[0], decision=Decision.WITHHOLD, exemption="privileged", reason="Legal advice.")
    again(reference, ground=Ground.COURT_ORDER, schedule=(kept,), told_on=DAY)
    advice.record(reference, Adviser.INDEPENDENT_LAWYER, on=DAY, **BY)
    way.approved(reference, "cumbria", Kind.COURT_ORDER)
    assert way.respond(reference) is State.CLOSED


def test_nothing_from_a_case_file_is_published(installation: Path) -> None:
    """FOIA 2000 s.40(2), s.41: what a family told is not public information, whoever asks."""
    file = case_files.open_file("derby", Owner.PARENT, "Clover Fernwhistle", Opened.SELF_REFERRAL, **BY)
    reference = way.opened(Kind.FOI, "derby")
    case_files.link(reference, file, **BY)
    notes = (Item("Notes", None, Decision.DISCLOSE, file=file),)
    with pytest.raises(Refusal, match=r"FOIA 2000 s\.40\(2\)"):
        disclosure.prepare(reference, Outcome.DISCLOSED, ground=Ground.PUBLIC_INFORMATION, schedule=notes, **BY)


def test_records_wait_for_the_evidence_of_who_asks(installation: Path) -> None:
    """UK GDPR Art 12(6): while the service waits to know who asks, nothing goes to them."""
    reference = ready(Kind.SAR, "derby")
    asked = Entry(Happened.IDENTITY_ASKED, DAY)
    clock.record_events(reference, [asked], **BY)
    assert_refused(reference, "the evidence of who the requester is")


def test_own_records_are_not_somebody_elses(installation: Path) -> None:
    """UK GDPR Art 15: said to be the requester's own while a child is recorded: nothing goes."""
    reference = ready(Kind.SAR, "derby")
    people.record(reference, people.Standing.REQUESTER, **BY, name="Clover Fernwhistle", own=True)
    way.approved(reference, "derby", Kind.SAR)
    assert_refused(reference, "another name is recorded")


def test_a_word_that_was_taken_back_or_is_the_childs_own_is_not_waived(installation: Path) -> None:
    """BNS-6, UK GDPR Art 7(3), Art 15: a withdrawal is not waived, nor the word of who decides."""
    reference = way.log(way.SAR.replace("3 April 2019", "3 April 2013"), "bathnes")
    way.receive(reference, at(way.RECEIVED))
    consents.answer(reference, Asked.CHILD_CONFIRMATION, Answer.FULL, on=DAY, **BY)
    consents.withdraw(reference, Asked.CHILD_CONFIRMATION, on=DAY, **BY)
    with pytest.raises(Refusal, match="The child said no"):
        consents.waive(reference, Asked.CHILD_CONFIRMATION, "They are young.", by="m.manager", at=NOON)
    other = way.opened(Kind.SAR, "cumbria")
    competence.assess(other, True, "They explained it.", assessed_by="o.officer", on=DAY, **BY)
    with pytest.raises(Refusal, match="the right is theirs"):
        consents.waive(other, Asked.CHILD_CONFIRMATION, "They are young.", by="m.manager", at=NOON)


def test_what_was_found_of_a_child_is_nothing_of_a_young_person(installation: Path) -> None:
    """MCA 2005 s.1(2), CFA 2014 s.83(2): "too young to understand" is no lack of capacity at 16."""
    from models import queries
    from models.db import reading

    reference = way.prepared(Kind.LA_LEGAL, "cumbria")
    competence.assess(reference, False, "Too young.", assessed_by="o.officer", on=DAY, **BY)
    people.record(reference, people.Standing.DATA_SUBJECT, **BY, born=date(2009, 5, 12))
    with reading() as session:
        rows = queries.consents(session, queries.request(session, reference))
    assert [row.whom for row in rows if row.needed] == [Asked.YOUNG_PERSON]
