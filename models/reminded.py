"""What the daily run knows of the open requests of a service: a few queries, however many there are.

The dates are read from the requests themselves. In what words each waits is read from the board's line of it, and
worked out anew where that is of another day or another policy, or where there is none.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from sqlmodel import Session, col, select

from models import board, board_lines
from models.account import Restriction
from models.board_line import BoardLine
from models.consent import Consent
from models.queries import id_of
from models.request import Part, Request
from rules.lifecycle import State
from rules.reminders import OpenRequest, Unanswered

_OPEN = [state for state in State if state.is_open]


def open_requests(session: Session, service: str, today: date) -> Iterator[OpenRequest]:
    """The open requests, the soonest due first."""
    wanted = (Request.service == service, col(Request.state).in_(_OPEN))
    requests = session.exec(select(Request).where(*wanted)).all()
    ids = select(Request.id).where(*wanted)
    dues: dict[int, list[date]] = defaultdict(list)
    for key, due in session.exec(select(Part.request_id, col(Part.due)).where(col(Part.request_id).in_(ids))):
        if due:
            dues[key].append(due)
    due_of = {id_of(one): board.due_of(one, dues[id_of(one)]) for one in requests}
    lines = session.exec(select(BoardLine).where(BoardLine.service == service)).all()
    current = {line.request_id: line for line in board_lines.current(session, lines, today)}
    unanswered: dict[int, list[Unanswered]] = defaultdict(list)
    asked = select(Consent).where(
        col(Consent.request_id).in_(ids),
        col(Consent.needed),
        col(Consent.answer).is_(None),
        col(Consent.waived_because).is_(None),
    )
    for row in session.exec(asked.order_by(col(Consent.id))):
        unanswered[row.request_id].append(_unanswered(row))
    restricted = {*session.exec(select(Restriction.request_id).where(col(Restriction.lifted_on).is_(None)))}
    for request in sorted(requests, key=lambda one: (due_of[id_of(one)] or date.max, one.reference)):
        key = id_of(request)
        line = current.get(key) or board_lines.derived(session, request, today)
        yield OpenRequest(
            reference=request.reference,
            state=request.state,
            received=request.received_on,
            restricted=key in restricted,
            due=due_of[key],
            waits_for=line.waits_for,
            unanswered=tuple(unanswered[key]),
        )


def _unanswered(row: Consent) -> Unanswered:
    last = date.fromisoformat(row.chased_on[-1]) if row.chased_on else row.asked_on
    return Unanswered(row.whom, last or row.noted_on, was_asked=last is not None)
