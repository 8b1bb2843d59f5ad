"""A message that arrives, without a mail server: stored as `tasks.mailboxes` stores it, and taken further."""

from datetime import datetime

from sqlmodel import col, select

from models import document_store, queries
from models.audit_event import AuditEvent
from models.db import Transaction, reading, transaction
from models.document import DocumentRole
from models.incoming import Incoming
from models.request import Request
from rules.incoming import Stage
from tasks import incoming, services
from tests.mail_messages import NOON, TAKEN


def arrived(
    content: bytes, *, service: str = "derby", received: datetime | None = TAKEN, when: datetime = NOON
) -> Incoming:
    """A message as `tasks.mailboxes` stores it, taken further; as it then is on record."""
    with transaction("inforights", when) as tx:
        services.enter(tx, service)
        row = Incoming(
            service=service, mailbox="inbox", account=service, uidvalidity=1, uid=_next(tx),
            sha256=document_store.put(content), size=len(content), received_at=received or when,
            dated=received is not None, stored_at=when, stage=Stage.STORED,
        )  # fmt: skip
        tx.session.add(row)
        tx.record("incoming.stored", service=service)
    assert row.id is not None
    incoming.take_further(row.id, when)
    return on_record(row.id)


def _next(tx: Transaction) -> int:
    return len(tx.session.exec(select(Incoming.id)).all()) + 1


def on_record(number: int) -> Incoming:
    """A message as it is on record."""
    with reading() as session:
        found = session.get(Incoming, number)
        assert found is not None
        return found


def request_of(row: Incoming) -> Request:
    """The request that a message is about."""
    with reading() as session:
        found = session.get(Request, row.request_id)
        assert found is not None
        return found


def papers(reference: str) -> list[bytes]:
    """The messages that are filed with a request."""
    with reading() as session:
        rows = queries.documents(session, queries.request(session, reference), DocumentRole.CORRESPONDENCE)
        return [document_store.get(row.sha256) for row in rows]


def requests() -> int:
    """How many requests there are."""
    with reading() as session:
        return len(session.exec(select(Request.id)).all())


def stored() -> list[Incoming]:
    """The messages on record, in the order in which they were taken."""
    with reading() as session:
        return list(session.exec(select(Incoming).order_by(col(Incoming.id))).all())


def events(name: str) -> list[AuditEvent]:
    """The audit events of a name."""
    with reading() as session:
        return list(session.exec(select(AuditEvent).where(AuditEvent.event == name)).all())
