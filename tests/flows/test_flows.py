"""The flows on a real Prefect server: run once, twice, killed at every point, and what the server learns."""

import asyncio
import sqlite3
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import col, func, select

from models import queries
from models.audit_chain import verify
from models.audit_event import AuditEvent
from models.db import reading
from models.letter import Letter
from models.reminder import ReminderNote
from models.request import Request
from rules.kinds import Kind
from rules.lifecycle import State
from rules.sending import SentBy
from tasks import dispatch, policies
from tasks.reminders import last_run
from tests import way
from tests.conftest import at
from tests.flows.conftest import Driver

pytestmark = pytest.mark.prefect
MOMENT = at(way.RECEIVED)


def story(reference: str) -> tuple[State, Counter[str], int]:
    """The state of a request, its audit events, and how many letters it has."""
    with reading() as session:
        request = queries.request(session, reference)
        events = session.exec(select(AuditEvent.event).where(AuditEvent.reference == reference)).all()
        count = session.exec(select(func.count()).select_from(Letter)).one()
        assert verify(session)[0] is None
        assert session.exec(select(func.count()).select_from(Request)).one() == 1
        return request.state, Counter(events), count


def test_receive_run_twice_leaves_one_of_everything(on_server: Path) -> None:
    """A flow can be run again at any time: the second run finds all done and changes nothing."""
    from flows.receive import receive

    reference = way.log(way.SAR, "derby")
    assert asyncio.run(receive(reference, at=MOMENT)) == State.OPEN
    first = story(reference)
    assert asyncio.run(receive(reference, at=MOMENT)) == State.OPEN
    assert story(reference) == first
    assert set(first[1].values()) == {1}
    assert first[2] == 1


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("commit", [1, 2, 3, 4])
def test_receive_killed_at_any_commit_is_finished_by_running_it_again(apart: Driver, commit: int, when: str) -> None:
    """kill -9 before or after each commit, then run again: one request, one letter, one audit event a step."""
    reference = way.log(way.LA_LEGAL, "blackburn")
    apart.killed("receive", reference, MOMENT.isoformat(), commit, when)
    apart.whole("receive", reference, MOMENT.isoformat())
    state, events, letters = story(reference)
    assert (state, letters) == (State.OPEN, 1)
    expected = ["request.logged", "reading.done", "kind.proposed", "clock.started", "consent.needed"]
    expected += ["letter.drafted", "acknowledgement.drafted", "request.assigned", "hold.placed"]
    assert events == Counter(expected)


def test_receive_has_no_commit_after_those(apart: Driver) -> None:
    """One to be killed at a fifth commit ends well: the test above leaves none out."""
    reference = way.log(way.LA_LEGAL, "blackburn")
    code, said = apart.run("receive", reference, MOMENT.isoformat(), 5, "before")
    assert code == 0, said


@pytest.mark.parametrize("commit", [1, 2, 3, 4])
def test_respond_killed_after_each_step(apart: Driver, commit: int) -> None:
    """A released answer is written, sent and closed once, wherever the run was killed."""
    reference = way.prepared(Kind.LA_LEGAL, "blackburn")
    way.consented(reference)
    way.approved(reference, "blackburn", Kind.LA_LEGAL)
    day = at(date(2026, 11, 12))
    dispatch.release(reference, SentBy.TRACKED_POST, by="m.manager", at=day)
    apart.killed("respond", reference, day.isoformat(), commit)
    apart.whole("respond", reference, day.isoformat())
    state, events, letters = story(reference)
    assert (state, letters) == (State.CLOSED, 3)  # the holding answer, the answer, the family's copy
    assert events["answer.sent"] == events["request.closed"] == 1
    assert events["letter.drafted"] == 3


def test_catch_up_finishes_what_stopped_half_way(apart: Driver) -> None:
    """A request that was only logged, and one that was killed, are both taken to their end."""
    from flows.catch_up import catch_up

    logged = way.log(way.SAR, "derby")
    killed = way.log(way.FOI, "derby")
    apart.killed("receive", killed, MOMENT.isoformat(), 2)
    assert asyncio.run(catch_up(MOMENT)) == []
    with reading() as session:
        assert queries.request(session, logged).state is State.OPEN
        assert queries.request(session, killed).state is State.OPEN


def test_catch_up_makes_good_a_daily_run_that_was_missed(on_server: Path) -> None:
    """A reminder that silently stopped: within a quarter of an hour of the program running again it is told of."""
    from flows.catch_up import catch_up
    from flows.daily import daily

    asyncio.run(daily(at(date(2026, 11, 24), 8)))
    assert asyncio.run(catch_up(at(date(2026, 11, 26), 7))) == []  # in half an hour it runs by itself
    with reading() as session:
        assert last_run(session, "derby") == date(2026, 11, 24)
    assert asyncio.run(catch_up(at(date(2026, 11, 26), 11))) == []
    with reading() as session:
        assert {last_run(session, slug) for slug in policies.services()} == {date(2026, 11, 26)}
        told = session.exec(select(ReminderNote).where(col(ReminderNote.occasion).startswith("missed-runs:"))).all()
    assert {(one.service, one.noted_on) for one in told} == {
        (slug, date(2026, 11, 26)) for slug in policies.services()
    }
    assert all("did not happen on 2026-11-25:" in one.says for one in told)


def test_the_daily_run_notes_each_reminder_once(on_server: Path) -> None:
    """A second run on the same day reminds of nothing twice; the next step of the date is a new reminder."""
    from flows.daily import daily

    reference = way.log(way.FOI, "bathnes")
    way.receive(reference, MOMENT)
    first = asyncio.run(daily(at(date(2026, 11, 17))))  # ten working days before 1 December, St Andrew's Day out
    assert [line for line in first if reference in line] != []
    assert any("[derby] Service Manager: The confidentiality policy was to be reviewed" in line for line in first)
    assert asyncio.run(daily(at(date(2026, 11, 17)))) == []
    later = asyncio.run(daily(at(date(2026, 11, 24))))
    assert len([line for line in later if reference in line and "due in" in line]) == 1


MARKERS = ("Zephyrine", "Quackenbosh", "Ossifrage", "Marmalade Lane", "2014-07-19", "19 July 2014", "whispered")
MARKED = """Dear SENDIASS, please send me a copy of all the records that you hold about my son Ossifrage Quackenbosh,
born 19 July 2014. I whispered about it on the telephone.

Zephyrine Quackenbosh, 7 Marmalade Lane
"""


def test_prefect_never_learns_about_a_person(on_server: Path, prefect_server: tuple[str, Path]) -> None:
    """Marker names go the whole way, with a step that breaks on a name; Prefect's database and logs hold none."""
    from flows.receive import receive
    from flows.respond import respond

    assert way.log(MARKED, "derby") == "DER-2026-0001"
    reference = "DER-2026-0001"
    asyncio.run(receive(reference, at=MOMENT))
    from rules.grounds import Ground
    from rules.letter import Outcome
    from rules.schedule import Decision, Health, Held, Item, Others
    from tasks import approvals, disclosure

    day = at(date(2026, 11, 12))
    marks: dict[str, Any] = {"held": Held.PAPER, "others": Others.AGREED, "health": Health.KNOWN}
    schedule = (Item("Letter from Ossifrage Quackenbosh", None, Decision.DISCLOSE, **marks),)
    own: dict[str, Any] = {"ground": Ground.OWN_RECORDS, "schedule": schedule, "searched": tuple(Held)}
    disclosure.prepare(reference, Outcome.DISCLOSED, by="o.officer", at=day, **own)
    approvals.approve(reference, "Service Manager", by="a.one", at=day)
    dispatch.release(reference, SentBy.TRACKED_POST, by="m.manager", at=day)
    assert asyncio.run(respond(reference, at=day)) == State.CLOSED

    # A flow whose step breaks with the name in the error's text.
    broken = way.log(MARKED + "again", "derby")
    with reading() as session:
        assert queries.request(session, broken).reference == "DER-2026-0002"
    _break_and_run(broken)

    _, folder = prefect_server
    database = folder / "prefect.db"
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        dump = "\n".join(connection.iterdump())
    assert reference in dump  # the search does look at the right place
    assert "StepFailed" in dump
    everything = dump + "".join(file.read_text(errors="replace") for file in folder.rglob("*.log"))
    assert [marker for marker in MARKERS if marker in everything] == []


def _break_and_run(reference: str) -> None:
    from flows.receive import receive
    from rules import classification
    from tasks.step import StepFailed

    def breaks(*_words: object, **_more: object) -> None:
        raise KeyError("Zephyrine Quackenbosh, born 19 July 2014")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(classification, "classify", breaks)
        with pytest.raises(StepFailed, match="KeyError") as told:
            asyncio.run(receive(reference, at=MOMENT))
    assert not any(marker in str(told.value) for marker in MARKERS)
    assert told.value.__context__ is None
