"""What programs are answered, field by field. References, kinds and dates: there is no field for a person."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from models.board_line import BoardLine
from models.follow_up import FollowUpRow
from models.register import Entry
from models.request import Part, Request
from rules.follow_ups import Followed
from rules.kinds import FollowUp, Kind
from rules.lifecycle import State
from rules.working_days import Calendar
from web.deadlines import What
from web.group import Group, group_of
from web.owed import Owed


def _says(text: str) -> dict[str, Any]:
    return {"description": text}


@dataclass(frozen=True, slots=True)
class Deadline:
    """An open request, or an open review or complaint that follows one: when it is due, and what it waits for."""

    reference: str = field(metadata=_says("Of the request; what follows it stands under its reference too."))
    what: What = field(metadata=_says("The request itself, or an internal review or a complaint that followed it."))
    number: int = field(metadata=_says("Which one of those that followed it, counted by what it is; of a request 1."))
    kinds: list[Kind] = field(
        metadata=_says("What a request is in law; one letter may ask for several. A review or a complaint is none.")
    )
    state: State = field(metadata=_says("Of the request."))
    received: date
    due: date | None = field(
        metadata=_says(
            "The soonest date, the service's own target with it. Null: its clock waits for the requester; or it is a "
            "complaint that was acknowledged, which is owed an outcome without undue delay."
        )
    )
    statutory_due: date | None = field(metadata=_says("The soonest of its dates in law."))
    stated: bool = field(metadata=_says("False where an order names no date, and `due` stands in for it."))
    working_days_left: int | None = field(metadata=_says("Less than 0: late."))
    group: Group = field(metadata=_says("Where the board counts it; a complaint that was acknowledged is `later`."))
    waits_for: str
    waits_on: str = field(metadata=_says("The role that must act next."))


@dataclass(frozen=True, slots=True)
class Deadlines:
    """A page of them, soonest first."""

    deadlines: list[Deadline]
    restricted: int = field(metadata=_says("Open requests that are kept from the account of this key (CUM-3.4)."))
    next: str | None = field(metadata=_says("Send it as `after` for the next page; null: there is none."))


@dataclass(frozen=True, slots=True)
class Alert:
    """A day to keep an eye on."""

    on: date
    says: str
    cite: str


@dataclass(frozen=True, slots=True)
class PartDates:
    """One kind of request in the letter, with the working of its dates."""

    kind: Kind
    statutory_due: date | None
    target_due: date | None = field(metadata=_says("The service's own target, where its policy has one."))
    due: date | None
    running: bool = field(metadata=_says("False while the clock waits for the requester."))
    because: list[str] = field(metadata=_says("How the dates came about, step by step."))
    cites: list[str] = field(metadata=_says("The law behind them."))
    alerts: list[Alert]


@dataclass(frozen=True, slots=True)
class FollowUpDates:
    """An internal review or a complaint that followed the request, with the working of its date."""

    what: FollowUp
    number: int = field(metadata=_says("Which one of those of its sort, counted from 1."))
    received: date
    due: date | None = field(metadata=_says("Null once it ended, and of a complaint once it was acknowledged."))
    acknowledged: date | None
    ended: date | None
    waits_for: str
    because: list[str] = field(metadata=_says("How its date came about, step by step."))
    cites: list[str] = field(metadata=_says("The rules behind it."))


@dataclass(frozen=True, slots=True)
class RequestDates:
    """One request with all its dates."""

    reference: str
    state: State
    received: date
    closed: date | None
    parts: list[PartDates]
    follow_ups: list[FollowUpDates] = field(metadata=_says("In the order in which they were recorded."))


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """One request, open or closed."""

    reference: str
    kinds: list[Kind]
    state: State
    received: date
    statutory_due: date | None
    due: date | None
    answered: date | None
    in_time: bool | None = field(metadata=_says("Answered by its date in law; null: not answered, or no such date."))
    closed: date | None


@dataclass(frozen=True, slots=True)
class Register:
    """A page of it, the request that was logged last first."""

    requests: list[RegisterEntry]
    restricted: int = field(metadata=_says("Requests that are kept from the account of this key (CUM-3.4)."))
    next: str | None = field(metadata=_says("Send it as `after` for the next page; null: there is none."))


def deadline(one: BoardLine | Owed, today: date, calendar: Calendar) -> Deadline:
    """A line of the board."""
    if isinstance(one, Owed):
        return _owed(one)
    left = calendar.between(today, one.due) if one.due else None
    return Deadline(
        reference=one.reference,
        what=What.REQUEST,
        number=1,
        kinds=[Kind(word) for word in one.kinds.split()],
        state=one.state,
        received=one.received_on,
        due=one.due,
        statutory_due=one.statutory_due,
        stated=one.stated,
        working_days_left=left,
        group=group_of(one.due, left, today),
        waits_for=one.waits_for,
        waits_on=one.waits_on,
    )


def _owed(one: Owed) -> Deadline:
    """A line of an open review or complaint."""
    return Deadline(
        reference=one.reference,
        what=What(one.what),
        number=one.number,
        kinds=[],
        state=one.state,
        received=one.received,
        due=one.due,
        statutory_due=one.statutory,
        stated=True,
        working_days_left=one.left,
        group=one.group,
        waits_for=one.waits_for,
        waits_on=one.waits_on,
    )


def request_dates(
    found: Request, parts: Sequence[Part], follow_ups: Iterable[tuple[Followed, FollowUpRow]]
) -> RequestDates:
    """One request."""
    return RequestDates(
        reference=found.reference,
        state=found.state,
        received=found.received_on,
        closed=found.closed_on,
        parts=[_part(one) for one in parts],
        follow_ups=[_followed(one, row) for one, row in follow_ups],
    )


def register_entry(one: Entry) -> RegisterEntry:
    """A line of the register."""
    return RegisterEntry(
        reference=one.reference,
        kinds=list(one.kinds),
        state=one.state,
        received=one.received,
        statutory_due=one.statutory_due,
        due=one.due,
        answered=one.answered,
        in_time=one.in_time,
        closed=one.closed,
    )


def _part(one: Part) -> PartDates:
    alerts = [Alert(date.fromisoformat(it["on"]), it["says"], it["cite"]) for it in one.working.get("alerts", [])]
    because, cites = list(one.working.get("because", [])), list(one.working.get("cites", []))
    return PartDates(one.kind, one.statutory_due, one.target_due, one.due, one.running, because, cites, alerts)


def _followed(one: Followed, row: FollowUpRow) -> FollowUpDates:
    because, cites = list(row.working.get("because", [])), list(row.working.get("cites", []))
    return FollowUpDates(
        what=one.what,
        number=one.number,
        received=one.received,
        due=one.keep_by,
        acknowledged=one.acknowledged,
        ended=one.ended,
        waits_for=one.waits_for,
        because=because if one.keep_by else [],
        cites=cites if one.keep_by else [],
    )
