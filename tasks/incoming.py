"""What is done with a message that was taken from a mailbox: it becomes a request, or is put to somebody.

One transaction a message, with its audit event: what a run leaves, the next one finds, and a message that breaks
something keeps no other back.
"""

from datetime import datetime
from typing import Any

from sqlmodel import col, select

import settings
from models import document_store, incoming_mail
from models.access import Sight
from models.audit_event import PROGRAM
from models.db import Transaction, reading, transaction
from models.document import DocumentRole
from models.incoming import Incoming
from models.moment import day_of
from models.outgoing import Outgoing
from models.queries import id_of
from models.request import Request
from reading import Unreadable, mail_marks
from rules.channel import Channel
from rules.incoming import Found, Known, Outcome, Seen, Sort, Stage, sort_of
from rules.mail_state import MailState
from rules.reference import references_in
from rules.refusal import Refusal
from settings.mail import SmtpServer
from tasks import filing, intake, policies
from tasks.step import StepFailed, guarded, step

FILENAME = "e-mail.eml"  # the name that a message is kept under: its own subject would name people
_NO_TIME = "The mail server does not say when it took the message: somebody must say on which day it came."


def finish(at: datetime, service: str | None = None) -> tuple[list[str], list[str]]:
    """Take every message further that is stored and nothing else, the oldest first.

    Returns:
        The references of the requests that were logged, and a line for each message that could not be taken further.
    """
    logged: list[str] = []
    broken: list[str] = []
    for number in unfinished(service):
        try:
            if reference := _safely(number, at):
                logged.append(reference)
        except (Refusal, StepFailed) as error:
            broken.append(f"e-mail {number}: {error}")
    return logged, broken


finish_mail = step(finish)


def unfinished(service: str | None = None) -> list[int]:
    """The numbers of the messages that are stored and nothing else."""
    query = select(Incoming.id).where(Incoming.stage == Stage.STORED).order_by(col(Incoming.id))
    if service:
        query = query.where(Incoming.service == service)
    with reading() as session:
        return [number for number in session.exec(query) if number is not None]


def take_further(number: int, at: datetime) -> str | None:
    """Say what a message is, and do what follows. Gives the reference of the request that it became.

    Raises:
        models.document_store.DocumentLost
        rules.policy.UnknownService, rules.policy.PolicyRefused
    """
    with reading() as session:
        row = session.get(Incoming, number)
        if row is None or row.stage is not Stage.STORED or row.sha256 is None:
            return None
        name = row.sha256
    content = document_store.get(name)
    seen, because = _read(content)  # outside the transaction: others go on meanwhile
    with transaction(PROGRAM, at) as tx:
        row = tx.session.exec(select(Incoming).where(Incoming.id == number).with_for_update()).one()
        if row.stage is not Stage.STORED:
            return None  # another run was quicker
        if seen is None:
            _keep_aside(tx, row, because)
            return None
        row.message_id = mail_marks.digest(seen.message_id) if seen.message_id else None
        row.body_sha256 = mail_marks.body_digest(content)
        found = sort_of(seen, _known(tx, row, seen))
        return _Message(tx, row, content, seen, found).done()


_safely = guarded(take_further)


def _read(content: bytes) -> tuple[Seen | None, str]:
    try:
        return mail_marks.seen(content), ""
    except Unreadable as refused:
        return None, str(refused)
    except Exception as error:
        # Whatever a hostile message makes of the library: it is kept, and a person looks at it.
        return None, f"The message cannot be read ({type(error).__name__}): look at the original."


class _Message:
    """A message that was read, in the transaction that takes it further."""

    def __init__(self, tx: Transaction, row: Incoming, content: bytes, seen: Seen, found: Found) -> None:
        self.tx, self.row, self.content, self.seen, self.found = tx, row, content, seen, found

    def done(self) -> str | None:
        """Do what follows from what it is. Gives the reference of the request that it became."""
        row, found = self.row, self.found
        row.sort, row.because, row.cite = found.sort, found.because[:400], found.cite or None
        request = self.tx.request(found.reference) if found.reference else None
        row.request_id = id_of(request) if request else None
        match found.sort:
            case Sort.REQUEST:
                return self._log()
            case Sort.DUPLICATE:
                row.stage, row.outcome = Stage.DONE, Outcome.LISTED
            case Sort.BOUNCE if self._returned():
                row.stage, row.outcome = Stage.DONE, Outcome.RETURNED
            case _:
                row.stage = Stage.WAITING
                if found.sort is Sort.REPLY and request:
                    filing.file(self.tx, request, DocumentRole.CORRESPONDENCE, self.content, FILENAME)
        _keep(self.tx, row, request)
        return None

    def _log(self) -> str | None:
        """Make a request of it, received on the day on which the server took it."""
        row, received = self.row, day_of(self.row.received_at)
        if not row.dated:
            _keep_aside(self.tx, row, _NO_TIME)
            return None
        try:
            intake.check(self.content, received, day_of(self.tx.at))
        except intake.IntakeRefused as refused:
            _keep_aside(self.tx, row, str(refused))
            return None
        request = intake.enter(
            self.tx, self.content, FILENAME, service=row.service, received=received, channel=Channel.EMAIL
        )
        row.stage, row.outcome, row.request_id = Stage.DONE, Outcome.LOGGED, id_of(request)
        _keep(self.tx, row, request)
        return request.reference

    def _returned(self) -> bool:
        """Note a mail of ours as returned, with the code alone: the text is another server's."""
        report = self.seen.report
        if report is None or not report.failed or not _may_be_ours(report.about or ""):
            return False
        query = select(Outgoing).where(Outgoing.message_id == report.about).with_for_update()
        mail = self.tx.session.exec(query).first()
        if mail is None:
            return False
        if mail.state in {MailState.SENT, MailState.SENDING, MailState.WAITING}:
            mail.state, mail.next_at = MailState.RETURNED, None
            mail.because = f"It came back{f' ({report.status})' if report.status else ''}: check the address."
            self.tx.session.add(mail)
            self.tx.record("mail.returned", service=mail.service, mail=mail.message_id, status=report.status)
        return True


def _keep_aside(tx: Transaction, row: Incoming, because: str) -> None:
    row.sort, row.stage, row.because, row.cite = Sort.KEPT_ASIDE, Stage.WAITING, because[:400], None
    _keep(tx, row, None)


def _keep(tx: Transaction, row: Incoming, request: Request | None) -> None:
    """Keep how far it was taken, with the event of that."""
    if row.stage is Stage.DONE:
        row.decided_by, row.decided_at = tx.actor, tx.at
    tx.session.add(row)
    what: dict[str, Any] = {"mail": row.id, "sort": row.sort, "stage": row.stage, "became": row.outcome}
    if request:
        tx.record("incoming.taken", request, **what)
    else:
        tx.record("incoming.taken", service=row.service, **what)


def _known(tx: Transaction, row: Incoming, seen: Seen) -> Known:
    """What is on record of what the message names: of the service's own requests, and of all mails of ours."""
    session, code = tx.session, policies.of(row.service).service.code
    report = seen.report
    named = [one for one in (*seen.named, *((report.about, *report.named) if report else ())) if one]
    digests = {mail_marks.digest(one): one for one in named}
    messages = (
        select(Incoming.message_id, Request.reference)
        .join(Request, col(Request.id) == col(Incoming.request_id))
        .where(Incoming.service == row.service, col(Incoming.message_id).in_(digests))
    )
    ours = select(Outgoing.message_id).where(
        col(Outgoing.message_id).in_(filter(_may_be_ours, [*named, seen.message_id or ""]))
    )
    subject = select(Request.reference).where(
        Request.service == row.service, col(Request.reference).in_(references_in(seen.subject, code))
    )
    by = settings.load().mail
    references = frozenset(session.exec(subject))
    requests = {digests[digest]: reference for digest, reference in session.exec(messages) if digest}
    restricted = select(Request.reference).where(
        *Sight(row.service).kept_from(), col(Request.reference).in_({*references, *requests.values()})
    )
    return Known(
        code=code,
        own_address=by.sender if isinstance(by, SmtpServer) else None,
        references=references,
        restricted=frozenset(session.exec(restricted)),
        requests=requests,
        ours=frozenset(session.exec(ours)),
        first=_first(tx, row),
        logged=_logged(tx, row),
    )


def _may_be_ours(message_id: str) -> bool:
    """Whether a mail of ours can bear such a Message-ID. No database looks for bytes that are no text."""
    return message_id.isascii() and message_id.isprintable() and message_id != ""


def _first(tx: Transaction, row: Incoming) -> tuple[int, str | None] | None:
    """The same message as it came before: the same bytes, or the same Message-ID and body. Its number and request."""
    query = (
        select(Incoming.id, Request.reference)
        .outerjoin(Request, col(Request.id) == col(Incoming.request_id))
        .where(*incoming_mail.same_as(row), col(Incoming.id) < row.id)
    )
    found = tx.session.exec(query.order_by(col(Incoming.id)).limit(1)).first()
    return (found[0], found[1]) if found and found[0] is not None else None


def _logged(tx: Transaction, row: Incoming) -> str | None:
    """The request of which somebody logged the same bytes."""
    query = select(Request.reference).where(Request.service == row.service, Request.original_sha256 == row.sha256)
    return tx.session.exec(query.order_by(col(Request.reference)).limit(1)).first()
