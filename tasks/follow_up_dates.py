"""The dates of open reviews and complaints worked out again, as those of open requests are (`tasks.recompute`)."""

from collections.abc import Iterator
from datetime import date, datetime

from sqlmodel import Session

from models import follow_ups
from models.access import Sight
from models.db import Transaction, reading, transaction
from models.follow_up import FollowUpRow
from models.request import Request
from rules.clock import Due
from rules.refusal import Refusal
from rules.working_days import Calendars
from tasks import policies
from tasks.follow_ups import due, store
from tasks.moved import Because, Change, Found, Kept, Moved, Stuck, Which


def moves(session: Session, calendars: Calendars, sight: Sight) -> Iterator[Found]:
    """What these calendars make of those that are seen. Nothing is changed."""
    after = 0
    while page := follow_ups.page(session, after, sight=sight):
        for reference, service, row in page:
            found, _ = _worked_out(reference, service, row, calendars)
            if found:
                yield found
        after = _key(page[-1][2])


def apply(calendars: Calendars, sight: Sight, by: str, at: datetime, size: int = follow_ups.PAGE) -> Iterator[Found]:
    """Store what these calendars make of them, a batch in one transaction, and tell each as it is stored."""
    after = 0
    while True:
        with reading() as session:
            page = follow_ups.page(session, after, size, sight)
        if not page:
            return
        after = _key(page[-1][2])
        wanted = []
        for reference, service, row in page:
            found, _ = _worked_out(reference, service, row, calendars)
            if isinstance(found, Stuck):
                yield found
            elif found:
                wanted.append(_key(row))
        if wanted:
            yield from _store(wanted, calendars, by, at)


def _worked_out(
    reference: str, service: str, row: FollowUpRow, calendars: Calendars
) -> tuple[Found | None, Due | None]:
    """What is to be said of one, with the clock's answer where there is one."""
    try:
        promise = policies.promise(row.what, policies.of(service))
        found = due(row.what, row.received_on, promise, calendars, complex_=row.complex)
    except Refusal as refused:
        return Stuck(reference, service, row.what, str(refused)), None
    was = (follow_ups.statutory(row), _day(row, "target"), row.due)
    dates = zip(
        (Which.STATUTORY, Which.TARGET, Which.DUE), was, (found.statutory, found.target, found.due), strict=True
    )
    changes = [Change(which, before, now) for which, before, now in dates if before != now]
    # The date to keep is said where neither of the other two says it.
    said = {(one.before, one.after) for one in changes if one.which is not Which.DUE}
    changes = [one for one in changes if one.which is not Which.DUE or (one.before, one.after) not in said]
    same_data = row.data_version == found.data_version
    if changes:
        because = Because.OTHERWISE if same_data else Because.HOLIDAYS
        return Moved(reference, service, row.what, tuple(changes), because), found
    return (None if same_data else Kept(reference, service, row.what)), found


def _store(keys: list[int], calendars: Calendars, by: str, at: datetime) -> list[Found]:
    """Work them out once more under the lock, because one may have ended by then, and store."""
    told: list[Found] = []
    with transaction(by, at) as tx:
        for request, row in follow_ups.locked(tx.session, keys):
            found, answer = _worked_out(request.reference, request.service, row, calendars)
            if found is None:
                continue
            told.append(found)
            if answer:
                _keep(tx, request, row, answer, found)
        kept = sum(isinstance(found, Kept) for found in told)
        if kept:
            tx.record("holidays.applied", kept=kept, moved=len(told) - kept, data_version=calendars.version)
    return told


def _keep(tx: Transaction, request: Request, row: FollowUpRow, answer: Due, found: Found) -> None:
    before = row.due
    store(row, answer)
    tx.session.add(row)
    if isinstance(found, Moved):
        tx.record(
            "follow_up.moved",
            request,
            follow_up=row.what.value,
            before=before.isoformat() if before else None,
            due=answer.due.isoformat() if answer.due else None,
            cites=list(answer.cites),
            data_version=answer.data_version,
            because=found.because.value,
        )


def _day(row: FollowUpRow, which: str) -> date | None:
    day = row.working.get(which)
    return date.fromisoformat(day) if day else None


def _key(row: FollowUpRow) -> int:
    assert row.id is not None, "a row that was read has a number"
    return row.id
