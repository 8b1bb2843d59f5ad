"""FOIA 2000 s.10: twenty working days following the date of receipt."""

from datetime import date, timedelta

from rules.clock_record import ClockRefused, Recorded, Statutory, Wait
from rules.law import provision
from rules.months import add_months
from rules.working_days import Calendar, united_kingdom, written


def statutory(recorded: Recorded) -> Statutory:
    """The statutory date of a request for information to a public authority."""
    calendar = united_kingdom()
    response = provision("foi.response", recorded.received)
    because = [f"Received on {written(recorded.received)}."]
    cites = [response.cite, "FOIA 2000 s.10(6)"]
    starts = recorded.received

    # s.1(3) with s.10(6): the date of receipt is the day on which the further information came.
    for wait in sorted(recorded.clarifications, key=lambda wait: wait.asked):
        cites.append("FOIA 2000 s.1(3)")
        if wait.answered is None:
            because.append(
                f"We asked for further information on {written(wait.asked)} and it has not come: "
                "the twenty working days start afresh on the day that it does."
            )
            return Statutory(None, starts, False, tuple(because), tuple(dict.fromkeys(cites)))
        if wait.answered > starts:
            starts = wait.answered
            because.append(
                f"The further information that we asked for came on {written(starts)}, "
                "which counts as the date of receipt."
            )

    days = provision("foi.public_interest", recorded.received) if recorded.extended else response
    notice_by = calendar.nth_after(starts, response.value)
    if recorded.fee and recorded.fee.asked > notice_by:
        raise ClockRefused(
            f"The fees notice of {recorded.fee.asked.isoformat()} was given after the twenty working days ended on "
            f"{notice_by.isoformat()}; it has no effect (FOIA 2000 s.9(1))."
        )
    if recorded.fee and recorded.fee.answered is None:
        return _unpaid(recorded.fee, starts, because, cites, recorded.received)

    first = calendar.nth_after(starts, 1)
    because.append(f"Day 1 is the first working day after that: {written(first)}.")
    on = calendar.nth_after(starts, days.value)
    waits: tuple[Wait, ...] = ()
    if recorded.fee and recorded.fee.answered:
        lost = _disregarded(calendar, starts, recorded.fee.asked, recorded.fee.answered)
        if lost:  # s.10(2) moves the twentieth working day, and with it the notice under s.17(1)
            on, notice_by = calendar.nth_after(on, lost), calendar.nth_after(notice_by, lost)
        waits = (recorded.fee,)
        cites.append("FOIA 2000 s.10(2)")
        because.append(
            f"A fees notice was given on {written(recorded.fee.asked)} and the fee came on "
            f"{written(recorded.fee.answered)}: the working days from the one to the other, both included, "
            f"are disregarded ({lost})."
        )
    skipped = "; ".join(str(day) for day in calendar.skipped(starts, on))
    if skipped:
        because.append(f"Not working days, because a bank holiday in any part of the UK counts: {skipped}.")
    if recorded.extended:
        cites.append(days.cite)
        because.append(
            "More time is taken to weigh the public interest: the refusal notice that says so is still due "
            f"on {written(notice_by)}, and the decision no later than working day {days.value}, {written(on)}."
        )
    else:
        because.append(f"Working day {days.value} is {written(on)}.")
    return Statutory(on, starts, True, tuple(because), tuple(dict.fromkeys(cites)), waits)


def voluntary(recorded: Recorded) -> Statutory:
    """A service hosted by a charity is no public authority: it answers as a matter of good practice."""
    because = [
        f"Received on {written(recorded.received)}.",
        "The service is hosted by a charity, which is not a public authority: no statutory date applies "
        "to it, and the request is answered voluntarily or passed to the council.",
    ]
    starts = max((wait.answered or recorded.received for wait in recorded.clarifications), default=recorded.received)
    running = all(wait.answered for wait in recorded.clarifications)
    if recorded.fee or recorded.extended:
        raise ClockRefused(
            "A service hosted by a charity gives no fees notice and takes no public-interest extension: "
            "the Act does not apply to it (FOIA 2000 s.3(1))."
        )
    if not running:
        asked = min(wait.asked for wait in recorded.clarifications if wait.answered is None)
        because.append(f"We asked for further information on {written(asked)} and it has not come.")
    return Statutory(None, starts, running, tuple(because), ("FOIA 2000 s.3(1)",))


def _unpaid(fee: Wait, starts: date, because: list[str], cites: list[str], received: date) -> Statutory:
    months = provision("foi.fee_payable", received)
    # "Beginning with" the day of the notice: the last day is the day before the corresponding date.
    last = add_months(fee.asked, months.value) - timedelta(days=1)
    because.append(
        f"A fees notice was given on {written(fee.asked)} and the fee has not come: the clock waits. "
        f"If it is not paid by {written(last)} the request need not be answered."
    )
    found = tuple(dict.fromkeys([*cites, "FOIA 2000 s.10(2)", months.cite]))
    return Statutory(None, starts, False, tuple(because), found)


def _disregarded(calendar: Calendar, starts: date, notice: date, paid: date) -> int:
    """The working days after `starts` from `notice` to `paid`, both included; none where it was paid before."""
    eve = max(notice - timedelta(days=1), starts)
    return max(0, calendar.between(eve, paid))
