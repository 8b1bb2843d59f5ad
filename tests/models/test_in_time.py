"""The register, its filter and the statistics say the same of every request. On both databases."""

from datetime import date, timedelta
from itertools import product
from pathlib import Path

from models import queries, register
from models.access import EVERYTHING
from models.db import reading, transaction
from models.figures import counted
from models.queries import id_of
from models.register import Wanted
from models.request import Part
from rules.figures import Share, by_kind
from rules.kinds import Kind
from tasks import holidays
from tests import way
from tests.conftest import at

SENT = date(2026, 11, 12)
DAYS = (None, SENT - timedelta(days=1), SENT, SENT + timedelta(days=1))


def of_two_kinds() -> str:
    """A subject access request that was answered on `SENT`, and is one under FOI as well."""
    reference = way.prepared(Kind.SAR, "derby")
    way.consented(reference)
    way.approved(reference, "derby", Kind.SAR)
    way.respond(reference, SENT)
    with transaction("m.manager", at(SENT)) as tx:
        request = queries.request(tx.session, reference)
        tx.session.add(Part(request_id=id_of(request), position=2, kind=Kind.FOI))
    return reference


def due(reference: str, *days: date | None) -> None:
    """Set the dates in law of its parts, as an order or a rule would."""
    with transaction("m.manager", at(SENT)) as tx:
        parts = queries.parts(tx.session, queries.request(tx.session, reference))
        for part, day in zip(parts, days, strict=True):
            part.statutory_due = day
            tx.session.add(part)


def shares() -> dict[Kind | None, Share]:
    """Of those answered in the period, by kind: how many were in time."""
    with reading() as session:
        found = list(counted(session, EVERYTHING, way.RECEIVED, SENT))
    rows = by_kind(found, way.RECEIVED, SENT, holidays.in_force().united_kingdom)
    return {row.kind: row.in_time for row in rows}


def test_the_register_and_the_statistics_agree(installation: Path) -> None:
    """FOIA 2000 s.10(1), UK GDPR Art 12A: in time is a request whose every part with a date is, and no other."""
    reference = of_two_kinds()
    for days in product(DAYS, DAYS):
        due(reference, *days)
        of_parts = shares()
        assert of_parts == {
            kind: Share(int(day is not None and day >= SENT), int(day is not None))
            for kind, day in zip((Kind.SAR, Kind.FOI), days, strict=True)
        }
        dated = [share for share in of_parts.values() if share.whole]
        told = all(share.part for share in dated) if dated else None
        with reading() as session:
            (one,) = register.page(session, EVERYTHING, Wanted())
            kept, late = (register.count(session, EVERYTHING, Wanted(in_time=word)) for word in (True, False))
        assert one.in_time is told, days
        assert (kept, late) == (int(told is True), int(told is False)), days
