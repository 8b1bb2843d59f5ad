"""What people record of a clock: events that move it, and events taken back. Nothing is ever changed or deleted."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from models import queries
from models.clock_event import ClockEvent
from models.db import Transaction
from models.moment import day_of
from models.queries import id_of
from models.request import Request
from rules.clock import ClockRefused, entry
from rules.clock.entry import Entry
from rules.clock.events import Event, Happened, numbered
from rules.deed import Deed
from rules.kinds import Kind
from rules.typed import TypedRefused, needed
from tasks import policies

Dates = tuple[date | None, date | None, date | None, bool]


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be recorded of one request's clock, all of it or nothing.

    `kind` names the part of a hybrid; `because` is the reason for what is taken back or corrected, and names nobody.
    """

    entries: tuple[Entry, ...] = ()
    kind: Kind | None = None
    take_back: tuple[int, ...] = ()  # numbers of events, counted from 1 in the order of entry
    received: date | None = None  # the right day of receipt
    because: str | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """One part before and after: the statutory date, the target, the date to keep, and whether the clock runs."""

    kind: Kind
    before: Dates
    after: Dates


@dataclass(frozen=True, slots=True)
class Changed:
    """What a change came to.

    Letters by their occasions: `removed` were drafts with the old day of receipt, `gone` are sent with it, and
    `stale` are drafts from before a clock moved.
    """

    parts: tuple[Moved, ...]
    removed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()


def events_of(tx: Transaction, request: Request) -> tuple[Event, ...]:
    """All that was entered, counted from 1."""
    return numbered(queries.clock_events(tx.session, request))


def record(tx: Transaction, request: Request, entries: Sequence[Entry], said: Kind | None) -> None:
    """Add the events that were entered; the caller derives the dates, and the clock says what cannot be.

    Raises:
        ClockRefused: names the provision.
    """
    kinds = [part.kind for part in queries.parts(tx.session, request)]
    is_public_authority = policies.of(request.service).is_public_authority
    for one in entries:
        kind = entry.part_of(one.what, said, kinds, is_public_authority=is_public_authority)
        entry.check(one, kind, request.received_on, day_of(tx.at), events_of(tx, request))
        tx.session.add(
            ClockEvent(request_id=id_of(request), what=one.what, on=one.on, at=tx.at, by=tx.actor, kind=kind)
        )
        tx.session.flush()
        tx.record("clock.event_recorded", request, what=one.what.value, on=one.on.isoformat(), kind=kind.value)


def take_back(tx: Transaction, request: Request, numbers: Sequence[int], because: str) -> None:
    """Take events back, each by an event of its own; the caller derives the dates.

    Raises:
        ClockRefused: there is no such event, or it is put right in another way.
    """
    rows = queries.clock_events(tx.session, request)
    for number in numbers:
        found = entry.check_taken_back(number, events_of(tx, request))
        stated = found.what in {Happened.REQUIRED_BY, Happened.NONE_STATED}
        if stated and queries.court_order(tx.session, request):
            raise ClockRefused(
                f"Number {number} is the date of the order as it was recorded: record the order again "
                "with the date that it gives.",
                do=Deed.ORDER,
            )
        tx.session.add(
            ClockEvent(
                request_id=id_of(request),
                what=Happened.TAKEN_BACK,
                on=day_of(tx.at),
                at=tx.at,
                by=tx.actor,
                kind=found.kind,
                takes_back=rows[number - 1].number,
            )
        )
        tx.session.flush()
        tx.record(
            "clock.event_taken_back",
            request,
            what=found.what.value,
            on=found.on.isoformat(),
            kind=found.kind.value if found.kind else None,
            number=number,
            because=because,
        )


def reason(tx: Transaction, request: Request, because: str | None) -> str:
    """The reason as it may stand in the audit log, which names nobody (design, what must always hold, 5).

    Raises:
        TypedRefused: there is none, or it holds a name of somebody of this request.
    """
    found = needed(because, "reason", give=("because",))
    words = _words(found)
    for person in queries.people(tx.session, request).values():
        if _words(person.name or "") & (words | {word.removesuffix("s") for word in words}):
            raise TypedRefused(
                "The reason is kept in the audit log, which names nobody, and holds a word that is a name of "
                "somebody of this request: say it without."
            )
    return found


def _words(text: str) -> set[str]:
    """The words of a text, whatever their case, width or punctuation; single letters are none."""
    return set(re.findall(r"[^\W\d_]{2,}", unicodedata.normalize("NFKC", text).casefold()))
