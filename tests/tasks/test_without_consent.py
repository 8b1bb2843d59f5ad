"""What goes to somebody outside without consent: on a ground of law that is named, and told truly to the family."""

from pathlib import Path
from typing import Any

import pytest

from models import queries
from models.db import reading
from rules.advice import Adviser
from rules.grounds import Ground
from rules.kinds import Kind
from rules.letter import TELL, Outcome
from rules.lifecycle import State
from rules.refusal import Refusal
from rules.schedule import Decision, Item, Others
from tasks import advice, disclosure, letter_by_hand, people
from tests import outsiders, way
from tests.answer import DAY, NOON, assert_refused, words_of
from tests.tasks.on_record import events, everything

BY: dict[str, Any] = {"by": "o.officer", "at": NOON}


def test_what_the_law_requires_goes_with_the_law_named(installation: Path) -> None:
    """CUM-2.4, BNS-3, UK GDPR Art 6(1)(c): recipient and family are told the power, and nobody of a consent."""
    reference = outsiders.received(outsiders.SOCIAL_WORKER, "cumbria")
    with pytest.raises(Refusal, match=r"name the law on which they rely, in writing.*CUM-2\.4"):
        outsiders.answered(reference, Ground.REQUIRED_BY_LAW, power=" ")
    outsiders.answered(reference, Ground.REQUIRED_BY_LAW, recipient_role="social worker")
    letter_by_hand.write(reference, TELL, **BY)
    told = words_of(reference, TELL)
    assert "Yes. The law makes us, and we do not need your agreement." in told
    assert "Section 16H of the Children Act 2004" in told
    way.approved(reference, "cumbria", Kind.THIRD_PARTY, DAY)
    way.respond(reference)
    said = words_of(reference, "answer.third_party")
    assert "You named this law: section 16H of the Children Act 2004." in said
    assert "Notes of a conversation" in said
    assert "the purpose that the letter names" in said
    assert not any(word in said.lower() for word in ("consent", "agree"))
    copy = words_of(reference, "copy.third_party")
    assert "The law made us, and your agreement was not needed." in copy
    assert "section 16H of the Children Act 2004" in copy


@pytest.mark.parametrize(
    ("told", "copied"), [({}, True), ({"told_on": None, "not_told_because": "It would do harm."}, False)]
)
def test_a_copy_goes_to_those_who_are_told(installation: Path, told: dict[str, Any], copied: bool) -> None:
    """BWD-10, CUM-0: who is not told that something goes does not learn it from the copy."""
    reference = outsiders.received(outsiders.SOCIAL_WORKER, "blackburn")
    outsiders.answered(reference, Ground.PUBLIC_INTEREST, recipient_role="social worker", **told)
    way.approved(reference, "blackburn", Kind.THIRD_PARTY, DAY)
    way.respond(reference)
    with reading() as session:
        request = queries.request(session, reference)
        assert request.state is State.CLOSED
        occasions = {row.occasion for row in queries.letters(session, request)}
    assert ("copy.third_party" in occasions) is copied


def test_an_answer_to_nothing_else_names_a_piece_of_an_order(installation: Path) -> None:
    """DPA 2018 Sch 2 para 5(2): the column is for orders; elsewhere it is refused, recorded, and changes nothing."""
    reference = outsiders.received(outsiders.SOCIAL_WORKER, "cumbria")
    before = everything()
    with pytest.raises(Refusal, match="This is no order"):
        outsiders.answered(reference, Ground.REQUIRED_BY_LAW, schedule=way.ORDER_SCHEDULE)
    assert everything() == before
    assert events()[-1][0] == "disclosure.refused"


# --- Inspections ------------------------------------------------------------------------------------------------

FILES = (Item("File DER-F-0001, notes of 2026", None, Decision.DISCLOSE, others=Others.NONE),)
SHOWN: dict[str, Any] = {
    "ground": Ground.INSPECTION,
    "schedule": FILES,
    "purpose": "the inspection of the area",
    "recipient_role": "inspector",
    "power": "section 20 of the Children Act 2004",
}


def test_an_inspection_is_recorded_and_no_copy_leaves(installation: Path) -> None:
    """BWD-4: the power relied on, the files shown; no letter is written, and nothing can be sent in answer."""
    reference = outsiders.received(outsiders.INSPECTORS, "blackburn", Kind.INSPECTION)
    with pytest.raises(Refusal, match=r"name the law on which they rely.*BWD-4"):
        disclosure.prepare(reference, Outcome.SHOWN, **{**SHOWN, "power": None}, **BY)
    with pytest.raises(Refusal, match="has a schedule"):
        disclosure.prepare(reference, Outcome.SHOWN, **{**SHOWN, "schedule": ()}, **BY)
    with pytest.raises(Refusal, match=r"not how to answer an? inspection.*Possible: shown, dealt_with"):
        disclosure.prepare(reference, Outcome.DISCLOSED, **SHOWN, **BY)
    disclosure.prepare(reference, Outcome.SHOWN, **SHOWN, **BY)
    way.approved(reference, "blackburn", Kind.INSPECTION, DAY)
    way.respond(reference)
    with reading() as session:
        request = queries.request(session, reference)
        assert request.state is State.CLOSED
        assert [row.occasion for row in queries.letters(session, request)] == ["acknowledgement.inspection"]
        (row,) = queries.disclosures(session, request)
        assert row.power == SHOWN["power"]
        assert [item.description for item in queries.schedule_items(session, row)] == [FILES[0].description]


# --- Advice -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("service", ["derby", "hillingdon", "blackburn"])
@pytest.mark.parametrize("known", [True, False])
def test_an_in_house_service_takes_advice_before_it_turns_its_council_down(
    installation: Path, service: str, known: bool
) -> None:
    """UK GDPR Art 38(1), HIL-6: asked for a client and a stranger alike; a charity is its own controller."""
    reference = way.opened(Kind.LA_LEGAL, service)
    if not known:
        subject = people.Standing.DATA_SUBJECT
        people.record(reference, subject, by="o.officer", at=NOON, forget=["name", "date_of_birth"])
    disclosure.prepare(reference, Outcome.NEITHER_CONFIRMED_NOR_DENIED, **BY)
    way.approved(reference, service, Kind.LA_LEGAL, DAY)
    if service != "blackburn":
        assert_refused(
            reference, r"advice of the data protection officer or an independent lawyer before the council"
        )
        advice.record(reference, Adviser.DATA_PROTECTION_OFFICER, on=DAY, by="m.manager", at=NOON)
    way.respond(reference)
    assert events()[-1][0] == "request.closed"


@pytest.mark.parametrize("on", [way.RECEIVED.replace(day=1), DAY.replace(day=13)])
def test_advice_is_of_a_day_that_can_be(installation: Path, on: Any) -> None:
    """UK GDPR Art 38(1): advice on this request, taken after it came and not tomorrow; the attempt is on record."""
    reference = way.opened(Kind.LA_LEGAL, "derby")
    with pytest.raises(Refusal, match="check the day"):
        advice.record(reference, Adviser.INDEPENDENT_LAWYER, on=on, by="m.manager", at=NOON)
    assert events()[-1][0] == "advice.refused"


def test_advice_is_kept_without_a_word_of_it(installation: Path) -> None:
    """UK GDPR Art 38(1): who advised and when; what they said is privileged and stays with them."""
    reference = way.opened(Kind.LA_LEGAL, "derby")
    advice.record(reference, Adviser.INDEPENDENT_LAWYER, on=DAY, by="m.manager", at=NOON)
    assert events()[-1] == ("advice.recorded", "m.manager", {"of": "independent_lawyer", "on": "2026-11-12"})
