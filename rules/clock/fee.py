"""A fees notice under FOIA 2000 s.9: the days that it takes from the twenty, and when the request lapses."""

from datetime import date, timedelta

from rules.clock.record import Alert, ClockRefused, Statutory, Wait
from rules.clock.working import Working
from rules.law import provision
from rules.months import add_months
from rules.working_days import Calendar, written


def check_payable(fee: Wait, received: date) -> None:
    """Refuse a fee that came after its three months: the request had lapsed by then."""
    last = last_day_to_pay(fee, received)
    if fee.answered and fee.answered > last:
        raise ClockRefused(
            f"The fee came on {fee.answered.isoformat()}, after the three months for it ended on {last.isoformat()}: "
            "the request need not be answered (FOIA 2000 s.9(2)). If it is answered all the same, log it as a new "
            "request received on that day."
        )


def last_day_to_pay(fee: Wait, received: date) -> date:
    """s.9(2): the last of the three months "beginning with" the day of the notice.

    That is the day before the corresponding date, or the last day of a month that has no such date.
    """
    corresponding = add_months(fee.asked, provision("foi.fee_payable", received).value)
    return corresponding - timedelta(days=1) if corresponding.day == fee.asked.day else corresponding


def unpaid(fee: Wait, starts: date, received: date, working: Working) -> Statutory:
    """The clock waits for the fee."""
    cite = provision("foi.fee_payable", received).cite
    last = last_day_to_pay(fee, received)
    working.add(
        f"A fees notice was given on {written(fee.asked)} and the fee has not come: the clock waits. "
        f"If it is not paid by {written(last)} the request need not be answered",
        "FOIA 2000 s.10(2)",
        cite,
    )
    alert = Alert(last, "the last day on which the fee can be paid; after it the request lapses", cite)
    return Statutory(None, starts, running=False, alerts=(alert,))


def disregarded(calendar: Calendar, starts: date, notice: date, paid: date) -> int:
    """s.10(2): the working days after `starts` from notice to fee, both included; none where it was paid before."""
    eve = max(notice - timedelta(days=1), starts)
    return max(0, calendar.between(eve, paid))
