"""The reads of hand-overs to a data protection team."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from models.hand_over import HandOver
from models.look import once
from models.request import Request


@once
def hand_overs(session: Session, request: Request) -> Sequence[HandOver]:
    """Every hand-over of a request, in the order of entry."""
    query = select(HandOver).where(HandOver.request_id == request.id)
    return session.exec(query.order_by(col(HandOver.id))).all()


def out(session: Session, request: Request) -> HandOver | None:
    """The hand-over that has not come back, if there is one."""
    return next((row for row in hand_overs(session, request) if row.back_on is None), None)
