"""The dates of open requests worked out again: what moves and what stays, told before it is changed."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from models import clocks, queries
from models.audit_chain import verify
from models.clock_event import ClockEvent
from models.db import reading, transaction
from models.queries import id_of
from models.request import Part
from rules.clock.events import Happened
from rules.kinds import Kind
from rules.lifecycle import State
from rules.policy import POLICIES
from tasks import clock, holidays, recompute
from tasks.recompute import Because, Change, Kept, Moved, Stuck, Which
from tests import way
from tests.tasks.recomputed import ENGLAND, NOW, SCOTLAND, apply, look, proclaim, row, told

ANDREW = date(2026, 11, 30)  # a Monday, Scotland only, which every FOI date of these tests skips


def part_of(reference: str) -> Part:
    with reading() as session:
        [found] = queries.parts(session, queries.request(session, reference))
        return found


def happened(reference: str, *events: tuple[Happened, date]) -> None:
    """Enter events of a clock, and have its dates follow."""
    with transaction("o.officer", NOW) as tx:
        request = tx.request(reference)
        for what, on in events:
            tx.session.add(ClockEvent(request_id=id_of(request), what=what, on=on, at=NOW, by="o.officer"))
        tx.session.flush()
        clock.set_dates(tx, request)


def moved(reference: str, kind: Kind, *changes: tuple[Which, int, int], because: Because = Because.HOLIDAYS) -> Moved:
    """A part whose dates move between two days of December 2026."""
    dates = tuple(Change(which, date(2026, 12, old), date(2026, 12, new)) for which, old, new in changes)
    return Moved(reference, {"BNS": "bathnes", "DER": "derby", "CUM": "cumbria"}[reference[:3]], kind, dates, because)


def test_a_day_of_scotland_moves_foi_and_no_subject_access(installation: Path) -> None:
    """FOIA 2000 s.10(6) counts any part of the UK; a month under UK GDPR Art 12A rolls on England's days alone."""
    foi, sar = way.opened(Kind.FOI, "bathnes"), way.opened(Kind.SAR, "cumbria")
    assert look() == []
    proclaim(installation, row(date(2026, 11, 24), SCOTLAND), row(date(2026, 12, 2), SCOTLAND))
    expected = [moved(foi, Kind.FOI, (Which.STATUTORY, 1, 3), (Which.TARGET, 1, 3)), Kept(sar, "cumbria", Kind.SAR)]
    assert look() == expected
    assert apply() == expected
    assert (part_of(foi).due, part_of(sar).due) == (date(2026, 12, 3), date(2026, 12, 2))


def test_a_day_of_england_rolls_a_subject_access_date(installation: Path) -> None:
    """ICO guidance: a date on a public holiday is the end of the next working day; the target moves by itself."""
    sar = way.opened(Kind.SAR, "derby")
    proclaim(installation, row(date(2026, 12, 2), ENGLAND))
    assert look() == [moved(sar, Kind.SAR, (Which.STATUTORY, 2, 3))]
    assert look(row(date(2026, 11, 10), ENGLAND)) == [moved(sar, Kind.SAR, (Which.TARGET, 1, 2))]


def test_nothing_moves_until_it_is_applied_and_each_move_has_its_event(installation: Path) -> None:
    """Nothing moves silently: one event a date, one for all that stay, the chain whole; a second run has none."""
    foi, sar = way.opened(Kind.FOI, "bathnes"), way.opened(Kind.SAR, "cumbria")
    before = len(told("clock.moved"))
    old = part_of(foi)
    proclaim(installation, row(date(2026, 11, 24), SCOTLAND))
    version = holidays.in_force().version
    assert recompute.stale_lines() == [
        "2 open requests rest on earlier bank-holiday data: run `inforights holidays check`."
    ]
    look()
    assert part_of(foi) == old
    assert told("clock.moved")[before:] == []
    apply()
    [event] = told("clock.moved")[before:]
    assert (event.reference, event.actor, event.at) == (foi, "m.manager", NOW)
    assert event.what["because"] == "bank holidays"
    assert (event.what["before"], event.what["due"]) == ("2026-12-01", "2026-12-02")
    assert event.what["data_version"] == version
    [applied] = told("holidays.applied")
    assert applied.what == {"kept": 1, "moved": 1, "data_version": version}
    assert any(
        "Tuesday 24 November 2026 (A day of thanks, Scotland)" in line for line in part_of(foi).working["because"]
    )
    assert {part_of(foi).data_version, part_of(sar).data_version} == {version}
    assert recompute.stale_lines() == []
    after = len(told("clock.moved"))
    assert (look(), apply()) == ([], [])
    assert (len(told("clock.moved")), len(told("holidays.applied"))) == (after, 1)
    with reading() as session:
        assert verify(session)[0] is None


def test_the_dangerous_direction_is_marked(installation: Path) -> None:
    """1971 Act s.1(2): a usual holiday that is none this year leaves less time than was said."""
    foi = way.opened(Kind.FOI, "bathnes")
    proclaim(installation, row(ANDREW, SCOTLAND, closed=False))
    [found] = look()
    assert isinstance(found, Moved)
    assert found.earlier
    apply()
    assert part_of(foi).due == date(2026, 11, 30)
    proclaim(installation)
    [found] = look()
    assert isinstance(found, Moved)
    assert not found.earlier


def test_a_day_moved_to_another_may_leave_the_date_where_it_is(installation: Path) -> None:
    """As Early May of 2020: within the twenty days one is lost and one won, and the working says which."""
    foi = way.opened(Kind.FOI, "bathnes")
    proclaim(installation, row(date(2026, 11, 26), SCOTLAND), row(ANDREW, SCOTLAND, closed=False))
    assert apply() == [Kept(foi, "bathnes", Kind.FOI)]
    working = " ".join(part_of(foi).working["because"])
    assert "Thursday 26 November 2026" in working
    assert "Monday 30 November 2026" not in working


def test_a_paused_clock_has_no_date_to_move(installation: Path) -> None:
    """UK GDPR Art 12A(5): while the clock waits there is none; later a holiday within the pause is no matter."""
    sar = way.opened(Kind.SAR, "cumbria")
    happened(sar, (Happened.CLARIFICATION_ASKED, date(2026, 11, 9)))
    proclaim(installation, row(date(2026, 11, 10), ENGLAND))
    assert apply() == [Kept(sar, "cumbria", Kind.SAR)]
    assert (part_of(sar).due, part_of(sar).running) == (None, False)
    happened(sar, (Happened.CLARIFICATION_ANSWERED, date(2026, 11, 12)))
    assert part_of(sar).due == date(2026, 12, 7)  # 2 December and four days: a Sunday, rolled
    proclaim(installation)
    assert look() == [Kept(sar, "cumbria", Kind.SAR)]


def test_what_has_ended_never_changes(installation: Path) -> None:
    """A request that was answered keeps the date that it was answered by, and is not counted."""
    reference = way.prepared(Kind.FOI, "bathnes")
    way.approved(reference, "bathnes", Kind.FOI)
    way.respond(reference)
    old = part_of(reference)
    proclaim(installation, row(date(2026, 11, 24), SCOTLAND))
    assert recompute.stale_lines() == []
    assert (look(), apply()) == ([], [])
    assert part_of(reference) == old
    with reading() as session:
        request = queries.request(session, reference)
        assert request.state is State.CLOSED
        assert list(clocks.locked(session, [id_of(request)])) == [], "closed after it was looked at, before the lock"


def test_the_day_to_look_by_moves_while_the_kind_is_open(installation: Path) -> None:
    """It may be an order that names no date: a person looks on the next working day, which is another now."""
    reference = way.log(way.SAR, "derby")
    proclaim(installation, row(date(2026, 11, 3), ENGLAND))
    change = Change(Which.LOOK_BY, date(2026, 11, 3), date(2026, 11, 4))
    expected = [Moved(reference, "derby", None, (change,), Because.HOLIDAYS)]
    assert (look(), apply()) == (expected, expected)
    with reading() as session:
        assert queries.request(session, reference).look_by == date(2026, 11, 4)
    [event] = told("clock.moved")
    assert event.reference == reference
    assert event.what == {
        "which": "look by",
        "before": "2026-11-03",
        "due": "2026-11-04",
        "data_version": holidays.in_force().version,
        "because": "bank holidays",
    }
    assert (look(), apply()) == ([], [])


def test_a_clock_that_is_refused_stays_and_the_others_go_on(installation: Path) -> None:
    """UK GDPR Art 12A(5): a question in time on the rolled day comes too late when that day is none any more."""
    installation.mkdir()
    proclaim(installation, row(date(2026, 11, 24), SCOTLAND), row(date(2026, 12, 2), ENGLAND))
    sar, foi = way.opened(Kind.SAR, "cumbria"), way.opened(Kind.FOI, "bathnes")
    happened(sar, (Happened.CLARIFICATION_ASKED, date(2026, 12, 3)))
    old = part_of(sar)
    proclaim(installation)
    found = look()
    assert [type(one) for one in found] == [Stuck, Moved]
    assert isinstance(found[0], Stuck)
    assert (found[0].reference, found[0].kind) == (sar, Kind.SAR)
    assert "pauses nothing" in found[0].says
    assert apply() == found
    assert part_of(sar) == old
    assert part_of(foi).due == date(2026, 12, 1)


@pytest.fixture
def policies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the policies, for this installation alone."""
    folder = tmp_path / "policies"
    shutil.copytree(POLICIES, folder)
    monkeypatch.setenv("INFORIGHTS_POLICIES", str(folder))
    return folder


def test_a_policy_that_is_gone_stops_its_own_service_alone(home: Path, policies: Path) -> None:
    """What cannot be worked out is told with its reason, once a part."""
    derby, foi = way.opened(Kind.SAR, "derby"), way.opened(Kind.FOI, "bathnes")
    (policies / "derby.yaml").unlink()
    proclaim(home, row(date(2026, 11, 24), SCOTLAND))
    found = apply()
    assert [type(one) for one in found] == [Stuck, Moved]
    assert [one.reference for one in found] == [derby, foi]
    assert "no service 'derby'" in found[0].says  # type: ignore[union-attr] # asserted above


def test_what_another_promise_moves_is_not_put_down_to_a_holiday(home: Path, policies: Path) -> None:
    """The bank-holiday data behind the date is the same: the record names what changed."""
    reference = way.opened(Kind.SAR, "derby")
    file = policies / "derby.yaml"
    file.write_text(file.read_text("utf-8").replace("sar: {value: 20,", "sar: {value: 19,"), "utf-8")
    before = len(told("clock.moved"))
    change = Change(Which.TARGET, date(2026, 12, 1), date(2026, 11, 27))
    assert apply() == [Moved(reference, "derby", Kind.SAR, (change,), Because.OTHERWISE)]
    [event] = told("clock.moved")[before:]
    assert event.what["because"] == "policy or rules"


def test_each_part_of_a_hybrid_has_its_own_dates(home: Path) -> None:
    """A letter that is two requests has two clocks: the one moves, the other stays."""
    reference = way.opened(Kind.SAR, "cumbria")
    with transaction("m.manager", NOW) as tx:
        request = tx.request(reference)
        tx.session.add(Part(request_id=id_of(request), position=2, kind=Kind.FOI))
        tx.session.flush()
        clock.set_dates(tx, request)
    proclaim(home, row(date(2026, 11, 24), SCOTLAND))
    assert look() == [
        Kept(reference, "cumbria", Kind.SAR),
        moved(reference, Kind.FOI, (Which.STATUTORY, 1, 2), (Which.TARGET, 1, 2)),
    ]
    assert len(recompute.stale_lines()) == 1
    assert recompute.stale_lines()[0].startswith("1 open request rests")
