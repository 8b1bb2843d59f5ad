"""The outbox: each mail sent at least once and under one Message-ID, tried again with growing waits, then shown."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from sqlmodel import select

from mail import Mail, NotSent
from mail.smtp import SmtpWay
from models.audit_chain import verify
from models.db import reading, transaction
from models.outgoing import Outgoing
from rules.access import AccessRefused
from rules.mail_state import TAKEN_FOR, WAITS, MailState
from tasks import accounts, outbox
from tests import staff
from tests.conftest import at
from tests.smtp_server import Taker, sending

NOON = at(date(2026, 11, 26), 12)
MANAGER = "manager.derby"
OFFICER = "officer.derby"


@pytest.fixture
def server(installation: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Taker]:
    """A mail server, an installation that sends by it, and two people with an address."""
    with sending(monkeypatch) as taker:
        staff.of("derby")
        for login in (MANAGER, OFFICER):
            accounts.set_email(login, f"{login}@sendiass.example", by=MANAGER, at=NOON)
        yield taker


def written(login: str = OFFICER, occasion: str = "digest:2026-11-26") -> int:
    """A mail in the outbox. Gives its number."""
    with transaction("inforights", NOON) as tx:
        from models import access

        account = access.account(tx.session, login)
        assert account
        row = outbox.put(tx, account, occasion, "Reminders", "One.\n")
        assert row.id
        return row.id


def row(number: int) -> Outgoing:
    """A mail as it stands."""
    with reading() as session:
        return session.get_one(Outgoing, number)


def test_a_mail_is_sent_once(server: Taker) -> None:
    """Design, 3: a second run finds it sent; that it went is an audit event of the same transaction (Design, 5)."""
    number = written()
    assert outbox.send_due(NOON).sent == 1
    assert outbox.send_due(NOON) == outbox.Sent()
    found = row(number)
    assert (found.state, found.attempts, found.because) == (MailState.SENT, 1, None)
    assert found.sent_at
    assert timedelta(0) <= found.sent_at - NOON < timedelta(minutes=1)
    assert server.ids == [f"<{found.message_id}>"]
    assert staff.newest().event == "mail.sent"
    assert "@" not in str({**staff.newest().what, "mail": ""})  # no address is in the log
    with reading() as session:
        assert verify(session)[0] is None


def test_one_that_is_refused_for_good_keeps_no_other_back(server: Taker) -> None:
    """It is given up at once, and a person is told; the others of the run go."""
    server.refuse_to = {f"{OFFICER}@sendiass.example": "550 no such person"}
    refused, goes = written(OFFICER), written(MANAGER)
    assert outbox.send_due(NOON) == outbox.Sent(sent=1, failed=1)
    assert (row(refused).state, row(goes).state) == (MailState.FAILED, MailState.SENT)
    assert row(refused).because == "The mail server refused the address (550)."
    assert outbox.given_up("derby") == 1
    assert [one.id for one in outbox.listed(by=MANAGER, at=NOON)] == [refused]


def test_one_that_breaks_something_keeps_no_other_back(server: Taker, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a library makes of one mail: it is tried again later, the others go, and no error's text is kept."""
    breaks, goes = written(OFFICER), written(MANAGER)
    send = SmtpWay.send

    def sending(way: SmtpWay, mail: Mail) -> None:
        if mail.to.startswith(OFFICER):
            raise IndexError(mail.to)
        send(way, mail)

    monkeypatch.setattr(SmtpWay, "send", sending)
    assert outbox.send_due(NOON) == outbox.Sent(sent=1, waiting=1)
    assert row(breaks).because == "The mail could not be sent (IndexError)."
    assert row(goes).state is MailState.SENT


def test_a_run_that_another_has_outlived_undoes_nothing(server: Taker) -> None:
    """Design, 3: what a run notes too late neither sends a mail once more nor hides that it came back."""
    number = written()
    taken = outbox._take(number, NOON)
    assert taken
    assert outbox.send_due(NOON + TAKEN_FOR).sent == 1
    late = NOON + TAKEN_FOR * 2
    assert outbox._note(number, taken[0].attempts, NotSent("It broke."), late) is MailState.SENT
    assert row(number).because is None
    with transaction("inforights", late) as tx:
        tx.session.get_one(Outgoing, number).state = MailState.RETURNED
        tx.record("mail.returned", service="derby")
    assert outbox._note(number, taken[0].attempts, None, late) is MailState.RETURNED
    assert outbox.send_due(late + TAKEN_FOR) == outbox.Sent()


def test_one_that_is_put_off_is_tried_again_with_growing_waits(server: Taker) -> None:
    """Soon at first, then later; after the last wait it is given up and shown to a person."""
    server.refuse_all = "451 try later"
    number, moment, tried = written(), NOON, []
    while (found := row(number)).state is MailState.WAITING:
        assert found.next_at
        assert outbox.send_due(found.next_at - timedelta(seconds=1)) == outbox.Sent()
        moment = found.next_at
        tried.append(moment)
        outbox.send_due(moment)
    assert found.state is MailState.FAILED
    waits = [round((later - earlier).total_seconds() / 60) for earlier, later in pairwise(tried)]
    assert waits == list(WAITS)


def test_a_mail_that_was_given_up_is_tried_again_by_a_manager(server: Taker) -> None:
    """It keeps its Message-ID, and goes to the address that is on record by then; an officer may not."""
    server.refuse_to = {f"{OFFICER}@sendiass.example": "550 no such person"}
    number = written()
    outbox.send_due(NOON)
    before = row(number).message_id
    with pytest.raises(AccessRefused):
        outbox.try_again(number, by=OFFICER, at=NOON)
    accounts.set_email(OFFICER, "o.fficer@sendiass.example", by=MANAGER, at=NOON)
    outbox.try_again(number, by=MANAGER, at=NOON)
    assert outbox.send_due(NOON).sent == 1
    assert [(to, str(message["Message-ID"])) for to, message in server.taken] == [
        ("o.fficer@sendiass.example", f"<{before}>")
    ]
    with pytest.raises(outbox.MailRefused, match="went, or is on its way"):
        outbox.try_again(number, by=MANAGER, at=NOON)
    staff.of("bathnes")
    with pytest.raises(outbox.MailRefused, match="no such mail"):  # DER-1: as if it were not there
        outbox.try_again(number, by="manager.bathnes", at=NOON)
    for none in (-1, 10**30):
        with pytest.raises(outbox.MailRefused, match="no such mail"):
            outbox.try_again(none, by=MANAGER, at=NOON)


def test_a_server_that_is_away_is_not_called_for_every_mail(server: Taker, monkeypatch: pytest.MonkeyPatch) -> None:
    """All of the run are put off alike, and all are sent once it is back."""
    monkeypatch.setenv("INFORIGHTS_MAIL_SERVER", "127.0.0.1:1")
    numbers = [written(OFFICER), written(MANAGER)]
    put_off = outbox.send_due(NOON)
    assert put_off == outbox.Sent(waiting=2)
    assert put_off.because == "The mail server cannot be reached: nothing answers at that address and port."
    assert outbox.put_off("derby") == 2
    assert {row(number).because for number in numbers} == {
        "The mail server cannot be reached: nothing answers at that address and port."
    }
    monkeypatch.setenv("INFORIGHTS_MAIL_SERVER", f"127.0.0.1:{server.port}")
    assert outbox.send_due(NOON + timedelta(minutes=2)).sent == 2


def test_what_a_run_took_that_died_is_sent_by_another_and_not_before(server: Taker) -> None:
    """Design, 3: while a run may still be at work nobody else sends its mail; after ten minutes somebody does."""
    number = written()
    taken = outbox._take(number, NOON)
    assert taken
    assert outbox._take(number, NOON) is None
    assert outbox.send_due(NOON + TAKEN_FOR - timedelta(seconds=1)) == outbox.Sent()
    assert outbox.send_due(NOON + TAKEN_FOR).sent == 1
    assert server.ids == [f"<{taken[0].message_id}>"]
    assert row(number).attempts == 2


@pytest.mark.parametrize("gone", ["address", "account"])
def test_nobody_is_written_to_who_has_left(server: Taker, gone: str) -> None:
    """UK GDPR Art 5(1)(f): between the writing of a mail and its sending an account may be closed."""
    number = written()
    if gone == "address":
        accounts.set_email(OFFICER, None, by=MANAGER, at=NOON)
    else:
        accounts.close(OFFICER, by=MANAGER, at=NOON)
    assert outbox.send_due(NOON).failed == 1
    assert server.taken == []
    assert row(number).because == outbox.NO_ADDRESS
    assert [one.id for one in outbox.listed(by=MANAGER, at=NOON)] == [number]
    assert outbox.given_up("derby") == (1 if gone == "address" else 0)  # who has left is no warning for ever


def test_without_a_mail_server_nothing_is_lost(installation: Path) -> None:
    """Mail is no condition of anything: where none is set up nothing is written, and that is said."""
    staff.of("derby")
    assert outbox.send_due(NOON) == outbox.Sent()
    with pytest.raises(outbox.MailRefused, match="INFORIGHTS_MAIL_SERVER"):
        outbox.send_test(OFFICER, by=MANAGER, at=NOON)
    with reading() as session:
        assert session.exec(select(Outgoing)).all() == []


def test_a_test_mail_says_whether_mail_goes_out(server: Taker) -> None:
    """So that whoever sets the mail up sees it before a reminder is due."""
    assert outbox.send_test(OFFICER, by=MANAGER, at=NOON) == (MailState.SENT, None)
    server.refuse_all = "554 no"
    again = NOON + timedelta(minutes=1)
    assert outbox.send_test(OFFICER, by=MANAGER, at=again) == (
        MailState.FAILED,
        "The mail server refused the mail (554).",
    )
    accounts.set_email(OFFICER, None, by=MANAGER, at=NOON)
    with pytest.raises(outbox.MailRefused, match="no e-mail address"):
        outbox.send_test(OFFICER, by=MANAGER, at=again)
