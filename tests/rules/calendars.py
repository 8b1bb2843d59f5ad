"""The calendars of the data release alone, and the clock on them: what most tests of the rules count with."""

from rules import clock
from rules.bank_holidays import BankHolidays
from rules.clock import Due, Promise, Recorded
from rules.working_days import calendars

RELEASE = calendars(BankHolidays())


def due(recorded: Recorded, promise: Promise) -> Due:
    """The clock's answer where nothing was proclaimed since the release."""
    return clock.due(recorded, promise, RELEASE)
