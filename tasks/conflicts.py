"""A conflict between those behind a request is noted; a manager decides whether and how it is answered (BWD-2)."""

from datetime import date, datetime

from models import queries
from models.conflict import ConflictNote
from models.db import Transaction, transaction
from models.moment import day_of
from models.queries import id_of
from models.request import Request
from rules.conflicts import Conflict
from rules.refusal import Refusal
from rules.rights import Right
from rules.typed import needed
from tasks import consents


class ConflictRefused(Refusal):
    """The conflict cannot be noted or decided so; says why."""


def note(reference: str, what: Conflict, *, by: str, at: datetime) -> None:
    """Note a conflict. While it is open, nothing about anybody goes in answer to the request.

    Raises:
        ConflictRefused: the request has ended.
    """
    with transaction(by, at, trying="conflict") as tx:
        request = tx.request(reference)
        if not request.state.is_open:
            raise ConflictRefused(f"The request is {request.state}: nothing more is noted of it.")
        note_once(tx, request, what, day_of(at))


def note_once(tx: Transaction, request: Request, what: Conflict, on: date) -> None:
    """Note a conflict, or open again one that was decided: it was noted because something new came up."""
    known = next((row for row in queries.conflicts(tx.session, request) if row.what is what), None)
    if known is None:
        known = ConflictNote(request_id=id_of(request), what=what, noted_on=on, noted_by=tx.actor)
    elif known.decided_on is None:
        return
    else:
        known.decided_on = known.decided_by = known.decided_because = None
        known.both_parents = False
    tx.session.add(known)
    tx.session.flush()
    tx.record("conflict.noted", request, what=what.value)


def decide(
    reference: str, what: Conflict, because: str, *, by: str, at: datetime, both_parents: bool = False
) -> None:
    """Record a manager's decision on a conflict, and why.

    Args:
        both_parents: of parents who have separated both are asked.

    Raises:
        ConflictRefused: no such conflict is noted, it was decided, or the request has ended.
        rules.typed.TypedRefused: no reason is given.
    """
    with transaction(by, at, trying="conflict") as tx:
        request = tx.request(reference, Right.APPROVE)
        if not request.state.is_open:
            raise ConflictRefused(f"The request is {request.state}: nothing more is decided of it.")
        row = next((one for one in queries.conflicts(tx.session, request) if one.what is what), None)
        if row is None or row.decided_on:
            listed = ", ".join(one.what for one in queries.conflicts(tx.session, request) if one.decided_on is None)
            raise ConflictRefused(f"No such conflict waits for a decision; waiting are: {listed or 'none'}.")
        if both_parents and what is not Conflict.SEPARATED_PARENTS:
            raise ConflictRefused("Only of parents who have separated both can be asked.")
        row.decided_because = needed(because, "reason for the decision (BWD-2)", 2000)
        row.decided_on, row.decided_by, row.both_parents = day_of(at), by, both_parents
        tx.session.add(row)
        tx.session.flush()
        tx.record("conflict.decided", request, what=what.value, both_parents=both_parents)
        consents.follow(tx, request, day_of(at))
