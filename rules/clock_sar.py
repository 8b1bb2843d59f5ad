"""UK GDPR Art 12A (Art 12(3) for requests received before 5 February 2026): one month, or three.

The ICO counts to the same date in the following month, even from a day that is not a working day,
to the last day of a month without that date, and on to the next working day from a weekend or a
public holiday. Days of a clarification are added to the raw date, which is rolled once.
"""

from datetime import date, timedelta

from rules.clock_record import Recorded, Statutory, Wait
from rules.law import provision
from rules.months import add_months
from rules.working_days import england_and_wales, written


def statutory(recorded: Recorded) -> Statutory:
    """The statutory date of a subject access request."""
    period = provision("sar.extended" if recorded.extended else "sar.response", recorded.received)
    because = [f"Received on {written(recorded.received)}."]
    cites = [period.cite]
    starts = recorded.received

    # Art 12A(2): the relevant time is the latest of the request, the identity evidence and the fee.
    for wait, what, cite in (
        (recorded.identity, "evidence of identity", "UK GDPR Art 12(6)"),
        (recorded.fee, "fee", "UK GDPR Art 12(5)"),
    ):
        if wait is None:
            continue
        cites.append(cite)
        if wait.answered is None:
            because.append(
                f"We asked for the {what} on {written(wait.asked)} and it has not come: "
                "the month starts on the day that it does."
            )
            return Statutory(None, starts, False, tuple(because), tuple(cites))
        if wait.answered > starts:
            starts = wait.answered
            because.append(f"The {what} that we asked for came on {written(starts)}, and the month starts there.")

    open_questions = [wait for wait in recorded.clarifications if wait.answered is None]
    if recorded.clarifications:
        cites.append(provision("sar.clarification", recorded.received).cite)
    if open_questions:
        asked = min(wait.asked for wait in open_questions)
        because.append(f"We asked what is meant on {written(asked)}; the clock is paused until the answer comes.")
        return Statutory(None, starts, False, tuple(because), tuple(cites))

    raw = add_months(starts, period.value)
    months = "three months" if recorded.extended else "one month"
    because.append(f"Counted {months} from {written(starts)}, that is to {written(raw)}.")
    paused = _paused_days(recorded.clarifications, starts)
    if paused:
        raw += timedelta(days=paused)
        because.append(
            f"{paused} {'day does' if paused == 1 else 'days do'} not count, from the day we asked what is meant "
            f"to the day of the answer, both included: {written(raw)}."
        )
    calendar = england_and_wales()
    on = calendar.roll(raw)
    if on != raw:
        title = calendar.holidays[raw].title if raw in calendar.holidays else "a weekend"
        because.append(f"{written(raw)} is not a working day ({title}): the next one is {written(on)}.")
    return Statutory(on, starts, True, tuple(because), tuple(dict.fromkeys(cites)), recorded.clarifications)


def _paused_days(waits: tuple[Wait, ...], starts: date) -> int:
    """Days of all clarifications, both ends included, counted once where they overlap.

    Days before the relevant time are no days of the period and so cannot be taken from it.
    """
    days: set[date] = set()
    for wait in waits:
        if wait.answered:
            span = (wait.answered - wait.asked).days
            days.update(wait.asked + timedelta(days=offset) for offset in range(span + 1))
    return sum(day >= starts for day in days)
