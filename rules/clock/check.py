"""What no clock starts from: events that cannot be true together, lie outside the data, or move no such clock."""

from collections.abc import Iterator

from rules.clock import cites
from rules.clock.record import ClockRefused, Recorded, Wait
from rules.kinds import FollowUp, Kind
from rules.working_days import Calendar

# UK GDPR Art 12A and FOIA 2000 s.10 alone know questions, fees and extensions.
MOVED_BY_EVENTS = frozenset({Kind.SAR, Kind.FOI})


def check(recorded: Recorded, calendar: Calendar) -> None:
    """Refuse such events; nothing is corrected silently.

    Raises:
        ClockRefused: with the dates or the provision in the way.
        rules.law.BeforeTheLaw, rules.working_days.NoHolidays: a date outside the data.
    """
    kind, received = recorded.kind, recorded.received
    waited = recorded.clarifications or recorded.identity or recorded.fee
    if kind not in MOVED_BY_EVENTS and (waited or (recorded.extended and not isinstance(kind, FollowUp))):
        raise ClockRefused(
            f"{_article(kind.words)} has no clock that a question, a fee or an extension moves ({cites.NO_OTHER})."
        )
    calendar.check(received)
    for day in (recorded.required_by, recorded.extended_on):
        if day:
            calendar.check(day)
    for what, wait, cite in _waits(recorded):
        calendar.check(wait.asked)
        if wait.asked < received:
            raise ClockRefused(
                f"The {what} was asked for on {wait.asked.isoformat()}, before the request was received "
                f"on {received.isoformat()}; check both dates ({cite})."
            )
        if wait.answered is None:
            continue
        calendar.check(wait.answered)
        if wait.answered < wait.asked:
            raise ClockRefused(
                f"The {what} came on {wait.answered.isoformat()}, before it was asked for on "
                f"{wait.asked.isoformat()}; check both dates ({cite})."
            )
    if recorded.extended_on and not recorded.extended:
        raise ClockRefused("A day is given on which an extension was notified, but no extension: give both.")
    if recorded.extended_on and recorded.extended_on < received:
        raise ClockRefused(
            f"The extension was notified on {recorded.extended_on.isoformat()}, before the request was received on "
            f"{received.isoformat()}; check both dates ({cites.of_extension(kind, received)})."
        )


def _waits(recorded: Recorded) -> Iterator[tuple[str, Wait, str]]:
    """What was asked of the requester, in words, with the provision."""
    kind, received = recorded.kind, recorded.received
    for wait in recorded.clarifications:
        yield "clarification", wait, cites.of_clarification(kind, received)
    if recorded.identity:
        for wait in (*recorded.identity_before, recorded.identity):
            yield "identity evidence", wait, cites.of_identity(received)
    if recorded.fee:
        yield "fee", recorded.fee, cites.of_fee(kind, received)


def _article(words: str) -> str:
    return f"{'An' if words[0] in 'aeiou' else 'A'} {words}"
