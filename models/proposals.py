"""The proposals of an installation and what came of each."""

from datetime import date

from sqlmodel import Session, col, select

from models.access import EVERYTHING, Sight
from models.request import Classification, Part, Request
from rules.classification.track_record import Proposed
from rules.kinds import Kind
from rules.lifecycle import State

# Answered under the kind as proposed: nobody can say more plainly that it was the right one.
_SETTLED_BY_ANSWER = {State.ANSWERED, State.CLOSED}


def proposals(
    session: Session,
    service: str | None = None,
    start: date | None = None,
    end: date | None = None,
    sight: Sight = EVERYTHING,
) -> tuple[Proposed, ...]:
    """What was proposed for the requests received from `start` to `end`, both included, of one service or of all."""
    query = select(Request.id, Request.state, Classification).join(
        Classification, col(Classification.request_id) == col(Request.id)
    )
    query = query.where(*sight.seen())
    if service:
        query = query.where(Request.service == service)
    if start:
        query = query.where(Request.received_on >= start)
    if end:
        query = query.where(Request.received_on <= end)
    found = session.exec(query.order_by(col(Request.id))).all()
    kinds_of: dict[int, list[Kind]] = {}
    for part in session.exec(select(Part).order_by(col(Part.request_id), col(Part.position))):
        kinds_of.setdefault(part.request_id, []).append(part.kind)
    return tuple(
        Proposed(
            kinds=tuple(Kind(kind) for kind in made.proposed),
            confidence=made.confidence,
            asked=made.needs_manager,
            settled=tuple(kinds_of.get(key or 0, ())) if made.decided_by or state in _SETTLED_BY_ANSWER else None,
        )
        for key, state, made in found
    )
