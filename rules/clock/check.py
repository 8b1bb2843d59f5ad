"""What no clock starts from: events that cannot be true together, lie outside the data, or move no such clock."""

from datetime import date

from rules.clock.record import ClockRefused, Recorded
from rules.kinds import FollowUp, Kind
from rules.working_days import Calendar

# UK GDPR Art 12A and FOIA 2000 s.10 alone know questions, fees and extensions.
MOVED_BY_EVENTS = frozenset({Kind.SAR, Kind.FOI})


def check(recorded: Recorded, calendar: Calendar) -> None:
    """Refuse such events; nothing is corrected silently.

    Raises:
        ClockRefused: with the dates or the provision in the way.
        rules.working_days.NoHolidays: a date outside the data.
    """
    waits = [("clarification", wait) for wait in recorded.clarifications]
    waits += [("identity evidence", recorded.identity)] if recorded.identity else []
    waits += [("fee", recorded.fee)] if recorded.fee else []
    days = [recorded.received, recorded.required_by, recorded.extended_on]
    days += [day for _, wait in waits for day in (wait.asked, wait.answered)]
    for day in days:
        if day:
            calendar.check(day)
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
    _check_after_receipt(recorded, recorded.required_by, "date asked for")
    _check_after_receipt(recorded, recorded.extended_on, "day of the extension")
    if recorded.extended_on and not recorded.extended:
        raise ClockRefused("A day is given on which an extension was notified, but no extension: give both.")
    if recorded.kind not in MOVED_BY_EVENTS and (
        waits or (recorded.extended and not isinstance(recorded.kind, FollowUp))
    ):
        raise ClockRefused(
            f"{_article(recorded.kind.words)} has no clock that a question, a fee or an extension moves "
            "(only UK GDPR Art 12A and FOIA 2000 s.10 have)."
        )


def _check_after_receipt(recorded: Recorded, day: date | None, what: str) -> None:
    if day and day < recorded.received:
        raise ClockRefused(
            f"The {what}, {day.isoformat()}, is before the request was received "
            f"on {recorded.received.isoformat()}; check both dates."
        )


def _article(words: str) -> str:
    return f"{'An' if words[0] in 'aeiou' else 'A'} {words}"
