"""FOIA 2000 s.10: twenty working days following the date of receipt."""

from datetime import date

from rules.clock import fee as fees
from rules.clock.record import Alert, ClockRefused, Recorded, Statutory, Wait
from rules.clock.working import Working
from rules.law import provision
from rules.working_days import Calendar, written

_NO_IDENTITY = "FOI has no identity stage: anybody may ask (FOIA 2000 s.1(1) and s.8)."


def statutory(recorded: Recorded, calendar: Calendar, working: Working) -> Statutory:
    """The statutory date of a request for information to a public authority."""
    if recorded.identity:
        raise ClockRefused(_NO_IDENTITY)
    response = provision("foi.response", recorded.received)
    fee = recorded.fee
    if fee:
        fees.check_payable(fee, recorded.received)
    working.received(recorded.received)
    working.rests_on(response.cite, "FOIA 2000 s.10(6)")
    starts, running = _date_of_receipt(recorded, calendar, response.value, working)
    unpaid = fee if fee and fee.answered is None else None
    if not running:
        waits = Statutory(None, starts, running=False)
        return fees.unpaid(unpaid, starts, recorded.received, working) if unpaid else waits

    notice_by = calendar.nth_after(starts, response.value)
    if fee and fee.asked > notice_by:
        raise ClockRefused(
            f"The fees notice of {fee.asked.isoformat()} was given after the twenty working days ended on "
            f"{notice_by.isoformat()}; it has no effect (FOIA 2000 s.9(1))."
        )
    if unpaid:
        return fees.unpaid(unpaid, starts, recorded.received, working)

    working.add(f"Day 1 is the first working day after that: {written(calendar.nth_after(starts, 1))}", response.cite)
    days = provision("foi.public_interest", recorded.received) if recorded.extended else response
    on = calendar.nth_after(starts, days.value)
    if fee and fee.answered:
        lost = fees.disregarded(calendar, starts, fee.asked, fee.answered)
        if lost:  # s.10(2) moves the twentieth working day, and with it the notice under s.17(1)
            on, notice_by = calendar.nth_after(on, lost), calendar.nth_after(notice_by, lost)
        days_left_out = "1 working day is left out" if lost == 1 else f"{lost} working days are left out"
        working.add(
            f"A fees notice was given on {written(fee.asked)} and the fee came on {written(fee.answered)}: "
            + (
                f"{days_left_out}, both those days included"
                if lost
                else "no working day of the twenty lies in between"
            ),
            "FOIA 2000 s.10(2)",
        )
    working.skipped(calendar.skipped(starts, on), "FOIA 2000 s.10(6)")
    if recorded.extended:
        _check_notified(recorded.extended_on, notice_by)
        told = recorded.extended_on
        notice = f"was given on {written(told)}" if told else f"is still due on {written(notice_by)}"
        working.add(
            f"More time is taken to weigh the public interest: the notice that says so {notice}, "
            f"and the decision is due no later than working day {days.value}, {written(on)}",
            days.cite,
        )
    else:
        working.add(f"Working day {days.value} is {written(on)}", response.cite)
    alerts: tuple[Alert, ...] = ()
    if recorded.extended and recorded.extended_on is None:
        alerts = (Alert(notice_by, "the notice that more time is taken must have been given", "FOIA 2000 s.17(1)"),)
    return Statutory(on, starts, disregarded=(fee,) if fee else (), alerts=alerts)


def voluntary(recorded: Recorded, working: Working) -> Statutory:
    """A service hosted by a charity is no public authority: it answers as a matter of good practice."""
    if recorded.identity:
        raise ClockRefused(_NO_IDENTITY)
    if recorded.fee or recorded.extended:
        raise ClockRefused(
            "A service hosted by a charity gives no fees notice and takes no public-interest extension: "
            "the Act does not apply to it (FOIA 2000 s.3(1))."
        )
    working.received(recorded.received)
    working.add(
        "The service is hosted by a charity, which is not a public authority: no statutory date applies "
        "to it, and the request is answered voluntarily or passed to the council",
        "FOIA 2000 s.3(1)",
    )
    waiting = [wait.asked for wait in recorded.clarifications if wait.answered is None]
    if waiting:
        working.add(f"We asked for further information on {written(min(waiting))} and it has not come")
    starts = max((wait.answered or recorded.received for wait in recorded.clarifications), default=recorded.received)
    return Statutory(None, starts, running=not waiting)


def _date_of_receipt(recorded: Recorded, calendar: Calendar, days: int, working: Working) -> tuple[date, bool]:
    """s.1(3) with s.10(6): the day of the request or, if later, that on which the further information came.

    Gives the day, and False while information that was asked for has not come.
    """
    cites = ("FOIA 2000 s.1(3)", "FOIA 2000 s.10(6)")
    starts = recorded.received
    for wait in sorted(recorded.clarifications, key=lambda wait: wait.asked):
        _check_asked_in_time(calendar, wait, starts, recorded.fee, days)
        if wait.answered is None:
            working.add(
                f"We asked for further information on {written(wait.asked)} and it has not come: "
                "the twenty working days start afresh on the day that it does",
                *cites,
            )
            return starts, False
        if wait.answered > starts:
            starts = wait.answered
            working.add(
                f"The further information that we asked for on {written(wait.asked)} came on {written(starts)}, "
                "which counts as the date of receipt",
                *cites,
            )
    return starts, True


def _check_asked_in_time(calendar: Calendar, wait: Wait, starts: date, fee: Wait | None, days: int) -> None:
    """A question after the twenty working days excuses nothing: the answer was due before it was asked."""
    last = calendar.nth_after(starts, days)
    if fee and fee.asked <= min(last, wait.asked):
        if fee.answered is None or fee.answered >= wait.asked:
            return  # the clock stood still for the fee when the question was asked
        if lost := fees.disregarded(calendar, starts, fee.asked, fee.answered):
            last = calendar.nth_after(last, lost)
    if wait.asked > last:
        raise ClockRefused(
            f"Further information was asked for on {wait.asked.isoformat()}, after the twenty working days ended on "
            f"{last.isoformat()}; it starts nothing afresh (FOIA 2000 s.1(3) and s.10(1))."
        )


def _check_notified(on: date | None, notice_by: date) -> None:
    if on and on > notice_by:
        raise ClockRefused(
            f"The extension was notified on {on.isoformat()}, after the notice was due on {notice_by.isoformat()}; "
            "it does not move the date (FOIA 2000 s.10(3) and s.17(1))."
        )
