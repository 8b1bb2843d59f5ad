"""The reads of what an earlier register called a request."""

from collections.abc import Collection

from sqlmodel import Session, col, select

from models.access import Sight
from models.request import Request

_AT_ONCE = 500  # names in one question


def known(session: Session, service: str, references: Collection[str]) -> dict[str, str]:
    """Our references of those that a service has already, by what its earlier register called them."""
    sought, found = sorted(references), {}
    for at in range(0, len(sought), _AT_ONCE):
        query = select(Request.earlier_reference, Request.reference).where(
            Request.service == service, col(Request.earlier_reference).in_(sought[at : at + _AT_ONCE])
        )
        found.update({earlier: ours for earlier, ours in session.exec(query) if earlier})
    return found


def of(session: Session, sight: Sight, earlier: str) -> list[Request]:
    """The requests that are seen in full and were called so in an earlier register: one of each service at most."""
    query = select(Request).where(Request.earlier_reference == " ".join(earlier.split()), *sight.seen())
    return list(session.exec(query.order_by(col(Request.id))).all())
