"""The consent ledger as it fills: noted, asked, chased, answered, confirmed; each with its day and its event."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from models import answering, queries
from models.consent import Consent
from models.db import reading
from rules.consents import Answer, Asked
from rules.kinds import Kind
from rules.ledger import Stage, stage
from rules.letter import Outcome
from rules.refusal import Refusal
from rules.sending import SentBy
from tasks import asking, consents, dispatch, letter_by_hand, people
from tests import way
from tests.answer import DAY, MORE, NOON, again, assert_refused, words_of
from tests.conftest import at
from tests.tasks.on_record import events

BY: dict[str, Any] = {"by": "o.officer", "at": NOON}
YES: dict[str, Any] = {**BY, "on": DAY, "paper": ("form.pdf", b"signed")}


def question(reference: str, whom: Asked = Asked.PARENT) -> Consent:
    """The row of the ledger."""
    with reading() as session:
        rows = queries.consents(session, queries.request(session, reference))
        return next(row for row in rows if row.whom is whom)


def stands_of(reference: str) -> Stage:
    """Where the parent's question stands, whoever else is asked beside."""
    with reading() as session:
        request = queries.request(session, reference)
        row = next(one for one in queries.consents(session, request) if one.whom is Asked.PARENT)
        return stage(answering.consent_state(session, request, row), DAY)


def stands(reference: str, today: date = DAY) -> Stage:
    """Where the parent's question stands."""
    with reading() as session:
        request = queries.request(session, reference)
        (row,) = queries.consents(session, request)
        return stage(answering.consent_state(session, request, row), today)


def test_a_question_is_asked_on_the_day_on_which_its_letter_goes(installation: Path) -> None:
    """CUM-4.2, CUM-5.1: to note that somebody must be asked is not to ask them; the letter that goes is."""
    reference = way.prepared(Kind.LA_LEGAL, "cumbria")
    assert (question(reference).noted_on, question(reference).asked_on) == (way.RECEIVED, None)
    assert stands(reference) is Stage.TO_ASK
    letter_by_hand.write(reference, "consent_request_parent", **BY)
    assert stands(reference) is Stage.TO_ASK  # a draft asks nobody
    dispatch.note_sent(reference, "consent_request_parent", SentBy.POST, on=DAY, **BY)
    assert question(reference).asked_on == DAY
    assert stands(reference) is Stage.ASKED
    assert [event for event, _, _ in events()][-2:] == ["letter.sent", "consent.asked"]


def test_who_does_not_answer_is_chased_and_has_still_not_agreed(installation: Path) -> None:
    """CUM-4.2: silence is never consent, however often somebody is asked."""
    reference = way.prepared(Kind.LA_LEGAL, "cumbria")
    with pytest.raises(Refusal, match="record first when they were asked"):
        asking.chase(reference, Asked.PARENT, on=DAY, **BY)
    asking.put(reference, Asked.PARENT, on=date(2026, 11, 10), **BY)
    with pytest.raises(Refusal, match="asked on 2026-11-10 already"):
        asking.put(reference, Asked.PARENT, on=DAY, **BY)
    with pytest.raises(Refusal, match="record first when they were asked"):
        asking.chase(reference, Asked.PARENT, on=date(2026, 11, 9), **BY)
    for _ in range(3):
        asking.chase(reference, Asked.PARENT, on=DAY, **BY)
    assert question(reference).chased_on == ["2026-11-12"] * 3
    assert stands(reference) is Stage.CHASED
    way.approved(reference, "cumbria", Kind.LA_LEGAL)
    assert_refused(reference, "consent of the parent")


def test_a_consent_names_its_recipient_and_its_purpose(installation: Path) -> None:
    """BNS-9, HIL-2: to whom and for what, as it was shown to whoever agreed; kept with the signed paper."""
    reference = way.prepared(Kind.LA_LEGAL, "bathnes")
    consents.answer(reference, Asked.PARENT, Answer.FULL, **YES)
    row = question(reference)
    assert (row.recipient, row.purpose) == ("local authority solicitor", "the purpose that the letter names")
    assert row.document_id is not None
    again(reference, purpose="something new")
    assert question(reference).purpose == "the purpose that the letter names"  # what was agreed to does not move
    way.approved(reference, "bathnes", Kind.LA_LEGAL)
    assert_refused(reference, "it was to something else")


def test_a_stale_consent_is_confirmed_to_the_same_thing(installation: Path) -> None:
    """CUM-4.4, BNS-10: a stale one supports nothing until it is confirmed, from then on for a year again."""
    reference = way.prepared(Kind.LA_LEGAL, "cumbria")
    consents.answer(reference, Asked.PARENT, Answer.FULL, **YES)
    later, then = date(2027, 11, 15), at(date(2027, 11, 15))
    assert stands(reference, later) is Stage.DUE_FOR_REVIEW
    asking.confirm(reference, Asked.PARENT, on=later, by="o.officer", at=then)
    assert stands(reference, later) is Stage.AGREED
    assert question(reference).review_on == date(2028, 11, 15)
    assert question(reference).answered_on == DAY


def test_a_paper_counts_from_the_day_on_which_it_was_signed(installation: Path) -> None:
    """CUM-4.4: the review is counted from the date on the paper, which may be older than the day it came."""
    reference = way.prepared(Kind.LA_LEGAL, "cumbria")
    consents.answer(reference, Asked.PARENT, Answer.FULL, **YES, signed_on=date(2026, 11, 3))
    assert question(reference).review_on == date(2027, 11, 3)
    with pytest.raises(Refusal, match="dated after the day of the answer"):
        consents.answer(reference, Asked.PARENT, Answer.FULL, **YES, signed_on=date(2026, 11, 13))
    with pytest.raises(Refusal, match="before this request came"):
        consents.answer(reference, Asked.PARENT, Answer.FULL, **YES, signed_on=date(2026, 5, 1))


def test_a_yes_is_to_what_they_were_shown(installation: Path) -> None:
    """UK GDPR Art 4(11), HIL-2: what was added since they were asked is not agreed to."""
    reference = way.prepared(Kind.LA_LEGAL, "cumbria")
    asking.put(reference, Asked.PARENT, on=date(2026, 11, 10), **BY)
    again(reference, schedule=MORE)
    consents.answer(reference, Asked.PARENT, Answer.FULL, **YES)
    way.approved(reference, "cumbria", Kind.LA_LEGAL)
    assert_refused(reference, "it was to something else")
    again(reference)
    way.approved(reference, "cumbria", Kind.LA_LEGAL)
    way.respond(reference)


def test_a_consent_is_taken_back_at_any_time(installation: Path) -> None:
    """UK GDPR Art 7(3): also while it is not asked for, and after it went; it never comes alive again by itself."""
    reference = way.prepared(Kind.LA_LEGAL, "cumbria")
    consents.answer(reference, Asked.PARENT, Answer.FULL, **YES)
    subject = people.Standing.DATA_SUBJECT
    people.record(reference, subject, **BY, born=date(2008, 5, 12))
    consents.withdraw(reference, Asked.PARENT, on=DAY, **BY)
    people.record(reference, subject, **BY, born=date(2016, 5, 12))
    assert stands_of(reference) is Stage.WITHDRAWN
    consents.answer(reference, Asked.PARENT, Answer.FULL, **YES)
    way.approved(reference, "cumbria", Kind.LA_LEGAL)
    way.respond(reference)
    consents.withdraw(reference, Asked.PARENT, on=DAY, **BY)
    assert stands_of(reference) is Stage.WITHDRAWN


def test_a_consent_given_for_a_time_ends_with_it(installation: Path) -> None:
    """UK GDPR Art 4(11): what was given until a day carries nothing after it, and is not confirmed but asked anew."""
    reference = way.prepared(Kind.LA_LEGAL, "cumbria")
    consents.answer(reference, Asked.PARENT, Answer.FULL, **YES, valid_until=date(2026, 11, 20))
    assert stands(reference, date(2026, 11, 20)) is Stage.AGREED
    assert stands(reference, date(2026, 11, 21)) is Stage.EXPIRED
    with pytest.raises(Refusal, match="ask again"):
        asking.confirm(reference, Asked.PARENT, on=date(2026, 11, 23), by="o.officer", at=at(date(2026, 11, 23)))
    with pytest.raises(Refusal, match="ended before it was given"):
        consents.answer(reference, Asked.PARENT, Answer.FULL, **YES, valid_until=date(2026, 11, 11))


def test_the_family_may_have_it_sent_to_themselves(installation: Path) -> None:
    """CUM-5.1(b): everything goes to the family, who pass it on; the council gets nothing but the holding answer."""
    reference = way.prepared(Kind.LA_LEGAL, "cumbria")
    consents.answer(reference, Asked.PARENT, Answer.TO_THEMSELF, **YES)
    again(reference, outcome=Outcome.SENT_TO_FAMILY)
    with reading() as session:
        covers = answering.scope_for(session, queries.request(session, reference), Asked.PARENT)
    assert (
        question(reference).of == covers
    )  # the same papers, for the same purpose: who gets them is their own choice
    way.approved(reference, "cumbria", Kind.LA_LEGAL)
    way.respond(reference)
    with reading() as session:
        request = queries.request(session, reference)
        sent = {row.occasion: row.name for row in queries.letters(session, request)}
    assert sent == {"holding_answer": "la_response_ncnd", "answer.la_legal": "papers_to_service_user"}


def test_what_is_sent_to_the_family_passes_the_gates_of_their_own_records(installation: Path) -> None:
    """CUM-5.1(b), DPA 2018 Sch 2 para 16, Sch 3 para 6: to get it this way opens no shorter way to what harms."""
    reference = way.prepared(Kind.LA_LEGAL, "cumbria")
    consents.answer(reference, Asked.PARENT, Answer.TO_THEMSELF, **YES)
    again(reference, outcome=Outcome.SENT_TO_FAMILY, searched=())
    way.approved(reference, "cumbria", Kind.LA_LEGAL)
    assert_refused(reference, "the search of the paper notes to be recorded")


def test_only_who_is_asked_about_a_disclosure_can_have_it_themselves(installation: Path) -> None:
    """CUM-5.1(b): who only confirms a parent's request is asked about no disclosure to somebody outside."""
    reference = way.log(way.SAR.replace("3 April 2019", "3 April 2013"), "bathnes")
    way.receive(reference, at(way.RECEIVED))
    with pytest.raises(Refusal, match=r"CUM-5\.1"):
        consents.answer(reference, Asked.CHILD_CONFIRMATION, Answer.TO_THEMSELF, **YES)


def test_a_form_that_comes_back_is_matched_to_its_list(installation: Path) -> None:
    """UK GDPR Art 4(11), 7(1): signed for another list it is refused, by the number that it bears."""
    reference = way.prepared(Kind.LA_LEGAL, "cumbria")
    letter_by_hand.write(reference, "consent_form", **BY)
    dispatch.note_sent(reference, "consent_form", SentBy.POST, on=DAY, **BY)
    assert question(reference).asked_on == DAY
    (first,) = re.findall(r"Form ([0-9A-F]{4}-[0-9A-F]{4})", words_of(reference, "consent_form"))
    again(reference, schedule=MORE)
    asking.chase(reference, Asked.PARENT, on=DAY, **BY)
    with pytest.raises(Refusal, match="another number"):
        consents.answer(reference, Asked.PARENT, Answer.FULL, form=first, **YES)
    assert question(reference).answer is None
    again(reference)
    asking.chase(reference, Asked.PARENT, on=DAY, **BY)
    consents.answer(reference, Asked.PARENT, Answer.FULL, form=first.lower(), **YES)
    assert question(reference).answer is Answer.FULL
