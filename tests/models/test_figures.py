"""What the figures are counted from, on both databases, against a table that was worked by hand."""

from datetime import date
from pathlib import Path

from models.access import EVERYTHING, Sight
from models.db import reading
from models.figures import counted
from rules.clock.events import Happened
from rules.figures import Figures, Share, by_kind
from rules.kinds import Kind
from tasks import close, holidays
from tests import way
from tests.conftest import at
from tests.tasks.clock_on_record import enter

ASKED, ANSWERED = Happened.CLARIFICATION_ASKED, Happened.CLARIFICATION_ANSWERED


def answered(kind: Kind, on: date) -> str:
    """A request received on 2 November 2026 that was answered on a day."""
    reference = way.prepared(kind, "derby")
    way.consented(reference)
    way.approved(reference, "derby", kind)
    way.respond(reference, on)
    return reference


def opened(kind: Kind, service: str = "derby") -> str:
    """Another of those letters, which may have been logged before."""
    reference = way.log(way.LETTERS[kind], service, again=True)
    way.receive(reference, at(way.RECEIVED))
    return reference


def figures(start: date, end: date, sight: Sight = EVERYTHING) -> dict[Kind | None, Figures]:
    with reading() as session:
        found = list(counted(session, sight, start, end))
    return {row.kind: row for row in by_kind(found, start, end, holidays.in_force().united_kingdom)}


def test_the_figures_of_what_is_on_record(installation: Path) -> None:
    """Answered, withdrawn, waiting and still to be read: each counted where it belongs, and of its own service."""
    answered(Kind.SAR, date(2026, 11, 12))
    asked = opened(Kind.FOI)
    enter(asked, (ASKED, date(2026, 11, 4)), (ANSWERED, date(2026, 11, 6)))
    close.withdraw(opened(Kind.FOI), by="m.manager", at=at(date(2026, 11, 10)))
    way.log("Could you let me have the thing we talked about?", "derby", date(2026, 11, 11))
    opened(Kind.SAR, "bathnes")
    found = figures(date(2026, 11, 1), date(2026, 11, 30), Sight("derby", sees_all=True))
    sar, foi, unknown = (found[kind] for kind in (Kind.SAR, Kind.FOI, None))
    assert (sar.received, sar.answered, sar.open, sar.late) == (1, 1, 0, 0)
    assert (sar.median, sar.nine_in_ten) == (8, 8)  # 3-6 and 9-12 November
    assert sar.in_time == Share(1, 1)
    assert (foi.received, foi.answered, foi.open) == (2, 0, 1)
    assert (unknown.received, unknown.open, unknown.late) == (1, 1, 1)  # to be looked at by 12 November
    assert set(found) == {Kind.SAR, Kind.FOI, None}
    later = figures(date(2026, 12, 1), date(2027, 1, 31), Sight("derby", sees_all=True))
    assert Kind.SAR not in later
    assert (later[Kind.FOI].received, later[Kind.FOI].open, later[Kind.FOI].late) == (0, 1, 1)


def test_days_of_waiting_come_from_the_clock(installation: Path) -> None:
    """What was entered of a clock and stands is what is left out; what was taken back is not."""
    reference = answered(Kind.SAR, date(2026, 11, 12))
    with reading() as session:
        (before,) = counted(session, EVERYTHING, date(2026, 11, 1), date(2026, 11, 30))
    assert before.waits == ()
    waiting = opened(Kind.SAR)
    enter(waiting, (ASKED, date(2026, 11, 4)), (ANSWERED, date(2026, 11, 6)))
    with reading() as session:
        found = list(counted(session, EVERYTHING, date(2026, 11, 1), date(2026, 11, 30)))
    assert reference != waiting
    assert [[(wait.asked.day, wait.answered and wait.answered.day) for wait in one.waits] for one in found] == [
        [],
        [(4, 6)],
    ]
