"""What somebody decides of a message: a new request, part of another, nothing to do; and who may."""

from pathlib import Path

import pytest
from sqlmodel import col, select

from models import access, incoming_mail, queries
from models.audit_event import AuditEvent
from models.db import reading
from models.request import NoSuchRequest, Request
from rules.access import AccessRefused
from rules.incoming import Outcome, Sort, Stage
from rules.kinds import Kind
from rules.typed import TypedRefused
from tasks import incoming_text, need_to_know
from tasks.incoming_decisions import MailDecided, NoSuchMail, join, log_new, nothing
from tests import staff, way
from tests.arrived import arrived, events, on_record, papers, request_of, requests
from tests.conftest import at
from tests.mail_messages import NOON, ON, PARENT, message

REPLY = message("I mean 2025.", number=2, more={"In-Reply-To": "<letter-1@example.org>"})
AWAY = message("I am away.", number=3, more={"Auto-Submitted": "auto-replied"})


@pytest.fixture
def derby(home: Path) -> None:
    """The manager, an officer and a volunteer of Derby; and a request that came by e-mail, number 1."""
    staff.of("derby")
    arrived(message())
    way.receive("DER-2026-0001", NOON)


def seen(login: str) -> list[int]:
    """The messages that somebody sees, waiting or not."""
    with reading() as session:
        sight = access.sight(access.who(session, login), None)
        found = [*incoming_mail.waiting(session, sight), *incoming_mail.done(session, sight)]
        assert incoming_mail.count(session, sight) == len(incoming_mail.waiting(session, sight))
        return sorted(one.number for one in found)


def test_a_message_becomes_a_request_of_its_own_day(derby: None) -> None:
    """FOIA 2000 s.10: what a reply asks anew runs from the day on which it came, whenever somebody says so."""
    arrived(REPLY)
    later = at(ON.replace(day=12))
    reference = log_new(2, by="officer.derby", at=later)
    row = on_record(2)
    assert (row.outcome, row.stage, row.decided_by) == (Outcome.LOGGED, Stage.DONE, "officer.derby")
    found = request_of(row)
    assert (found.reference, found.received_on, found.logged_by) == (reference, ON, "officer.derby")
    assert papers("DER-2026-0001") == [REPLY]  # it is about both
    with pytest.raises(MailDecided, match="DER-2026-0002"):
        log_new(2, by="manager.derby", at=later)
    assert requests() == 2


def test_it_need_not_stay_where_it_was_filed(derby: None) -> None:
    """CUM-3.4: whoever works on a request reads what is about it, and nothing else."""
    arrived(REPLY)
    log_new(2, by="officer.derby", at=NOON, stays=False)
    assert papers("DER-2026-0001") == []
    assert [event.reference for event in events("incoming.taken_out")] == ["DER-2026-0001"]


def test_the_same_message_is_logged_again_where_somebody_says_so(derby: None) -> None:
    """Design, 7: a person decides; that it was there before is said, and binds nobody."""
    row = arrived(message())
    assert row.sort is Sort.DUPLICATE
    assert log_new(2, by="officer.derby", at=NOON) == "DER-2026-0002"


def test_a_message_is_filed_with_the_request_that_somebody_names(derby: None) -> None:
    """Design, 7: it then waits as any reply does, until somebody says that nothing else is to do."""
    arrived(AWAY)
    join(2, " der-2026-0001 ", by="officer.derby", at=NOON)
    row = on_record(2)
    assert (row.sort, row.stage, request_of(row).reference) == (Sort.REPLY, Stage.WAITING, "DER-2026-0001")
    assert papers("DER-2026-0001") == [AWAY]
    with pytest.raises(MailDecided):
        join(2, "DER-2026-0001", by="officer.derby", at=NOON)
    nothing(2, "A holiday notice.", by="officer.derby", at=NOON)
    row = on_record(2)
    assert (row.stage, row.outcome, row.reason) == (Stage.DONE, Outcome.NOTHING, "A holiday notice.")
    assert papers("DER-2026-0001") == [AWAY]


def test_a_message_that_was_filed_wrongly_is_moved(derby: None) -> None:
    """CUM-3.4: a reference in a subject can be a slip: the papers of the wrong request lose it, on record."""
    other = staff.logged("derby", "officer.derby", way.FOI)
    arrived(message("More.", number=2, subject=f"Re: {other}"))
    assert len(papers(other)) == 1
    join(2, "DER-2026-0001", by="officer.derby", at=NOON)
    assert (len(papers(other)), len(papers("DER-2026-0001"))) == (0, 1)
    with reading() as session:
        query = select(AuditEvent).where(AuditEvent.reference == other).order_by(col(AuditEvent.number))
        assert session.exec(query).all()[-1].event == "incoming.taken_out"
    third = arrived(message("Still more.", number=3, more={"In-Reply-To": "<letter-2@example.org>"}))
    assert request_of(third).reference == "DER-2026-0001"  # what answers it follows it


def test_nothing_to_do_has_a_reason_and_can_be_decided_otherwise(derby: None) -> None:
    """Design, 5: it stays on record why; a slip is put right."""
    arrived(AWAY)
    with pytest.raises(TypedRefused):
        nothing(2, " ", by="officer.derby", at=NOON)
    nothing(2, "A notice.", by="officer.derby", at=NOON)
    assert [event.what for event in events("incoming.nothing")] == [{"mail": 2}]
    assert log_new(2, by="manager.derby", at=NOON) == "DER-2026-0002"


def test_another_service_knows_of_none(derby: None) -> None:
    """DER-1, HIL-9: guessing a number tells nobody whether there is such a message; that it was tried is recorded."""
    staff.of("hillingdon")
    arrived(AWAY)
    for number in (1, 2, 99):
        with pytest.raises(NoSuchMail, match="no such message"):
            nothing(number, "Mine.", by="officer.hillingdon", at=NOON)
    assert len(events("access.refused")) == 2
    assert seen("officer.hillingdon") == []
    theirs = staff.logged("hillingdon", "officer.hillingdon")
    with pytest.raises(NoSuchRequest):
        join(2, theirs, by="officer.derby", at=NOON)


def test_without_accounts_a_message_joins_no_other_services_request(home: Path) -> None:
    """DER-1: also where one person runs all services on one machine."""
    arrived(AWAY)
    way.opened(Kind.SAR, "hillingdon")
    with pytest.raises(NoSuchRequest):
        join(1, "HIL-2026-0001", by="m.manager", at=NOON)


def test_mail_of_a_restricted_request_is_its_own_peoples(derby: None) -> None:
    """CUM-3.4: from the restriction on, of messages that came before as of those that come after."""
    arrived(REPLY)
    assert seen("officer.derby") == seen("manager.derby") == [1, 2]
    need_to_know.restrict("DER-2026-0001", ["manager.derby"], "A colleague's child.", by="manager.derby", at=NOON)
    arrived(message("More.", number=4, more={"In-Reply-To": "<letter-2@example.org>"}))
    arrived(
        message("Away.", number=5, more={"References": "<letter-1@example.org>", "Auto-Submitted": "auto-replied"})
    )
    arrived(message())  # the first one once more
    arrived(AWAY)
    assert seen("manager.derby") == [1, 2, 3, 4, 5, 6]
    assert seen("officer.derby") == [6]
    with pytest.raises(AccessRefused, match="restricted"):
        nothing(2, "Mine.", by="officer.derby", at=NOON)
    with pytest.raises(AccessRefused, match="restricted"):
        join(6, "DER-2026-0001", by="officer.derby", at=NOON)


@pytest.mark.parametrize("how", ["logged", "joined"])
def test_the_same_message_twice_is_kept_to_the_same_people(derby: None, how: str) -> None:
    """CUM-3.4: it came twice, and was about nothing yet: both are about what one of them is found to be about."""
    arrived(AWAY)
    arrived(AWAY)
    reference = log_new(2, by="manager.derby", at=NOON) if how == "logged" else "DER-2026-0001"
    if how == "joined":
        join(2, reference, by="manager.derby", at=NOON)
    need_to_know.restrict(reference, ["manager.derby"], "A colleague's child.", by="manager.derby", at=NOON)
    assert {2, 3} & {*seen("officer.derby")} == set()
    assert (on_record(3).sort, on_record(3).outcome) == (Sort.DUPLICATE, Outcome.LISTED)
    if how == "joined":
        other = staff.logged("derby", "officer.derby", way.FOI)
        join(2, other, by="manager.derby", at=NOON)
        assert request_of(on_record(3)).reference == other


def test_mail_that_names_a_restricted_request_among_others_is_kept_with_it(derby: None) -> None:
    """CUM-3.4: neither its words nor that the two have to do with each other are the service's to read."""
    other = request_of(arrived(message(way.FOI, number=7))).reference
    need_to_know.restrict(other, ["manager.derby"], "A colleague's child.", by="manager.derby", at=NOON)
    row = arrived(message("Both.", number=8, more={"References": "<letter-1@example.org> <letter-7@example.org>"}))
    assert request_of(row).reference == other
    assert seen("officer.derby") == [1]


def test_a_volunteer_sees_mail_of_assigned_requests_alone(derby: None) -> None:
    """BNS-5: and may say that nothing else is to do with it; logs nothing, and copies nothing out."""
    arrived(REPLY)
    arrived(AWAY)
    assert seen("volunteer.derby") == []
    with pytest.raises(AccessRefused):
        nothing(2, "Mine.", by="volunteer.derby", at=NOON)
    need_to_know.assign("DER-2026-0001", "volunteer.derby", by="manager.derby", at=NOON)
    assert seen("volunteer.derby") == [1, 2]
    with reading() as session:
        sight = access.sight(access.who(session, "volunteer.derby"), None)
    with pytest.raises(AccessRefused):
        incoming_text.copy(2, sight, by="volunteer.derby", at=NOON)
    for decide in (
        lambda: log_new(2, by="volunteer.derby", at=NOON),
        lambda: nothing(3, "x", by="volunteer.derby", at=NOON),
    ):
        with pytest.raises(AccessRefused):
            decide()
    nothing(2, "Read.", by="volunteer.derby", at=NOON)


def test_a_message_is_copied_out_on_record(derby: None) -> None:
    """UK GDPR Art 5(2): byte for byte, by somebody who may, and the log says so."""
    with reading() as session:
        sight = access.sight(access.who(session, "officer.derby"), None)
    assert incoming_text.copy(1, sight, by="officer.derby", at=NOON) == message()
    assert [(event.reference, event.what) for event in events("incoming.copied")] == [("DER-2026-0001", {"mail": 1})]
    with pytest.raises(NoSuchMail):
        incoming_text.copy(9, sight, by="officer.derby", at=NOON)


@pytest.mark.parametrize(
    ("sender", "says"),
    [
        (PARENT, None),
        ("Clover <CLOVER@example.org>", None),
        ("Hazel Quillmarsh <hazel@example.net>", "not from the address that the requester gave"),
        ("Clover Fernwhistle <clover@elsewhere.example>", "not from the address that the requester gave"),
    ],
)
def test_another_address_is_said(derby: None, sender: str, says: str | None) -> None:
    """Whoever knows a reference could write into somebody's case: not the name, the address is compared."""
    row = arrived(message("More.", number=2, subject="Re: DER-2026-0001", sender=sender))
    with reading() as session:
        found = queries.people(session, session.exec(select(Request)).one())
        assert [one.reply_to for one in found.values() if one.reply_to] == ["clover@example.org"]
        entry = incoming_mail.Entry(row, "DER-2026-0001")
    told = incoming_text.from_another(entry)
    assert told is None if says is None else says in (told or "")


def test_a_message_is_read_from_its_document_alone(derby: None) -> None:
    """Design, 4: what a page shows is not in the database; what cannot be read says so."""
    arrived(message("New words.\n\nOn 2 November 2026 at 10:00, info@derby.example wrote:\n> Old words.\n", number=2))
    with reading() as session:
        entry = incoming_mail.one(session, access.EVERYTHING, 2)
    assert entry is not None
    head, words = incoming_text.head(entry), incoming_text.words(entry)
    assert (head.sender, head.subject) == (PARENT, "My daughter's records")
    assert (words.text, words.unread) == ("New words.", None)
    assert "Old words." in words.quoted
    broken = arrived(b"\xff\xfe\x00 \x80" * 10)
    entry = incoming_mail.Entry(broken, None)
    assert incoming_text.head(entry).subject == ""
    assert incoming_text.words(entry).unread
