"""A look: a page reads the same once, and nothing that is about to be changed is ever read from it."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import event

from models import answering, board, queries
from models.db import reading, transaction
from models.engine import engine
from models.look import looking
from rules.kinds import Kind
from tasks import people
from tests import way
from tests.conftest import at

NOON = at(date(2026, 11, 12), 12)


def rename(reference: str, name: str) -> None:
    """A person puts the requester's name right."""
    people.record(reference, people.Standing.REQUESTER, by="o.officer", at=NOON, name=name)


def name_of(reference: str) -> str | None:
    """The requester's name as it is read."""
    with reading() as session:
        return queries.people(session, queries.request(session, reference))[people.Standing.REQUESTER].name


def test_what_is_read_again_in_a_look_asks_the_database_once(installation: Path) -> None:
    """The facts of a request are the same however often they are asked for, and cost nothing the second time."""
    reference = way.opened(Kind.SAR, "derby")
    with reading() as session:
        facts = answering.facts(session, queries.request(session, reference))
    asked: list[str] = []
    listen = (engine(), "before_cursor_execute", lambda _c, _cursor, statement, *_more: asked.append(statement))
    event.listen(*listen)
    try:
        with looking():
            for again in (False, True):
                asked.clear()
                with reading() as session:
                    request = queries.request(session, reference)
                    assert answering.facts(session, request) == facts
                    assert board.row(session, request).facts == facts
                assert bool(asked) is not again
        asked.clear()
        with reading() as session:
            answering.facts(session, queries.request(session, reference))
        assert asked
    finally:
        event.remove(*listen)


def test_a_look_is_of_one_state_and_the_next_one_of_the_next(installation: Path) -> None:
    """What is changed meanwhile is seen by the next page; whatever changes something reads what is stored."""
    reference = way.opened(Kind.SAR, "derby")
    first = name_of(reference)
    with looking():
        assert name_of(reference) == first
        rename(reference, "Clover Larkmere")
        assert name_of(reference) == first
        with transaction("o.officer", NOON) as tx:
            person = queries.people(tx.session, tx.request(reference))[people.Standing.REQUESTER]
            assert person.name == "Clover Larkmere"
    assert name_of(reference) == "Clover Larkmere"


@pytest.mark.usefixtures("home")
def test_two_requests_are_told_apart_in_a_look() -> None:
    """What was read of one is never given for another."""
    one, other = way.opened(Kind.SAR, "derby"), way.opened(Kind.FOI, "derby")
    with looking(), reading() as session:
        found = [queries.request(session, reference) for reference in (one, other)]
        assert [answering.facts(session, each).kinds for each in found] == [(Kind.SAR,), (Kind.FOI,)]
        assert [queries.parts(session, each)[0].kind for each in found] == [Kind.SAR, Kind.FOI]
