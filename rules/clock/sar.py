"""UK GDPR Art 12A (Art 12(3) for requests received before 5 February 2026): one month, or three.

The ICO counts to the same date in the following month, even from a day that is not a working day,
to the last day of a month without that date, and on to the next working day from a weekend or a
public holiday. Days of a clarification are added to the raw date, which is rolled once.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from rules.clock import cites
from rules.clock.record import Alert, ClockRefused, Recorded, Statutory, Wait
from rules.clock.working import Working
from rules.law import Provision, provision
from rules.months import add_months
from rules.working_days import Calendar, written

_ROLLS = "ICO guidance, right of access"


@dataclass(frozen=True, slots=True)
class _Period:
    """A period of months with its pauses: the date before it is rolled, and the days paused."""

    raw: date
    paused: int
    waits_since: date | None = None  # the day of a question that is open; nothing after it is counted
    late: Wait | None = None  # a question asked after the period had ended; nothing after it is counted

    def is_paused_on(self, day: date) -> bool:
        """True where a question asked by that day is open."""
        return self.waits_since is not None and self.waits_since <= day


def statutory(recorded: Recorded, calendar: Calendar, working: Working) -> Statutory:
    """The statutory date of a subject access request."""
    month = provision("sar.response", recorded.received)
    longer = provision("sar.extended", recorded.received)
    rule = provision("sar.clarification", recorded.received)
    period = longer if recorded.extended else month
    working.received(recorded.received)
    working.rests_on(period.cite)
    pauses = _pauses(recorded, rule, working)
    starts, running = _relevant_time(recorded, pauses, month.value, calendar, working)
    if not running:
        return Statutory(None, starts, running=False)

    found = _period(starts, period.value, pauses, calendar)
    if found.late:
        ended = calendar.roll(found.raw)
        raise ClockRefused(
            f"The question of {found.late.asked.isoformat()} was asked after the time for the answer ended on "
            f"{ended.isoformat()}; it pauses nothing ({rule.cite})."
        )
    if recorded.extended:
        alerts = _told(recorded.extended_on, _period(starts, month.value, pauses, calendar), period.cite, calendar)
    else:
        says = "the last day for telling the requester of an extension, with the reasons"
        alerts = (Alert(found.raw, says, longer.cite),)
    if found.waits_since:
        asked = written(found.waits_since)
        working.add(f"We asked what is meant on {asked}; the clock is paused until the answer comes", rule.cite)
        return Statutory(None, starts, running=False)

    if recorded.extended_on:
        working.add(f"We said on {written(recorded.extended_on)} that more time is needed", period.cite)
    months = "three months" if recorded.extended else "one month"
    unpaused = add_months(starts, period.value)
    working.add(f"Counted {months} from {written(starts)}, that is to {written(unpaused)}", period.cite)
    _say_pauses(pauses, found, rule.cite, working)
    on = calendar.roll(found.raw)
    if on != found.raw:
        title = calendar.holidays[found.raw].title if found.raw in calendar.holidays else "a weekend"
        working.add(f"{written(found.raw)} is not a working day ({title}): the next one is {written(on)}", _ROLLS)
    alerts = (*_counted_one_fewer(found, on, rule.cite, calendar), *alerts)
    return Statutory(on, starts, disregarded=pauses, alerts=alerts)


def _relevant_time(
    recorded: Recorded, pauses: tuple[Wait, ...], months: int, calendar: Calendar, working: Working
) -> tuple[date, bool]:
    """Art 12A(2): the latest of the request, the identity evidence and the fee; False while one has not come.

    The article sets no day by which they must be asked for. Asked for after the month has ended they start
    no month afresh here: the answer was due before (the stricter reading).
    """
    identity = (*recorded.identity_before, recorded.identity) if recorded.identity else ()
    asked = [(wait, "evidence of identity", cites.of_identity(recorded.received)) for wait in identity]
    if recorded.fee:
        asked.append((recorded.fee, "fee", cites.of_fee(recorded.kind, recorded.received)))
    starts = recorded.received
    for wait, what, cite in sorted(asked, key=lambda one: one[0].asked):
        month = _period(starts, months, pauses, calendar)
        ended = calendar.roll(month.raw)
        if wait.asked > ended and not month.is_paused_on(wait.asked):
            raise ClockRefused(
                f"The {what} was asked for on {wait.asked.isoformat()}, after the month ended on "
                f"{ended.isoformat()}; it starts no month afresh ({cite})."
            )
        working.rests_on(cite)
        if wait.answered is None:
            working.add(
                f"We asked for the {what} on {written(wait.asked)} and it has not come: "
                "the month starts on the day that it does",
                cite,
            )
            return starts, False
        if wait.answered > starts:
            starts = wait.answered
            working.add(
                f"The {what} that we asked for on {written(wait.asked)} came on {written(starts)}, "
                "and the month starts there",
                cite,
            )
    return starts, True


def _pauses(recorded: Recorded, rule: Provision, working: Working) -> tuple[Wait, ...]:
    """The questions that pause the clock, in order: none where the law of the day counted their days."""
    questions = tuple(sorted(recorded.clarifications, key=lambda wait: wait.asked))
    if not questions:
        return ()
    working.rests_on(rule.cite)
    if not rule.value:
        return questions
    for wait in questions:
        came = f" and the answer came on {written(wait.answered)}" if wait.answered else ""
        working.add(
            f"We asked what is meant on {written(wait.asked)}{came}; for a request received so early "
            "the days of a question count like any others",
            rule.cite,
        )
    return ()


def _period(starts: date, months: int, pauses: tuple[Wait, ...], calendar: Calendar) -> _Period:
    """The months from `starts`, with the days of each pause that began before they had ended.

    Both ends of a pause are included, days in two pauses count once, and days before the relevant time
    are no days of the period and so cannot be taken from it.
    """
    raw, paused, covered = add_months(starts, months), 0, starts - timedelta(days=1)
    for wait in pauses:
        if wait.asked > calendar.roll(raw):
            return _Period(raw, paused, late=wait)
        if wait.answered is None:
            return _Period(raw, paused, waits_since=wait.asked)
        days = (wait.answered - max(wait.asked - timedelta(days=1), covered)).days
        if days > 0:
            # A question may come on a day to which the time has rolled on; it cannot end before the answer.
            days += max(0, (wait.asked - raw).days - 1)
            paused, raw, covered = paused + days, raw + timedelta(days=days), wait.answered
    return _Period(raw, paused)


def _say_pauses(pauses: tuple[Wait, ...], found: _Period, cite: str, working: Working) -> None:
    if not found.paused:
        return
    for wait in pauses:
        if wait.answered:
            working.add(
                f"We asked what is meant on {written(wait.asked)} and the answer came on {written(wait.answered)}"
            )
    days = "1 day of the period is" if found.paused == 1 else f"In all {found.paused} days of the period are"
    working.add(
        f"{days} left out, the day of a question and the day of its answer included: "
        f"the date becomes {written(found.raw)}",
        cite,
    )


def _counted_one_fewer(found: _Period, on: date, cite: str, calendar: Calendar) -> tuple[Alert, ...]:
    """Who leaves one end of a pause out counts one day fewer: the date that they would hold us to."""
    early = calendar.roll(found.raw - timedelta(days=1)) if found.paused else on
    return (Alert(early, "the date if one end of the pause is not counted", cite),) if early < on else ()


def _told(on: date | None, month: _Period, cite: str, calendar: Calendar) -> tuple[Alert, ...]:
    """Art 12A(4): the requester is told of an extension before the month, with its pauses, has ended."""
    if on is None:
        return (Alert(month.raw, "the requester must have been told of the extension, with the reasons", cite),)
    ended = calendar.roll(month.raw)
    if on > ended and not month.is_paused_on(on):
        raise ClockRefused(
            f"The extension was notified on {on.isoformat()}, after the month ended on {ended.isoformat()}; "
            f"it does not move the date ({cite})."
        )
    return ()
