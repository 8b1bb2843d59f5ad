"""What must never leave: an answer other than the approved one, a consent stretched, a draft gone stale."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document as open_word

from models import document_store, queries
from models.db import reading
from models.document import DocumentRole
from rules.consents import Answer, Asked
from rules.disclosure import Decision, Item
from rules.grounds import Ground
from rules.kinds import Kind
from rules.letter import Outcome
from rules.lifecycle import State
from rules.refusal import Refusal
from rules.role import Role
from rules.sending import SentBy
from tasks import approvals, classification, clock, consents, disclosure, dispatch, letter, people
from tasks.dispatch import NotYet
from tests import way
from tests.conftest import at

DAY = date(2026, 11, 12)
NOON = at(DAY, 12)
MORE = (*way.SCHEDULE, Item("A further report", date(2026, 6, 1), Decision.DISCLOSE))


def ready(kind: Kind, service: str) -> str:
    """A request whose answer may go: prepared, consented, approved."""
    reference = way.prepared(kind, service)
    way.consented(reference)
    way.approved(reference, service, kind)
    return reference


def again(reference: str, **changed: object) -> None:
    """Prepare the answer of a legal request anew, with something changed."""
    what = {
        "ground": Ground.CONSENT,
        "schedule": way.SCHEDULE,
        "purpose": "the purpose that the letter names",
        "recipient_role": "local authority solicitor",
    }
    disclosure.prepare(reference, Outcome.DISCLOSED, by="o.officer", at=NOON, **{**what, **changed})  # type: ignore[arg-type]


def words_of(reference: str, occasion: str) -> str:
    """The text of a letter as it lies in the store."""
    with reading() as session:
        request = queries.request(session, reference)
        row = queries.letter(session, request, occasion)
        assert row is not None
        found = {d.id: d for d in queries.documents(session, request, DocumentRole.LETTER)}[row.document_id]
    word = open_word(BytesIO(document_store.get(found.sha256)))
    cells = [cell.text for table in word.tables for line in table.rows for cell in line.cells]
    return "\n".join([*(paragraph.text for paragraph in word.paragraphs), *cells])


def refused(reference: str, says: str) -> None:
    """The answer may not be released, for that reason."""
    with pytest.raises(NotYet, match=says):
        dispatch.release(reference, SentBy.TRACKED_POST, by="m.manager", at=NOON)


def test_a_draft_that_went_stale_is_never_sent(installation: Path) -> None:
    """Letters written for one answer do not go with another, however the run was interrupted."""
    reference = ready(Kind.LA_LEGAL, "blackburn")
    dispatch.release(reference, SentBy.TRACKED_POST, by="m.manager", at=NOON)
    letter.write_answer(reference, NOON)
    assert "A further report" not in words_of(reference, "answer.la_legal")
    again(reference, schedule=MORE)
    with pytest.raises(NotYet):
        dispatch.mark_sent(reference, NOON)
    way.consented(reference, DAY)
    way.approved(reference, "blackburn", Kind.LA_LEGAL)
    way.respond(reference)
    assert "A further report" in words_of(reference, "answer.la_legal")
    assert "A further report" in words_of(reference, "copy.la_legal")


def test_an_answer_that_neither_confirms_nor_denies_sends_no_draft(installation: Path) -> None:
    """HIL-6: drafts of a disclosure that was thought of first are gone when it is not made."""
    reference = ready(Kind.LA_LEGAL, "blackburn")
    dispatch.release(reference, SentBy.TRACKED_POST, by="m.manager", at=NOON)
    letter.write_answer(reference, NOON)
    disclosure.prepare(reference, Outcome.NEITHER_CONFIRMED_NOR_DENIED, by="o.officer", at=NOON)
    way.approved(reference, "blackburn", Kind.LA_LEGAL)
    way.respond(reference)
    with reading() as session:
        request = queries.request(session, reference)
        assert request.state is State.CLOSED
        assert [row.occasion for row in queries.letters(session, request)] == ["holding_answer"]


@pytest.mark.parametrize(
    "changed", [{"schedule": MORE}, {"purpose": "something else"}, {"recipient_role": "SEND officer"}]
)
def test_a_consent_covers_what_was_shown_and_nothing_else(installation: Path, changed: dict[str, object]) -> None:
    """UK GDPR Art 4(11), HIL-2: other papers, another purpose, another recipient need a new consent."""
    reference = ready(Kind.LA_LEGAL, "blackburn")
    again(reference, **changed)
    way.approved(reference, "blackburn", Kind.LA_LEGAL)
    refused(reference, "consent of the parent: it was to something else")


def test_a_consent_is_about_one_person(installation: Path) -> None:
    """BWD-10: a letter about another child is another letter."""
    reference = ready(Kind.LA_LEGAL, "blackburn")
    people.record(reference, people.Standing.DATA_SUBJECT, by="o.officer", at=NOON, name="Another Child")
    way.approved(reference, "blackburn", Kind.LA_LEGAL)
    refused(reference, "it was to something else")


def _other_court(reference: str) -> None:
    way.record_order(reference, date(2026, 11, 9))
    clock.record_order(
        reference,
        court="another court",
        case_number="X00EX001",
        dated=date(2026, 10, 30),
        provision="CPR 31.17",
        deadline=date(2026, 11, 27),
        sealed=True,
        by="o.officer",
        at=NOON,
    )


def _other_address(reference: str) -> None:
    people.record(reference, people.Standing.REQUESTER, by="o.officer", at=NOON, reply_to="9 Elsewhere Road")


def _not_told(reference: str) -> None:
    disclosure.prepare(
        reference,
        Outcome.DISCLOSED,
        by="o.officer",
        at=NOON,
        ground=Ground.COURT_ORDER,
        schedule=way.SCHEDULE,
        purpose="the purpose that the letter names",
        recipient_role="court or tribunal",
        not_told_because="The order forbids it.",
    )


def _reopened(reference: str) -> None:
    disclosure.reopen(reference, "To see it again.", by="o.officer", at=NOON)
    again(reference, ground=Ground.COURT_ORDER, told_on=date(2026, 11, 9))


@pytest.mark.parametrize("change", [_other_court, _other_address, _not_told, _reopened])
def test_an_approval_is_of_everything_that_goes(installation: Path, change: Callable[[str], None]) -> None:
    """To whom, under which order, whether the person was told: what changes after approval voids it."""
    reference = ready(Kind.COURT_ORDER, "cumbria")
    change(reference)
    refused(reference, "approval by the Service Manager")


def test_the_parts_of_a_hybrid_are_answered_each_on_its_own_ground(installation: Path) -> None:
    """What goes about a person stands in the letter about their records, and in no other."""
    reference = way.opened(Kind.SAR, "bathnes")
    classification.decide_kind(reference, [Kind.SAR, Kind.FOI], "m.manager", at(way.RECEIVED))
    way.receive(reference, at(way.RECEIVED))
    figures = (Item("Yearly figures", None, Decision.DISCLOSE),)
    own = {"by": "o.officer", "at": NOON, "kind": Kind.SAR, "ground": Ground.OWN_RECORDS, "schedule": way.SCHEDULE}
    with pytest.raises(Refusal, match=r"Say which part is answered: sar, foi\."):
        disclosure.prepare(reference, Outcome.DISCLOSED, **{**own, "kind": None})  # type: ignore[arg-type]
    with pytest.raises(Refusal, match="does not fit"):
        disclosure.prepare(reference, Outcome.DISCLOSED, **{**own, "kind": Kind.FOI})  # type: ignore[arg-type]
    disclosure.prepare(reference, Outcome.DISCLOSED, **own)  # type: ignore[arg-type]
    refused(reference, "the answer to the freedom of information request to be prepared")
    public = {"kind": Kind.FOI, "ground": Ground.PUBLIC_INFORMATION, "schedule": figures}
    disclosure.prepare(reference, Outcome.DISCLOSED, **{**own, **public})  # type: ignore[arg-type]
    way.approved(reference, "bathnes", Kind.SAR)
    way.respond(reference)
    assert "Case notes" in words_of(reference, "answer.sar")
    assert "Yearly figures" not in words_of(reference, "answer.sar")
    assert "Yearly figures" in words_of(reference, "answer.foi")
    assert "Case notes" not in words_of(reference, "answer.foi")


def test_an_order_speaks_only_in_letters_to_the_court(installation: Path) -> None:
    """A request that was thought an order and is none is not answered to the court."""
    reference = way.opened(Kind.COURT_ORDER, "cumbria")
    way.record_order(reference, date(2026, 11, 9))
    classification.decide_kind(reference, [Kind.SAR], "m.manager", NOON)
    way.receive(reference, NOON)
    assert "County Court" not in words_of(reference, "acknowledgement.sar")


@pytest.mark.parametrize("told", [date(2031, 1, 1), date(2001, 1, 1), date(2026, 11, 1)])
def test_the_person_was_told_between_receipt_and_today(installation: Path, told: date) -> None:
    """CUM-0: a day that cannot be is no telling; nor is a blank reason for not telling."""
    reference = way.opened(Kind.COURT_ORDER, "cumbria")
    way.record_order(reference, date(2026, 11, 9))
    with pytest.raises(Refusal, match="CUM-0"):
        again(reference, ground=Ground.COURT_ORDER, told_on=told)
    again(reference, ground=Ground.COURT_ORDER, not_told_because="  ")
    way.approved(reference, "cumbria", Kind.COURT_ORDER)
    refused(reference, "told before compliance")


def test_a_yes_to_somebody_outside_is_on_paper_and_to_something(installation: Path) -> None:
    """CUM-5.1: signed; UK GDPR Art 4(11): to named papers; CUM-4.2: a restricted one to roles, not to names."""
    reference = way.opened(Kind.LA_LEGAL, "cumbria")
    yes = {"on": DAY, "by": "o.officer", "at": NOON, "paper": ("form.pdf", b"signed")}
    with pytest.raises(Refusal, match="prepare first what would go"):
        consents.answer(reference, Asked.PARENT, Answer.FULL, **yes)  # type: ignore[arg-type]
    again(reference)
    with pytest.raises(Refusal, match="A yes is on paper"):
        consents.answer(reference, Asked.PARENT, Answer.FULL, **{**yes, "paper": None})  # type: ignore[arg-type]
    for role in (" ", "Hazel Quillmarsh"):
        with pytest.raises(Refusal, match="roles that a consent can name are") as told:
            consents.answer(reference, Asked.PARENT, Answer.RESTRICTED, roles=[role], **yes)  # type: ignore[arg-type]
        assert "Quillmarsh" not in str(told.value)
    consents.answer(reference, Asked.PARENT, Answer.FULL, **yes)  # type: ignore[arg-type]
    consents.withdraw(reference, Asked.PARENT, on=DAY, by="o.officer", at=NOON)
    consents.answer(reference, Asked.PARENT, Answer.FULL, **yes)  # type: ignore[arg-type]


def test_a_childs_no_is_not_waived(installation: Path) -> None:
    """BNS-6: a confirmation may be done without; a refusal may not."""
    reference = way.log(way.SAR.replace("3 April 2019", "3 April 2013"), "bathnes")
    way.receive(reference, at(way.RECEIVED))
    no = {"on": DAY, "by": "o.officer", "at": NOON}
    consents.answer(reference, Asked.CHILD_CONFIRMATION, Answer.REFUSED, **no)  # type: ignore[arg-type]
    with pytest.raises(Refusal, match="The child said no"):
        consents.waive(reference, Asked.CHILD_CONFIRMATION, "They are young.", by="m.manager", at=NOON)


def test_records_do_not_go_to_somebody_whose_role_nobody_knows(installation: Path) -> None:
    """UK GDPR Art 12(6): until it is recorded who asks, a child's file stays where it is."""
    reference = way.opened(Kind.SAR, "derby")
    people.record(reference, people.Standing.REQUESTER, by="o.officer", at=NOON, forget=["role"])
    own = {"ground": Ground.OWN_RECORDS, "schedule": way.SCHEDULE}
    disclosure.prepare(reference, Outcome.DISCLOSED, by="o.officer", at=NOON, **own)  # type: ignore[arg-type]
    refused(reference, "who the requester is")
    people.record(reference, people.Standing.REQUESTER, by="o.officer", at=NOON, role=Role.PROFESSIONAL)
    refused(reference, "evidence of authority to act")


def test_a_decided_kind_leaves_no_trap(installation: Path) -> None:
    """The same kind on the same day, an outside part in either order, another kind's refused consent: all go on."""
    reference = way.opened(Kind.LA_LEGAL, "blackburn")
    no = {"on": DAY, "by": "o.officer", "at": NOON}
    consents.answer(reference, Asked.PARENT, Answer.REFUSED, **no)  # type: ignore[arg-type]
    for kinds in ([Kind.LA_LEGAL], [Kind.FOI, Kind.LA_LEGAL], [Kind.LA_LEGAL, Kind.FOI], [Kind.FOI]):
        classification.decide_kind(reference, kinds, "m.manager", at(way.RECEIVED))
        way.receive(reference, at(way.RECEIVED))
        with reading() as session:
            request = queries.request(session, reference)
            assert request.state is State.OPEN, kinds
            occasions = {row.occasion for row in queries.letters(session, request)}
        expected = {"holding_answer"} if Kind.LA_LEGAL in kinds else set()
        assert occasions == expected | ({"acknowledgement.foi"} if Kind.FOI in kinds else set())
    figures = (Item("Yearly figures", None, Decision.DISCLOSE),)
    public = {"ground": Ground.PUBLIC_INFORMATION, "schedule": figures}
    disclosure.prepare(reference, Outcome.DISCLOSED, by="o.officer", at=NOON, **public)  # type: ignore[arg-type]
    approvals.approve(reference, "SENDIASS Manager", by="a.one", at=NOON)
    way.respond(reference)


def test_a_young_persons_letter_speaks_to_them(installation: Path) -> None:
    """CFA 2014 s.83(2): from 16 the question goes to the young person, in the second person."""
    reference = way.prepared(Kind.LA_LEGAL, "blackburn")
    people.record(reference, people.Standing.DATA_SUBJECT, by="o.officer", at=NOON, born=date(2009, 5, 12))
    letter.write(reference, "consent_request_young_person", by="o.officer", at=NOON)
    words = words_of(reference, "consent_request_young_person")
    assert "Dear Rowan Thistlebrook" in words
    assert "about you" in words


def test_a_consent_letter_lists_what_would_go_now(installation: Path) -> None:
    """A draft is written anew when the papers change; one that was sent stays as it was."""
    reference = way.prepared(Kind.LA_LEGAL, "blackburn")
    letter.write(reference, "consent_request_parent", by="o.officer", at=NOON)
    again(reference, schedule=MORE)
    letter.write(reference, "consent_request_parent", by="o.officer", at=NOON)
    assert "A further report" in words_of(reference, "consent_request_parent")
    dispatch.note_sent(reference, "consent_request_parent", SentBy.POST, on=DAY, by="o.officer", at=NOON)
    again(reference)
    with pytest.raises(Refusal, match="was sent already, about something else"):
        letter.write(reference, "consent_request_parent", by="o.officer", at=NOON)


def test_a_person_entered_before_the_letter_is_read_stands(installation: Path) -> None:
    """What a manager entered is never overwritten by what the program reads, nor does it stop the reading."""
    reference = way.log(way.SAR, "derby")
    people.record(reference, people.Standing.REQUESTER, by="m.manager", at=NOON, name="Entered By Hand")
    way.receive(reference, NOON)
    with reading() as session:
        request = queries.request(session, reference)
        assert request.state is State.OPEN
        assert queries.people(session, request)[people.Standing.REQUESTER].name == "Entered By Hand"


def test_no_date_in_an_order_is_what_a_person_says(installation: Path) -> None:
    """A date that the program found falls away when a person reads the order and finds none."""
    reference = way.opened(Kind.COURT_ORDER, "cumbria")
    terms = {"court": "C", "case_number": "1", "dated": date(2026, 10, 30), "provision": "CPR 31.17", "sealed": True}
    for deadline, due in (
        (None, date(2026, 11, 3)),
        (date(2026, 12, 4), date(2026, 12, 4)),
        (None, date(2026, 11, 3)),
    ):
        clock.record_order(reference, deadline=deadline, by="o.officer", at=NOON, **terms)  # type: ignore[arg-type]
        with reading() as session:
            assert queries.parts(session, queries.request(session, reference))[0].due == due


def test_a_records_letter_does_not_go_by_open_mail(installation: Path) -> None:
    """HIL-12: what is about a person goes so that only its recipient can read it."""
    reference = ready(Kind.SAR, "derby")
    for way_of_sending in (SentBy.EMAIL, SentBy.POST):
        with pytest.raises(Refusal, match="HIL-12"):
            dispatch.release(reference, way_of_sending, by="m.manager", at=NOON)


def test_an_ended_request_is_not_changed_any_more(installation: Path) -> None:
    """What was answered stays as it was answered."""
    reference = ready(Kind.COURT_ORDER, "cumbria")
    way.respond(reference)
    with pytest.raises(Refusal, match="is closed"):
        way.record_order(reference, date(2026, 11, 13))
    with pytest.raises(NotYet, match="there is nothing more to send"):
        dispatch.release(reference, SentBy.BY_HAND, by="m.manager", at=NOON)
    with pytest.raises(Refusal):
        classification.decide_kind(reference, [Kind.SAR], "m.manager", NOON)
