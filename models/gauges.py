"""Figures of one service for whoever watches the program: how many, how old, and that the log goes on. No request."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, func, select

from models import board, incoming_mail
from models.access import Sight
from models.audit_event import AuditHead
from models.board_page import Wanted, count
from models.request import Request
from rules.lifecycle import State

_UNREAD = (State.LOGGED, State.UNREADABLE)


@dataclass(frozen=True, slots=True)
class Gauges:
    """Of the requests that are seen in full; of the others only how many there are (CUM-3.4)."""

    open: int
    late: int
    due_today: int
    restricted: int
    unread_since: datetime | None  # when the oldest request was logged that nothing has read yet
    audit_number: int
    undecided: int  # e-mails


def gauges(session: Session, sight: Sight, today: date) -> Gauges:
    """As on a day."""
    yesterday = date.fromordinal(today.toordinal() - 1)
    unread = select(func.min(Request.logged_at)).where(*sight.seen(), col(Request.state).in_(_UNREAD))
    return Gauges(
        open=count(session, sight, Wanted()),
        late=count(session, sight, Wanted(due_to=yesterday)),
        due_today=count(session, sight, Wanted(due_from=today, due_to=today)),
        restricted=len(board.restricted(session, None, sight)),
        unread_since=session.exec(unread).one(),
        audit_number=session.exec(select(AuditHead.number)).one(),
        undecided=incoming_mail.count(session, sight),
    )
