"""Mail is taken from a real IMAP server: once, whole, and nothing is deleted there."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from uuid import uuid4

import pytest
from sqlmodel import select

from mail.mailbox import Folder
from models import document_store
from models.db import Transaction, reading, transaction
from models.mailbox_state import MailboxState
from models.request import Request
from rules.incoming import Outcome, Sort, Stage
from tasks import incoming, mailboxes
from tests.arrived import events, stored
from tests.conftest import at
from tests.mail_messages import NOON, ON, TAKEN, message
from tests.mail_server import MailServer, configure, mailbox

pytestmark = pytest.mark.dovecot


def references() -> list[str]:
    """The requests on record."""
    with reading() as session:
        return list(session.exec(select(Request.reference).order_by(Request.reference)).all())


def test_a_message_is_stored_whole_and_then_marked(box: str, mail_server: MailServer) -> None:
    """Design, mail: byte for byte by its hash, dated by the server's own clock, with its audit event; then read."""
    content = message()
    mail_server.deliver(box, content, TAKEN)
    assert mailboxes.take(box, NOON) == []
    (row,) = stored()
    assert row.sha256 is not None
    assert document_store.get(row.sha256) == content
    assert (row.stage, row.received_at, row.dated, row.size) == (Stage.STORED, TAKEN, True, len(content))
    assert [event.what["mail"] for event in events("incoming.stored")] == [row.id]
    assert "Seen" in mail_server.folder(box)[1]
    assert mailboxes.troubles("derby", NOON) == []


def test_whatever_it_holds_comes_whole(box: str, mail_server: MailServer) -> None:
    """Design, mail: garbage as headers, ten thousand of them, none, no Date, no Message-ID: byte for byte."""
    held = [
        b"From: \xff\xfe <\xe9@x.example>\r\nSubject: \x80\x81\r\n\r\nPlease send me my file.\r\n",
        b"".join(b"X-%d: x\r\n" % number for number in range(10_000)) + message(),
        b"\xff\xfe \x80" * 100,
        message(without=("Date",), number=2),
        message(without=("Message-ID",)),
        message("word " * 200_000, number=4),
    ]
    for content in held:
        mail_server.deliver(box, content, TAKEN)
    assert mailboxes.take(box, NOON) == []
    assert [document_store.get(row.sha256 or "") for row in stored()] == held
    logged, broken = incoming.finish(NOON)
    assert (len(logged), broken) == (5, [])
    assert [row.sort for row in stored() if row.sort is not Sort.REQUEST] == [Sort.KEPT_ASIDE]


def test_a_message_is_taken_once(box: str, mail_server: MailServer) -> None:
    """Design, 3: a second run takes nothing twice, and finds what came since."""
    mail_server.deliver(box, message(), TAKEN)
    for _ in range(2):
        assert mailboxes.take(box, NOON) == []
    mail_server.deliver(box, message(number=2), TAKEN)
    mailboxes.take(box, NOON)
    assert [row.uid for row in stored()] == [1, 2]


def test_two_runs_at_once_take_each_message_once(installation: Path, mail_server: MailServer) -> None:
    """Design, 3: on both databases, with both runs signed in before either has stored anything."""
    name = f"both-{uuid4().hex[:12]}"
    configure(installation, mailbox(mail_server, name))
    for number in range(5):
        mail_server.deliver(name, message(number=number), TAKEN)
    together = Barrier(2)
    uids = Folder.uids

    def both(folder: Folder, after: int) -> list[int]:
        found = uids(folder, after)
        together.wait(20)
        return found

    with pytest.MonkeyPatch.context() as patch, ThreadPoolExecutor(2) as crowd:
        patch.setattr(Folder, "uids", both)
        runs = [crowd.submit(mailboxes.take, name, NOON) for _ in range(2)]
        assert [run.result(60) for run in runs] == [[], []]
    with ThreadPoolExecutor(2) as crowd:
        found = [run.result(60) for run in [crowd.submit(incoming.finish, NOON) for _ in range(2)]]
    assert [row.uid for row in stored()] == [1, 2, 3, 4, 5]
    # The letters are alike but for their numbers: five messages, five requests.
    assert sorted(reference for logged, _ in found for reference in logged) == references()
    assert (len(references()), [line for _, broken in found for line in broken]) == (5, [])


@pytest.mark.parametrize("broken", ["document", "row"])
def test_nothing_is_marked_that_is_not_stored(
    box: str, mail_server: MailServer, broken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Design, mail: a full disk, or a database that refuses: the message stays unread, and is taken the next time."""
    mail_server.deliver(box, message(), TAKEN)

    def refuses(*_words: object, **_more: object) -> None:
        raise OSError("No space left on device")

    with monkeypatch.context() as patch:
        where, what = {"document": (document_store, "put"), "row": (Transaction, "record")}[broken]
        patch.setattr(where, what, refuses)
        with pytest.raises(OSError, match="No space"):
            mailboxes.take(box, NOON)
    assert "Seen" not in mail_server.folder(box)[1]
    assert stored() == []
    assert mailboxes.take(box, NOON) == []
    assert len(stored()) == 1


def test_a_new_validity_makes_no_second_case(box: str, mail_server: MailServer) -> None:
    """RFC 9051 s.2.3.1.1: the numbers mean nothing then; everything is taken anew, and known by its bytes."""
    mail_server.deliver(box, message(), TAKEN)
    mailboxes.take(box, NOON)
    logged, _ = incoming.finish(NOON)
    mail_server.renew(box)
    mailboxes.take(box, NOON)
    assert incoming.finish(NOON) == ([], [])
    first, second = stored()
    assert first.uidvalidity != second.uidvalidity
    assert (second.sort, second.outcome, second.request_id) == (Sort.DUPLICATE, Outcome.LISTED, first.request_id)
    assert references() == logged


def test_a_folder_that_was_put_back_loses_nothing(box: str, mail_server: MailServer) -> None:
    """A server restored from a backup gives numbers again that it gave before: its mail is looked at anew."""
    mail_server.deliver(box, message(), TAKEN)
    mailboxes.take(box, NOON)
    incoming.finish(NOON)
    with transaction("m.manager", NOON) as tx:  # as if it had been taken further than the folder now reaches
        row = tx.session.exec(select(MailboxState)).one()
        row.taken_to = 7
        tx.session.add(row)
    mail_server.deliver(box, message("Another letter.", number=2), TAKEN)
    mailboxes.take(box, NOON)
    assert len(incoming.finish(NOON)[0]) == 1
    assert [(row.uid, row.restored, row.sort) for row in stored()] == [
        (1, 0, Sort.REQUEST),
        (1, 1, Sort.DUPLICATE),
        (2, 1, Sort.REQUEST),
    ]
    assert len(events("mailbox.put_back")) == 1


def test_what_was_taken_is_moved_where_that_is_set(home: Path, mail_server: MailServer) -> None:
    """Design, mail: into another folder of the same account, once it is stored; it is there whole."""
    mail_server.make("derby-moves", "Taken-K&AOQ-se")
    entry = mailbox(mail_server, "derby-moves", taken_folder="Taken-Käse")
    configure(home, entry)
    mail_server.deliver("derby-moves", message(), TAKEN)
    assert mailboxes.take("derby-moves", NOON) == []
    assert mail_server.folder("derby-moves") == {}
    assert "Seen" in mail_server.folder("derby-moves", "Taken-K&AOQ-se")[1]
    assert len(stored()) == 1
    assert mailboxes.take("derby-moves", NOON) == []


def test_a_message_that_is_far_too_large_stays_where_it_is(
    box: str, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not stored, so it is not marked; a person is told that it is there."""
    monkeypatch.setattr(mailboxes, "_TIMES", 0)
    mail_server.deliver(box, message(), TAKEN)
    for _ in range(2):
        assert mailboxes.take(box, NOON) == []
    (row,) = stored()
    assert (row.sha256, row.stage, row.sort) == (None, Stage.WAITING, Sort.KEPT_ASIDE)
    assert "stays on the mail server" in (row.because or "")
    assert "Seen" not in mail_server.folder(box)[1]
    assert incoming.finish(NOON) == ([], [])


def test_mail_from_before_a_day_is_left_alone(home: Path, mail_server: MailServer) -> None:
    """Ten years of old mail are no new requests: `since` says from which day on."""
    configure(home, mailbox(mail_server, "derby-since", since=ON))
    for number, day in enumerate((ON.replace(day=1), ON, ON.replace(day=8)), 1):
        mail_server.deliver("derby-since", message(number=number), at(day))
    assert mailboxes.take("derby-since", NOON) == []
    assert [row.uid for row in stored()] == [2]


def test_a_look_changes_nothing(box: str, mail_server: MailServer) -> None:
    """`collect --dry-run`: how many would be taken; no mark there, no row here."""
    mail_server.deliver(box, message(), TAKEN)
    assert mailboxes.waiting_on_server(box) == 1
    assert "Seen" not in mail_server.folder(box)[1]
    assert stored() == []
    mailboxes.take(box, NOON)
    assert mailboxes.waiting_on_server(box) == 0


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_it_is_reached_by_tls(home: Path, mail_server: MailServer, security: str) -> None:
    """UK GDPR Art 32: from the first byte or before the password, with the certificate of a named authority."""
    port = mail_server.tls_port if security == "tls" else mail_server.port
    ca = str(mail_server.place / "cert.pem")
    name = f"derby-{security}"
    configure(home, mailbox(mail_server, name, security=security, port=port, ca=ca))
    mail_server.deliver(name, message(), TAKEN)
    assert mailboxes.take(name, NOON) == []
    assert len(stored()) == 1


def test_two_services_do_not_see_each_others_mail(home: Path, mail_server: MailServer) -> None:
    """DER-1, HIL-9: the same letter to two services is two requests, and a reply joins none of the other's."""
    configure(home, mailbox(mail_server, "two-derby"), mailbox(mail_server, "two-hillingdon", "hillingdon"))
    for name in ("two-derby", "two-hillingdon"):
        mail_server.deliver(name, message(), TAKEN)
        mailboxes.take(name, NOON)
    assert incoming.finish(NOON, "hillingdon")[0] == ["HIL-2026-0001"]
    assert incoming.finish(NOON)[0] == ["DER-2026-0001"]
    reply = message("More.", number=2, subject="Re: HIL-2026-0001", more={"In-Reply-To": "<letter-1@example.org>"})
    mail_server.deliver("two-derby", reply, TAKEN)
    mailboxes.take("two-derby", NOON)
    incoming.finish(NOON)
    last = stored()[-1]
    with reading() as session:
        joined = session.get(Request, last.request_id)
    assert (last.sort, joined and joined.reference) == (Sort.REPLY, "DER-2026-0001")
