"""Letters to the family: not while somebody must not be told, not to the wrong one, and not as they were before."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from models import answering, queries
from models.db import reading
from rules.case_files import Opened, Owner
from rules.conflicts import Conflict
from rules.grounds import Ground
from rules.kinds import Kind
from rules.letter import TELL
from rules.refusal import Refusal
from rules.sending import SentBy
from tasks import case_files, competence, conflicts, dispatch, letter, letter_by_hand, orders
from tests import outsiders, way
from tests.answer import DAY, NOON, again, words_of

BY: dict[str, Any] = {"by": "o.officer", "at": NOON}
PARENTS = "consent_request_parent"


def test_who_is_not_told_gets_no_letter_that_tells(installation: Path) -> None:
    """CUM-0, DER-7: where it is on record why the person is not told, the letter is neither written nor sent."""
    reference = way.prepared(Kind.COURT_ORDER, "cumbria")
    letter_by_hand.write(reference, TELL, **BY)
    again(reference, ground=Ground.COURT_ORDER, told_on=None, not_told_because="It would put somebody at risk.")
    with pytest.raises(Refusal, match="why the person is not told"):
        letter_by_hand.write(reference, TELL, **BY)
    with pytest.raises(Refusal, match="write it anew"):
        dispatch.note_sent(reference, TELL, SentBy.POST, on=DAY, **BY)


def test_a_safeguarding_decision_that_tells_nobody_stops_the_copy(installation: Path) -> None:
    """DER-7, CUM-0: what the decision says of telling counts, whatever the answer says beside it."""
    reference = outsiders.received(outsiders.SOCIAL_WORKER, "blackburn")
    outsiders.answered(reference, Ground.SAFEGUARDING, recipient_role="social worker")
    outsiders.decided(reference, "social worker", date(2026, 11, 9), None)
    with reading() as session:
        occasions = letter.answer_occasions(session, queries.request(session, reference))
    assert set(occasions) == {"answer.third_party"}
    with pytest.raises(Refusal, match="why the person is not told"):
        letter_by_hand.write(reference, TELL, **BY)


def test_a_draft_does_not_outlive_the_prohibition(installation: Path) -> None:
    """CUM-0, DPA 2018 Sch 2 para 5(2): an order that is found to forbid telling stops the letter that lies ready."""
    reference = way.prepared(Kind.COURT_ORDER, "cumbria")
    letter_by_hand.write(reference, TELL, **BY)
    terms: dict[str, Any] = {"court": "the County Court at Exampleton", "case_number": "X00EX001", "sealed": True}
    orders.record(
        reference,
        **terms,
        dated=date(2026, 10, 30),
        provision="CPR 31.17",
        deadline=date(2026, 11, 27),
        forbids_telling=True,
        **BY,
    )
    with pytest.raises(Refusal, match="write it anew"):
        dispatch.note_sent(reference, TELL, SentBy.POST, on=DAY, **BY)
    with pytest.raises(Refusal, match="The order forbids"):
        letter_by_hand.write(reference, TELL, **BY)


def test_nobody_of_the_family_is_written_to_while_a_conflict_is_open(installation: Path) -> None:
    """BWD-2: a parent is not asked about what a child told alone, before a manager has decided."""
    reference = way.prepared(Kind.LA_LEGAL, "blackburn")
    childs = case_files.open_file(
        "blackburn", Owner.CHILD, "Rowan Thistlebrook", Opened.SELF_REFERRAL, **BY, born=date(2016, 5, 12)
    )
    case_files.link(reference, childs, **BY)
    again(reference, schedule=(replace(way.SCHEDULE[0], file=childs),))
    with reading() as session:
        facts = answering.facts(session, queries.request(session, reference))
    assert facts.conflicts == (Conflict.CHILD_AND_PARENT,)
    with pytest.raises(Refusal, match="A conflict waits"):
        letter_by_hand.write(reference, PARENTS, **BY)
    conflicts.decide(reference, Conflict.CHILD_AND_PARENT, "The mother knows of it.", by="m.manager", at=NOON)
    letter_by_hand.write(reference, PARENTS, **BY)


def test_a_child_who_is_able_is_told_of_an_order_themself(installation: Path) -> None:
    """CUM-3.2, CUM-0, BWD-2: an order asks nobody; who can decide for themself is told, and not their parent."""
    reference = way.prepared(Kind.COURT_ORDER, "cumbria")
    competence.assess(reference, True, "They explained it.", assessed_by="o.officer", on=DAY, **BY)
    letter_by_hand.write(reference, TELL, **BY)
    assert "Dear Bramble Oakenfold" in words_of(reference, TELL)


def test_only_who_is_asked_is_written_to(installation: Path) -> None:
    """BWD-10, CUM-5.1: a child of ten whose parent is asked gets no letter that asks for a consent."""
    reference = way.prepared(Kind.LA_LEGAL, "blackburn")
    instead = rf"who is asked is written to by: Request for consent, to a parent \({PARENTS}\)"
    with pytest.raises(Refusal, match=instead):
        letter_by_hand.write(reference, "consent_request_young_person", **BY)


def test_a_list_of_papers_does_not_go_by_open_mail(installation: Path) -> None:
    """UK GDPR Art 5(1)(f): a letter that asks lists what is held about a person; it is no postcard."""
    reference = way.prepared(Kind.LA_LEGAL, "blackburn")
    letter_by_hand.write(reference, PARENTS, **BY)
    with pytest.raises(Refusal, match="not by e-mail"):
        dispatch.note_sent(reference, PARENTS, SentBy.EMAIL, on=DAY, **BY)
    dispatch.note_sent(reference, PARENTS, SentBy.POST, on=DAY, **BY)
