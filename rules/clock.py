"""The clock of one request: when an answer is due, and how that date came about.

One pure function of what was recorded. A stored date is only a copy of its result, and each result
carries the working in sentences that can stand in a letter.
"""

from datetime import date, timedelta

from rules import clock_foi, clock_order, clock_sar
from rules.clock_record import ClockRefused, Due, Promise, Recorded, Statutory, Wait
from rules.kinds import Kind
from rules.working_days import england_and_wales, united_kingdom, written

__all__ = ["ClockRefused", "Due", "Promise", "Recorded", "Wait", "due", "look_by"]


def due(recorded: Recorded, promise: Promise) -> Due:
    """When the answer to one request is due, with the working.

    Raises:
        ClockRefused: the events contradict each other, or this kind has no such clock.
        rules.law.BeforeTheLaw, rules.working_days.NoHolidays: a date outside the data.
    """
    _check(recorded)
    statutory = _statutory(recorded, promise)
    if not statutory.running:
        return Due(None, None, None, False, statutory.because, statutory.cites)
    target, because, cites = _target(recorded, promise, statutory)
    dates = [day for day in (statutory.on, target) if day]
    earliest = min(dates) if dates else None
    reasons = [*statutory.because, *because]
    if statutory.on and target and statutory.on != target and earliest:
        reasons.append(f"The earlier of the two is the date to keep: {written(earliest)}.")
    warning = united_kingdom().warning(max(dates)) if dates else None
    return Due(
        statutory=statutory.on,
        target=target,
        due=earliest,
        running=True,
        because=(*reasons, *([warning] if warning else [])),
        cites=tuple(dict.fromkeys((*statutory.cites, *cites))),
    )


def look_by(received: date) -> date:
    """The day by which a person must have seen a request whose kind is not known yet.

    It may be a court order that names no date, so it is the next working day.
    """
    return england_and_wales().nth_after(received, 1)


def _statutory(recorded: Recorded, promise: Promise) -> Statutory:
    received = f"Received on {written(recorded.received)}."
    match recorded.kind:
        case Kind.SAR:
            return clock_sar.statutory(recorded)
        case Kind.FOI if promise.is_public_authority:
            return clock_foi.statutory(recorded)
        case Kind.FOI:
            return clock_foi.voluntary(recorded)
        case Kind.COURT_ORDER:
            return clock_order.statutory(recorded)
        case _:
            return Statutory(None, recorded.received, True, (received,), ())


def _target(
    recorded: Recorded, promise: Promise, statutory: Statutory
) -> tuple[date | None, tuple[str, ...], tuple[str, ...]]:
    """The service's own target: its working days, or the day asked for where that is earlier."""
    if recorded.kind is Kind.COURT_ORDER:  # the order alone says when
        return (None, (), ()) if recorded.required_by else clock_order.not_stated(recorded)
    if recorded.extended:
        return None, ("The extension replaces the service's own target.",), ()
    because: list[str] = []
    days: list[date] = []
    if promise.working_days is not None:
        target = _working_days_on(statutory.starts, promise.working_days, statutory.disregarded)
        days.append(target)
        if statutory.on is None or recorded.kind is not Kind.FOI:
            closed = "; ".join(str(day) for day in united_kingdom().skipped(statutory.starts, target))
            because += [f"Not working days of the service's own target: {closed}."] if closed else []
        because.append(f"The service's own target of {promise.working_days} working days ends on {written(target)}.")
    if recorded.required_by and recorded.kind not in {Kind.SAR, Kind.FOI}:
        days.append(recorded.required_by)
        because.append(f"The letter asks for an answer by {written(recorded.required_by)}.")
    if not days:
        return None, (), ()
    if len(days) == 2 and days[0] != days[1]:
        because.append(f"The earlier of the two is the date to keep: {written(min(days))}.")
    return min(days), tuple(because), promise.cites


def _working_days_on(starts: date, count: int, waits: tuple[Wait, ...]) -> date:
    """The `count`th working day after `starts` that lies in none of the waits, both their ends included.

    A day in two waits is left out once, and a day before the count starts is none of its days.
    """
    calendar = united_kingdom()
    target = calendar.nth_after(starts, count)
    waited = {
        wait.asked + timedelta(days=offset)
        for wait in waits
        if wait.answered
        for offset in range((wait.answered - wait.asked).days + 1)
    }
    for day in sorted(waited):
        if starts < day <= target and calendar.is_working(day):
            target = calendar.nth_after(target, 1)
    return target


def _check(recorded: Recorded) -> None:
    """Refuse events that cannot be true together, or lie outside the data; nothing is corrected silently."""
    waits = [("clarification", wait) for wait in recorded.clarifications]
    waits += [("identity evidence", recorded.identity)] if recorded.identity else []
    waits += [("fee", recorded.fee)] if recorded.fee else []
    days = [recorded.received, recorded.required_by]
    days += [day for _, wait in waits for day in (wait.asked, wait.answered)]
    for day in days:
        if day:
            united_kingdom().check(day)
    for what, wait in waits:
        if wait.asked < recorded.received:
            raise ClockRefused(
                f"The {what} was asked for on {wait.asked.isoformat()}, before the request was received "
                f"on {recorded.received.isoformat()}; check both dates."
            )
        if wait.answered and wait.answered < wait.asked:
            raise ClockRefused(
                f"The {what} came on {wait.answered.isoformat()}, before it was asked for on "
                f"{wait.asked.isoformat()}; check both dates."
            )
    if recorded.required_by and recorded.required_by < recorded.received:
        raise ClockRefused(
            f"The date asked for, {recorded.required_by.isoformat()}, is before the request was received "
            f"on {recorded.received.isoformat()}; check both dates."
        )
    waiting_kinds = {Kind.SAR, Kind.FOI}
    if (waits or recorded.extended) and recorded.kind not in waiting_kinds:
        raise ClockRefused(
            f"A {recorded.kind.words} has no clock that a question, a fee or an extension moves "
            "(only UK GDPR Art 12A and FOIA 2000 s.10 have)."
        )
    if recorded.kind is Kind.FOI and recorded.identity:
        raise ClockRefused("FOI has no identity stage: anybody may ask (FOIA 2000 s.1(1) and s.8).")
