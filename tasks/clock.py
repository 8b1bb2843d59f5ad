"""The clock: dates are derived from the recorded events and stored as a copy, with their working."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from models import queries
from models.db import Transaction, transaction
from models.request import Part, Request
from rules import clock, letter
from rules.clock import ClockRefused, Due
from rules.clock.entry import Entry, check_answers_stand
from rules.clock.events import ENTERED, recorded
from rules.deed import Deed
from rules.kinds import Kind
from tasks import clock_entry, holidays, policies, receipt
from tasks.clock_entry import Change, Changed, Dates, Moved


def set_dates(tx: Transaction, request: Request) -> None:
    """Derive the dates of every part and store what changed, with an audit event for each part that did."""
    policy = policies.of(request.service)
    calendars = holidays.in_force()
    events = queries.clock_events(tx.session, request)
    for part in queries.parts(tx.session, request):
        found = clock.due(
            recorded(part.kind, request.received_on, events), policies.promise(part.kind, policy), calendars
        )
        store(tx, request, part, found)


def store(tx: Transaction, request: Request, part: Part, found: Due, **why: str) -> bool:
    """Keep what the clock answered for one part. True where a date moved, which has an audit event."""
    first = not part.working
    before, due_before = dates(part), part.due
    for column, value in as_kept(found).items():
        setattr(part, column, value)
    tx.session.add(part)
    if not first and before == dates(part):
        return False
    tx.record(
        "clock.started" if first else "clock.moved",
        request,
        kind=part.kind.value,
        before=due_before.isoformat() if due_before else None,
        due=found.due.isoformat() if found.due else None,
        statutory=_from_to(before[0], found.statutory),
        target=_from_to(before[1], found.target),
        running=found.running,
        cites=list(found.cites),
        data_version=found.data_version,
        **why,
    )
    return True


def as_kept(found: Due) -> dict[str, Any]:
    """What the clock answered for a part, by the columns in which it is kept."""
    return {
        "statutory_due": found.statutory,
        "target_due": found.target,
        "due": found.due,
        "running": found.running,
        "data_version": found.data_version,
        "working": {
            "because": list(found.because),
            "cites": list(found.cites),
            "alerts": [{"on": one.on.isoformat(), "says": one.says, "cite": one.cite} for one in found.alerts],
            "stated": found.stated,
        },
    }


def _from_to(before: date | None, after: date | None) -> list[str | None]:
    return [day.isoformat() if day else None for day in (before, after)]


def dates(part: Part) -> Dates:
    """What is said of a part's clock in dates: the statutory one, the target, the one to keep, and if it runs."""
    return part.statutory_due, part.target_due, part.due, part.running


def change(reference: str, wanted: Change, *, by: str, at: datetime, dry_run: bool = False) -> Changed:
    """Record what moved a clock, or was recorded wrongly; the dates of every part follow. All of it or nothing.

    What is taken back goes first, then the day of receipt, then what is entered, so that one call can put
    a wrong day right. A dry run does all of it, every check included, and keeps nothing.

    Raises:
        rules.clock.ClockRefused: the request has ended, or the record would be impossible; names the provision.
        tasks.receipt.ReceiptRefused, tasks.intake.IntakeRefused, rules.typed.TypedRefused
        rules.working_days.NoHolidays: a date outside the data.
    """
    with transaction(by, at) as tx:
        request = tx.request(reference)
        if not request.state.is_open:
            raise ClockRefused(f"{reference} is {request.state}: nothing moves its clock any more.")
        if not (wanted.entries or wanted.take_back or wanted.received):
            raise ClockRefused("Say what happened, and on which day.")
        parts = queries.parts(tx.session, request)
        before = {part.kind: dates(part) for part in parts}
        stood = clock_entry.events_of(tx, request)
        removed: tuple[str, ...] = ()
        gone: tuple[str, ...] = ()
        if wanted.take_back or wanted.received:
            because = clock_entry.reason(tx, request, wanted.because)
            clock_entry.take_back(tx, request, wanted.take_back, because)
            if wanted.received:
                gone = dated_letters(tx, request, sent=True)
                removed = receipt.correct(tx, request, wanted.received, because)
        clock_entry.record(tx, request, wanted.entries, wanted.kind)
        if wanted.take_back:
            check_answers_stand(list(before), stood, clock_entry.events_of(tx, request))
        try:
            set_dates(tx, request)
        except ClockRefused as refused:
            if any(event.what in ENTERED for event in stood):
                raise ClockRefused(
                    f"{refused} If an entry made before is wrong, take that back.", do=Deed.TAKE_BACK
                ) from None
            raise
        moved = tuple(Moved(part.kind, before[part.kind], dates(part)) for part in parts)
        moves = any(part.before != part.after for part in moved)
        stale = dated_letters(tx, request, sent=False) if moves else ()
        if dry_run:
            tx.forget()
    return Changed(moved, removed, gone, stale)


def record_events(
    reference: str, entries: Sequence[Entry], *, kind: Kind | None = None, by: str, at: datetime
) -> Changed:
    """Record what happened: a question, its answer, evidence, a fee, an extension. `kind` names the part of a hybrid.

    Raises:
        As `change`.
    """
    return change(reference, Change(entries=tuple(entries), kind=kind), by=by, at=at)


def take_back(reference: str, number: int, because: str, *, by: str, at: datetime) -> Changed:
    """Take back an event that was entered wrongly, by its number in the order of entry, counted from 1.

    Raises:
        As `change`.
    """
    return change(reference, Change(take_back=(number,), because=because), by=by, at=at)


def correct_receipt(reference: str, received: date, because: str, *, by: str, at: datetime) -> Changed:
    """Correct the day of receipt, on which every date rests, and what is to be asked where an age decides.

    Raises:
        As `change`.
    """
    return change(reference, Change(received=received, because=because), by=by, at=at)


def dated_letters(tx: Transaction, request: Request, *, sent: bool) -> tuple[str, ...]:
    """The letters, sent or not, that may give a date of this clock. The holding answer gives none (HIL-6)."""
    return tuple(
        row.occasion
        for row in queries.letters(tx.session, request)
        if (row.sent_on is not None) is sent and row.name != letter.HOLDING_ANSWER
    )
