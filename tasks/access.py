"""Reading by people: who may see a request, or a list of them. A refused look is recorded, and nothing else is done.

What changes a request is let or refused by its transaction (`models.db.Transaction.request`).
"""

from datetime import datetime
from typing import NoReturn

from sqlmodel import Session, select

from models import access
from models.access import Sight
from models.db import reading, transaction
from models.request import NoSuchRequest, Request
from rules.access import AccessRefused, Elsewhere
from rules.rights import Right


def to_read(session: Session, reference: str, *, by: str, at: datetime, right: Right = Right.READ) -> Request:
    """The request of that reference, for somebody who may read it, or copy from it (`Right.EXPORT`).

    Raises:
        models.request.NoSuchRequest: there is none, or none of their service: nobody is told which (DER-1, HIL-9).
        rules.access.AccessRefused: it is restricted to others (CUM-3.4), not assigned to a volunteer (BNS-5), ...
    """
    found = session.exec(select(Request).where(Request.reference == reference)).first()
    try:
        access.check(session, access.who(session, by), right, found)
    except Elsewhere as refused:
        _refuse(refused, NoSuchRequest(f"There is no request {reference}."), found, by, at, right)
    except AccessRefused as refused:
        _refuse(refused, refused, found, by, at, right)
    if found is None:
        raise NoSuchRequest(f"There is no request {reference}.")
    return found


def sight_of(service: str | None, *, by: str, at: datetime) -> Sight:
    """What somebody sees of the requests of a service, or of every service that they can reach.

    Raises:
        rules.access.AccessRefused: it is another's service, or their account cannot be used.
    """
    try:
        with reading() as session:
            return access.sight(access.who(session, by), service)
    except AccessRefused as refused:
        with transaction(by, at) as tx:
            tx.deny(refused, service)
            raise


def sees(sight: Sight, reference: str) -> bool:
    """Whether a request is seen in full, where only its reference is at hand."""
    with reading() as session:
        query = select(Request.id).where(Request.reference == reference, *sight.seen())
        return session.exec(query).first() is not None


def service_of(*, by: str, at: datetime, right: Right = Right.READ) -> str | None:
    """The one service of which somebody may read everything; None: every service, as no account is in force.

    Args:
        right: what else they want to do with all of it, such as keep its accounts (`Right.MANAGE`).

    Raises:
        rules.access.AccessRefused: a volunteer, or somebody whose account cannot be used, or who may not.
    """
    try:
        with reading() as session:
            acting = access.who(session, by)
            access.check_service(acting, right, None)
            return acting.service
    except AccessRefused as refused:
        with transaction(by, at) as tx:
            tx.deny(refused, None, right=right)
            raise


def check_service(service: str, right: Right, *, by: str, at: datetime) -> None:
    """See that somebody may do something for a service, before anything of it is begun.

    Raises:
        rules.access.AccessRefused: that they tried is recorded.
    """
    try:
        with reading() as session:
            access.check_service(access.who(session, by), right, service)
    except AccessRefused as refused:
        with transaction(by, at) as tx:
            tx.deny(refused, service, right=right)
            raise


def may(right: Right, *, by: str) -> bool:
    """Whether somebody holds a right to all of their service. Nothing is tried, so nothing is recorded."""
    with reading() as session:
        return right in access.rights_in_service(access.who(session, by))


def _refuse(
    because: AccessRefused, told: Exception, found: Request | None, by: str, at: datetime, right: Right
) -> NoReturn:
    with transaction(by, at) as tx:
        tx.deny(because, found.service if found else None, found.reference if found else None, right)
        raise told from None
