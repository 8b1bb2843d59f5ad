"""Taking mail from the mailboxes: each message is stored whole in one transaction, and only then marked as read.

A run that ends in between, or beside another, takes no message twice and loses none. Nothing is deleted on a server.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement
from sqlmodel import col, select

import settings
from mail.mailbox import Folder, Message, NotGiven, NotReached, opened
from models import document_store, incoming_mail
from models.audit_event import PROGRAM
from models.db import Transaction, insert_once, reading, transaction
from models.incoming import Incoming
from models.mailbox_state import MailboxState
from models.moment import day_of
from reading.limits import MEGABYTE
from rules.incoming import Sort, Stage
from rules.refusal import Refusal
from rules.working_days import written
from settings import mailboxes
from settings.mailboxes import Mailbox
from tasks import arrival, policies, services
from tasks.step import step

_SILENT = timedelta(hours=1)  # it is looked at every five minutes
_TIMES = 10  # how much larger than the largest letter a message may be to be stored: it is kept aside, and whole


_NO_FOLDER = "It can be opened, and taken_folder is not there: make it, or leave it out."


class NoSuchMailbox(Refusal):
    """No mailbox bears that name."""


def names(service: str | None = None) -> list[str]:
    """The names of the mailboxes, of one service or of all.

    Raises:
        settings.mailboxes.MailboxesRefused
    """
    return [one.name for one in configured() if service in (None, one.service)]


def configured() -> Sequence[Mailbox]:
    """The mailboxes of this installation.

    Raises:
        settings.mailboxes.MailboxesRefused: also where one is for a service that there is not.
    """
    found = mailboxes.load(settings.load().home)
    known = policies.services()
    for one in found:
        if one.service not in known:
            raise mailboxes.MailboxesRefused(
                f"{mailboxes.FILE}, {one.name}: there is no service '{one.service}'; there are {', '.join(known)}."
            )
    return found


def take(name: str, at: datetime) -> list[str]:
    """Store every message of a mailbox that is not stored yet. Gives a line of what could not be done.

    Raises:
        NoSuchMailbox, settings.mailboxes.MailboxesRefused, mail.mailbox.NotInstalled
        rules.policy.UnknownService, rules.policy.PolicyRefused
    """
    mailbox = _named(name)
    _enter(mailbox, at)
    run = _Run(mailbox, at)
    try:
        with opened(mailbox, _password(mailbox)) as folder:
            because = run.take(folder)
    except NotReached as why:
        because = why.because
        _note(mailbox, run, because, reached=False)
    else:
        _note(mailbox, run, because, reached=True)
    return [f"{name}: {because}"] if because else []


mailbox_names = step(names)
take_mail = step(take)


def is_set_up(service: str | None) -> bool:
    """Whether mail is to be taken for a service, well or badly."""
    try:
        return bool(names(service))
    except mailboxes.MailboxesRefused:
        return True


def troubles(service: str | None, at: datetime) -> list[str]:
    """What keeps mail from being taken for a service, a sentence each: a mailbox fails, or nobody looks at it."""
    try:
        found = [one for one in configured() if service in (None, one.service)]
    except mailboxes.MailboxesRefused as refused:
        return [f"No mail is taken: {refused}"]
    if not found:
        return []
    with reading() as session:
        rows = {row.account: row for row in incoming_mail.mailboxes(session, service)}
    return [says for one in found if (says := _trouble(one, rows.get(one.account), at))]


def _trouble(mailbox: Mailbox, row: MailboxState | None, at: datetime) -> str | None:
    if row is None:
        return f"The mailbox {mailbox.name} was never looked at: see that the program runs."
    since = "never" if row.reached_at is None else f"last on {written(day_of(row.reached_at))}"
    if row.because:
        return f"The mailbox {mailbox.name}, reached {since}: {row.because}"
    if row.reached_at is None or at - row.reached_at > _SILENT:
        return f"The mailbox {mailbox.name} was reached {since}: see that the program runs."
    return None


def waiting_on_server(name: str) -> int:
    """How many messages a mailbox has that are not stored yet; nothing is changed there or here.

    Raises:
        mail.mailbox.NotReached
    """
    mailbox = _named(name)
    with opened(mailbox, _password(mailbox), to_look=True) as folder:
        with reading() as session:
            row = session.get(MailboxState, mailbox.account)
        same = row is not None and row.uidvalidity == folder.validity
        after, restored = (row.taken_to, row.restored) if row and same else (0, row.restored if row else 0)
        known = _known(mailbox, folder.validity, restored, after)
        return len([uid for uid in folder.uids(after) if uid not in known])


def sign_in(name: str) -> str | None:
    """Open a mailbox and close it again. Gives why it cannot be opened, in words of our own; None where it can."""
    mailbox = _named(name)
    try:
        with opened(mailbox, _password(mailbox), to_look=True) as folder:
            return _NO_FOLDER if folder.lacks_taken_folder() else None
    except NotReached as why:
        return why.because


class _Run:
    """One look at a mailbox, and how far it came."""

    def __init__(self, mailbox: Mailbox, at: datetime) -> None:
        self.mailbox, self.at = mailbox, at
        self.taken_to = 0

    def take(self, folder: Folder) -> str | None:
        """Store what is not stored yet. Gives why something could not be taken, and goes on with the rest."""
        after, restored = _begin(self.mailbox, folder, self.at)
        self.taken_to = after
        known = _known(self.mailbox, folder.validity, restored, after)
        because: str | None = None
        for uid in folder.uids(after):
            try:
                if uid not in known and (message := folder.message(uid, arrival.largest() * _TIMES)):
                    _store(self.mailbox, folder.validity, restored, message, self.at)
                    known[uid] = message.content is not None
                if known.get(uid):
                    folder.take(uid)  # once more where a run ended before it: it does no harm
            except NotGiven as why:
                because = why.because
            if because is None:
                self.taken_to = uid
        return because


def _named(name: str) -> Mailbox:
    found = next((one for one in configured() if one.name == name), None)
    if found is None:
        raise NoSuchMailbox(f"There is no mailbox {name} in {mailboxes.FILE}.")
    return found


def _password(mailbox: Mailbox) -> str:
    return mailboxes.password(mailbox, settings.load().home)


def _enter(mailbox: Mailbox, at: datetime) -> None:
    with reading() as session:
        row = session.get(MailboxState, mailbox.account)
        if row and row.service == mailbox.service:
            return
    with transaction(PROGRAM, at) as tx:
        services.enter(tx, mailbox.service)
        insert_once(tx.session, MailboxState(account=mailbox.account, name=mailbox.name, service=mailbox.service))


def _state(tx: Transaction, mailbox: Mailbox) -> MailboxState:
    """How far it was taken, locked until the transaction ends: two runs go one after the other."""
    query = select(MailboxState).where(MailboxState.account == mailbox.account).with_for_update()
    return tx.session.exec(query).one()


def _begin(mailbox: Mailbox, folder: Folder, at: datetime) -> tuple[int, int]:
    """From which number on messages are looked for, and how often the folder was put back.

    Numbers mean nothing once the UIDVALIDITY is another (RFC 9051 s.2.3.1.1), or the next number is one that was
    given already: then everything is taken anew, and known by its bytes.
    """
    with transaction(PROGRAM, at) as tx:
        row = _state(tx, mailbox)
        row.name, row.service = mailbox.name, mailbox.service
        if row.uidvalidity != folder.validity:
            row.uidvalidity, row.taken_to = folder.validity, 0
        elif folder.next is not None and folder.next <= row.taken_to:
            row.restored, row.taken_to = row.restored + 1, 0
            tx.record("mailbox.put_back", service=mailbox.service, mailbox=mailbox.name)
        tx.session.add(row)
        return row.taken_to, row.restored


def _known(mailbox: Mailbox, validity: int, restored: int, after: int) -> dict[int, bool]:
    """The messages that were taken already, by their numbers, and whether each is stored."""
    query = select(Incoming.uid, Incoming.sha256).where(*_of(mailbox, validity, restored), col(Incoming.uid) > after)
    with reading() as session:
        return {uid: sha256 is not None for uid, sha256 in session.exec(query)}


def _of(mailbox: Mailbox, validity: int, restored: int) -> Iterator[ColumnElement[bool]]:
    """The conditions of the messages of one folder whose numbers mean the same."""
    yield col(Incoming.account) == mailbox.account
    yield col(Incoming.restored) == restored
    yield col(Incoming.uidvalidity) == validity


def _store(mailbox: Mailbox, validity: int, restored: int, message: Message, at: datetime) -> None:
    """Keep one message, byte for byte, with its row and its audit event; once."""
    with transaction(PROGRAM, at) as tx:
        _state(tx, mailbox)
        taken = select(Incoming.id).where(*_of(mailbox, validity, restored), col(Incoming.uid) == message.uid)
        if tx.session.exec(taken).first() is not None:
            return
        row = Incoming(
            service=mailbox.service,
            mailbox=mailbox.name,
            account=mailbox.account,
            restored=restored,
            uidvalidity=validity,
            uid=message.uid,
            sha256=None if message.content is None else document_store.put(message.content),
            size=message.size,
            received_at=message.received_at or at,
            dated=message.received_at is not None,
            stored_at=at,
            stage=Stage.STORED,
        )
        if message.content is None:
            row.stage, row.sort = Stage.WAITING, Sort.KEPT_ASIDE
            most = arrival.largest() * _TIMES // MEGABYTE
            row.because = f"It has more than {most} MB and stays on the mail server: look at it with a mail program."
        tx.session.add(row)
        tx.session.flush()
        tx.record("incoming.stored", service=mailbox.service, mail=row.id, mailbox=mailbox.name, sha256=row.sha256)


def _note(mailbox: Mailbox, run: _Run, because: str | None, *, reached: bool) -> None:
    """Note that it was reached, and what could not be done. That it fails, or no longer does, has its audit event."""
    with transaction(PROGRAM, run.at) as tx:
        row = _state(tx, mailbox)
        row.taken_to = max(row.taken_to, run.taken_to)
        if reached:
            row.reached_at = run.at
        if because is None:
            if row.because is not None:
                tx.record("mailbox.reached", service=mailbox.service, mailbox=mailbox.name)
            row.failed_at, row.because = None, None
        else:
            if row.because != because:
                tx.record("mailbox.failed", service=mailbox.service, mailbox=mailbox.name, because=because)
            row.failed_at, row.because = run.at, because
        tx.session.add(row)
