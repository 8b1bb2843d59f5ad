"""Disposal: what is on a signed list is really destroyed, record by record, with a trace that names nobody.

Each record is destroyed in one transaction with its audit event and the trace that keeps the figures right; its files
are deleted after it, and a run that ends in between is finished by the next.
"""

from datetime import date, datetime
from uuid import uuid4

from sqlmodel import select

from models import destruction, disclosure_log, disposals, document_store, file_lock
from models.audit_event import PROGRAM
from models.db import Transaction, reading, transaction
from models.disposal import DisposalItem, DoomedFile, Trace
from models.figures import of_request
from models.moment import day_of
from models.request import Request
from rules import disposal as rule
from rules.disposal import ItemState
from tasks import policies
from tasks.retention import changing, number_of, previewed
from tasks.step import step


def carry_out(number: int, *, by: str, at: datetime) -> list[DisposalItem]:
    """Destroy what is on a signed list, record by record. Gives its items, as they then are.

    What something stops at the last moment is kept, and the list says why. A run that ended half-way is gone on with.

    Raises:
        RetentionRefused: the list is not signed, or nobody said what became of the paper (HIL-10).
        rules.access.AccessRefused
    """
    with changing(number, by, at) as (tx, found):
        rule.check_carried_out(disposals.steps(found))
        waiting = [one.reference for one in disposals.items(tx.session, found) if one.state is ItemState.PROPOSED]
    for reference in waiting:
        _destroy(number, reference, by, at)
    delete_doomed(at)
    with changing(number, by, at) as (tx, found):
        if found.done_on is None:
            every = disposals.items(tx.session, found)
            found.done_on, found.done_by = day_of(at), by
            tx.session.add(found)
            gone = sum(one.state is ItemState.DESTROYED for one in every)
            tx.record("disposal.carried_out", service=found.service, list=number, destroyed=gone)
        return list(disposals.items(tx.session, found))


def delete_doomed(at: datetime) -> int:
    """Delete the files of what was destroyed; a run that ended before it could left them listed. Gives how many."""
    with file_lock.alone(destruction.LOCK):
        with reading() as session:
            found = list(destruction.doomed(session))
        if not found:
            return 0
        for name, may_go in found:
            if may_go:
                document_store.remove(name)
        with transaction(PROGRAM, at) as tx:
            for name, _ in found:
                row = tx.session.get(DoomedFile, name)
                if row:
                    tx.session.delete(row)
    with reading() as session:
        destruction.leave_no_trace(session)
    return sum(may_go for _, may_go in found)


finish_deleting = step(delete_doomed)


def carry_out_signed(service: str, at: datetime) -> list[int]:
    """Go on with the lists that are signed and whose paper was seen to. Gives their numbers."""
    with reading() as session:
        ready = [
            number_of(one)
            for one in disposals.listed(session, service)
            if one.done_on is None and one.signed_on is not None and one.paper is not None
        ]
    for number in ready:
        carry_out(number, by=PROGRAM, at=at)
    return ready


carry_out_ready = step(carry_out_signed)


def _destroy(number: int, reference: str, by: str, at: datetime) -> None:
    """Destroy one record, or note what stops it now."""
    with changing(number, by, at) as (tx, found):
        item = tx.session.exec(
            select(DisposalItem).where(DisposalItem.list_id == number, DisposalItem.reference == reference)
        ).one()
        if item.state is not ItemState.PROPOSED:
            return
        one = disposals.one(tx.session, reference, found.service)
        policy = policies.of(found.service)
        looked = previewed(tx.session, one, policy) if one else None
        if one is None or looked is None or not looked.is_due(day_of(at)):
            stops = "; ".join(looked.stops) if looked and looked.stops else "it may not be destroyed any more"
            item.state, item.why = ItemState.STOPPED, stops[:500]
            tx.session.add(item)
            tx.record("disposal.stopped", service=found.service, list=number, stopped=reference)
            return
        if isinstance(one.row, Request):
            _keep_trace(tx, one.row)
            disclosure_log.keep(tx.session, one.row)
        documents = destruction.destroy(tx.session, one.row)
        item.state, item.documents = ItemState.DESTROYED, documents
        tx.session.add(item)
        tx.record(
            "record.destroyed", service=found.service, list=number, destroyed=reference, documents=documents,
            because=item.because, signed_by=found.signed_by,
        )  # fmt: skip


def _keep_trace(tx: Transaction, request: Request) -> None:
    together = str(uuid4())
    for one in of_request(tx.session, request):
        tx.session.add(
            Trace(
                service=request.service,
                kind=one.kind,
                together=together,
                received_on=one.received,
                answered_on=one.answered,
                ended_on=one.ended,
                statutory_due=one.statutory,
                target_due=one.target,
                due=one.due,
                waits=[[wait.asked.isoformat(), _iso(wait.answered)] for wait in one.waits],
            )
        )
    tx.session.flush()


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
