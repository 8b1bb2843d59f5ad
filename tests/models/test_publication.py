"""What is counted for publication from records as they are, on both databases: fixed words and days alone."""

from datetime import date
from pathlib import Path

from models.clock_event import ClockEvent
from models.db import reading, transaction
from models.disposal import Trace
from models.publication import tally
from models.queries import id_of
from rules.clock.events import Happened
from rules.consents import Answer, Asked
from rules.kinds import FollowUp, Kind
from rules.publication import NOT_KEPT, Tally
from tasks import holidays
from tests.web import before
from tests.web.visits import NOON

START, END = date(2026, 10, 1), date(2026, 12, 31)


def counted(service: str = "derby") -> Tally:
    """What there is of a service."""
    with reading() as session:
        return tally(session, service, START, END, holidays.in_force().united_kingdom)


def test_what_is_on_record_is_counted(installation: Path) -> None:
    """DER-6: outcomes, extensions, exemptions by the catalogue's words, consents, reviews; of one service alone."""
    extended = before.followed(FollowUp.INTERNAL_REVIEW, before.answered)()
    with transaction("inforights", NOON) as tx:
        request = tx.request(extended)
        on = date(2026, 11, 4)
        tx.session.add(
            ClockEvent(request_id=id_of(request), what=Happened.EXTENDED, on=on, at=NOON, by="officer.derby")
        )
        tx.record("clock.event_recorded", request)
    before.agreed()
    found = counted()
    assert found.received.total() == 2
    assert found.answered["How they were answered"] == {(Kind.FOI, "disclosed"): 1}
    assert found.answered["Extensions of the time"] == {(Kind.FOI, "time extended"): 1}
    assert found.exemptions == {(Kind.FOI, "FOIA 2000 s.40(2)"): 1}
    assert found.consents == {(Asked.PARENT, Answer.FULL): 1}
    assert found.followed == {(FollowUp.INTERNAL_REVIEW, None): 1}
    assert counted("hillingdon").received.total() == 0


def test_what_was_destroyed_is_counted_by_its_trace(installation: Path) -> None:
    """BWD-9: yearly figures stay right; how it was answered is not kept, and is said not to be."""
    before.access()
    with transaction("inforights", NOON) as tx:
        tx.session.add(
            Trace(
                service="derby",
                kind=Kind.SAR,
                together="1",
                received_on=date(2026, 10, 5),
                answered_on=date(2026, 11, 2),
                ended_on=date(2026, 11, 2),
                statutory_due=date(2026, 11, 5),
            )
        )
        tx.record("disposal.carried_out", service="derby", list=1)
    found = counted()
    assert found.received.total() == 2
    assert found.answered["Answered in time"] == {(Kind.SAR, "in time"): 1}
    assert found.answered["How they were answered"] == {(Kind.SAR, NOT_KEPT): 1}
