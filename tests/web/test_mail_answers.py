"""What a reply may answer is proposed with the form on which it is recorded, the day filled in; nobody records it."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest
from fastapi import FastAPI

from models import queries
from models.db import reading, transaction
from models.incoming import Incoming
from rules.clock.events import Happened
from rules.consents import Asked
from rules.incoming import Sort, Stage
from tasks import asking, close
from tests import staff
from tests.arrived import arrived, on_record
from tests.conftest import at
from tests.mail_messages import message
from tests.web import before
from tests.web.visits import NOON, Visit, password_for, text_of

CAME = at(date(2026, 11, 11))
LINK = 'href="/requests/{}/do/{}?on=2026-11-11"'

# What was asked two days ago, what is said of a reply, and the forms that are offered.
ASKED: Mapping[str, tuple[Callable[[], str], str, tuple[str, ...]]] = {
    "a question": (
        before.entered(before.access, Happened.CLARIFICATION_ASKED),
        "It may answer the question of Tuesday 10 November 2026.",
        ("question-answered",),
    ),
    "identity": (
        before.entered(before.access, Happened.IDENTITY_ASKED),
        "It may show who the requester is, as asked on Tuesday 10 November 2026.",
        ("identity-received",),
    ),
    "a fee": (
        before.entered(before.foi, Happened.FEE_NOTICE),
        "It may be about the fee that was asked for on Tuesday 10 November 2026.",
        ("fee-paid",),
    ),
    "a consent": (
        before.asked,
        "It may answer what was asked on Tuesday 10 November 2026: consent of the parent.",
        ("consent-given", "consent-refused"),
    ),
}


def replied(reference: str, service: str = "derby") -> Incoming:
    """A reply to a request, which came a day after something was asked."""
    reply = message("Yes.", number=2, subject=f"Re: {reference}")
    return arrived(reply, service=service, received=CAME, when=NOON)


@pytest.mark.parametrize("name", ASKED)
def test_what_a_reply_may_answer_is_proposed(manager: Visit, name: str) -> None:
    """Design, 7: the question is named by its day, and the form opens with the day on which the reply came."""
    given, says, forms = ASKED[name]
    reference = given()
    events = len(clock(reference))
    row = replied(reference)
    page = manager.get(f"/mail/{row.id}")
    assert says in text_of(page)
    for slug in forms:
        assert LINK.format(reference, slug) in page.text
        form = manager.get(f"/requests/{reference}/do/{slug}?on=2026-11-11").text
        assert [f'value="{part}"' in form for part in ("11", "2026")] == [True, True]
        day = form.partition('id="on-day"')[0].rpartition("<input")[2] + form.partition('id="on-day"')[2][:200]
        assert 'value="11"' in day
    assert (len(clock(reference)), on_record(row.id or 0).stage) == (events, Stage.WAITING)


def clock(reference: str) -> tuple[object, ...]:
    """What is on record of a request's clock, and of its consents."""
    with reading() as session:
        found = queries.request(session, reference)
        return (*queries.clock_events(session, found), *(one.answer for one in queries.consents(session, found)))


def test_nothing_is_proposed_that_was_asked_later(manager: Visit) -> None:
    """What came before a question answers it not."""
    reference = before.access()
    row = arrived(message("Yes.", number=2, subject=f"Re: {reference}"), received=at(date(2026, 11, 9)), when=NOON)
    before.clock.change(
        reference, before.Change((before.Entry(Happened.CLARIFICATION_ASKED, before.EARLIER),)), **before.by()
    )
    assert "It may answer" not in text_of(manager.get(f"/mail/{row.id}"))


def test_what_was_answered_is_not_proposed_again(manager: Visit) -> None:
    """A second question is one of its own."""
    reference = before.entered(before.access, Happened.CLARIFICATION_ASKED)()
    wanted = before.Change((before.Entry(Happened.CLARIFICATION_ANSWERED, date(2026, 11, 11)),))
    before.clock.change(reference, wanted, **before.by())
    assert "It may answer" not in text_of(manager.get(f"/mail/{replied(reference).id}"))


def test_a_childs_confirmation_has_its_own_form(app: FastAPI) -> None:
    """BNS-6: a child confirms, and agrees to nothing on paper; proposed once the child was asked."""
    manager, *_others = staff.of("bathnes")
    password_for(manager)
    visit = Visit(app).sign_in(manager)
    reference = before.of_a_child_of_13()
    row = replied(reference, "bathnes")
    assert "It may answer" not in text_of(visit.get(f"/mail/{row.id}"))
    asking.put(reference, Asked.CHILD_CONFIRMATION, on=before.EARLIER, **before.by("bathnes"))
    page = visit.get(f"/mail/{row.id}").text
    assert LINK.format(reference, "child-confirmed") in page
    assert LINK.format(reference, "consent-refused") in page
    assert LINK.format(reference, "consent-given") not in page


def test_a_reply_to_a_closed_request_offers_what_it_may_be(manager: Visit) -> None:
    """FOIA s.45 Code, part 5; DPA 2018 s.164A: a review, a complaint or a new request, each from the day it came."""
    reference = before.answered()
    row = replied(reference)
    page = manager.get(f"/mail/{row.id}")
    assert "its time runs from Wednesday 11 November 2026, the day on which it came" in text_of(page)
    for slug in ("review", "complaint"):
        assert f'href="/requests/{reference}/do/{slug}?received=2026-11-11"' in page.text
    assert f'href="/mail/{row.id}/log"' in page.text
    form = manager.get(f"/requests/{reference}/do/complaint?received=2026-11-11").text
    assert 'value="11"' in form
    with reading() as session:
        assert queries.request(session, reference).state.value == "closed"


def test_a_reply_to_a_withdrawn_request_is_no_review(manager: Visit) -> None:
    """FOIA s.45 Code: there was no answer to review; it may be a new request, or a complaint."""
    reference = before.access()
    close.withdraw(reference, **before.by())
    page = manager.get(f"/mail/{replied(reference).id}").text
    assert "do/review" not in page
    assert "do/complaint?received" in page


def test_a_reply_from_another_address_says_so(manager: Visit) -> None:
    """Whoever knows a reference could write it into a subject."""
    reference = before.access()
    page = text_of(manager.get(f"/mail/{replied(reference).id}"))
    assert "The requester gave no e-mail address: see that it is theirs." in page
    with transaction("m.manager", NOON) as tx:
        person = queries.people(tx.session, queries.request(tx.session, reference))[before.Standing.REQUESTER]
        person.reply_to = "hazel@example.net"
        tx.session.add(person)
    row = arrived(message("No.", number=3, subject=f"Re: {reference}"), received=CAME, when=NOON)
    assert row.sort is Sort.REPLY
    assert "It is not from the address that the requester gave." in text_of(manager.get(f"/mail/{row.id}"))


@pytest.mark.parametrize("word", ["tomorrow", "2026-13-01", "11", "2026-11-11T00:00", "<script>"])
def test_a_day_that_is_none_is_passed_over(manager: Visit, word: str) -> None:
    """A link with another day, or none, opens the form as ever; what is in it is not repeated."""
    reference = before.access()
    page = manager.get(f"/requests/{reference}/do/question-asked", params={"on": word})
    assert page.status_code == 200
    assert "<script>" not in page.text
