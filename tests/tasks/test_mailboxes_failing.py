"""A mailbox that cannot be used says why, on record, and loses nothing; the next run takes what is there."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from sqlmodel import select

from mail import mailbox as mail_mailbox
from mail.mailbox import Folder, NotReached, opened
from models.db import reading
from models.mailbox_state import MailboxState
from settings.mailboxes import Mailbox, MailboxesRefused
from tasks import mailboxes
from tests.arrived import events, stored
from tests.conftest import free_port
from tests.mail_messages import NOON, TAKEN, message
from tests.mail_server import MailServer, breaking_off, configure, mailbox

pytestmark = pytest.mark.dovecot


def state() -> MailboxState:
    """How it stands with the only mailbox."""
    with reading() as session:
        return session.exec(select(MailboxState)).one()


WRONG: dict[str, tuple[Callable[[MailServer], dict[str, object]], str]] = {
    "password": (lambda _server: {"password": "wrong"}, "refused the sign-in"),
    "folder": (lambda _server: {"folder": "Nowhere"}, "no such folder"),
    "port": (lambda _server: {"port": free_port()}, "cannot be reached"),
    "certificate": (lambda server: {"security": "tls", "port": server.tls_port}, "certificate"),
    "no TLS": (lambda server: {"security": "tls", "port": server.port}, "TLS"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_mailbox_that_fails_says_why(home: Path, mail_server: MailServer, name: str) -> None:
    """Design, 8: in words of our own, on record until it is reached again; no password, no word of the server's."""
    more, says = WRONG[name]
    configure(home, mailbox(mail_server, "derby-wrong", **more(mail_server)))
    (line,) = mailboxes.take("derby-wrong", NOON)
    assert says in line
    assert mailboxes.take("derby-wrong", NOON) == [line]
    row = state()
    assert (row.failed_at, row.reached_at) == (NOON, None)
    assert [event.what["because"] for event in events("mailbox.failed")] == [row.because]  # once, not every run
    assert says in mailboxes.troubles("derby", NOON)[0]
    assert mailboxes.sign_in("derby-wrong") == row.because
    assert "wrong" not in line.replace("derby-wrong", "")


def test_a_folder_that_is_not_there_stops_no_message(home: Path, mail_server: MailServer) -> None:
    """What cannot be moved is stored all the same; that it stays is said, until it can be moved."""
    configure(home, mailbox(mail_server, "derby-stays", taken_folder="Taken"))
    for number in (1, 2):
        mail_server.deliver("derby-stays", message(number=number), TAKEN)
    (line,) = mailboxes.take("derby-stays", NOON)
    assert "could not be moved" in line
    assert len(stored()) == 2
    assert "could not be moved" in mailboxes.troubles("derby", NOON)[0]
    mail_server.make("derby-stays", "Taken")
    assert mailboxes.take("derby-stays", NOON) == []
    assert mailboxes.troubles("derby", NOON) == []
    assert mail_server.folder("derby-stays") == {}
    assert len(stored()) == 2
    assert (len(events("mailbox.failed")), len(events("mailbox.reached"))) == (1, 1)


def test_a_mailbox_of_a_service_that_there_is_not_is_told_of(home: Path, mail_server: MailServer) -> None:
    """A typing error must not stop the mail without a word: no command takes any, and every board says why."""
    configure(home, mailbox(mail_server, "inbox", "nowhere"))
    for asked in (lambda: mailboxes.names("derby"), lambda: mailboxes.take("inbox", NOON)):
        with pytest.raises(MailboxesRefused, match=r"there is no service 'nowhere'; there are bathnes"):
            asked()
    assert stored() == []
    assert mailboxes.is_set_up("derby")
    (told,) = mailboxes.troubles("derby", NOON)
    assert told.startswith("No mail is taken: mailboxes.yaml")


def test_a_server_that_goes_away_is_told_and_nothing_is_lost(box: str, mail_server: MailServer) -> None:
    """The connection breaks between two messages: the first is kept, the second is taken the next time."""
    for number in (1, 2):
        mail_server.deliver(box, message(number=number), TAKEN)
    whole = Folder.message

    def breaks(folder: Folder, uid: int, most: int) -> object:
        if uid == 2:
            folder._box.client.sock.shutdown(socket.SHUT_RDWR)
        return whole(folder, uid, most)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Folder, "message", breaks)
        (line,) = mailboxes.take(box, NOON)
    assert "connection to the mail server broke" in line
    assert [row.uid for row in stored()] == [1]
    assert mailboxes.take(box, NOON) == []
    assert [row.uid for row in stored()] == [1, 2]


@pytest.mark.parametrize("after", ["LOGIN", "SELECT"])
@pytest.mark.parametrize("how", ["silent", "reset"])
def test_a_server_that_breaks_off_before_the_folder_is_open_says_so(
    home: Path, monkeypatch: pytest.MonkeyPatch, after: str, how: str
) -> None:
    """Design, 8: at the sign-in and at the folder too it is on record why, and is no slip in what is set."""
    monkeypatch.setattr(mail_mailbox, "_TIMEOUT", 1)
    with breaking_off(after, how) as port:
        entry = {"name": "derby-breaks", "service": "derby", "server": "127.0.0.1", "port": port}
        configure(home, entry | {"security": "plain", "user": "info", "password": "wrong"})
        (line,) = mailboxes.take("derby-breaks", NOON)
    assert "connection to the mail server broke" in line
    assert state().because == line.partition(": ")[2]


def test_the_connection_is_not_what_breaks_in_a_block(mail_server: MailServer, home: Path) -> None:
    """An error of our own disk is none of the server's: it is told as what it is."""
    entry = mailbox(mail_server, "derby-own")
    mine = msgspec.convert(entry, Mailbox)
    with pytest.raises(FileNotFoundError), opened(mine, "lantern-orchard-pebble"):
        os.stat(home / "nothing")
    with pytest.raises(NotReached), opened(mine, "another"):
        pass
