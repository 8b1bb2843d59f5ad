"""An earlier register taken over: what its rows become, and that it is all of them or none."""

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import col, func, select

from models import answering, document_store, person_words, queries
from models.access import EVERYTHING
from models.audit_chain import verify
from models.audit_event import AuditEvent
from models.board_line import BoardLine
from models.db import reading
from models.document import Document, DocumentRole
from models.letter import Letter
from models.outgoing import Outgoing
from models.queries import id_of
from models.request import Part, Request
from rules.access import AccessRefused
from rules.kinds import Kind
from rules.letter import Outcome
from rules.lifecycle import State
from rules.policy import UnknownService
from tasks import access, classification, register_import, reminders, unfinished
from tasks.reading import stored_reading
from tasks.register_import import RowsRefused
from tasks.register_plan import Asked
from tests import staff, way
from tests.earlier import BY, CLOSED, NOON, OPEN, SAMPLE, looked_at, register, taken_over


def count(model: type = Request) -> int:
    with reading() as session:
        return session.exec(select(func.count()).select_from(model)).one()


def dates(reference: str) -> list[tuple[object, ...]]:
    """What is stored of the clock of each part, its working with it."""
    with reading() as session:
        parts = queries.parts(session, queries.request(session, reference))
        return [(one.kind, one.statutory_due, one.target_due, one.due, one.running, one.working) for one in parts]


def test_an_open_row_stands_as_a_request_that_was_logged(installation: Path) -> None:
    """Issue 9: its dates with their working, whom to ask, its role and its line on the board are the same."""
    logged = way.opened(Kind.LA_LEGAL, "derby")
    row = {**OPEN, "Kind": "la legal", "Relationship": "council", "Child": "Rowan Thistlebrook", "DOB": "12 May 2016"}
    (reference,) = taken_over(row).references
    assert dates(reference) == dates(logged)
    with reading() as session:
        ours, theirs = queries.request(session, reference), queries.request(session, logged)
        assert (ours.state, ours.assigned_to, ours.look_by) == (State.OPEN, theirs.assigned_to, theirs.look_by)
        asked = [[(one.whom, one.cites) for one in queries.consents(session, each)] for each in (ours, theirs)]
        assert asked[0] == asked[1]
        people = queries.people(session, ours)
        assert {(one.name, str(one.role), one.date_of_birth) for one in people.values()} == {
            ("Clover Fernwhistle", "local_authority", None),
            ("Rowan Thistlebrook", "None", date(2016, 5, 12)),
        }
        line = session.get(BoardLine, id_of(ours))
        assert line is not None
        assert (line.due, line.state) == (dates(logged)[0][3], State.OPEN)
        assert [one.reference for one in person_words.found(session, EVERYTHING, "fernw")] == [reference]


def test_what_moved_a_clock_moves_it_here(home: Path) -> None:
    """A question, its answer, evidence and an extension count as those that are entered one by one."""
    moved = {"ID requested": "3/11/2026", "ID received": "9/11/2026", "Extended on": "20/11/2026"}
    waiting = {**OPEN, "Reference": "A/3", "Kind": "FOI", "Clarification asked": "4/11/2026"}
    first, second = taken_over({**OPEN, **moved}, waiting).references
    ((_, statutory, target, due, running, _),) = dates(first)
    assert (statutory, target, due, running) == (date(2027, 2, 9), None, date(2027, 2, 9), True)
    ((_, statutory, _, due, running, _),) = dates(second)
    assert (statutory, due, running) == (None, None, False)
    with reading() as session:
        line = session.get(BoardLine, id_of(queries.request(session, second)))
        assert line is not None
        assert line.waits_for == "the requester's answer"


def test_nothing_is_sent_and_nothing_is_acknowledged(home: Path) -> None:
    """An acknowledgement of an old request would be wrong: catch-up does nothing, also once a kind is decided."""
    opened, doubted = taken_over(OPEN, {**OPEN, "Reference": "A/3", "Kind": ""}).references
    assert unfinished.find() == ([], [])
    with reading() as session:
        words = stored_reading(session, queries.request(session, doubted))
    assert words is not None
    assert "Requester: Clover Fernwhistle" in (words["text"] or "")
    assert [one.reference for one in reminders.due_on("derby", date(2026, 12, 1))]  # it is reminded of as any other
    classification.decide_kind(doubted, [Kind.FOI], BY, NOON)
    assert unfinished.find() == ([doubted], [])
    way.receive(doubted, NOON)
    with reading() as session:
        states = {queries.request(session, one).state for one in (opened, doubted)}
    assert states == {State.OPEN}
    assert (count(Letter), count(Outgoing)) == (0, 0)
    assert unfinished.find() == ([], [])


def test_a_closed_row_is_what_the_register_said(installation: Path) -> None:
    """Its days, its outcome and its dates stand; of one from before the law that is known here there is no date."""
    old = {**CLOSED, "Reference": "A/4", "Received": "1/3/2017", "DOB": ""}
    old |= {"Answered": "", "Closed": "20/3/2017"}
    rows = (
        {**CLOSED, "Kind": "SAR; FOI", "Outcome": "disclosed; not held"},
        {**CLOSED, "Reference": "A/3", "Answered": "", "Outcome": "withdrawn"},
        old,
    )
    done = taken_over(*rows)
    assert done.plan.summary.undated == 1
    with reading() as session:
        first, second, third = (queries.request(session, one) for one in done.references)
        assert (first.state, first.earlier_answered_on, first.closed_on) == (
            State.CLOSED, date(2026, 10, 26), date(2026, 11, 9)
        )  # fmt: skip
        assert {one.kind: one.outcome for one in answering.answers(session, first)} == {
            Kind.SAR: Outcome.DISCLOSED, Kind.FOI: Outcome.NOT_HELD
        }  # fmt: skip
        assert (second.state, second.earlier_answered_on) == (State.WITHDRAWN, None)
        assert third.state is State.CLOSED
        assert session.exec(select(Part.due).where(Part.request_id == third.id)).one() is None
    assert count(BoardLine) == 0
    assert dates(done.references[0])[0][1] == date(2026, 11, 5)


def test_a_row_is_kept_as_it_stood(home: Path, tmp_path: Path) -> None:
    """Nothing that was in the register is lost, columns that mean nothing here among it; its own file is kept."""
    letters = tmp_path / "letters"
    letters.mkdir()
    (letters / "one.txt").write_text(way.SAR)
    noted = {**OPEN, "Notes": "two\nlines", "Letter file": "one.txt"}
    other = {**OPEN, "Reference": "A/3", "Notes": "Box 7", "Letter file": ""}
    done = taken_over(noted, other, letters=letters)
    with reading() as session:
        papers = {
            (reference, one.role): document_store.get(one.sha256).decode()
            for reference in done.references
            for one in queries.documents(session, queries.request(session, reference))
        }
    first, second = done.references
    assert papers[first, DocumentRole.ORIGINAL] == way.SAR
    row = papers[first, DocumentRole.REGISTER_ROW]
    assert row.startswith(
        "Taken over on Thursday 26 November 2026 from the earlier register, row 2.\n\nReference: A/1\n"
    )
    assert "\nNotes: two\n    lines\n" in row
    assert "\nNotes: Box 7\n" in papers[second, DocumentRole.ORIGINAL]
    assert done.plan.headings.unknown == ["Notes"]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("none.txt", "There is no such file"),
        ("../secret.txt", "It names no file within the folder"),
        (".", "It names no file within the folder"),
        ("empty.txt", "The file is empty"),
        ("link.txt", "It names no file within the folder"),
    ],
)
def test_a_file_that_a_row_names_lies_in_the_folder(home: Path, tmp_path: Path, name: str, says: str) -> None:
    """What a register names is not looked for anywhere else, and its name is not repeated."""
    letters = tmp_path / "letters"
    letters.mkdir()
    (tmp_path / "secret.txt").write_text("x")
    (letters / "empty.txt").write_text(" ")
    (letters / "link.txt").symlink_to(tmp_path / "secret.txt")
    (problem,) = looked_at({**OPEN, "File name": name}, letters=letters).problems
    assert problem.says.startswith(says)
    assert name not in problem.says or name == "."


def test_it_is_all_rows_or_none(installation: Path) -> None:
    """Issue 9: with a problem in any row nothing is taken over, and every problem of every row is listed."""
    bad = (
        {**OPEN, "Reference": "B", "Kind": "x", "Received": "x"},
        {**OPEN, "Extended on": "20/11/2026", "Kind": "police"},
    )
    with pytest.raises(
        RowsRefused, match="There are 4 problems in the register, and nothing was taken over"
    ) as refused:
        taken_over(OPEN, *bad)
    assert [(one.row, one.column) for one in refused.value.problems] == [
        (3, "Received"), (3, "Kind"), (4, "Reference"), (4, "Extended on")
    ]  # fmt: skip
    assert refused.value.problems[3].says.startswith("No question, evidence, fee or extension moves the clock of")
    assert refused.value.problems[2].says.startswith("It stands in row 2 too")
    assert (count(), count(Document), count(AuditEvent)) == (0, 0, 0)


def test_what_is_here_already_is_named_or_passed_over(installation: Path) -> None:
    """The same file twice: each row says under which reference it is here; the new ones alone can be taken."""
    (first,) = taken_over(OPEN).references
    (problem,) = looked_at(OPEN).problems
    assert problem.says == f"It is here as {first}: take the row out, or pass over those that are here."
    done = taken_over(OPEN, CLOSED, skip_known=True)
    assert (done.plan.passed_over, len(done.references), count()) == (1, 1, 2)
    with pytest.raises(register_import.RegisterRefused, match="Every row of the register is here already"):
        taken_over(OPEN, CLOSED, skip_known=True)
    assert taken_over(OPEN, service="hillingdon").references == ("HIL-2026-0001",)


def test_the_log_says_what_was_taken_over_and_names_nobody(home: Path) -> None:
    """Design, 5 and 4: an event for each request and one for the whole; no name, and nothing typed elsewhere."""
    done = register_import.take_over(SAMPLE.read_bytes(), Asked("derby"), by=BY, at=NOON)
    with reading() as session:
        events = list(session.exec(select(AuditEvent).order_by(col(AuditEvent.number))))
        broken, number = verify(session)
        requests = list(session.exec(select(Request).order_by(Request.reference)))
    assert (broken, number) == (None, len(events))
    assert [one.reference for one in events if one.event == "request.imported"] == list(done.references)
    last = events[-1]
    assert (last.event, last.service, last.reference, last.actor) == ("register.imported", "derby", None, BY)
    assert last.what == {
        "sha256": document_store.sha256(SAMPLE.read_bytes()), "rows": 9, "passed_over": 0,
        "states": {"closed": 4, "in_doubt": 1, "open": 3, "withdrawn": 1},
    }  # fmt: skip
    told = repr([(one.event, one.what) for one in events])
    names = ["Hollowbeck", "Redfern", "example", "SEND/", "earlier-register", "2012"]
    assert [name for name in names if name in told] == []
    assert [one.earlier_reference for one in requests][:2] == ["SEND/2024/003", "SEND/2024/017"]


def test_only_who_manages_the_service_takes_a_register_over(home: Path) -> None:
    """DER-1: an officer, a volunteer and another service's manager are refused, and that they tried is recorded."""
    manager, officer, volunteer = staff.of("derby")
    other, *_ = staff.of("hillingdon")
    for who in (officer, volunteer, other):
        with pytest.raises(AccessRefused):
            taken_over(OPEN, by=who)
        assert (staff.newest().event, staff.newest().actor) == ("access.refused", who)
    assert len(taken_over(OPEN, by=manager).references) == 1
    with pytest.raises(UnknownService):
        taken_over(OPEN, service="nowhere", by=manager)


def test_a_restricted_row_is_kept_to_whoever_takes_it_over(home: Path) -> None:
    """CUM-3.4: never open to all of the service in between; without accounts there is nobody to keep it to."""
    (problem,) = looked_at({**OPEN, "Restricted": "yes"}).problems
    assert problem.says.startswith("It is restricted, and you have no account")
    manager, officer, _ = staff.of("derby")
    (reference,) = taken_over({**OPEN, "Restricted": "yes"}, by=manager).references
    sights = [access.sight_of("derby", by=who, at=NOON) for who in (manager, officer)]
    assert [access.sees(sight, reference) for sight in sights] == [True, False]


def test_a_word_that_somebody_confirmed_is_of_the_same_file(home: Path) -> None:
    """Between the look and the confirmation nothing else is put in the file's place."""
    with pytest.raises(register_import.RegisterRefused, match="not the file that you looked at"):
        register_import.take_over(register(OPEN), Asked("derby"), by=BY, at=NOON, seen="0" * 64)
    assert count() == 0
