"""The list of bank holidays that gov.uk publishes as JSON, and in what it differs from the data here.

The list is taken whole or not at all: a part of it would make working days of the holidays it lacks.
"""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from rules.bank_holidays import (
    FIRST_YEAR,
    BankHolidays,
    Nation,
    Proclaimed,
    named_by_the_act,
)
from rules.proclaimed import LATEST, LONGEST_TITLE
from rules.refusal import Refusal

LARGEST = 1_000_000  # bytes; ten years of the list have 40,000
_DIVISIONS = {
    "england-and-wales": Nation.ENGLAND_AND_WALES,
    "scotland": Nation.SCOTLAND,
    "northern-ireland": Nation.NORTHERN_IRELAND,
}
# The usual bank holidays of a year. A proclamation moves or adds days and takes none away, so a
# year with fewer is a piece of the list (Banking and Financial Dealings Act 1971 Sch 1 and s.1).
_FEWEST = {Nation.ENGLAND_AND_WALES: 8, Nation.SCOTLAND: 9, Nation.NORTHERN_IRELAND: 10}
_IMPORTED = "gov.uk list of bank holidays, imported on "
_AGAIN = "download the whole list again from www.gov.uk/bank-holidays.json"


class ListRefused(Refusal):
    """The file is not gov.uk's list of bank holidays, or not the whole of it; says what is wrong with it."""


Listed = Mapping[Nation, Mapping[date, str]]


@dataclass(frozen=True, slots=True)
class Merged:
    """What the list makes of the data."""

    known: BankHolidays
    changed: tuple[Proclaimed, ...]  # what is otherwise from now on: closed, or open again
    replaced: tuple[Proclaimed, ...] = ()  # rows of the file that the list contradicts, and that go
    contradicted: tuple[Proclaimed, ...] = ()  # rows written by hand that it contradicts, and that stay


def read(content: bytes) -> Listed:
    """The bank holidays of the list, each nation's by day, with their titles.

    Raises:
        ListRefused: it is no such list, or not whole.
    """
    if len(content) > LARGEST:
        raise ListRefused(f"The file is far too large for gov.uk's list of bank holidays: {_AGAIN}.")
    try:
        found = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_no_key_twice)
    except ListRefused:  # before ValueError, which it is
        raise
    except (ValueError, RecursionError):
        raise ListRefused(f"The file is not valid JSON in UTF-8: {_AGAIN}.") from None
    if not isinstance(found, dict) or set(found) != set(_DIVISIONS):
        raise ListRefused(f"The file must hold the divisions {', '.join(_DIVISIONS)}, and no others: {_AGAIN}.")
    return {nation: _division(name, nation, found[name]) for name, nation in _DIVISIONS.items()}


def differences(listed: Listed, known: BankHolidays, authority: str) -> tuple[Proclaimed, ...]:
    """Where the list differs from the data, as rows: closed where only the list has a day, else open again.

    Raises:
        ListRefused: the list has a year outside the data, or lacks a day that the Act itself names.
    """
    rows: list[Proclaimed] = []
    for nation, days in listed.items():
        years = {day.year for day in days}
        if not FIRST_YEAR <= min(years) <= max(years) <= _latest(known):
            raise ListRefused(
                f"The list has years outside the data ({FIRST_YEAR} to {_latest(known)}): check the dates in it."
            )
        # Weekends are left out: where gov.uk lists only the substitute of a day that falls on one, the
        # release lists the day as well. No working day differs by it.
        # The list may reach further than the data: a usual day of those years is no difference.
        ours = {
            day: title
            for day, title in replace(known, published_to=max(years | {known.published_to})).of(nation).items()
            if day.year in years and day.weekday() < 5
        }
        theirs = {day: title for day, title in days.items() if day.weekday() < 5}
        for day in sorted(ours.keys() - theirs.keys()):
            if named_by_the_act(ours[day]):
                raise ListRefused(
                    f"The list lacks {ours[day]} {day.isoformat()} in {nation.words}, which is no working day "
                    f"whatever is proclaimed (FOIA 2000 s.10(6)): {_AGAIN}."
                )
            rows.append(Proclaimed(day, nation, ours[day], authority, closed=False))
        rows += [Proclaimed(day, nation, theirs[day], authority) for day in theirs.keys() - ours.keys()]
    return tuple(sorted(rows, key=lambda row: (row.on, row.nation)))


def published_to(listed: Listed, known: BankHolidays) -> int:
    """The last year up to which every year is listed for all nations; never earlier than known."""
    last = known.published_to
    while all(any(day.year == last + 1 for day in days) for days in listed.values()):
        last += 1
    return last


def merge(listed: Listed, known: BankHolidays, on: date, *, over_hand: bool = False) -> Merged:
    """The data as the list would have it. Rows that the list does not contradict stay as they are.

    A row that a person wrote stays too, unless `over_hand`: a proclamation may be older than the list's
    next edition, and a day taken back makes dates earlier.

    Args:
        on: the day of the import, which becomes part of the authority of each new row.

    Raises:
        ListRefused: as `differences`.
    """
    authority = f"{_IMPORTED}{on.isoformat()}"
    by_hand = () if over_hand else tuple(row for row in known.proclaimed if not row.authority.startswith(_IMPORTED))
    stays = {(row.on, row.nation) for row in by_hand}
    differing = differences(listed, known, authority)
    changed = tuple(row for row in differing if (row.on, row.nation) not in stays)
    wrong = {(row.on, row.nation) for row in changed}
    replaced = tuple(row for row in known.proclaimed if (row.on, row.nation) in wrong)
    kept = tuple(row for row in known.proclaimed if (row.on, row.nation) not in wrong)
    kept_only = BankHolidays(kept, published_to(listed, known))
    # Where the row was all that differed from the release, the list and the release agree without it.
    new = tuple(row for row in differences(listed, kept_only, authority) if (row.on, row.nation) not in stays)
    rows = tuple(sorted(kept + new, key=lambda row: (row.on, row.nation)))
    against = {(row.on, row.nation) for row in differing}
    contradicted = tuple(row for row in by_hand if (row.on, row.nation) in against)
    return Merged(BankHolidays(rows, kept_only.published_to), changed, replaced, contradicted)


def _latest(known: BankHolidays) -> int:
    return min(known.published_to + 5, LATEST)


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ListRefused(f"The file gives something twice in one place: {_AGAIN}.")
    return found


def _division(name: str, nation: Nation, content: Any) -> dict[date, str]:
    events = content.get("events") if isinstance(content, dict) else None
    if not isinstance(events, list) or not events or content.get("division") != name:
        raise ListRefused(f"The division {name} must name itself and list its events: {_AGAIN}.")
    days: dict[date, str] = {}
    for number, event in enumerate(events, 1):
        day, title = _event(f"{name}, day {number}", event)
        if day in days:
            raise ListRefused(f"The division {name} lists {day.isoformat()} twice: {_AGAIN}.")
        days[day] = title
    count = Counter(day.year for day in days)
    for year in range(min(count), max(count) + 1):
        if count[year] < _FEWEST[nation]:
            raise ListRefused(
                f"The division {name} lists {count[year]} of the {_FEWEST[nation]} bank holidays or more that {year} "
                f"has: it is not the whole list; {_AGAIN}."
            )
    return days


def _event(where: str, event: Any) -> tuple[date, str]:
    if not isinstance(event, dict):
        raise ListRefused(f"{where}: each day must have a title and a date; {_AGAIN}.")
    title, written = event.get("title"), event.get("date")
    try:
        day = date.fromisoformat(written) if isinstance(written, str) else None
    except ValueError:
        day = None
    if day is None or day.isoformat() != written:  # the week dates and short forms of ISO 8601 are not gov.uk's
        raise ListRefused(f"{where}: its date is none, written as 2026-11-22; {_AGAIN}.")
    words = " ".join(title.split()) if isinstance(title, str) else ""
    if not 0 < len(words) <= LONGEST_TITLE or not words.isprintable():
        raise ListRefused(f"{where}: its title must be a line of text; {_AGAIN}.")
    return day, words
