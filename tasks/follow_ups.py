"""Internal reviews and complaints: recorded, acknowledged, put right, ended. Their dates are the clock's, stored."""

from datetime import date, datetime
from typing import Any

from models import follow_ups, queries
from models.db import Transaction, reading, transaction
from models.follow_up import FollowUpRow
from models.moment import day_of
from models.queries import id_of
from models.request import Request
from rules import clock
from rules import follow_ups as rule
from rules.clock import Due, Promise, Recorded
from rules.follow_ups import CODE, Followed, FollowUpRefused, Outcome, Step
from rules.kinds import FollowUp
from rules.rights import Right
from rules.typed import needed
from rules.working_days import Calendars
from tasks import clock_entry, holidays, policies


def record(reference: str, what: FollowUp, received: date, *, complex_: bool = False, by: str, at: datetime) -> int:
    """Record a review that was asked for, or a complaint, with its date. Gives its number among those of its kind.

    Args:
        complex_: of a review: it takes up to 40 working days.

    Raises:
        rules.follow_ups.FollowUpRefused: it cannot follow this request, or cannot have come on that day.
        rules.clock.ClockRefused, rules.law.BeforeTheLaw, rules.working_days.NoHolidays
    """
    with transaction(by, at, trying="follow_up") as tx:
        request = tx.request(reference)
        standing = follow_ups.of_request(tx.session, request)
        _check_received(tx, request, what, received, standing)
        row = FollowUpRow(
            request_id=id_of(request),
            what=what,
            received_on=received,
            complex=complex_,
            written_down_at=at,
            by=by,
        )
        _date(request, row)
        tx.session.add(row)
        tx.session.flush()
        tx.record("follow_up.recorded", request, on=received.isoformat(), complex=complex_, **_told(row))
        return sum(one.what is what for one in standing) + 1


def acknowledge(reference: str, what: FollowUp, number: int, on: date, *, by: str, at: datetime) -> None:
    """Record that it was acknowledged; a complaint then has no date, and is owed an outcome without undue delay.

    Raises:
        rules.follow_ups.FollowUpRefused
    """
    with transaction(by, at, trying="follow_up") as tx:
        request = tx.request(reference)
        one, row = _find(tx, request, what, number)
        rule.check_acknowledged(one, on, day_of(at))
        row.acknowledged_on = on
        tx.session.add(row)
        tx.record("follow_up.acknowledged", request, follow_up=what.value, number=number, on=on.isoformat())


def lengthen(reference: str, number: int, *, by: str, at: datetime) -> None:
    """Note that a review is complex: it takes up to 40 working days, of which the requester is told.

    Raises:
        rules.follow_ups.FollowUpRefused
    """
    with transaction(by, at, trying="follow_up") as tx:
        request = tx.request(reference)
        one, row = _find(tx, request, FollowUp.INTERNAL_REVIEW, number)
        rule.check_lengthened(one)
        before, row.complex = row.due, True
        _date(request, row)
        tx.session.add(row)
        tx.record("follow_up.lengthened", request, number=number, before=_iso(before), **_told(row))


def correct(
    reference: str, what: FollowUp, number: int, received: date, because: str, *, by: str, at: datetime
) -> None:
    """Correct the day on which it came; both days stay on record, and its date follows.

    Raises:
        rules.follow_ups.FollowUpRefused
        rules.typed.TypedRefused: no reason is given, or one that names somebody of the request.
    """
    with transaction(by, at, trying="follow_up") as tx:
        request = tx.request(reference)
        one, row = _find(tx, request, what, number)
        rule.check_corrected(one, received)
        others = [other for other in follow_ups.of_request(tx.session, request) if other != one]
        _check_received(tx, request, what, received, others)
        said = clock_entry.reason(tx, request, because)
        before, row.received_on = row.received_on, received
        _date(request, row)
        tx.session.add(row)
        tx.record(
            "follow_up.corrected",
            request,
            number=number,
            before=before.isoformat(),
            received=received.isoformat(),
            because=said,
            **_told(row),
        )


def end(
    reference: str,
    what: FollowUp,
    number: int,
    outcome: Outcome,
    on: date,
    *,
    by: str,
    at: datetime,
    decided_by: str | None = None,
    because: str | None = None,
) -> None:
    """Record how a review or a complaint ended, and who decided so; nothing is owed on it any more.

    Args:
        decided_by: whoever decided, by the name of the log or in their role; the actor unless given.
        because: why a review was done by somebody who decided the first answer, where nobody else could.

    Raises:
        rules.follow_ups.FollowUpRefused: also where the same person reviews, and no reason is given.
        rules.typed.TypedRefused
    """
    with transaction(by, at, trying="follow_up") as tx:
        request = tx.request(reference, Right.APPROVE)
        one, row = _find(tx, request, what, number)
        rule.check_ended(one, outcome, on, day_of(at))
        row.decided_by = needed(decided_by or by, "name of whoever decided", 80)
        if what is FollowUp.INTERNAL_REVIEW and outcome is not Outcome.WITHDRAWN:
            row.same_because = _same_because(tx, request, row.decided_by, because)
        row.ended_on, row.outcome = on, outcome
        tx.session.add(row)
        tx.record(
            "follow_up.ended",
            request,
            follow_up=what.value,
            number=number,
            outcome=outcome.value,
            on=on.isoformat(),
            decided_by=row.decided_by,
            **({"because": row.same_because} if row.same_because else {}),
        )


def take_back(
    reference: str, what: FollowUp, number: int, step: Step, because: str, *, by: str, at: datetime
) -> None:
    """Take back what was recorded wrongly of one: it stands as before that, and what was recorded stays in the log.

    An end is taken back by whoever may decide one; what is owed then is owed by the date that it had.

    Raises:
        rules.follow_ups.FollowUpRefused
        rules.typed.TypedRefused: no reason is given, or one that names somebody of the request.
    """
    with transaction(by, at, trying="follow_up") as tx:
        request = tx.request(reference, Right.APPROVE if step is Step.ENDED else Right.WORK)
        one, row = _find(tx, request, what, number)
        rule.check_taken_back(one, step, follow_ups.of_request(tx.session, request))
        said = clock_entry.reason(tx, request, because)
        gone: dict[str, Any] = {}
        match step:
            case Step.ENDED:
                outcome = row.outcome.value if row.outcome else None
                gone = {"on": _iso(row.ended_on), "outcome": outcome, "decided_by": row.decided_by}
                row.ended_on = row.outcome = row.decided_by = row.same_because = None
            case Step.ACKNOWLEDGED:
                gone = {"on": _iso(row.acknowledged_on)}
                row.acknowledged_on = None
            case Step.COMPLEX:
                gone = {"before": _iso(row.due)}
                row.complex = False
        _date(request, row)
        tx.session.add(row)
        tx.record("follow_up.taken_back", request, number=number, step=step.value, because=said, **gone, **_told(row))


def consider(reference: str, received: date) -> str | None:
    """What to consider of a review that is asked for on a day; None where nothing is."""
    with reading() as session:
        request = queries.request(session, reference)
        is_authority = policies.of(request.service).is_public_authority
        found = follow_ups.answered(session, request, is_public_authority=is_authority)
    if found.answered is None:
        return None
    return rule.late_to_ask(received, found.answered, holidays.in_force().united_kingdom)


def due(what: FollowUp, received: date, promise: Promise, calendars: Calendars, *, complex_: bool) -> Due:
    """What the clock answers.

    Raises:
        rules.clock.ClockRefused, rules.law.BeforeTheLaw, rules.working_days.NoHolidays
    """
    return clock.due(Recorded(what, received, extended=complex_), promise, calendars)


def store(row: FollowUpRow, found: Due) -> None:
    """Keep what the clock answered."""
    row.due, row.data_version = found.due, found.data_version
    row.working = {
        "because": list(found.because),
        "cites": list(found.cites),
        "statutory": _iso(found.statutory),
        "target": _iso(found.target),
    }


def _date(request: Request, row: FollowUpRow) -> None:
    promise = policies.promise(row.what, policies.of(request.service))
    store(row, due(row.what, row.received_on, promise, holidays.in_force(), complex_=row.complex))


def _check_received(tx: Transaction, request: Request, what: FollowUp, on: date, standing: list[Followed]) -> None:
    is_authority = policies.of(request.service).is_public_authority
    found = follow_ups.answered(tx.session, request, is_public_authority=is_authority)
    rule.check_received(what, on, found, standing, day_of(tx.at))


def _find(tx: Transaction, request: Request, what: FollowUp, number: int) -> tuple[Followed, FollowUpRow]:
    for one, row in follow_ups.numbered(follow_ups.rows(tx.session, request)):
        if (one.what, one.number) == (what, number):
            return one, row
    raise FollowUpRefused(f"No {what.words} number {number} is on record of {request.reference}.")


def _same_because(tx: Transaction, request: Request, decided_by: str, because: str | None) -> str | None:
    if not rule.same_people(decided_by, follow_ups.who_decided(tx.session, request)):
        return None
    if because is None or not because.strip():
        raise FollowUpRefused(
            "Whoever reviews should be somebody who did not decide the first answer: say who else reviewed it, or "
            f"why nobody else could ({CODE}, part 5)."
        )
    return clock_entry.reason(tx, request, because)


def _told(row: FollowUpRow) -> dict[str, Any]:
    """What each event of a date says of it."""
    return {
        "follow_up": row.what.value,
        "due": _iso(row.due),
        "cites": row.working["cites"],
        "data_version": row.data_version,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
