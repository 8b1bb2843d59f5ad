"""The clock of one request: when an answer is due, and how that date came about.

One pure function of what was recorded and of the bank holidays known. A stored date is only a copy of
its result, and each result carries the working in sentences that can stand in a letter.
"""

from datetime import date, timedelta

from rules.clock import foi, follow_up, order, sar
from rules.clock.check import MOVED_BY_EVENTS, check
from rules.clock.record import Alert, ClockRefused, Due, Promise, Recorded, Statutory, Wait
from rules.clock.working import Working
from rules.kinds import FollowUp, Kind
from rules.working_days import Calendar, Calendars, written

__all__ = ["Alert", "ClockRefused", "Due", "Promise", "Recorded", "Wait", "due", "look_by"]


def due(recorded: Recorded, promise: Promise, calendars: Calendars) -> Due:
    """When the answer to one request is due, with the working.

    Raises:
        ClockRefused: the events contradict each other, or this kind has no such clock.
        rules.law.BeforeTheLaw, rules.working_days.NoHolidays: a date outside the data.
    """
    check(recorded, calendars.united_kingdom)
    working = Working()
    statutory = _statutory(recorded, promise, calendars, working)
    target = _target(recorded, promise, statutory, calendars, working) if statutory.running else None
    dates = [day for day in (statutory.on, target) if day]
    if len(set(dates)) > 1:
        working.add(f"The earlier of the two dates counts: {written(min(dates))}")
    because = list(working.because)
    counted = [day for day in dates if day != recorded.required_by]  # a day that was named rests on no holidays
    if counted and (warning := calendars.united_kingdom.warning(max(counted))):
        because.append(warning)
    return Due(
        statutory=statutory.on,
        target=target,
        due=min(dates, default=None),
        running=statutory.running,
        because=tuple(because),
        cites=tuple(working.cites),
        data_version=calendars.version,
        alerts=statutory.alerts,
        stated=recorded.kind is not Kind.COURT_ORDER or recorded.required_by is not None,
    )


def look_by(received: date, calendars: Calendars) -> date:
    """The day by which a person must have seen a request whose kind is not known yet.

    It may be a court order that names no date, so it is the next working day.
    """
    return calendars.england_and_wales.nth_after(received, 1)


def _statutory(recorded: Recorded, promise: Promise, calendars: Calendars, working: Working) -> Statutory:
    match recorded.kind:
        case Kind.SAR:
            return sar.statutory(recorded, calendars.england_and_wales, working)
        case Kind.FOI if promise.is_public_authority:
            return foi.statutory(recorded, calendars.united_kingdom, working)
        case Kind.FOI:
            return foi.voluntary(recorded, working)
        case Kind.COURT_ORDER:
            return order.statutory(recorded, working)
        case FollowUp.COMPLAINT:
            return follow_up.complaint(recorded, calendars.england_and_wales, working)
        case _:
            working.received(recorded.received)
            return Statutory(None, recorded.received)


def _target(
    recorded: Recorded, promise: Promise, statutory: Statutory, calendars: Calendars, working: Working
) -> date | None:
    """The service's own target: its days, or the day asked for where that is earlier."""
    if recorded.kind is Kind.COURT_ORDER:  # the order alone says when
        if recorded.required_by:
            return None
        return order.not_stated(recorded, calendars.england_and_wales, working)
    days: list[date] = []
    if recorded.kind is FollowUp.INTERNAL_REVIEW:
        days.append(follow_up.review(recorded, promise, calendars.united_kingdom, working))
    elif recorded.extended and promise.working_days is not None:
        working.add("The extension replaces the service's own target")
    if recorded.extended:
        return min(days, default=None)
    asked_for = recorded.required_by if recorded.kind not in MOVED_BY_EVENTS else None
    if asked_for and asked_for < recorded.received:
        working.add(
            f"The letter asks for an answer by {written(asked_for)}, which had passed when it came on "
            f"{written(recorded.received)}"
        )
        asked_for = None
    days += _promised(recorded, promise, statutory, calendars.united_kingdom, working)
    if asked_for:
        days.append(asked_for)
        working.add(f"The letter asks for an answer by {written(asked_for)}")
    if len(set(days)) > 1:
        working.add(f"The earlier of the two dates counts: {written(min(days))}")
    return min(days, default=None)


def _promised(
    recorded: Recorded, promise: Promise, statutory: Statutory, calendar: Calendar, working: Working
) -> list[date]:
    found = []
    if promise.days is not None:
        found.append(recorded.received + timedelta(days=promise.days))
        working.add(f"The service's own target of {promise.days} days ends on {written(found[-1])}")
    if promise.working_days is not None:
        target, lost = _working_days_on(calendar, statutory.starts, promise.working_days, statutory.disregarded)
        if statutory.on is None or recorded.kind is not Kind.FOI:  # else the same days are named already
            closed = "; ".join(map(str, calendar.skipped(statutory.starts, target)))
            if closed:
                working.add(f"Not working days of the service's own target: {closed}")
        waited = "1 working day" if lost == 1 else f"{lost} working days"
        left_out = f", {waited} left out on which we waited," if lost and recorded.kind is not Kind.FOI else ""
        working.add(
            f"The service's own target of {promise.working_days} working days{left_out} ends on {written(target)}"
        )
        found.append(target)
    if found or recorded.required_by:
        working.rests_on(*promise.cites)
    return found


def _working_days_on(calendar: Calendar, starts: date, count: int, waits: tuple[Wait, ...]) -> tuple[date, int]:
    """The `count`th working day after `starts` that lies in none of the waits, both their ends included.

    Gives the day, and how many working days were left out.

    A day in two waits is left out once, and a day before the count starts is none of its days.
    """
    target = calendar.nth_after(starts, count)
    waited = {
        wait.asked + timedelta(days=offset)
        for wait in waits
        if wait.answered
        for offset in range((wait.answered - wait.asked).days + 1)
    }
    lost = 0
    for day in sorted(waited):
        if starts < day <= target and calendar.is_working(day):
            target, lost = calendar.nth_after(target, 1), lost + 1
    return target, lost
