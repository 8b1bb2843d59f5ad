"""`outbox`, `user email` and `remind --dry-run`: who would be written to, what did not go, whether mail works."""

from collections.abc import Iterator

import pytest

from tasks import accounts, need_to_know, reminders
from tests import staff
from tests.cli.conftest import Say
from tests.cli.story import TODAY
from tests.conftest import at
from tests.smtp_server import Taker, sending

pytestmark = pytest.mark.usefixtures("today")
BY = ("--by", "manager.derby")
ADDRESS = "officer.derby@sendiass.example"


@pytest.fixture
def server(say: Say, monkeypatch: pytest.MonkeyPatch) -> Iterator[Taker]:
    """A mail server, Derby's people, and a request that is due."""
    with sending(monkeypatch) as taker:
        staff.of("derby")
        yield taker


def test_an_address_is_recorded_and_listed_without_being_shown(say: Say, server: Taker) -> None:
    """UK GDPR Art 5(1)(f): a list goes round; that there is an address is enough for it."""
    done = say("user", "email", "officer.derby", ADDRESS, *BY)
    assert (done.code, done.out) == (0, "Recorded: they get their reminders by e-mail.\n")
    listed = say("user", "list", *BY).out
    assert "E-mail" in listed
    assert ADDRESS not in listed
    assert say("user", "email", "officer.derby", "--remove", *BY).out == "Recorded: they get no e-mail.\n"
    assert say("user", "email", "officer.derby", *BY).code == 2
    wrong = say("user", "email", "officer.derby", "officer", *BY)
    assert (wrong.code, wrong.out) == (1, "")
    assert "That is no e-mail address: write one" in wrong.err


def test_a_dry_run_says_who_would_be_written_to(say: Say, server: Taker) -> None:
    """What would go is shown, and nothing is noted and nothing sent."""
    accounts.set_email("manager.derby", "m@sendiass.example", by="manager.derby", at=at(TODAY))
    said = say("remind", "--dry-run", *BY).out
    assert "(by mail to manager.derby)" in said
    assert say("remind", "--dry-run", *BY).out == said
    for day in ("2026-11-24", "2026-11-20"):  # a mail of tomorrow, or of last week, would tell what is not so
        assert "only with --dry-run" in say("remind", "--on", day, *BY).err
    assert say("outbox", "list", *BY).out == "No mail waits, and none was given up.\n"
    assert server.taken == []


def test_a_dry_run_names_nobody_who_is_named_on_a_restricted_request(say: Say, server: Taker) -> None:
    """CUM-3.4: that it is restricted everybody sees; to whom, those alone."""
    accounts.set_email("officer.derby", ADDRESS, by="manager.derby", at=at(TODAY))
    reference = staff.logged("derby", "officer.derby")
    need_to_know.restrict(reference, ["officer.derby"], "A colleague's child.", by="manager.derby", at=at(TODAY))
    lines = say("remind", "--dry-run", "--on", "2027-01-04", *BY).out.splitlines()
    assert [line.partition(" (by mail")[2] for line in lines if reference in line] == [" to 1 person)"]
    assert "officer.derby" not in "".join(lines)


def test_what_did_not_go_is_listed_and_tried_again(say: Say, server: Taker) -> None:
    """A failure is shown to a person, with what to do, and its reason without a word of another's server."""
    accounts.set_email("officer.derby", ADDRESS, by="manager.derby", at=at(TODAY))
    accounts.set_email("manager.derby", "m@sendiass.example", by="manager.derby", at=at(TODAY))
    server.refuse_to = {ADDRESS: "550 officer.derby is unknown", "m@sendiass.example": "550 no"}
    reminders.note_due("derby", at(TODAY))
    sent = say("outbox", "send")
    assert (sent.code, sent.out) == (1, "0 sent, 0 to be tried again, 1 given up.\n")
    listed = say("outbox", "list", *BY).out
    assert f"digest:{TODAY.isoformat()}" in listed
    assert "The mail server refused the address (550)." in listed
    assert "sendiass.example" not in listed
    server.refuse_to = {}
    assert say("outbox", "again", "1", *BY).code == 0
    assert say("outbox", "send").out == "1 sent, 0 to be tried again, 0 given up.\n"
    assert "sent" in say("outbox", "list", "--all", *BY).out
    assert say("outbox", "again", "1", *BY).code == 1
    assert say("outbox", "list", "--by", "officer.derby").code == 1


def test_a_test_mail_says_whether_mail_works(say: Say, server: Taker, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever sets the mail up sees what is wrong at once, and what to set where nothing is."""
    accounts.set_email("officer.derby", ADDRESS, by="manager.derby", at=at(TODAY))
    assert say("outbox", "test", "officer.derby", *BY).out == "The mail is sent.\n"
    assert [to for to, _ in server.taken] == [ADDRESS]
    no_address = say("outbox", "test", "manager.derby", *BY)
    assert no_address.code == 1
    assert "inforights user email" in no_address.err
    monkeypatch.setenv("INFORIGHTS_MAIL_SERVER", "127.0.0.1:1")
    away = say("outbox", "test", "officer.derby", *BY)
    assert (away.code, away.out) == (
        1,
        "The mail server cannot be reached: nothing answers at that address and port.\n",
    )
    monkeypatch.delenv("INFORIGHTS_MAIL_SERVER")
    assert "set INFORIGHTS_MAIL_SERVER" in say("outbox", "send").out
