"""The police ask: nobody is asked or told before their form, nobody at all where telling would prejudice it."""

from pathlib import Path
from typing import Any

import pytest

from models import queries
from models.db import reading
from rules.grounds import Ground
from rules.kinds import Kind
from rules.letter import TELL, Outcome
from rules.refusal import Refusal
from tasks import consents, disclosure, letter_by_hand, people, police
from tests import outsiders, way
from tests.answer import DAY, NOON, assert_refused, words_of
from tests.tasks.on_record import events, everything

BY: dict[str, Any] = {"by": "o.officer", "at": NOON}
FORM: dict[str, Any] = {
    "on_form": True,
    "purpose": "a serious assault",
    "necessity": "nobody else saw the child that day",
    "telling_prejudices": False,
}


@pytest.fixture
def reference(installation: Path) -> str:
    """A letter of the police about a child, at a service that knows a public interest as a ground."""
    return outsiders.received(outsiders.POLICE, "blackburn")


def asked(reference: str) -> list[str]:
    """Whom the service has to ask now."""
    with reading() as session:
        rows = queries.consents(session, queries.request(session, reference))
        return [row.whom.value for row in rows if row.needed]


def occasions(reference: str) -> list[str]:
    """The letters of a request."""
    with reading() as session:
        return [row.occasion for row in queries.letters(session, queries.request(session, reference))]


def test_nobody_is_asked_or_told_before_the_form(reference: str) -> None:
    """DPA 2018 Sch 2 para 2: no consent is sought, no letter to the family written, and nothing goes."""
    assert asked(reference) == []
    outsiders.answered(reference, Ground.PUBLIC_INTEREST)
    with pytest.raises(Refusal, match=r"before the police have said in writing.*DPA 2018 Sch 2 para 2"):
        letter_by_hand.write(reference, TELL, **BY)
    way.approved(reference, "blackburn", Kind.THIRD_PARTY, DAY)
    assert_refused(reference, r"the request of the police in writing.*DPA 2018 Sch 2 para 2")
    assert occasions(reference) == ["holding_answer"]


@pytest.mark.parametrize(
    ("form", "then"),
    [
        ({"on_form": False}, []),
        ({"on_form": False, "telling_prejudices": True}, []),
        ({"telling_prejudices": True}, []),
        ({}, ["parent"]),
    ],
)
def test_what_the_police_say_decides_whether_the_family_is_asked(
    reference: str, form: dict[str, Any], then: list[str]
) -> None:
    """DPA 2018 Sch 2 para 2: consent is sought unless that would prejudice, and on nothing but a signed form."""
    police.record(reference, **{**FORM, **form}, **BY)
    assert asked(reference) == then


def test_a_form_that_says_otherwise_takes_the_question_back(reference: str) -> None:
    """DPA 2018 Sch 2 para 2: whoever was to be asked is asked no more once the police say that it would do harm."""
    police.record(reference, **FORM, **BY)
    assert asked(reference) == ["parent"]
    police.record(reference, **{**FORM, "telling_prejudices": True}, **BY)
    assert asked(reference) == []
    noted = [what for event, _, what in events() if event == "police.recorded"]
    assert noted == [
        {"on_form": True, "telling_prejudices": False},
        {"on_form": True, "telling_prejudices": True},
    ], "the log holds no word of what it is about"


def test_the_family_learns_nothing_where_telling_would_prejudice(reference: str) -> None:
    """CUM-0, DPA 2018 Sch 2 para 2: the answer goes, and the family gets neither a letter before it nor a copy."""
    police.record(reference, **{**FORM, "telling_prejudices": True}, **BY)
    outsiders.answered(reference, Ground.PUBLIC_INTEREST, told_on=None)
    with pytest.raises(Refusal, match="nobody is asked or told"):
        letter_by_hand.write(reference, TELL, **BY)
    way.approved(reference, "blackburn", Kind.THIRD_PARTY, DAY)
    way.respond(reference)
    assert occasions(reference) == ["holding_answer", "answer.third_party"]


def test_what_the_police_say_later_voids_the_approval_and_stops_the_copy(reference: str) -> None:
    """CUM-0, BWD-10, DPA 2018 Sch 2 para 2: an approval is of an answer that tells the family or keeps silent."""
    police.record(reference, **FORM, **BY)
    outsiders.answered(reference, Ground.PUBLIC_INTEREST)
    way.approved(reference, "blackburn", Kind.THIRD_PARTY, DAY)
    police.record(reference, **{**FORM, "telling_prejudices": True}, **BY)
    assert_refused(reference, "approval by the SENDIASS Manager")
    way.approved(reference, "blackburn", Kind.THIRD_PARTY, DAY)
    way.respond(reference)
    assert occasions(reference) == ["holding_answer", "answer.third_party"]


def test_who_is_told_is_told_who_asks(reference: str) -> None:
    """UK GDPR Art 5(1)(a): the letter to the person names whoever asks, so that is recorded first."""
    people.record(reference, people.Standing.REQUESTER, by="o.officer", at=NOON, forget=["name"])
    police.record(reference, **FORM, **BY)
    outsiders.answered(reference, Ground.PUBLIC_INTEREST)
    with pytest.raises(Refusal, match="Record first who asks"):
        letter_by_hand.write(reference, TELL, **BY)


def test_the_family_is_told_where_it_does_no_harm(reference: str) -> None:
    """CUM-0: told before anything goes, with what it may do; and afterwards a copy that says truly why it went."""
    police.record(reference, **FORM, **BY)
    outsiders.answered(reference, Ground.PUBLIC_INTEREST)
    letter_by_hand.write(reference, TELL, **BY)
    told = words_of(reference, TELL)
    assert "we may send it without your agreement, because there is a strong public interest in it" in told
    assert "we ask you first" not in told
    way.approved(reference, "blackburn", Kind.THIRD_PARTY, DAY)
    way.respond(reference)
    copy = words_of(reference, "copy.third_party")
    assert "There was a strong public interest in it" in copy
    assert "agreed" not in copy


def test_an_answer_on_consent_waits_for_the_consent(reference: str) -> None:
    """HIL-1, CUM-2.2: where the police see no harm in asking, an answer on consent is one that somebody gave."""
    police.record(reference, **FORM, **BY)
    outsiders.answered(reference, Ground.CONSENT, told_on=None)
    way.approved(reference, "blackburn", Kind.THIRD_PARTY, DAY)
    assert_refused(reference, "consent of the parent")
    answer = {"on": DAY, "paper": ("form.pdf", b"signed")}
    consents.answer(reference, consents.Asked.PARENT, consents.Answer.FULL, **answer, **BY)  # type: ignore[arg-type]
    way.respond(reference)


def test_the_holding_answer_needs_no_form(reference: str) -> None:
    """HIL-6: neither confirmed nor denied, at the same pace as to anybody, whatever the police have yet to say."""
    disclosure.prepare(reference, Outcome.NEITHER_CONFIRMED_NOR_DENIED, **BY)
    way.approved(reference, "blackburn", Kind.THIRD_PARTY, DAY)
    way.respond(reference)
    assert occasions(reference) == ["holding_answer"]


@pytest.mark.parametrize(
    ("text", "form", "says"),
    [
        (outsiders.SOCIAL_WORKER, FORM, "is not recorded as a request of the police"),
        (outsiders.POLICE, {**FORM, "purpose": " "}, "Say the offence or other purpose"),
        (outsiders.POLICE, {**FORM, "necessity": ""}, "Say the reason why it is necessary"),
    ],
)
def test_a_form_that_says_too_little_is_refused(
    installation: Path, text: str, form: dict[str, Any], says: str
) -> None:
    """DPA 2018 Sch 2 para 2: only of the police, with a purpose and a necessity; the attempt alone is on record."""
    reference = outsiders.received(text, "blackburn")
    before = everything()
    with pytest.raises(Refusal, match=says):
        police.record(reference, **form, **BY)
    assert everything() == before
    assert events()[-1][0] == "police.refused"


def test_a_request_that_ended_takes_no_form(reference: str) -> None:
    """DPA 2018 Sch 2 para 2: what was answered stays as it was answered."""
    disclosure.prepare(reference, Outcome.NEITHER_CONFIRMED_NOR_DENIED, **BY)
    way.approved(reference, "blackburn", Kind.THIRD_PARTY, DAY)
    way.respond(reference)
    with pytest.raises(Refusal, match="is closed"):
        police.record(reference, **FORM, **BY)
