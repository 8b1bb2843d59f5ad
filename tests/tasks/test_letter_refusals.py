"""Refusing a request: what it rests on, what its letter says, and to whom a refused consent may be told."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from rules.consents import Answer, Asked
from rules.grounds import Ground
from rules.kinds import Kind
from rules.ledger import ConsentState
from rules.letter import TELL, Outcome
from rules.refusal import Refusal
from rules.refusals import missing
from rules.schedule import Decision, Held, Item
from rules.sending import SentBy
from rules.typed import TypedRefused
from tasks import disclosure, dispatch, letter_by_hand, orders, weighing
from tests import way
from tests.answer import DAY, NOON, words_of
from tests.tasks.test_letter_by_hand import letter_of

BY: dict[str, Any] = {"by": "o.officer", "at": NOON}
COSTLY = {"hours": "25", "estimated": "We counted 300 files.", "holds": "yes", "advice": ["one year"]}
EXCESSIVE = {"unfounded": "excessive", "because": "The same was sent in May."}
REFUSALS = [
    (Kind.FOI, Outcome.REFUSED, "refusal_s17", "schedule", {"ncnd": "no"}),
    (Kind.FOI, Outcome.TOO_COSTLY, "refusal_s12", None, COSTLY),
    (Kind.FOI, Outcome.VEXATIOUS, "refusal_s14", None, {"repeats": "2026-10-01"}),
    (Kind.SAR, Outcome.REFUSED, "sar_refusal", "schedule", {}),
    (Kind.SAR, Outcome.REFUSED, "sar_refusal", None, EXCESSIVE),
]


@pytest.mark.parametrize("service", ["derby", "blackburn"])
@pytest.mark.parametrize(("kind", "outcome", "name", "papers", "said"), REFUSALS)
def test_a_refusal_goes_with_its_letter(
    home: Any, service: str, kind: Kind, outcome: Outcome, name: str, papers: str | None, said: dict[str, Any]
) -> None:
    """FOIA s.17, 12, 14; UK GDPR Art 12(4), 12(5): approved with what its letter says."""
    reference = way.opened(kind, service)
    schedule = (withheld(kind),) if papers else ()
    disclosure.prepare(reference, outcome, schedule=schedule, said=said, searched=tuple(Held), **BY)
    if papers and kind is Kind.SAR:
        weighing.weigh(reference, 1, way.BALANCE, **BY)
    way.consented(reference)
    way.approved(reference, service, kind)
    way.respond(reference)
    assert letter_of(reference, f"answer.{kind}").name == name
    text = words_of(reference, f"answer.{kind}")
    if papers:
        assert "It names others" in text
    for value in said.values():
        if isinstance(value, str) and value[0].isupper():
            assert value.rstrip(".") in text


def withheld(kind: Kind) -> Item:
    """A document that is kept back whole."""
    item = way.FOI_SCHEDULE[1] if kind is Kind.FOI else way.SCHEDULE[1]
    return replace(item, decision=Decision.WITHHOLD, others=None, health=None)


@pytest.mark.parametrize(
    ("kind", "schedule", "said", "match"),
    [
        (Kind.SAR, way.SCHEDULE, {}, "lists a document that goes"),
        (Kind.SAR, (), {}, r"Art 12\(4\)"),
        (Kind.FOI, (), {"ncnd": "yes"}, r"s\.17\(1\)"),
    ],
)
def test_a_refusal_that_rests_on_nothing_is_refused(
    home: Any, kind: Kind, schedule: Any, said: dict[str, Any], match: str
) -> None:
    """UK GDPR Art 12(4), FOIA s.17(1): each thing kept back names its exemption and its reason."""
    reference = way.opened(kind, "derby")
    with pytest.raises(Refusal, match=match):
        disclosure.prepare(reference, Outcome.REFUSED, schedule=schedule, said=said, **BY)


def test_a_refused_consent_is_told_only_to_who_knows_already(home: Any) -> None:
    """HIL-6, UK GDPR Art 5(1)(f): how it is known that they know is on record; and somebody must have refused."""
    reference = way.prepared(Kind.LA_LEGAL, "derby")
    with pytest.raises(TypedRefused, match="needs an answer to"):
        disclosure.prepare(reference, Outcome.CONSENT_REFUSED, said={}, **BY)
    disclosure.prepare(
        reference, Outcome.CONSENT_REFUSED, said={"known_from": "Their letter quotes our report of May."}, **BY
    )
    way.approved(reference, "derby", Kind.LA_LEGAL)
    with pytest.raises(Refusal, match="a refusal on record"):
        way.respond(reference)


def test_nothing_held_is_an_answer_too(home: Any) -> None:
    """UK GDPR Art 15(1): whether or not anything is processed is told, of what was searched (BWD-6)."""
    reference = way.opened(Kind.SAR, "derby")
    disclosure.prepare(reference, Outcome.NOT_HELD, **BY)
    way.consented(reference)
    way.approved(reference, "derby", Kind.SAR)
    with pytest.raises(Refusal, match="the search of the paper notes to be recorded"):
        way.respond(reference)
    disclosure.prepare(reference, Outcome.NOT_HELD, searched=tuple(Held), **BY)
    way.approved(reference, "derby", Kind.SAR)
    way.respond(reference)
    text = words_of(reference, "answer.sar")
    assert "electronic files" in text
    assert "paper notes" in text
    assert "164A" in text


@pytest.mark.parametrize(
    ("deadline", "reply"),
    [(27, "Thursday 26 November 2026"), (18, "Tuesday 17 November 2026"), (13, "Thursday 12 November 2026")],
)
def test_the_family_can_answer_before_the_order_is_obeyed(home: Any, deadline: int, reply: str) -> None:
    """CUM-0: told before compliance, in time to say something; where no day is left, they are asked to call."""
    reference = way.opened(Kind.COURT_ORDER, "cumbria")
    way.record_order(reference, DAY)
    orders.record(
        reference,
        court="the County Court at Exampleton",
        case_number="X00EX001",
        dated=date(2026, 10, 30),
        provision="CPR 31.17",
        deadline=date(2026, 11, deadline),
        sealed=True,
        **BY,
    )
    disclosure.prepare(
        reference,
        Outcome.DISCLOSED,
        ground=Ground.COURT_ORDER,
        schedule=way.ORDER_SCHEDULE,
        purpose="the order",
        **BY,
    )
    letter_by_hand.write(reference, TELL, **BY)
    text = words_of(reference, TELL)
    assert reply in text


def test_nobody_is_told_that_nothing_is_held_before_it_is_known_who_asks(home: Any) -> None:
    """HIL-6, UK GDPR Art 12(6): that nothing is held of a child is told to who may know it, once it is shown."""
    reference = way.opened(Kind.SAR, "derby")
    said = {"because": "You write from elsewhere.", "evidence": ["a recent bill"]}
    letter_by_hand.write(reference, "id_request", said=said, **BY)
    dispatch.note_sent(reference, "id_request", SentBy.POST, on=DAY, **BY)
    disclosure.prepare(reference, Outcome.NOT_HELD, searched=tuple(Held), **BY)
    way.consented(reference, DAY)
    way.approved(reference, "derby", Kind.SAR, DAY)
    with pytest.raises(Refusal, match="the evidence of who the requester is"):
        way.respond(reference)


def test_a_refused_authority_is_no_refused_consent(home: Any) -> None:
    """HIL-6: what somebody said of acting for a person in a subject access request says nothing of a council's."""
    authority = ConsentState(Asked.AUTHORITY, (), Answer.REFUSED)
    parent = ConsentState(Asked.PARENT, (), Answer.REFUSED)
    assert [one.what for one in missing(Outcome.CONSENT_REFUSED, [authority])]
    assert not list(missing(Outcome.CONSENT_REFUSED, [authority, parent]))
