"""The outbox: mails to the service's own people, kept before they are sent, each sent at least once.

A mail is taken in one transaction, given to the mail server, and noted as sent in another. Whoever dies in between is
found out after ten minutes, and the mail is sent again with the same Message-ID. Nothing of an address, of a subject
or of what a server said is in a log or an error.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast
from uuid import uuid4

from sqlalchemy import ColumnElement, CursorResult
from sqlmodel import col, func, select, update

import settings
from mail import Mail, NotSent, Way, way_by
from models.account import Account
from models.audit_event import PROGRAM
from models.db import Transaction, reading, transaction
from models.moment import from_then
from models.outgoing import Outgoing
from rules.deed import Deed
from rules.mail_state import TAKEN_FOR, MailState, next_attempt
from rules.refusal import Refusal
from rules.rights import Right
from tasks import accounts
from tasks.access import service_of
from tasks.step import step

NOT_SET_UP = "No mail goes out here: set INFORIGHTS_MAIL_SERVER and INFORIGHTS_MAIL_FROM, or INFORIGHTS_NOTIFY_KEY."
TEST = "This mail was asked for to see whether mail goes out. It does.\n"
MOST = 200  # mails of a list
_AT_ONCE = 100  # mails that are looked up together
NO_ADDRESS = "Whoever it is for has no e-mail address on record any more, or no open account."


class MailRefused(Refusal):
    """A mail cannot be tried again so; says why."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What one run of the outbox did: how many mails went, are tried again later, and were given up."""

    sent: int = 0
    waiting: int = 0
    failed: int = 0
    because: str | None = field(default=None, compare=False)  # why the last one that did not go did not


def is_set_up() -> bool:
    """Whether the installation has a way to send mail."""
    return settings.load().mail is not None


def put(tx: Transaction, account: Account, occasion: str, subject: str, text: str) -> Outgoing:
    """Keep one mail to one account, to be sent as soon as may be; there is never a second on the same occasion."""
    by = settings.load().mail
    assert by is not None, "nothing is written where nothing can be sent"
    made = Outgoing(
        service=account.service,
        login=account.login,
        occasion=occasion,
        message_id=f"{uuid4()}@{by.domain}",
        subject=subject,
        text=text,
        made_at=tx.at,
        state=MailState.WAITING,
        next_at=tx.at,
    )
    tx.session.add(made)
    tx.session.flush()
    return made


def send_due(at: datetime) -> Sent:
    """Send every mail whose time has come, one after another; one that fails keeps no other back.

    Where the mail server cannot be reached the others of this run are not tried, and wait like the first.
    """
    by = settings.load().mail
    if by is None:
        return Sent()
    clock, counted = from_then(at), Counter[MailState]()
    nobody: NotSent | None = None
    because: str | None = None
    with way_by(by) as way:
        for number in _due(at):
            taken = _take(number, clock())
            if taken is None:
                continue  # another run was quicker
            why = nobody or _given(taken, way)
            nobody = why if why and why.nobody else None
            because = why.because if why else because
            counted[_note(number, taken[0].attempts, why, clock())] += 1
    return Sent(counted[MailState.SENT], counted[MailState.WAITING], counted[MailState.FAILED], because)


send_mail = step(send_due)


def send_test(login: str, *, by: str, at: datetime) -> tuple[MailState, str | None]:
    """Write somebody a mail that says that mail goes out, and send it now; what came of it, and why it did not go.

    Raises:
        MailRefused: nothing can be sent here, or they have no address.
        rules.access.AccessRefused, rules.access.AccountRefused
    """
    with transaction(by, at, trying="mail") as tx:
        tx.may(Right.MANAGE)
        account = accounts.named_account(tx, login)
        tx.may(Right.MANAGE, account.service)
        if not is_set_up():
            raise MailRefused(NOT_SET_UP)
        if account.email is None:
            raise MailRefused("That account has no e-mail address on record.", do=Deed.EMAIL)
        row = put(tx, account, f"test:{uuid4()}", "Inforights: mail goes out", TEST)
        tx.record("mail.test_written", service=account.service, mail=row.message_id)
    send_due(at)
    with reading() as session:
        found = session.get_one(Outgoing, row.id)
        return found.state, found.because


def listed(*, by: str, at: datetime, everything: bool = False) -> list[Outgoing]:
    """The mails of whoever's service looks that have not gone, or of all; the last that was written first.

    Raises:
        rules.access.AccessRefused: they do not manage the service.
    """
    service = service_of(by=by, at=at, right=Right.MANAGE)
    query = select(Outgoing)
    if service:
        query = query.where(Outgoing.service == service)
    if not everything:
        query = query.where(Outgoing.state != MailState.SENT)
    with reading() as session:
        return list(session.exec(query.order_by(col(Outgoing.id).desc()).limit(MOST)).all())


def given_up(service: str) -> int:
    """How many mails to people of a service were given up or came back: a person is to look.

    One to somebody who has left since is in the list, and nobody's to put right.
    """
    query = select(func.count()).select_from(Outgoing).join(Account, col(Account.login) == col(Outgoing.login))
    lost = col(Outgoing.state).in_([MailState.FAILED, MailState.RETURNED])
    with reading() as session:
        return session.exec(query.where(Outgoing.service == service, lost, col(Account.closed_on).is_(None))).one()


def put_off(service: str) -> int:
    """How many mails to people of a service were tried and wait for another attempt."""
    query = select(func.count()).select_from(Outgoing).where(Outgoing.service == service, Outgoing.attempts > 0)
    with reading() as session:
        return session.exec(query.where(Outgoing.state == MailState.WAITING)).one()


def try_again(number: int, *, by: str, at: datetime) -> None:
    """Let a mail that waits for its time, was given up or came back be tried from now on.

    Raises:
        MailRefused: it is on its way, or went; or nothing can be sent here.
        rules.access.AccessRefused: whoever acts does not manage the service.
    """
    with transaction(by, at, trying="mail") as tx:
        query = select(Outgoing).where(Outgoing.id == number).with_for_update()
        row = tx.session.exec(query).first() if 0 < number < 2**62 else None
        if row is None or (tx.who.service or row.service) != row.service:
            raise MailRefused("The service has no such mail.")
        tx.may(Right.MANAGE, row.service)
        tx.about = row.service, None
        if row.state in {MailState.SENDING, MailState.SENT}:
            raise MailRefused("That mail went, or is on its way: nothing was changed.")
        if not is_set_up():
            raise MailRefused("No mail server is set up here: nothing was changed.")
        before = row.state
        row.state, row.attempts, row.next_at, row.because = MailState.WAITING, 0, at, None
        tx.session.add(row)
        tx.record("mail.tried_again", service=row.service, mail=row.message_id, before=before.value)


def _due(at: datetime) -> Iterator[int]:
    """The numbers of the mails whose time has come, in the order in which they were written."""
    after = 0
    while True:
        query = select(Outgoing.id).where(*_may_be_taken(at), col(Outgoing.id) > after).order_by(col(Outgoing.id))
        with reading() as session:
            page = [one for one in session.exec(query.limit(_AT_ONCE)) if one is not None]
        yield from page
        if not page:
            return
        after = page[-1]


def _may_be_taken(at: datetime) -> Iterator[ColumnElement[bool]]:
    """What waits for its time, and what a run took that has ended since without a word."""
    yield col(Outgoing.state).in_([MailState.WAITING, MailState.SENDING])
    yield col(Outgoing.next_at) <= at


def _take(number: int, at: datetime) -> tuple[Outgoing, str | None] | None:
    """Take a mail for this run alone, and where it goes; None where another run was quicker.

    It is no change of what is on record of anything: what comes of it is, and has its audit event.
    """
    taking = (
        update(Outgoing)
        .where(col(Outgoing.id) == number, *_may_be_taken(at))
        .values(state=MailState.SENDING, attempts=col(Outgoing.attempts) + 1, next_at=at + TAKEN_FOR)
    )
    with transaction(PROGRAM, at) as tx:
        if cast("CursorResult[Any]", tx.session.execute(taking)).rowcount != 1:
            return None
        row = tx.session.get_one(Outgoing, number)
        account = tx.session.exec(select(Account).where(Account.login == row.login)).one()
        return row, account.email if account.closed_on is None else None


def _given(taken: tuple[Outgoing, str | None], way: Way) -> NotSent | None:
    """Give one mail to the mail server; why it did not go, if it did not."""
    row, to = taken
    if to is None:
        return NotSent(NO_ADDRESS, for_good=True)
    try:
        way.send(Mail(to, row.subject, row.text, row.message_id, row.made_at, row.attempts))
    except NotSent as why:
        return why
    except Exception as error:
        # A library that breaks on one mail keeps no other back; the text of its error may be an address.
        return NotSent(f"The mail could not be sent ({type(error).__name__}).")
    return None


def _note(number: int, attempt: int, why: NotSent | None, at: datetime) -> MailState:
    """Note what came of an attempt; of one that another run has outlived, that it went and nothing else."""
    with transaction(PROGRAM, at) as tx:
        row = tx.session.exec(select(Outgoing).where(Outgoing.id == number).with_for_update()).one()
        if row.state is MailState.RETURNED or (why and (row.state, row.attempts) != (MailState.SENDING, attempt)):
            return row.state
        again = next_attempt(row.attempts, at) if why and not why.for_good else None
        if why is None:
            row.state, row.sent_at = MailState.SENT, at
        else:
            row.state = MailState.WAITING if again else MailState.FAILED
        row.next_at, row.because = again, why.because if why else None
        tx.session.add(row)
        tx.record(
            {MailState.SENT: "mail.sent", MailState.WAITING: "mail.put_off", MailState.FAILED: "mail.failed"}[
                row.state
            ],
            service=row.service,
            mail=row.message_id,
            occasion=row.occasion,
            attempts=row.attempts,
            because=row.because,
        )
        return row.state
