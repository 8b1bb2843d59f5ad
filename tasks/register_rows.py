"""The rows of an earlier register become requests: in one transaction that others of its tables share with it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from sqlmodel import SQLModel, insert

from models import person_words
from models.account import RestrictedTo, Restriction
from models.clock_event import ClockEvent
from models.db import Transaction
from models.disclosure import Disclosure
from models.document import Document
from models.moment import day_of
from models.person import Person, Standing
from models.queries import id_of
from models.request import Part, Request
from rules.assigned import assigned_to
from rules.clock import Due
from rules.earlier_register import Dated, Row
from rules.holds import AUTOMATIC
from rules.lifecycle import State
from rules.policy import Policy
from tasks import clock, consents, holds, intake
from tasks.register_papers import Paper

AT_ONCE: Final = 500  # requests that are written together
BEFORE: Final = "the earlier register"  # who prepared an answer, where nobody here did
_RESTRICTED: Final = "It was restricted in the earlier register."


@dataclass(frozen=True, slots=True)
class ToWrite:
    """One row with its papers: the first is the original."""

    dated: Dated
    papers: Sequence[Paper]


def write(tx: Transaction, rows: Sequence[ToWrite], policy: Policy, register: str) -> list[str]:
    """Write these rows as requests. Gives their references, in the order of the rows.

    Args:
        register: the hash of the register's file.
    """
    year = day_of(tx.at).year
    first = intake.next_numbers(tx, policy, year, len(rows))
    references = [intake.written_reference(policy, year, first + number) for number in range(len(rows))]
    pairs = iter(zip(references, rows, strict=True))
    while batch := list(islice(pairs, AT_ONCE)):
        _write_batch(tx, batch, policy, register)
    return references


def _write_batch(tx: Transaction, batch: Sequence[tuple[str, ToWrite]], policy: Policy, register: str) -> None:
    made = [(_request(tx, reference, one, policy), one) for reference, one in batch]
    tx.session.add_all(request for request, _ in made)
    tx.session.flush()
    hanging: dict[type[SQLModel], list[dict[str, Any]]] = defaultdict(list)
    for request, one in made:
        for model, values in _rows_of(tx, request, one):
            hanging[model].append(values)
    for model, rows in hanging.items():
        tx.session.execute(insert(model), rows)
    names = {id_of(request): (one.dated.row.requester_name, one.dated.row.subject_name) for request, one in made}
    person_words.write_new(tx.session, names)
    told = [(request, _told(request, one.dated, register)) for request, one in made]
    tx.record_new("request.imported", policy.service.slug, told)
    for request, one in made:
        row = one.dated.row
        # What an order or a legal request may reach is not destroyed, before a person says so.
        if {*row.kinds} & {*AUTOMATIC}:
            holds.set_automatic(tx, request, row.kinds)
        if row.restricted:
            _restrict(tx, request)
        if request.state is State.OPEN:
            consents.set_questions(tx, request, day_of(tx.at))


def _request(tx: Transaction, reference: str, one: ToWrite, policy: Policy) -> Request:
    row = one.dated.row
    whose = assigned_to(row.kinds, policy)
    return Request(
        reference=reference,
        service=policy.service.slug,
        state=row.state,
        channel=row.channel,
        received_on=row.received,
        look_by=one.dated.look_by,
        logged_at=tx.at,
        logged_by=tx.actor,
        closed_on=row.closed,
        assigned_to=row.assigned_role or (whose.role if whose else None),
        original_sha256=one.papers[0].sha256,
        earlier_reference=row.reference,
        earlier_answered_on=row.answered,
    )


def _rows_of(tx: Transaction, request: Request, one: ToWrite) -> Iterator[tuple[type[SQLModel], dict[str, Any]]]:
    """Everything that hangs on a request, by its table: as plain values, of which thousands are written at once."""
    key, row = id_of(request), one.dated.row
    for paper in one.papers:
        yield (
            Document,
            {
                "request_id": key,
                "role": paper.role,
                "sha256": paper.sha256,
                "size": paper.size,
                "filename": paper.filename,
                "how": paper.how,
                "added_at": tx.at,
            },
        )
    yield from ((Person, {"request_id": key, **person}) for person in _people(row))
    for event in one.dated.events:
        moved = {"what": event.what, "on": event.on, "kind": event.kind, "at": tx.at, "by": tx.actor}
        yield ClockEvent, {"request_id": key, **moved}
    for position, kind in enumerate(row.kinds, 1):
        found = clock.as_kept(one.dated.dues[position - 1]) if one.dated.dues else _undated(one.dated.undated)
        yield Part, {"request_id": key, "position": position, "kind": kind, **found}
    for kind, outcome in row.outcomes:
        told = {"outcome": outcome, "prepared_by": BEFORE, "prepared_on": row.answered or row.received}
        nothing: dict[str, Any] = {"searched": [], "said": {}, "not_held": [], "version": 1}
        yield Disclosure, {"request_id": key, "kind": kind, **told, **nothing}


def _undated(because: str | None) -> dict[str, Any]:
    """A part of a request from before the law that is known here."""
    working = {"because": [because] if because else [], "cites": [], "alerts": [], "stated": True}
    return {"running": True, "working": working, "data_version": ""}


def _people(row: Row) -> Iterator[dict[str, Any]]:
    """Both have the same columns, as they are written together."""
    born = row.subject_born
    if row.requester_name or row.requester_role or row.reply_to:
        who = {"name": row.requester_name, "role": row.requester_role, "reply_to": row.reply_to}
        yield {"is_the": Standing.REQUESTER, **who, "date_of_birth": None}
    if row.subject_name or born:
        whom = {"name": row.subject_name, "role": None, "reply_to": None}
        yield {"is_the": Standing.DATA_SUBJECT, **whom, "date_of_birth": born}


def _told(request: Request, one: Dated, register: str) -> dict[str, Any]:
    """What the audit log says of one: no name, and not what the earlier register called it."""
    return {
        "row": one.row.number,
        "register": register,
        "state": request.state.value,
        "received": one.row.received.isoformat(),
        "channel": request.channel.value,
        "kinds": [kind.value for kind in one.row.kinds],
        "closed": one.row.closed.isoformat() if one.row.closed else None,
        "answered": one.row.answered.isoformat() if one.row.answered else None,
        "clock": [[event.what.value, event.on.isoformat()] for event in one.events[1:]],  # the first is the receipt
        "dues": [_dates(found) for found in one.dues],
        "sha256": request.original_sha256,
    }


def _dates(found: Due) -> dict[str, Any]:
    days = {"due": found.due, "statutory": found.statutory, "target": found.target}
    dates = {which: day.isoformat() if day else None for which, day in days.items()}
    return {**dates, "running": found.running, "cites": list(found.cites), "data_version": found.data_version}


def _restrict(tx: Transaction, request: Request) -> None:
    """Keep it to whoever takes the register over, until they name others (CUM-3.4)."""
    login = tx.who.holder.login if tx.who.holder else tx.actor
    made = Restriction(request_id=id_of(request), because=_RESTRICTED, since=day_of(tx.at), by=tx.actor)
    tx.session.add(made)
    tx.session.flush()
    assert made.id is not None, "a row that was written has a number"
    tx.session.add(RestrictedTo(restriction_id=made.id, login=login))
    tx.record("request.restricted", request, to=[login], cites=["CUM-3.4"])
