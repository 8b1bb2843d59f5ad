"""One part of a request as its page shows it: the date, how long there is, how it came about, and its calendar."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from rules.clock.events import Happened
from rules.kinds import Kind
from rules.working_days import Calendar
from web.group import left_words
from web.month import Mark, Month, months


@dataclass(frozen=True, slots=True)
class Part:
    """One part with its clock."""

    kind: Kind
    due: date | None
    stated: bool
    late: bool
    left: str
    because: Sequence[str]
    cites: Sequence[str]
    alerts: Sequence[tuple[date, str, str]]  # on, what, on whose authority
    data_version: str
    statutory: date | None
    target: date | None
    months: Sequence[Month]

    @property
    def title(self) -> str:
        """Its kind, as a heading."""
        return f"{self.kind.words[0].upper()}{self.kind.words[1:]}"


def part(
    found: Mapping[str, Any],
    events: Sequence[Mapping[str, Any]],
    today: date,
    calendar: Calendar,
    *,
    is_open: bool,
) -> Part:
    """A part of a request's story (`tasks.story`) with the events of its clock.

    Args:
        is_open: whether anything is still owed: of what has ended no days are counted, and it is not late.
        calendar: of the United Kingdom: a bank holiday of one nation is drawn with its name, whatever it moves.
    """
    kind = Kind(found["kind"])
    due = _day(found["due"])
    return Part(
        kind=kind,
        due=due,
        stated=found["stated"],
        late=bool(is_open and due and due < today),
        left=_left(found, due, today, calendar) if is_open else "it has ended",
        because=found["because"],
        cites=found["cites"],
        alerts=[(date.fromisoformat(one["on"]), one["says"], one["cite"]) for one in found["alerts"]],
        data_version=found["data_version"],
        statutory=_day(found["statutory_due"]),
        target=_day(found["target_due"]),
        months=_months(kind, due, events, today, calendar),
    )


def _left(found: Mapping[str, Any], due: date | None, today: date, calendar: Calendar) -> str:
    """How long there is, in the working days that the board counts."""
    if due is None:
        return "no date" if found["running"] else "the clock waits"
    return left_words(due, calendar.between(today, due), today)


def _months(
    kind: Kind, due: date | None, events: Sequence[Mapping[str, Any]], today: date, calendar: Calendar
) -> list[Month]:
    marks: dict[date, list[tuple[Mark, str]]] = {}
    for event in events:
        on, what = date.fromisoformat(event["on"]), Happened(event["what"])
        if event["taken_back_by"] or what is Happened.TAKEN_BACK or event["kind"] not in {None, kind.value}:
            continue
        mark = Mark.RECEIVED if what is Happened.RECEIVED else Mark.EVENT
        if (mark, what.words) not in marks.setdefault(on, []):  # the same day may be entered twice, by two people
            marks[on].append((mark, what.words))
    received = min((on for on, found in marks.items() if found[0][0] is Mark.RECEIVED), default=today)
    last = due or max(today, *marks)
    for day in calendar.skipped(received, last):
        where = " and ".join(nation.words for nation in day.nations)
        whole = len(day.nations) == len(calendar.nations)
        marks.setdefault(day.on, []).append((Mark.HOLIDAY, day.title if whole else f"{day.title}, {where}"))
    if received <= today <= last:
        marks.setdefault(today, []).append((Mark.TODAY, "today"))
    if due:
        marks.setdefault(due, []).append((Mark.DUE, "due"))
    return months(received, last, {day: tuple(found) for day, found in marks.items()})


def _day(word: str | None) -> date | None:
    return date.fromisoformat(word) if word else None
