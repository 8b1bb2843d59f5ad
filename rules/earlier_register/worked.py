"""The dates of a row, worked out by the clock as for a request that is logged; and what a register comes to."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from rules import clock
from rules.clock import Due, Promise
from rules.clock.entry import check, part_of
from rules.clock.events import Event, Happened, recorded
from rules.earlier_register.headings import Headings
from rules.earlier_register.row import Problem, Row
from rules.kinds import Kind
from rules.law import BeforeTheLaw
from rules.lifecycle import State
from rules.refusal import Refusal
from rules.working_days import Calendars, NoHolidays


@dataclass(frozen=True, slots=True)
class Clocks:
    """What the dates of a service's requests are worked out with."""

    promise: Callable[[Kind], Promise]
    calendars: Calendars
    is_public_authority: bool
    today: date


@dataclass(frozen=True, slots=True)
class Dated:
    """A row with the events of its clock, the day to look by, and what each of its kinds comes to.

    Of one that was closed before the law that is known here there is no date; `undated` says why.
    """

    row: Row
    events: tuple[Event, ...]
    look_by: date
    dues: tuple[Due, ...] = ()
    undated: str | None = None

    @property
    def due(self) -> date | None:
        """By when something is to be done of an open one."""
        if self.row.state is State.IN_DOUBT:
            return self.look_by
        return min((found.due for found in self.dues if found.due), default=None)


def dated(row: Row, headings: Headings, clocks: Clocks) -> tuple[Dated | None, list[Problem]]:
    """A row with its dates; or everything that its clock refuses."""
    problems: list[Problem] = []
    events = [Event(1, Happened.RECEIVED, row.received)]
    undated: str | None = None
    dues: list[Due] = []
    for column, entry in row.entries:
        try:
            kind = part_of(entry.what, None, row.kinds, is_public_authority=clocks.is_public_authority)
            check(entry, kind, row.received, clocks.today, events)
            events.append(Event(len(events) + 1, entry.what, entry.on, kind))
        except Refusal as refused:
            problems.append(Problem(row.number, headings.of(column), str(refused)))
    for kind in () if problems else row.kinds:
        try:
            dues.append(clock.due(recorded(kind, row.received, events), clocks.promise(kind), clocks.calendars))
        except (BeforeTheLaw, NoHolidays) as refused:
            undated = str(refused)
        except Refusal as refused:
            problems.append(Problem(row.number, "", str(refused)))
    try:
        look_by = clock.look_by(row.received, clocks.calendars)
    except NoHolidays as refused:
        look_by, undated = row.received, str(refused)
    if undated and row.state.is_open:
        problems.append(Problem(row.number, "", undated))
    found = Dated(row, tuple(events), look_by, () if undated else tuple(dues), undated)
    return (None if problems else found), problems


@dataclass(frozen=True, slots=True)
class Summary:
    """What taking these rows over would do."""

    rows: int
    states: Counter[State]
    kinds: Counter[tuple[Kind | None, bool]]  # by kind, and whether it is open
    open: tuple[Dated, ...]  # soonest first
    late: int  # of the open ones
    undated: int


def summary(rows: Sequence[Dated], today: date) -> Summary:
    """What these rows come to."""
    still_open = [one for one in rows if one.row.state.is_open]
    return Summary(
        rows=len(rows),
        states=Counter(one.row.state for one in rows),
        kinds=Counter((kind, one.row.state.is_open) for one in rows for kind in one.row.kinds or (None,)),
        open=tuple(sorted(still_open, key=lambda one: (one.due or date.max, one.row.number))),
        late=sum(one.due is not None and one.due < today for one in still_open),
        undated=sum(one.undated is not None for one in rows),
    )
