"""The board's lines say what is on record, after any step, on both databases."""

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session, delete, select

from models import answering, board_lines, person_words
from models.access import EVERYTHING, Sight
from models.board_line import BoardLine, PersonWord
from models.db import reading, transaction
from models.person import Standing
from models.request import Request
from rules import outstanding
from rules.kinds import Kind
from rules.lifecycle import State
from tasks import board_lines as task
from tasks import close, people, policies
from tasks.classification import propose_kind
from tasks.consents import note_what_to_ask
from tasks.letter import write_acknowledgement
from tasks.reading import read_original
from tests import way
from tests.conftest import at

DAY = date(2026, 11, 12)
NOON = at(DAY, 12)


def stored(session: Session) -> dict[str, BoardLine]:
    """The lines by their references."""
    return {line.reference: line for line in session.exec(select(BoardLine)).all()}


def agree(today: date) -> None:
    """Each open request has the line that is derived from it, no other has one."""
    with reading() as session:
        lines = stored(session)
        requests = session.exec(select(Request)).all()
        assert {*lines} == {request.reference for request in requests if request.state.is_open}
        for request in requests:
            if request.state.is_open:
                wanted = board_lines.derived(session, request, lines[request.reference].as_of)
                assert lines[request.reference].model_dump() == wanted.model_dump()
                assert lines[request.reference].as_of <= today
                facts, policy = answering.facts(session, request), policies.of(request.service)
                assert wanted.waits_for == outstanding.waits_for(facts, policy, wanted.as_of), "a line reads less"
                assert wanted.waits_on == outstanding.waits_on(facts, policy, wanted.as_of)


@pytest.mark.parametrize("kind", [Kind.SAR, Kind.FOI, Kind.LA_LEGAL, Kind.COURT_ORDER])
def test_a_line_follows_every_step(installation: Path, kind: Kind) -> None:
    """Logged, read, prepared, consented, approved, sent: the line is never older than the request."""
    reference = way.log(way.LETTERS[kind], "cumbria")
    agree(DAY)
    for step in (read_original, propose_kind, note_what_to_ask, write_acknowledgement):
        step(reference, at(way.RECEIVED))
        agree(DAY)
    reference = way.prepared(kind, "derby")
    agree(DAY)
    way.consented(reference)
    agree(DAY)
    way.approved(reference, "derby", kind)
    agree(DAY)
    way.respond(reference)
    agree(DAY)
    with reading() as session:
        assert reference not in stored(session)


def test_what_was_withdrawn_leaves_the_board(installation: Path) -> None:
    """A request that nobody owes anything has no line."""
    reference = way.opened(Kind.FOI, "bathnes")
    close.withdraw(reference, by="o.officer", at=NOON)
    with reading() as session:
        assert stored(session) == {}


def test_lines_that_are_missing_or_of_yesterday_are_derived(installation: Path) -> None:
    """An installation from before lines has them after the daily run, and their words are of its day."""
    references = [way.opened(Kind.FOI, "bathnes"), way.log(way.SAR, "derby")]
    with transaction("m.manager", NOON) as tx:
        tx.session.exec(delete(BoardLine))
        tx.session.exec(delete(PersonWord))
    assert task.refresh(NOON) == 2
    assert task.refresh(NOON) == 0
    agree(DAY)
    tomorrow = at(date(2026, 11, 13), 7)
    assert task.refresh(tomorrow) == 2
    with reading() as session:
        assert {line.as_of for line in stored(session).values()} == {date(2026, 11, 13)}
        assert {*stored(session)} == {*references}
        assert [one.reference for one in person_words.found(session, EVERYTHING, "marshgrove")] == [references[0]]


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        ("fernwhistle", True),
        ("FERN", True),
        ("Clover Fern", True),
        ("fernwhistle clover", True),
        ("zoë", True),
        ("zoe", True),
        ("whistle", False),
        ("clover oakenfold", False),
        ("", False),
        ("%", False),
        ("_", False),
    ],
)
def test_a_name_is_found_by_the_beginnings_of_its_words(installation: Path, sought: str, found: bool) -> None:
    """However it is written: in any order, in capitals, without its accents."""
    reference = way.opened(Kind.SAR, "derby")
    people.record(reference, Standing.REQUESTER, name="Clover-Zoë Fernwhistle", by="o.officer", at=NOON)
    with reading() as session:
        assert [one.reference for one in person_words.found(session, EVERYTHING, sought)] == [reference] * found
        assert person_words.found(session, Sight(service="hillingdon", sees_all=True), sought) == []


def test_a_name_that_was_corrected_is_found_no_more(installation: Path) -> None:
    """UK GDPR Art 5(1)(d): what was written down wrongly is not kept beside what is right."""
    reference = way.opened(Kind.SAR, "derby")
    people.record(reference, Standing.REQUESTER, name="Bramble Oakenfold", by="o.officer", at=NOON)
    with reading() as session:
        assert [one.reference for one in person_words.found(session, EVERYTHING, "oakenfold")] == [reference]
        assert person_words.found(session, EVERYTHING, "clover") == []
        assert session.get(Request, 1).state is State.OPEN  # type: ignore[union-attr] # it is there
