"""The bank holidays as gov.uk lists them, 2012 to 2028: what the program's own data is held against."""

import json
from datetime import date, timedelta
from pathlib import Path

from rules.bank_holidays import Nation

DATA = Path(__file__).parent / "data"
FIRST, LAST = date(2012, 1, 1), date(2028, 12, 31)

_DIVISIONS = {
    Nation.ENGLAND_AND_WALES: "england-and-wales",
    Nation.SCOTLAND: "scotland",
    Nation.NORTHERN_IRELAND: "northern-ireland",
}
_LIST = json.loads((DATA / "bank-holidays.json").read_text("utf-8"))

TITLES: dict[Nation, dict[date, str]] = {
    nation: {date.fromisoformat(event["date"]): event["title"] for event in _LIST[division]["events"]}
    for nation, division in _DIVISIONS.items()
}
ENGLAND_AND_WALES = frozenset(TITLES[Nation.ENGLAND_AND_WALES])
UNITED_KINGDOM = frozenset().union(*TITLES.values())


def on_weekdays(days: frozenset[date] | set[date]) -> set[date]:
    """Those of the days that are no Saturday or Sunday, within the years of the list."""
    return {day for day in days if day.weekday() < 5 and FIRST <= day <= LAST}


def is_working(day: date, closed: frozenset[date]) -> bool:
    """A day that is neither on a weekend nor closed."""
    return day.weekday() < 5 and day not in closed


def every_day(first: date, last: date) -> list[date]:
    """All days from the first to the last, both included."""
    return [first + timedelta(days=offset) for offset in range((last - first).days + 1)]
