"""What somebody decides of a message that came: a new request, part of another, or nothing to do."""

from datetime import datetime

from sqlmodel import and_, col, delete, or_, select, update

from models import document_store, incoming_mail
from models.db import Transaction, transaction
from models.document import Document, DocumentRole
from models.incoming import Incoming
from models.moment import day_of
from models.queries import id_of
from models.request import NoSuchRequest, Request
from rules.access import Elsewhere
from rules.channel import Channel
from rules.incoming import Outcome, Sort, Stage
from rules.refusal import Refusal
from rules.rights import Right
from rules.typed import needed
from tasks import filing, intake
from tasks.incoming import FILENAME


class NoSuchMail(Refusal):
    """The service has no such message."""


class MailDecided(Refusal):
    """It became a request already, or is where it is to go."""


class MailNotHere(Refusal):
    """The message was too large to be stored: nothing can be filed."""


def log_new(number: int, *, by: str, at: datetime, stays: bool = True) -> str:
    """Log a message as a new request, received on the day on which the server took it. Gives its reference.

    Args:
        stays: it is about the request that it was filed with, too.

    Raises:
        NoSuchMail, MailDecided, MailNotHere
        tasks.intake.IntakeRefused: too large, or an impossible date.
        rules.access.AccessRefused
    """
    with transaction(by, at, trying="incoming") as tx:
        row, before = _locked(tx, number)
        tx.may(Right.WORK, row.service)
        content, received = _content(row), day_of(row.received_at)
        intake.check(content, received, day_of(at))
        # Whoever decides so has seen what the program took it for: the same message may be logged once more.
        request = intake.enter(
            tx, content, FILENAME, service=row.service, received=received, channel=Channel.EMAIL, again=True
        )
        if before and not stays:
            _unfile(tx, row, before)
        row.request_id, row.outcome, row.reason = id_of(request), Outcome.LOGGED, None
        _decided(tx, row)
        _copies_follow(tx, row, before)
        tx.record("incoming.logged", request, mail=number)
        return request.reference


def join(number: int, reference: str, *, by: str, at: datetime) -> None:
    """File a message with a request that it is about. It waits until somebody says that nothing else is to do.

    Raises:
        NoSuchMail, MailDecided, MailNotHere
        models.request.NoSuchRequest: there is none of that reference, or it is another service's.
        rules.access.AccessRefused
    """
    with transaction(by, at, trying="incoming") as tx:
        row, before = _locked(tx, number)
        request = tx.request(reference.strip().upper()[:20])
        if request.service != row.service:
            raise NoSuchRequest(f"There is no request {request.reference}.")
        if before and before.id == request.id and row.sort is Sort.REPLY:
            raise MailDecided(f"It is filed with {request.reference} already.")
        content = _content(row)
        if before:
            _unfile(tx, row, before)
        filing.file(tx, request, DocumentRole.CORRESPONDENCE, content, FILENAME)
        row.request_id, row.sort, row.cite = id_of(request), Sort.REPLY, None
        row.because = f"Somebody of the service said that it belongs to {request.reference}."
        row.stage, row.outcome, row.reason, row.decided_by, row.decided_at = Stage.WAITING, None, None, None, None
        tx.session.add(row)
        _copies_follow(tx, row, before)
        tx.record("incoming.joined", request, mail=number)


def nothing(number: int, because: str, *, by: str, at: datetime) -> None:
    """Note that nothing, or nothing else, is to be done with a message. It stays where it is.

    Raises:
        NoSuchMail, MailDecided
        rules.typed.TypedRefused: no reason.
        rules.access.AccessRefused
    """
    with transaction(by, at, trying="incoming") as tx:
        row, request = _locked(tx, number)
        # The reason stays with the message: it may name somebody, and the log names nobody.
        row.reason, row.outcome = needed(because, "reason", give=("because",)), Outcome.NOTHING
        _decided(tx, row)
        if request:
            tx.record("incoming.nothing", request, mail=number)
        else:
            tx.record("incoming.nothing", service=row.service, mail=number)


def _locked(tx: Transaction, number: int) -> tuple[Incoming, Request | None]:
    """The message, locked, and the request that it is about; for somebody who may work on it.

    What became a request is one: it is ended there.
    """
    row = tx.session.exec(select(Incoming).where(Incoming.id == number).with_for_update()).first()
    if row is None:
        raise NoSuchMail("There is no such message.")
    try:
        if tx.who.service not in (None, row.service):
            tx.may(Right.WORK, row.service)
    except Elsewhere:
        raise NoSuchMail("There is no such message.") from None
    request = tx.session.get(Request, row.request_id) if row.request_id else None
    if request:
        tx.request(request.reference)
    else:
        tx.may(Right.WORK, row.service)
    if row.outcome is Outcome.LOGGED and request:
        raise MailDecided(f"It is logged as {request.reference} already.")
    return row, request


def _content(row: Incoming) -> bytes:
    if row.sha256 is None:
        raise MailNotHere(
            "The message is too large to be kept here: save it from the mail program, and log its file."
        )
    return document_store.get(row.sha256)


def _unfile(tx: Transaction, row: Incoming, before: Request) -> None:
    """Take it out of the papers of a request that it is not about: who reads those is not to read it (CUM-3.4)."""
    gone = delete(Document).where(
        col(Document.request_id) == id_of(before),
        col(Document.role) == DocumentRole.CORRESPONDENCE,
        col(Document.sha256) == row.sha256,
    )
    tx.session.exec(gone)
    tx.record("incoming.taken_out", before, mail=row.id)


def _copies_follow(tx: Transaction, row: Incoming, before: Request | None) -> None:
    """The same message, as it came once more, is about the same request: who is not to read one reads neither.

    CUM-3.4. What somebody decided of a copy itself stands.
    """
    listed = and_(Incoming.sort == Sort.DUPLICATE, Incoming.outcome == Outcome.LISTED)
    follows = or_(
        col(Incoming.request_id).is_(None),
        and_(col(Incoming.request_id) == (id_of(before) if before else None), listed),
    )
    copies = update(Incoming).where(*incoming_mail.same_as(row), col(Incoming.id) != row.id, follows)
    tx.session.flush()
    tx.session.exec(copies.values(request_id=row.request_id))


def _decided(tx: Transaction, row: Incoming) -> None:
    row.stage, row.decided_by, row.decided_at = Stage.DONE, tx.actor, tx.at
    tx.session.add(row)
