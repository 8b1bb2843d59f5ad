"""A consent is to named papers, for a purpose, to a recipient, on paper; and it is about one person."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rules.consents import Answer, Asked
from rules.grounds import Ground
from rules.kinds import Kind
from rules.letter import Outcome
from rules.refusal import Refusal
from rules.role import Role
from rules.sending import SentBy
from tasks import consents, disclosure, dispatch, letter_by_hand, people
from tests import way
from tests.answer import DAY, MORE, NOON, again, assert_refused, ready, words_of
from tests.conftest import at


@pytest.mark.parametrize(
    "changed", [{"schedule": MORE}, {"purpose": "something else"}, {"recipient_role": "SEND officer"}]
)
def test_a_consent_covers_what_was_shown_and_nothing_else(installation: Path, changed: dict[str, Any]) -> None:
    """UK GDPR Art 4(11), HIL-2: other papers, another purpose, another recipient need a new consent."""
    reference = ready(Kind.LA_LEGAL, "blackburn")
    again(reference, **changed)
    way.approved(reference, "blackburn", Kind.LA_LEGAL)
    assert_refused(reference, "consent of the parent: it was to something else")


def test_a_consent_is_about_one_person(installation: Path) -> None:
    """BWD-10: a letter about another child is another letter."""
    reference = ready(Kind.LA_LEGAL, "blackburn")
    people.record(reference, people.Standing.DATA_SUBJECT, by="o.officer", at=NOON, name="Another Child")
    way.approved(reference, "blackburn", Kind.LA_LEGAL)
    assert_refused(reference, "it was to something else")


def test_a_yes_to_somebody_outside_is_on_paper_and_to_something(installation: Path) -> None:
    """CUM-5.1: signed; UK GDPR Art 4(11): to named papers; CUM-4.2: a restricted one to roles, not to names."""
    reference = way.opened(Kind.LA_LEGAL, "cumbria")
    yes: dict[str, Any] = {"on": DAY, "by": "o.officer", "at": NOON, "paper": ("form.pdf", b"signed")}
    with pytest.raises(Refusal, match="prepare first what would go"):
        consents.answer(reference, Asked.PARENT, Answer.FULL, **yes)
    again(reference)
    with pytest.raises(Refusal, match="A yes is on paper"):
        consents.answer(reference, Asked.PARENT, Answer.FULL, **{**yes, "paper": None})
    for role in (" ", "Hazel Quillmarsh"):
        with pytest.raises(Refusal, match="roles that a consent can name are") as told:
            consents.answer(reference, Asked.PARENT, Answer.RESTRICTED, roles=[role], **yes)
        assert "Quillmarsh" not in str(told.value)
    consents.answer(reference, Asked.PARENT, Answer.FULL, **yes)
    consents.withdraw(reference, Asked.PARENT, on=DAY, by="o.officer", at=NOON)
    consents.answer(reference, Asked.PARENT, Answer.FULL, **yes)


def test_where_nobody_is_asked_that_is_said(installation: Path) -> None:
    """CUM-4.2: an answer that nobody was asked for is refused, with those who are asked, or that nobody is."""
    said: dict[str, Any] = {"on": DAY, "by": "o.officer", "at": NOON}
    with pytest.raises(Refusal, match=r"'parent': nobody is to be asked for this request\.$"):
        consents.answer(way.opened(Kind.FOI, "cumbria"), Asked.PARENT, Answer.REFUSED, **said)
    with pytest.raises(Refusal, match=r"to be asked are: parent\.$"):
        consents.answer(way.opened(Kind.LA_LEGAL, "cumbria"), Asked.CHILD, Answer.REFUSED, **said)


def test_a_childs_no_is_not_waived(installation: Path) -> None:
    """BNS-6: a confirmation may be done without; a refusal may not."""
    reference = way.log(way.SAR.replace("3 April 2019", "3 April 2013"), "bathnes")
    way.receive(reference, at(way.RECEIVED))
    no: dict[str, Any] = {"on": DAY, "by": "o.officer", "at": NOON}
    consents.answer(reference, Asked.CHILD_CONFIRMATION, Answer.REFUSED, **no)
    with pytest.raises(Refusal, match="The child said no"):
        consents.waive(reference, Asked.CHILD_CONFIRMATION, "They are young.", by="m.manager", at=NOON)


def test_records_do_not_go_to_somebody_whose_role_nobody_knows(installation: Path) -> None:
    """UK GDPR Art 12(6): until it is recorded who asks, a child's file stays where it is."""
    reference = way.opened(Kind.SAR, "derby")
    people.record(reference, people.Standing.REQUESTER, by="o.officer", at=NOON, forget=["role"])
    own: dict[str, Any] = {"ground": Ground.OWN_RECORDS, "schedule": way.SCHEDULE}
    disclosure.prepare(reference, Outcome.DISCLOSED, by="o.officer", at=NOON, **own)
    assert_refused(reference, "who the requester is")
    people.record(reference, people.Standing.REQUESTER, by="o.officer", at=NOON, role=Role.PROFESSIONAL)
    assert_refused(reference, "evidence of authority to act")


def test_a_young_persons_letter_speaks_to_them(installation: Path) -> None:
    """CFA 2014 s.83(2): from 16 the question goes to the young person, in the second person."""
    reference = way.prepared(Kind.LA_LEGAL, "blackburn")
    people.record(reference, people.Standing.DATA_SUBJECT, by="o.officer", at=NOON, born=date(2009, 5, 12))
    letter_by_hand.write(reference, "consent_request_young_person", by="o.officer", at=NOON)
    words = words_of(reference, "consent_request_young_person")
    assert "Dear Rowan Thistlebrook" in words
    assert "about you" in words


def test_a_consent_letter_lists_what_would_go_now(installation: Path) -> None:
    """A draft is written anew when the papers change; one that was sent stays as it was."""
    reference = way.prepared(Kind.LA_LEGAL, "blackburn")
    letter_by_hand.write(reference, "consent_request_parent", by="o.officer", at=NOON)
    again(reference, schedule=MORE)
    letter_by_hand.write(reference, "consent_request_parent", by="o.officer", at=NOON)
    assert "A further report" in words_of(reference, "consent_request_parent")
    dispatch.note_sent(reference, "consent_request_parent", SentBy.POST, on=DAY, by="o.officer", at=NOON)
    again(reference)
    with pytest.raises(Refusal, match="was sent already, about something else"):
        letter_by_hand.write(reference, "consent_request_parent", by="o.officer", at=NOON)
