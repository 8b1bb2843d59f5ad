"""The flow that takes mail, on a real Prefect server and a real IMAP server; Prefect learns of no person."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from sqlmodel import select

from mail import mailbox as mail_mailbox
from models.db import reading, transaction
from models.outgoing import Outgoing
from models.request import Request
from rules.incoming import Sort, Stage
from rules.lifecycle import State
from tasks import accounts, incoming, mailboxes, outbox
from tests import staff, way
from tests.arrived import stored
from tests.conftest import free_port
from tests.mail_messages import NOON, TAKEN, message
from tests.mail_server import PASSWORD, MailServer, breaking_off, configure, mailbox
from tests.smtp_server import sending

pytestmark = [pytest.mark.prefect, pytest.mark.dovecot]
MARKERS = ("Zephyrine", "Quackenbosh", "zephyrine@", "Ossifrage", "whispered", PASSWORD)
MARKED = message(
    way.SAR.replace("Marigold Fernwhistle", "Ossifrage Quackenbosh").replace("Clover Fernwhistle", "Zephyrine"),
    sender="Zephyrine Quackenbosh <zephyrine@example.org>",
    subject="I whispered about Ossifrage",
)


@pytest.fixture
def on_server(home: Path, prefect_server: tuple[str, Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Flows of this process report to the real server."""
    from prefect.settings import PREFECT_API_URL, temporary_settings

    monkeypatch.setenv("PREFECT_API_URL", prefect_server[0])
    with temporary_settings({PREFECT_API_URL: prefect_server[0]}):
        yield home


def states() -> dict[str, State]:
    """How it stands with every request."""
    with reading() as session:
        return {row.reference: row.state for row in session.exec(select(Request)).all()}


def test_one_run_takes_receives_and_silences_nobody(
    on_server: Path, mail_server: MailServer, prefect_server: tuple[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Design, 4: of three mailboxes one fails, a message breaks, the rest is requests; Prefect learns no name."""
    from flows.collect import collect

    entries = [
        mailbox(mail_server, "flow-derby"),
        mailbox(mail_server, "flow-broken", port=free_port()),
        mailbox(mail_server, "flow-hillingdon", "hillingdon"),
    ]
    configure(on_server, *entries)
    mail_server.deliver("flow-derby", MARKED, TAKEN)
    mail_server.deliver("flow-derby", message("Broken Quackenbosh", number=2), TAKEN)
    mail_server.deliver("flow-hillingdon", message(way.FOI, number=3), TAKEN)
    enter = incoming.intake.enter

    def breaks(tx: object, content: bytes, *words: object, **more: object) -> object:
        if b"Broken" in content:
            raise KeyError("Quackenbosh")
        return enter(tx, content, *words, **more)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(incoming.intake, "enter", breaks)
        broken = asyncio.run(collect(NOON))
    number = next(row.id for row in stored() if row.stage is Stage.STORED)
    assert sorted(line.partition(":")[0] for line in broken) == [f"e-mail {number}", "flow-broken"]
    assert states() == {"DER-2026-0001": State.OPEN, "HIL-2026-0001": State.OPEN}
    database = prefect_server[1] / "prefect.db"
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        dump = "\n".join(connection.iterdump())
    assert "DER-2026-0001" in dump  # the search does look at the right place
    everything = dump + "".join(file.read_text(errors="replace") for file in prefect_server[1].rglob("*.log"))
    assert [marker for marker in MARKERS if marker in everything] == []


def test_what_a_run_left_is_finished(on_server: Path, mail_server: MailServer) -> None:
    """Design, 3: a message that was stored and no more is taken further by `catch_up`, as by the next `collect`."""
    from flows.catch_up import catch_up
    from flows.collect import collect

    configure(on_server, mailbox(mail_server, "flow-left"))
    for number, again in enumerate((catch_up, collect), 1):
        mail_server.deliver("flow-left", message(way.SAR + f"\n{number}\n", number=number), TAKEN)
        mailboxes.take("flow-left", NOON)
        assert stored()[-1].stage is Stage.STORED
        assert [line for line in asyncio.run(again(NOON)) if "e-mail" in line or "DER-" in line] == []
        assert stored()[-1].sort is Sort.REQUEST
    assert states() == {"DER-2026-0001": State.OPEN, "DER-2026-0002": State.OPEN}


def test_a_mail_is_reserved_from_when_it_is_sent(
    on_server: Path, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Design, 3: to take mail lasts, and ten minutes from its beginning could be over when a mail is sent."""
    from flows.collect import collect

    staff.of("derby")
    accounts.set_email("officer.derby", "officer@sendiass.example", by="manager.derby", at=NOON)
    monkeypatch.setattr(mail_mailbox, "_TIMEOUT", 4)
    with sending(monkeypatch), breaking_off("LOGIN", "silent") as port:
        configure(on_server, mailbox(mail_server, "flow-silent", port=port))
        with transaction("inforights", NOON) as tx:
            outbox.put(tx, accounts.named_account(tx, "officer.derby"), "digest:2026-11-09", "Reminders", "One.\n")
        assert ["flow-silent" in line for line in asyncio.run(collect(NOON))] == [True]
    with reading() as session:
        (sent,) = session.exec(select(Outgoing)).all()
    assert sent.sent_at is not None
    assert sent.sent_at - NOON >= timedelta(seconds=4)


def test_the_commands_take_mail(
    home: Path, mail_server: MailServer, prefect_server: tuple[str, Path], cli: Callable[..., CompletedProcess[str]]
) -> None:
    """`collect --dry-run` says what would be taken, `collect` takes it, `mailboxes` says how each stands."""
    assert "No mailbox is set up." in cli("mailboxes").stdout + cli("collect").stdout
    configure(home, mailbox(mail_server, "flow-cli"), mailbox(mail_server, "flow-away", port=free_port()))
    mail_server.deliver("flow-cli", message(), TAKEN)
    looked = cli("collect", "--dry-run")
    assert (looked.returncode, looked.stdout) == (1, "flow-cli: 1 to take\n")
    assert "flow-away: The mail server cannot be reached" in looked.stderr
    taken = cli("collect", PREFECT_API_URL=prefect_server[0])
    assert (taken.returncode, taken.stdout) == (1, "1 could not be done.\n")
    assert "flow-away: The mail server cannot be reached" in taken.stderr
    assert list(states().values()) == [State.OPEN]
    listed = cli("mailboxes", "--try")
    assert listed.returncode == 1
    assert PASSWORD not in listed.stdout + listed.stderr
    lines = {line.split()[0]: line for line in listed.stdout.splitlines() if line.strip()}
    assert "It can be opened." in lines["flow-cli"]
    assert "never" in lines["flow-away"]
    (home / "mailboxes.yaml").write_text("mailboxes: [")
    wrong = cli("mailboxes")
    assert (wrong.returncode, wrong.stdout) == (1, "")
    assert "mailboxes.yaml is not valid YAML" in wrong.stderr
