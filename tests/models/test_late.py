"""The register of missed dates and the statistics say the same, part by part; what is restricted is not on it."""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

from models import late, queries
from models.access import EVERYTHING, Sight
from models.db import reading, transaction
from models.figures import counted
from models.publication import tally
from rules.figures import by_kind
from rules.kinds import FollowUp, Kind
from tasks import close, disposal, follow_ups, holidays, need_to_know
from tests import staff, way
from tests.conftest import at
from tests.tasks.test_retention import LATER, closed, signed

SENT = date(2026, 11, 12)
PERIODS = ((date(2026, 11, 1), date(2026, 11, 30)), (date(2026, 11, 13), date(2027, 1, 31)), (SENT, SENT))


def due(reference: str, law: date | None, target: date | None) -> None:
    """Set the dates of the parts of a request, as an order or a rule would."""
    with transaction("m.manager", at(SENT)) as tx:
        for part in queries.parts(tx.session, queries.request(tx.session, reference)):
            part.statutory_due, part.target_due = law, target
            part.due = min((day for day in (law, target) if day), default=None)
            tx.session.add(part)


def agree(service: str | None = None) -> Counter[str]:
    """Hold the register against the statistics, for each period and each kind; gives what was late in the first."""
    sight = Sight(service, sees_all=True)
    calendar = holidays.in_force().united_kingdom
    with reading() as session:
        for start, end in PERIODS:
            found = [one.late for one in late.lines(session, sight, start, end)]
            rows = by_kind(list(counted(session, sight, start, end)), start, end, calendar)
            for row in rows:
                if row.kind is None:  # it has no date of its own before its kind is settled
                    continue
                mine = [one for one in found if one.item.what is row.kind]
                closed_ones = [one for one in mine if not one.is_open]
                assert sum(one.law is not None for one in closed_ones) == row.in_time.whole - row.in_time.part
                assert sum(one.target is not None for one in closed_ones) == row.on_target.whole - row.on_target.part
                assert sum(one.is_open for one in mine) == row.late
            kinds = {row.kind for row in rows}
            assert {one.item.what for one in found} <= kinds | {*FollowUp}
        return Counter(one.late.item.what.value for one in late.lines(session, sight, *PERIODS[0]))


def test_the_register_and_the_statistics_agree(installation: Path) -> None:
    """FOIA 2000 s.10(1), UK GDPR Art 12A: answered, open, withdrawn or destroyed, both call the same late."""
    before, after = SENT - timedelta(days=1), SENT + timedelta(days=1)
    answered = [closed(Kind.SAR), closed(Kind.FOI)]
    still = way.opened(Kind.LA_LEGAL, "bathnes")
    gone = way.opened(Kind.COURT_ORDER, "bathnes")
    for law, target in ((before, None), (SENT, before), (None, before), (after, SENT), (None, None)):
        for reference in (*answered, still, gone):
            due(reference, law, target)
        agree()
    due(answered[0], before, before)
    due(answered[1], SENT, before)
    due(still, None, SENT)
    assert agree() == {"sar": 1, "foi": 1, "la_legal": 1}
    close.withdraw(gone, by="m.manager", at=at(SENT))
    due(gone, before, None)
    agree()
    number = signed()
    assert {one.state.value for one in disposal.carry_out(number, by="m.manager", at=LATER)} == {"destroyed"}
    assert agree()["sar"] == 1
    with reading() as session:
        lines = late.lines(session, EVERYTHING, *PERIODS[0])
    assert {one.reference for one in lines if one.late.item.what is Kind.SAR} == {None}
    assert {one.stood for one in lines if one.reference is None} == {None}


def test_reviews_and_complaints_are_on_it(home: Path) -> None:
    """DPA 2018 s.164A(3), FOIA 2000 s.45 Code: each by its own date, and with where it stands."""
    reference = closed(Kind.FOI)
    for what in FollowUp:
        follow_ups.record(reference, what, date(2026, 11, 13), by="m.manager", at=at(date(2026, 11, 13)))
    with reading() as session:
        assert late.lines(session, EVERYTHING, SENT, date(2026, 12, 1)) == []
        found = {one.late.item.what: one for one in late.lines(session, EVERYTHING, SENT, date(2027, 1, 29))}
        (request, other) = (queries.request(session, reference), late.of_request)
        assert {one.item.what for one, _ in other(session, request, date(2027, 1, 29))} == {*FollowUp}
    assert found[FollowUp.INTERNAL_REVIEW].late.law is None
    assert found[FollowUp.INTERNAL_REVIEW].stood == "reviewing the answer"
    assert found[FollowUp.COMPLAINT].late.law == date(2026, 12, 14)
    assert found[FollowUp.COMPLAINT].reference == reference


def test_what_is_restricted_is_on_it_for_those_who_are_named(home: Path) -> None:
    """CUM-3.4, BNS-5: others do not even read that it was late; nor does a volunteer of what is not theirs."""
    manager, officer, volunteer = staff.of("derby")
    kept, open_to_all = (staff.logged("derby", officer, text) for text in (way.SAR, way.LA_LEGAL))
    for reference in (kept, open_to_all):
        due(reference, way.RECEIVED, None)
    need_to_know.restrict(kept, [manager], "A colleague's child.", by=manager, at=at(SENT))

    def seen(login: str, *, only_assigned: bool = False) -> set[str | None]:
        sight = Sight("derby", login, only_assigned)
        with reading() as session:
            return {one.reference for one in late.lines(session, sight, way.RECEIVED, SENT)}

    assert seen(manager) == {kept, open_to_all}
    assert seen(officer) == {open_to_all}
    assert seen(volunteer, only_assigned=True) == set()


def test_what_nobody_had_logged_stood_nowhere_yet(home: Path) -> None:
    """A letter that lay in a tray until its date had passed: the register does not call that reading."""
    reference = way.log(way.FOI, "derby", date(2026, 9, 1))
    with transaction("m.manager", at(date(2026, 11, 9))) as tx:
        found = tx.request(reference)
        found.logged_at = at(date(2026, 11, 9))
        tx.session.add(found)
        tx.record("test.event", found)
    way.receive(reference, at(date(2026, 11, 9)))
    with reading() as session:
        (line,) = late.lines(session, EVERYTHING, date(2026, 9, 1), date(2026, 11, 30))
    assert line.stood == "not logged yet"


def test_a_withdrawn_request_is_counted_after_it_was_destroyed_too(installation: Path) -> None:
    """DER-6: the figures of an earlier year do not change when its records go."""
    gone = way.opened(Kind.FOI, "bathnes")
    close.withdraw(gone, by="m.manager", at=at(SENT))
    calendar = holidays.in_force().united_kingdom
    year = (date(2026, 10, 1), date(2026, 12, 31))

    def withdrawn() -> int:
        with reading() as session:
            return tally(session, "bathnes", *year, calendar).withdrawn

    assert withdrawn() == 1
    assert {one.state.value for one in disposal.carry_out(signed(), by="m.manager", at=LATER)} == {"destroyed"}
    assert withdrawn() == 1
