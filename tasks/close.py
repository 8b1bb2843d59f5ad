"""Closing: an answered request is closed with its day, from which the retention counts."""

from datetime import datetime

from models.audit_event import PROGRAM
from models.db import transaction
from models.moment import day_of
from rules.lifecycle import State
from tasks.step import step


def close(reference: str, at: datetime) -> State:
    """Close a request that was answered, once."""
    with transaction(PROGRAM, at) as tx:
        request = tx.request(reference)
        if request.state is State.ANSWERED:
            request.closed_on = day_of(at)
            tx.move(request, State.CLOSED, closed_on=request.closed_on.isoformat())
        return request.state


close_request = step(close)


def withdraw(reference: str, *, by: str, at: datetime) -> None:
    """The requester took the request back; nothing more is owed.

    Raises:
        rules.lifecycle.MoveRefused: it is answered already.
    """
    with transaction(by, at) as tx:
        request = tx.request(reference)
        request.closed_on = day_of(at)
        tx.move(request, State.WITHDRAWN, closed_on=request.closed_on.isoformat())
