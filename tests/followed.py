"""Requests that were answered, and what then followed them: for the tests of reviews and complaints."""

from datetime import date

from models import follow_ups, queries
from models.db import reading
from models.follow_up import FollowUpRow
from rules.kinds import Kind
from tests import way

ANSWERED = date(2026, 11, 12)  # a Thursday


def answered(kind: Kind, service: str = "bathnes") -> str:
    """A request that was answered and closed on `ANSWERED`; prepared by o.officer, approved by approver.0."""
    reference = way.prepared(kind, service)
    way.consented(reference)
    way.approved(reference, service, kind)
    way.respond(reference, ANSWERED)
    return reference


def rows(reference: str) -> list[FollowUpRow]:
    """All that followed a request."""
    with reading() as session:
        return list(follow_ups.rows(session, queries.request(session, reference)))
