"""What a crash left half-way: requests that wait for the program itself."""

from sqlmodel import col, select

from models.db import reading
from models.disclosure import Release
from models.request import Request
from rules.lifecycle import OWNERS, Owner, State
from tasks.step import step


def find() -> tuple[list[str], list[str]]:
    """The references to receive, and those whose released answer is still to be sent or closed."""
    waiting = [state for state, owner in OWNERS.items() if owner is Owner.PROGRAM and state is not State.ANSWERED]
    with reading() as session:
        receive = select(Request.reference).where(col(Request.state).in_(waiting)).order_by(Request.reference)
        released = (
            select(Request.reference)
            .outerjoin(Release, col(Release.request_id) == col(Request.id))
            .where(
                (col(Request.state) == State.ANSWERED)
                | ((col(Request.state) == State.PREPARED) & col(Release.of).is_not(None))
            )
            .order_by(Request.reference)
        )
        return list(session.exec(receive).all()), list(session.exec(released).all())


unfinished_work = step(find)
