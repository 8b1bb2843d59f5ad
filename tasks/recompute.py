"""The dates of the open requests worked out again: what the bank holidays in force, or others, make of them.

With them go the dates of open reviews and complaints (`tasks.follow_up_dates`), also of requests that are closed.

One derivation serves the look and the change, so that what was shown is what is stored.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlmodel import Session

from models import access, clocks, follow_ups
from models.access import EVERYTHING, Sight
from models.clocks import OpenClock, StoredPart
from models.db import reading, transaction
from rules import clock as rule
from rules.clock import Due, Promise
from rules.clock.events import Event, recorded
from rules.kinds import Kind
from rules.lifecycle import State
from rules.policy import Policy
from rules.refusal import Refusal
from rules.rights import Right
from rules.working_days import Calendars
from tasks import clock, follow_up_dates, holidays, policies
from tasks.moved import Because, Change, Found, Kept, Moved, Stuck, Which

__all__ = ["Because", "Change", "Found", "Kept", "Moved", "Stuck", "Which", "apply", "moves", "stale_lines"]

# Until the kind is settled the day by which a person looks is the one that counts (`rules.clock.look_by`).
_KIND_OPEN = {State.LOGGED, State.UNREADABLE, State.IN_DOUBT}


def moves(session: Session, calendars: Calendars, sight: Sight = EVERYTHING) -> Iterator[Found]:
    """What these calendars make of every open request that is seen, and of what followed any.

    Nothing is changed, and none told that stays.
    """
    derivation = _Derivation(calendars)
    for page in clocks.pages(session, sight=sight):
        for one in page:
            yield from derivation.found(one)
    yield from follow_up_dates.moves(session, calendars, sight)


def apply(by: str, at: datetime, size: int = clocks.PAGE) -> Iterator[Found]:
    """Store what the bank holidays in force make of the same, and tell each as it is stored.

    Where accounts are in force these are the requests that whoever acts sees in full: of one service (DER-1), and of
    the restricted ones those that name them (CUM-3.4).

    A batch is one transaction: each date that moves has its audit event, and the parts whose dates stay
    have one between them. Killed between two batches, a second run does the rest.
    """
    after = 0
    derivation = _Derivation(holidays.in_force())
    with transaction(by, at) as tx:
        tx.may(Right.WORK)
        sight = access.sight(tx.who, None)
    while True:
        with reading() as session:  # of its own: SQLite's log cannot shrink under a reader that stays
            page = clocks.page(session, after, size, sight)
        if not page:
            break
        after = page[-1].id
        wanted = []
        for one in page:
            found = list(derivation.found(one))
            if any(not isinstance(answer, Stuck) for answer in found):
                wanted.append(one.id)
            else:
                yield from found
        if wanted:
            yield from _store(wanted, derivation, by, at)
    yield from follow_up_dates.apply(derivation.calendars, sight, by, at)


def stale_lines() -> list[str]:
    """Lines for the digest: how many requests and follow-ups rest on bank-holiday data that is no longer in force."""
    version = holidays.in_force().version
    with reading() as session:
        count, after = clocks.stale(session, version), follow_ups.stale(session, version)
    rest = ["1 open request rests" if count == 1 else f"{count} open requests rest"] if count else []
    if after:
        rest.append("1 review or complaint rests" if after == 1 else f"{after} reviews and complaints rest")
    return [f"{what} on earlier bank-holiday data: run `inforights holidays check`." for what in rest]


class _Derivation:
    """The clock rule over stored requests. Each service's policy is read once."""

    def __init__(self, calendars: Calendars) -> None:
        self.calendars = calendars
        self._policies: dict[str, Policy | Refusal] = {}
        self._promises: dict[tuple[str, Kind], Promise] = {}

    def found(self, one: OpenClock) -> Iterator[Found]:
        """What is to be said of one request."""
        if one.state in _KIND_OPEN and (
            answer := self.look_by(one.reference, one.service, one.received, one.look_by)
        ):
            yield answer
        for part in one.parts:
            said, _ = self.part(one.reference, one.service, one.received, part, one.events)
            if said:
                yield said

    def look_by(self, reference: str, service: str, received: date, stored: date) -> Moved | Stuck | None:
        """What is to be said of the day to look by."""
        try:
            on = rule.look_by(received, self.calendars)
        except Refusal as refused:
            return Stuck(reference, service, None, str(refused))
        if on == stored:
            return None
        return Moved(reference, service, None, (Change(Which.LOOK_BY, stored, on),), Because.HOLIDAYS)

    def part(
        self, reference: str, service: str, received: date, stored: StoredPart, events: tuple[Event, ...]
    ) -> tuple[Found | None, Due | None]:
        """What is to be said of one part, with the clock's answer where there is one."""
        kind = stored.kind
        try:
            due = rule.due(recorded(kind, received, events), self._promise(service, kind), self.calendars)
        except Refusal as refused:
            return Stuck(reference, service, kind, str(refused)), None
        changes = (
            [Change(Which.STATUTORY, stored.statutory, due.statutory)] if stored.statutory != due.statutory else []
        )
        changes += [Change(Which.TARGET, stored.target, due.target)] if stored.target != due.target else []
        kept = Change(Which.DUE, stored.due, due.due)
        moved = (stored.due, stored.running) != (due.due, due.running)
        if moved and (kept.before, kept.after) not in {(change.before, change.after) for change in changes}:
            changes.append(kept)  # the date that a person keeps to, where neither of the others says it
        same_data = stored.data_version == due.data_version
        if changes:
            because = Because.OTHERWISE if same_data else Because.HOLIDAYS
            return Moved(reference, service, kind, tuple(changes), because), due
        return (None if same_data else Kept(reference, service, kind)), due

    def _promise(self, service: str, kind: Kind) -> Promise:
        if service not in self._policies:
            try:
                self._policies[service] = policies.of(service)
            except Refusal as refused:  # one service's broken policy does not stop the others
                self._policies[service] = refused
        policy = self._policies[service]
        if isinstance(policy, Refusal):
            raise policy
        if (service, kind) not in self._promises:
            self._promises[service, kind] = policies.promise(kind, policy)
        return self._promises[service, kind]


def _store(ids: Sequence[int], derivation: "_Derivation", by: str, at: datetime) -> list[Found]:
    """Derive once more under the lock, because the request may be another by then, and store."""
    told: list[Found] = []
    with transaction(by, at) as tx:
        for request, parts, events in list(clocks.locked(tx.session, ids)):
            where = (request.reference, request.service, request.received_on)
            if request.state in _KIND_OPEN and (look := derivation.look_by(*where, request.look_by)):
                told.append(look)
                if isinstance(look, Moved):
                    on = look.changes[0].after
                    assert on is not None, "a day to look by is a day"
                    tx.record(
                        "clock.moved",
                        request,
                        which=Which.LOOK_BY.words,
                        before=request.look_by.isoformat(),
                        due=on.isoformat(),
                        data_version=derivation.calendars.version,
                        because=look.because.value,
                    )
                    request.look_by = on
                    tx.session.add(request)
            for part in parts:
                answer, due = derivation.part(*where, clocks.stored(part), events)
                if due and isinstance(answer, Moved):
                    clock.store(tx, request, part, due, because=answer.because.value)
                    answer = replace(answer, drafts=clock.dated_letters(tx, request, sent=False))
                elif due and isinstance(answer, Kept):
                    clock.store(tx, request, part, due)
                told += [answer] if answer else []
        kept = sum(isinstance(answer, Kept) for answer in told)
        if kept:
            moved = sum(isinstance(answer, Moved) for answer in told)
            tx.record("holidays.applied", kept=kept, moved=moved, data_version=derivation.calendars.version)
    return told
