"""The register's reads: which requests, in what order, and which were answered in time. On both databases."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from models import register
from models.access import EVERYTHING, Sight
from models.db import reading, transaction
from models.register import Entry, Wanted
from rules.kinds import Kind
from rules.lifecycle import State
from tasks import need_to_know
from tests import staff, way
from tests.conftest import at

SENT = date(2026, 11, 12)


def read(wanted: Wanted = Wanted(), sight: Sight = EVERYTHING, **words: object) -> list[Entry]:
    """A page of the register."""
    with reading() as session:
        return register.page(session, sight, wanted, **words)  # type: ignore[arg-type]


def references(wanted: Wanted = Wanted(), sight: Sight = EVERYTHING, **words: object) -> list[str]:
    """The references on it."""
    return [one.reference for one in read(wanted, sight, **words)]


@pytest.fixture
def answered(installation: Path) -> list[str]:
    """A request that was answered and closed, and one that is open, each received on another day."""
    first = way.prepared(Kind.SAR, "derby")
    way.consented(first)
    way.approved(first, "derby", Kind.SAR)
    way.respond(first, SENT)
    return [first, way.log(way.FOI, "derby", date(2026, 11, 9))]


def due(reference: str, on: date | None) -> None:
    """Set the date in law of a request, as an order or a rule would."""
    from models import queries

    with transaction("m.manager", at(SENT)) as tx:
        for part in queries.parts(tx.session, queries.request(tx.session, reference)):
            part.statutory_due = on
            tx.session.add(part)


def test_open_and_closed_ones_are_in_it(answered: list[str]) -> None:
    """The one that was logged last comes first; each filter is of what stands."""
    assert references() == answered[::-1]
    assert references(Wanted(open=False)) == references(Wanted(state=State.CLOSED)) == [answered[0]]
    assert references(Wanted(open=True)) == [answered[1]]
    assert references(Wanted(kind=Kind.SAR)) == [answered[0]]
    assert references(Wanted(reference="DER-2026-")) == answered[::-1]
    assert references(Wanted(reference="DER_2026")) == []
    assert references(Wanted(received_from=date(2026, 11, 9))) == [answered[1]]
    assert references(Wanted(received_from=way.RECEIVED, received_to=way.RECEIVED)) == [answered[0]]
    with reading() as session:
        assert register.count(session, EVERYTHING, Wanted()) == 2
        assert register.count(session, EVERYTHING, Wanted(open=True)) == 1


@pytest.mark.parametrize(("late_by", "in_time"), [(0, True), (-1, True), (1, False)])
def test_the_last_day_is_in_time(answered: list[str], late_by: int, in_time: bool) -> None:
    """UK GDPR Art 12(3), FOIA 2000 s.10(1): answered on the day itself is in time, a day after it is not."""
    due(answered[0], SENT - timedelta(days=late_by))
    (closed,) = read(Wanted(open=False))
    assert (closed.answered, closed.closed, closed.in_time) == (SENT, SENT, in_time)
    assert references(Wanted(in_time=in_time)) == [answered[0]]
    assert references(Wanted(in_time=not in_time)) == []


def test_what_has_no_date_or_no_answer_is_neither(answered: list[str]) -> None:
    """Nothing is said to be in time that is not answered, or that the law gives no date."""
    due(answered[0], None)
    assert [one.in_time for one in read()] == [None, None]
    assert references(Wanted(in_time=True)) == references(Wanted(in_time=False)) == []


def test_it_is_read_page_by_page(installation: Path) -> None:
    """Each request is on one page, while others are logged meanwhile; an unknown place is followed by nothing."""
    found = [way.log(f"{way.FOI}\n{number}", "derby") for number in range(5)][::-1]
    assert references(limit=2) == found[:2]
    way.log(f"{way.FOI}\nanother", "derby")
    assert references(limit=2, after=found[1]) == found[2:4]
    assert references(limit=2, after=found[3]) == found[4:]
    assert references(after="DER-2026-9999") == []


def test_sight_is_kept(installation: Path) -> None:
    """DER-1, HIL-9, CUM-3.4, BNS-5: one's service; restricted ones as references; a volunteer's assigned ones."""
    from tasks.access import sight_of

    staff.of("derby")
    staff.of("hillingdon")
    mine = [staff.logged("derby", "officer.derby"), staff.logged("derby", "officer.derby", way.FOI)]
    staff.logged("hillingdon", "officer.hillingdon")
    moment = at(SENT)
    need_to_know.restrict(mine[0], ["manager.derby"], "Reason.", by="manager.derby", at=moment)
    need_to_know.assign(mine[1], "volunteer.derby", by="manager.derby", at=moment)
    seen = {who: sight_of(None, by=f"{who}.derby", at=moment) for who in ("manager", "officer", "volunteer")}
    assert references(sight=seen["manager"]) == mine[::-1]
    assert references(sight=seen["officer"]) == references(sight=seen["volunteer"]) == [mine[1]]
    with reading() as session:
        assert register.kept(session, seen["officer"]) == [mine[0]]
        assert register.kept(session, seen["manager"]) == register.kept(session, seen["volunteer"]) == []
