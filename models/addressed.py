"""The reads of whom reminders go to: who is assigned to many requests, and to whom they are restricted."""

from collections import defaultdict
from collections.abc import Iterable

from sqlmodel import Session, col, select

from models.account import Assignment, RestrictedTo, Restriction
from models.request import Request
from rules.access import About

_AT_ONCE = 500  # references in one query


def about(session: Session, service: str, references: Iterable[str]) -> dict[str, About]:
    """What access to each of these requests of a service depends on, by reference; two queries for 500 of them."""
    wanted = sorted({*references})
    assigned: dict[str, set[str]] = defaultdict(set)
    kept: dict[str, set[str]] = defaultdict(set)
    assignments = select(Request.reference, Assignment.login).join(
        Assignment, col(Assignment.request_id) == col(Request.id)
    )
    restrictions = (
        select(Request.reference, RestrictedTo.login)
        .join(Restriction, col(Restriction.request_id) == col(Request.id))
        .join(RestrictedTo, col(RestrictedTo.restriction_id) == col(Restriction.id))
        .where(col(Restriction.lifted_on).is_(None))
    )
    for at in range(0, len(wanted), _AT_ONCE):
        asked = col(Request.reference).in_(wanted[at : at + _AT_ONCE])
        for query, found in ((assignments, assigned), (restrictions, kept)):
            for reference, login in session.exec(query.where(asked)):
                found[reference].add(login)
    return {
        one: About(service, frozenset(assigned[one]), frozenset(kept[one]) if one in kept else None) for one in wanted
    }
