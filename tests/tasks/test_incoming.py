"""What becomes of a message that was taken: a request, a reply that is filed, or something put to somebody."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlmodel import col, select

from models import document_store, queries
from models.audit_chain import verify
from models.audit_event import AuditEvent
from models.db import reading, transaction
from models.document import DocumentRole
from models.outgoing import Outgoing
from reading import mail_marks
from rules.channel import Channel
from rules.incoming import Outcome, Sort, Stage
from rules.mail_state import MailState
from tasks import close, intake
from tests import staff, way
from tests.arrived import arrived, on_record, papers, request_of, requests
from tests.conftest import at
from tests.mail_messages import NOON, bounce, message

STRANGER = "Hazel Quillmarsh <hazel@example.net>"


def to_staff(message_id: str = "digest-1@example.org", service: str = "derby") -> None:
    """A mail of ours that went to the manager of the service."""
    staff.of(service)
    with transaction("inforights", NOON) as tx:
        tx.session.add(
            Outgoing(
                service=service, login=f"manager.{service}", occasion="digest:2026-11-09", message_id=message_id,
                subject="Reminders", text="DER-2026-0001", made_at=NOON, state=MailState.SENT, sent_at=NOON,
            )
        )  # fmt: skip
        tx.record("mail.sent", service=service)


def test_a_letter_becomes_a_request_of_the_servers_day(installation: Path) -> None:
    """FOIA 2000 s.10, UK GDPR Art 12: time runs from receipt, which the server dates, and no sender."""
    row = arrived(message())
    found = request_of(row)
    assert (row.sort, row.stage, row.outcome, row.decided_by) == (
        Sort.REQUEST,
        Stage.DONE,
        Outcome.LOGGED,
        "inforights",
    )
    assert (found.reference, found.channel, found.received_on) == ("DER-2026-0001", Channel.EMAIL, date(2026, 11, 9))
    way.receive(found.reference, NOON)  # and it is read as any other letter
    with reading() as session:
        original = queries.documents(session, queries.request(session, found.reference), DocumentRole.ORIGINAL)[0]
        assert document_store.get(original.sha256) == message()
        assert original.filename == "e-mail.eml"
        assert verify(session)[0] is None


@pytest.mark.parametrize(
    ("received", "day"),
    [
        (datetime(2026, 7, 6, 23, 30, tzinfo=at(date(2026, 1, 1)).tzinfo), date(2026, 7, 6)),
        (datetime.fromisoformat("2026-07-06T23:30:00+00:00"), date(2026, 7, 7)),  # it is summer time here
        (datetime.fromisoformat("2026-11-02T23:30:00+00:00"), date(2026, 11, 2)),
        (datetime.fromisoformat("2026-11-02T23:30:00-05:00"), date(2026, 11, 3)),  # a server elsewhere
    ],
)
def test_the_day_is_the_united_kingdoms(home: Path, received: datetime, day: date) -> None:
    """Design, dates: a day of receipt is a day here, whatever zone the server stamps."""
    assert request_of(arrived(message(), received=received)).received_on == day


def test_what_identifies_a_person_is_in_the_document_alone(home: Path) -> None:
    """UK GDPR Art 5(1)(c), Design, 4: no sender, subject or Message-ID in the row, in the log or in a file's name."""
    sender = "Zephyrine Quackenbosh <zephyrine@marmalade.example>"
    row = arrived(message(sender=sender, subject="Ossifrage", more={"Message-ID": "<zephyrine.1@marmalade.example>"}))
    assert row.message_id == mail_marks.digest("zephyrine.1@marmalade.example")
    with reading() as session:
        events = session.exec(select(AuditEvent)).all()
        said = repr([row.model_dump(), *(event.model_dump() for event in events)]).casefold()
    for marker in ("zephyrine", "quackenbosh", "marmalade", "ossifrage"):
        assert marker not in said


BY_HEADERS = {"In-Reply-To": "<letter-1@example.org>"}
REPLIES: dict[str, Callable[[str], bytes]] = {
    "In-Reply-To": lambda _: message("I mean 2025.", number=2, subject="Re: your question", more=BY_HEADERS),
    "References": lambda _: message(
        "I mean 2025.", number=2, more={"References": "<letter-1@example.org> <x@derby.example>"}
    ),
    "subject": lambda reference: message("I mean 2025.", number=2, subject=f"Re: {reference}", sender=STRANGER),
}


@pytest.mark.parametrize("how", REPLIES)
def test_a_reply_is_filed_and_put_to_somebody(home: Path, how: str) -> None:
    """Design, 7: it joins its request by headers or by reference; no date, no consent and no state changes."""
    first = request_of(arrived(message()))
    way.receive(first.reference, NOON)
    before = request_of(on_record(1))
    reply = REPLIES[how](first.reference)
    row = arrived(reply)
    assert (row.sort, row.stage, row.outcome, row.request_id) == (Sort.REPLY, Stage.WAITING, None, first.id)
    assert papers(first.reference) == [reply]
    assert request_of(row) == before
    assert requests() == 1


def test_a_reply_to_a_reply_joins_too(home: Path) -> None:
    """RFC 5322 s.3.6.4: a thread goes on by its last message, whoever's it was."""
    first = request_of(arrived(message()))
    arrived(message("More.", number=2, more=BY_HEADERS))
    third = arrived(message("Still more.", number=3, more={"In-Reply-To": "<letter-2@example.org>"}))
    assert (third.sort, third.request_id) == (Sort.REPLY, first.id)


def test_the_same_name_joins_nothing(home: Path) -> None:
    """BWD-2: the same person writes again about the same child: two requests, until somebody says otherwise."""
    arrived(message())
    second = arrived(message(way.SAR + "\nAnd the minutes of the meeting.", number=2))
    assert second.sort is Sort.REQUEST
    assert requests() == 2


def test_a_reply_to_a_closed_request_is_put_to_somebody(home: Path) -> None:
    """FOIA s.45 Code, part 5; UK GDPR Art 12: it may be new, a review or a complaint; the closed one stays."""
    first = request_of(arrived(message()))
    way.receive(first.reference, NOON)
    close.withdraw(first.reference, by="m.manager", at=NOON)
    row = arrived(message("I am not content.", number=2, more=BY_HEADERS))
    assert (row.sort, row.stage) == (Sort.REPLY, Stage.WAITING)
    assert request_of(row).state.value == "withdrawn"


def test_a_mail_of_ours_that_comes_back_is_noted(home: Path) -> None:
    """RFC 3464: with the code, and with no word of another's server, which names people."""
    to_staff()
    row = arrived(bounce("digest-1@example.org"))
    assert (row.sort, row.stage, row.outcome) == (Sort.BOUNCE, Stage.DONE, Outcome.RETURNED)
    with reading() as session:
        mail = session.exec(select(Outgoing)).one()
        said = repr([event.what for event in session.exec(select(AuditEvent)).all()])
    assert (mail.state, mail.next_at) == (MailState.RETURNED, None)
    assert "5.1.1" in (mail.because or "")
    assert "Fallowfield" not in (mail.because or "") + (row.because or "") + said
    assert requests() == 0


def test_a_late_delivery_changes_nothing(home: Path) -> None:
    """RFC 3464 s.2.3.3: a server that goes on trying has not failed."""
    to_staff()
    row = arrived(bounce("digest-1@example.org", action="delayed", status="4.4.1"))
    assert (row.sort, row.stage) == (Sort.AUTOMATIC, Stage.WAITING)
    with reading() as session:
        assert session.exec(select(Outgoing)).one().state is MailState.SENT


def test_another_mail_that_comes_back_is_put_to_somebody(home: Path) -> None:
    """A letter that an officer sent from a mail program did not arrive: whoever works on the request must know."""
    first = request_of(arrived(message()))
    row = arrived(bounce("officers-own@derby.example", more="In-Reply-To: <letter-1@example.org>\r\n"))
    assert (row.sort, row.stage, row.request_id) == (Sort.BOUNCE, Stage.WAITING, first.id)


MACHINES = {
    "holiday": message("I am away.", number=2, more={"Auto-Submitted": "auto-replied"}),
    "list": message("News.", number=2, more={"List-Id": "<news.example>"}),
    "ours": message("Reminders.", number=2, more={"X-Inforights": "1"}),
}


@pytest.mark.parametrize("name", MACHINES)
def test_machines_make_no_cases_and_are_not_lost(home: Path, name: str) -> None:
    """RFC 3834 s.2: no case and no answer; kept and listed, as a form on a website sends requests so, too."""
    row = arrived(MACHINES[name])
    assert (row.stage, row.outcome, requests()) == (Stage.WAITING, None, 0)
    assert row.sort is (Sort.LOOP if name == "ours" else Sort.AUTOMATIC)


def test_our_own_address_is_a_loop(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """RFC 3834 s.4: what comes from where our mails come from is none of a person's; it waits for a look."""
    monkeypatch.setenv("INFORIGHTS_MAIL_SERVER", "127.0.0.1")
    monkeypatch.setenv("INFORIGHTS_MAIL_SECURITY", "plain")
    monkeypatch.setenv("INFORIGHTS_MAIL_FROM", "inforights@example.org")
    row = arrived(message(sender="Inforights <INFORIGHTS@example.org>"))
    assert (row.sort, row.stage, requests()) == (Sort.LOOP, Stage.WAITING, 0)


def test_an_answer_to_a_mail_of_ours_is_about_no_request(home: Path) -> None:
    """A colleague answers their digest: no case is made of it, and nothing is filed."""
    to_staff()
    row = arrived(message("I am on leave next week.", number=2, more={"In-Reply-To": "<digest-1@example.org>"}))
    assert (row.sort, row.stage, row.request_id) == (Sort.REPLY, Stage.WAITING, None)
    assert requests() == 0


DUPLICATES = {
    "the same bytes": message(),
    "the same letter by another way": b"Received: by mx.example; Mon, 9 Nov 2026 09:00:00 +0000\r\n" + message(),
}


@pytest.mark.parametrize("name", DUPLICATES)
def test_what_comes_twice_is_one_request(home: Path, name: str) -> None:
    """Design, 3: also by another way, with other trace headers."""
    first = arrived(message())
    second = arrived(DUPLICATES[name])
    assert (second.sort, second.stage, second.outcome) == (Sort.DUPLICATE, Stage.DONE, Outcome.LISTED)
    assert second.request_id == first.request_id
    assert requests() == 1


@pytest.mark.parametrize("other", [message("Another letter."), message(number=2)], ids=["body", "Message-ID"])
def test_what_differs_is_another_message(home: Path, other: bytes) -> None:
    """Caution wins: a Message-ID used again, or the same words sent once more, make a request of their own."""
    arrived(message())
    assert arrived(other).sort is Sort.REQUEST
    assert requests() == 2


def test_what_somebody_logged_by_hand_is_not_logged_again(home: Path) -> None:
    """The same file, logged before its mailbox was set up."""
    logged = intake.log(
        message(),
        "letter.eml",
        service="derby",
        received=way.RECEIVED,
        channel=Channel.EMAIL,
        by="m.manager",
        at=NOON,
    )
    row = arrived(message())
    assert (row.sort, request_of(row).reference, requests()) == (Sort.DUPLICATE, logged.reference, 1)


def test_every_message_has_its_event(home: Path) -> None:
    """Design, 5: what was done with it stands in the log, of the request where there is one; the chain holds."""
    arrived(message())
    arrived(message("More.", number=2, more=BY_HEADERS))
    arrived(MACHINES["list"])
    with reading() as session:
        query = select(AuditEvent).where(AuditEvent.event == "incoming.taken").order_by(col(AuditEvent.number))
        events = session.exec(query).all()
        assert verify(session)[0] is None
    assert [(event.reference, event.what["sort"], event.what["mail"]) for event in events] == [
        ("DER-2026-0001", "request", 1),
        ("DER-2026-0001", "reply", 2),
        (None, "automatic", 3),
    ]
