"""What was taken over counts, is kept and is destroyed as whatever was logged here; a killed run leaves nothing."""

import os
import signal
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from models import disposals, figures, register
from models.access import EVERYTHING
from models.audit_chain import verify
from models.audit_event import AuditEvent
from models.db import reading
from models.disposal import DoomedFile
from models.engine import close
from models.publication import tally
from models.register import Wanted
from models.request import Request
from rules.disposal import ItemState, Paper
from rules.figures import Figures, by_kind
from rules.follow_ups import FollowUpRefused
from rules.kinds import FollowUp, Kind
from tasks import disclosure_log, disposal, follow_ups, forecast, holds, holidays, register_papers, retention
from tasks.story import part_lines, story
from tests import dying
from tests.conftest import at
from tests.earlier import BY, CLOSED, NOON, OPEN, everything, looked_at, taken_over

LATER = at(date(2046, 1, 8))  # the child of the rows below is 26
MARKERS = ("Marigold", "Fernwhistle", "2019-04-03", "A/2", "Box 7")
START, END = date(2026, 10, 1), date(2026, 12, 31)


def counted() -> list[Figures]:
    with reading() as session:
        calendar = holidays.in_force().united_kingdom
        found = list(figures.counted(session, EVERYTHING, START, END))
        return list(by_kind([one for one in found if one.kind], START, END, calendar))


def test_the_figures_and_the_register_have_the_day_of_the_answer(installation: Path) -> None:
    """DER-6: closed long after its answer, a request is in time; one that was answered late is late."""
    late = {**CLOSED, "Reference": "A/3", "Answered": "9/11/2026"}
    gone = {**CLOSED, "Reference": "A/4", "Answered": "", "Outcome": "withdrawn"}
    rows = ({**CLOSED, "Outcome": "disclosed"}, late, gone, {**OPEN, "Kind": "FOI"})
    first, second, third, _ = taken_over(*rows).references
    with reading() as session:
        found = {one.reference: one for one in register.page(session, EVERYTHING, Wanted())}
        in_time = {is_: [one.reference for one in register.page(session, EVERYTHING, Wanted(in_time=is_))]
                   for is_ in (True, False)}  # fmt: skip
        told = tally(session, "derby", START, END, holidays.in_force().united_kingdom)
    assert [(found[one].answered, found[one].closed, found[one].in_time) for one in (first, second, third)] == [
        (date(2026, 10, 26), date(2026, 11, 9), True),
        (date(2026, 11, 9), date(2026, 11, 9), False),
        (None, date(2026, 11, 9), None),
    ]
    assert in_time == {True: [first], False: [second]}
    assert told.answered["How they were answered"][Kind.SAR, "disclosed"] == 1
    assert told.received.total() == 4
    sar = next(one for one in counted() if one.kind is Kind.SAR)
    assert (sar.received, sar.answered, sar.in_time.part) == (3, 2, 1)


def test_it_tells_nothing_of_how_long_steps_take_here(home: Path) -> None:
    """What was done elsewhere is no experience of this program: the forecast assumes as before."""
    before = forecast.usual_times("derby", NOON.date()).of(None)
    taken_over(*({**CLOSED, "Reference": f"A/{number}"} for number in range(2, 10)))
    assert forecast.usual_times("derby", NOON.date()).of(None) == before


def test_a_review_of_what_was_answered_before_is_recorded(home: Path) -> None:
    """FOIA s.45 Code: whoever was answered under the earlier register may still ask for a review here."""
    foi = {**CLOSED, "Kind": "FOI", "Answered": "30/10/2026", "Outcome": "disclosed"}
    (reference,) = taken_over(foi).references
    with pytest.raises(FollowUpRefused):
        follow_ups.record(reference, FollowUp.INTERNAL_REVIEW, date(2026, 10, 29), by=BY, at=NOON)
    follow_ups.record(reference, FollowUp.INTERNAL_REVIEW, date(2026, 11, 20), by=BY, at=NOON)


def test_what_was_answered_before_waits_in_no_log_and_may_be_published(home: Path) -> None:
    """FOIA 2000 s.19: years of answers that were decided on then are not asked about once more."""
    foi = {**CLOSED, "Kind": "FOI", "Answered": "30/10/2026", "Outcome": "disclosed"}
    (reference,) = taken_over(foi).references
    assert disclosure_log.look("derby", by=BY, at=NOON).waiting == []
    disclosure_log.publish(reference, "Families", "How many, and the number.", by=BY, at=NOON)
    assert [one.reference for one in disclosure_log.look("derby", by=BY, at=NOON).published] == [reference]


def test_what_is_closed_is_shown_as_closed(home: Path) -> None:
    """When it was answered and closed; nothing of it is still to be kept an eye on or considered."""
    (reference,) = taken_over({**CLOSED, "Outcome": "disclosed"}).references
    told = story(reference, NOON.date(), by=BY, at=NOON)
    assert (told["answered"], told["closed"], told["prompts"]) == ("2026-10-26", "2026-11-09", [])
    (part,) = told["parts"]
    assert "  To keep an eye on:" in part_lines(part)
    assert "  To keep an eye on:" not in part_lines(part, is_open=False)


def test_it_is_kept_and_destroyed_as_whatever_was_logged_here(home: Path) -> None:
    """DER-8, HIL-10: until the birthday that the policy names; then no byte tells of it, nor its row."""
    wanted = {**CLOSED, "Notes": "Box 7", "Outcome": "disclosed"}
    legal = {**wanted, "Reference": "A/3", "Kind": "la legal", "Outcome": "no consent"}
    reference, held = taken_over(wanted, legal).references
    assert b"Fernwhistle" in everything(home)
    with reading() as session:
        found = {one.reference: one.record for one in disposals.closed(session, "derby")}
    assert (found[reference].closed, found[reference].born) == (date(2026, 11, 9), date(2019, 4, 3))
    first, second = retention.preview("derby")
    assert (first.disposal.on, first.stops) == (date(2045, 4, 3), ())
    assert (second.reference, len(second.stops)) == (held, 1)  # a legal request holds it, until somebody lifts that
    holds.lift(held, 1, "It ended.", by=BY, at=NOON)
    number = retention.propose("derby", by=BY, at=LATER)
    retention.sign(number, "Service Manager", by="a.bove", at=LATER)
    retention.confirm_paper(number, Paper.NONE, by=BY, at=LATER)
    done = disposal.carry_out(number, by=BY, at=LATER)
    assert {one.state for one in done} == {ItemState.DESTROYED}
    left = everything(home)
    assert [marker for marker in MARKERS if marker.encode() in left] == []
    assert list((home / "documents").rglob("*")) == [
        place for place in (home / "documents").rglob("*") if place.is_dir()
    ]
    with reading() as session:
        assert verify(session)[0] is None


@pytest.mark.parametrize(("commit", "when"), [(1, "before"), (1, "after"), (2, "before")])
def test_a_run_that_is_killed_leaves_nothing(home: Path, commit: int, when: str) -> None:
    """Design, 3: kill -9 while the papers are stored, or at the last moment: no request, no event, no paper."""
    looked_at(OPEN)
    close()
    child = os.fork()
    if child == 0:
        dying.at_commit(commit, when)
        try:
            taken_over(OPEN, CLOSED)
        finally:
            os._exit(0)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
    with reading() as session:
        assert session.exec(select(Request)).all() == []
        assert session.exec(select(AuditEvent)).all() == []
    disposal.delete_doomed(NOON)  # as catch-up does
    assert [file for file in (home / "documents").rglob("*") if file.is_file()] == []
    assert len(taken_over(OPEN, CLOSED).references) == 2
    with reading() as session:
        assert session.exec(select(DoomedFile)).all() == []
    assert disposal.delete_doomed(NOON) == 0


def test_a_run_that_breaks_leaves_nothing(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was stored for it is deleted at once; a paper that another request has as well stays."""
    (first,) = taken_over(OPEN).references

    def breaks(*_: object) -> None:
        raise OSError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(register_papers, "spoken_of", breaks)
        with pytest.raises(OSError, match="full"):
            taken_over(CLOSED)
    with reading() as session:
        assert [one.reference for one in session.exec(select(Request)).all()] == [first]
        assert session.exec(select(DoomedFile)).all() == []
    assert len([file for file in (home / "documents").rglob("*") if file.is_file()]) == 1
