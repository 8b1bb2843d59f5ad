"""Reminders by mail on the pages: where they go, what became of each, what did not go and is tried again."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from rules.kinds import Kind
from tasks import accounts, outbox, reminders
from tests import staff
from tests.conftest import at
from tests.smtp_server import Taker, sending
from tests.web.test_people import confirmed
from tests.web.visits import Visit, app_at, opened, text_of

DAY = at(date(2026, 11, 26), 12)
OFFICER = "officer.derby@sendiass.example"


@pytest.fixture
def server(derby: tuple[str, str, str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Taker]:
    """Derby's people, and a mail server."""
    with sending(monkeypatch) as taker:
        yield taker


def visit(login: str, hours: int = 0) -> Visit:
    """Somebody at the dashboard on that day."""
    return Visit(app_at(DAY + timedelta(hours=hours))).sign_in(login)


def test_a_manager_records_where_somebody_is_written_to(server: Taker) -> None:
    """UK GDPR Art 32: what it does is said first; the address stands on the page of the account and in no log."""
    manager = visit("manager.derby")
    page = "/service/people/2/email"
    assert "Their reminders go there, once a day." in text_of(manager.send(page, {"address": OFFICER}))
    done = confirmed(manager, page, {"address": OFFICER})
    assert done.url.path == "/service/people/2"
    assert OFFICER in text_of(done)
    assert staff.newest().event == "account.email"
    assert OFFICER not in str(staff.newest().what)
    wrong = manager.send(page, {"address": "officer@sendiass.example, other@elsewhere.example"})
    assert "That is no e-mail address" in text_of(wrong)


def test_the_ledger_says_how_each_reminder_reached_people(server: Taker) -> None:
    """Due, sent or not sent, with the reason, for whoever may see the reminder."""
    reference = opened(Kind.FOI)
    accounts.set_email("officer.derby", OFFICER, by="manager.derby", at=DAY)
    reminders.note_due("derby", DAY)
    assert "still to be sent to 1 person" in text_of(visit("officer.derby").get("/reminders"))
    outbox.send_due(DAY)
    shown = text_of(visit("officer.derby").get("/reminders"))
    assert f"{reference} is due in 2 working days" in shown
    assert "sent to 1 person" in shown
    assert "not sent: nobody whom it concerns has an e-mail address on record" in shown  # the manager's
    assert "sent to 1 person" in visit("officer.derby").get("/export/reminders.csv").text


def test_what_did_not_go_is_shown_and_tried_again(server: Taker) -> None:
    """A failure is shown to whoever manages, on the board too; an officer neither sees it nor tries it again."""
    opened(Kind.FOI)
    accounts.set_email("officer.derby", OFFICER, by="manager.derby", at=DAY)
    reminders.note_due("derby", DAY)
    server.refuse_to = {OFFICER: "550 no such person"}
    outbox.send_due(DAY)
    manager = visit("manager.derby")
    assert "1 mail to somebody of the service could not be sent" in text_of(manager.get("/"))
    shown = manager.get("/reminders")
    assert "Given up. The mail server refused the address (550)." in text_of(shown)
    again = shown.text.partition('href="/reminders/mails/')[2].partition('"')[0]
    officer = visit("officer.derby")
    assert "could not be sent: the page" not in text_of(officer.get("/"))
    assert officer.get(f"/reminders/mails/{again}").status_code == 403
    server.refuse_to = {}
    done = confirmed(manager, f"/reminders/mails/{again}")
    assert done.url.path == "/reminders"
    assert "It is tried again" in text_of(done)
    assert outbox.send_due(DAY).sent == 1
    assert [to for to, _ in server.taken] == [OFFICER]
    assert "could not be sent" not in text_of(manager.get("/"))


def test_a_run_that_did_not_happen_is_told_on_the_board(derby: tuple[str, str, str]) -> None:
    """A missing run is noticed by whoever looks, from an hour after it should have been; and not once it happened."""
    says = "The reminder run of Thursday 26 November 2026 has not happened."
    opened(Kind.FOI)
    reminders.note_due("derby", at(date(2026, 11, 25), 8))
    assert says not in text_of(visit("officer.derby", hours=-4).get("/"))  # at eight
    assert says in text_of(visit("officer.derby").get("/"))
    assert says in text_of(visit("officer.derby").get("/reminders"))
    reminders.note_due("derby", DAY)
    assert says not in text_of(visit("officer.derby").get("/"))
