"""Many open requests worked out again: page by page, batch by batch, stopped anywhere."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from models import clocks, queries
from models.audit_chain import verify
from models.db import reading, transaction
from models.engine import engine
from models.queries import id_of
from rules.kinds import Kind
from tasks import recompute
from tests import way
from tests.conftest import at
from tests.tasks.recomputed import NOW, SCOTLAND, apply, look, proclaim, row, told


@pytest.fixture
def seven(installation: Path) -> list[str]:
    """Seven open requests, every second of them one that a day of Scotland moves."""
    kinds = [(Kind.FOI, "bathnes"), (Kind.SAR, "cumbria")] * 3 + [(Kind.FOI, "bathnes")]
    found = []
    for number, (kind, service) in enumerate(kinds):
        found.append(way.log(way.LETTERS[kind] + "\n" * number, service))
        way.receive(found[-1], at(way.RECEIVED))
    return found


def test_stopped_between_two_batches_a_second_run_does_the_rest(installation: Path, seven: list[str]) -> None:
    """What was stored stays, with its events; what was not is done later; nothing twice, in whatever batches."""
    before = Counter(one.reference for one in told("clock.moved"))
    proclaim(installation, row(date(2026, 11, 24), SCOTLAND))
    whole = look()
    running = recompute.apply("m.manager", NOW, size=2)
    first = [next(running), next(running)]
    running.close()
    assert first == whole[:2]
    assert look() == whole[2:]
    assert apply(size=3) == whole[2:]
    after = Counter(one.reference for one in told("clock.moved")) - before
    assert after == dict.fromkeys(seven[::2], 1)
    assert sum(one.what["kept"] for one in told("holidays.applied")) == 3
    with reading() as session:
        assert verify(session)[0] is None


def test_two_at_once_move_each_date_once(installation: Path, seven: list[str]) -> None:
    """Each looks again under the lock: what the other has stored is done, and has one event."""
    before = Counter(one.reference for one in told("clock.moved"))
    proclaim(installation, row(date(2026, 11, 24), SCOTLAND))
    with ThreadPoolExecutor(2) as crowd:
        list(crowd.map(lambda size: apply(size=size), (2, 3)))
    after = Counter(one.reference for one in told("clock.moved")) - before
    assert after == dict.fromkeys(seven[::2], 1)
    assert sum(one.what["kept"] for one in told("holidays.applied")) == 3
    assert look() == []
    with reading() as session:
        assert verify(session)[0] is None


def test_a_batch_that_breaks_leaves_nothing_of_itself(installation: Path, seven: list[str]) -> None:
    """A batch is one transaction: where the database refuses the last of its events, no date of it has moved."""
    proclaim(installation, row(date(2026, 11, 24), SCOTLAND))
    whole = look()

    def refuse(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_more: Any) -> None:
        if statement.startswith("INSERT INTO audit_event") and "holidays.applied" in str(parameters):
            raise ConnectionError("the database has gone")

    event.listen(engine(), "before_cursor_execute", refuse)
    try:
        with pytest.raises(ConnectionError):
            apply()
    finally:
        event.remove(engine(), "before_cursor_execute", refuse)
    assert look() == whole
    assert apply() == whole


@pytest.fixture
def queries_made(installation: Path) -> Iterator[list[str]]:
    """The statements that the database is asked, as they are asked."""
    found: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        found.append(statement)

    event.listen(engine(), "before_cursor_execute", note)
    yield found
    event.remove(engine(), "before_cursor_execute", note)


@pytest.mark.parametrize("size", [1, 2, 6, 7, 8, 500])
def test_pages_hold_every_open_request_once(seven: list[str], queries_made: list[str], size: int) -> None:
    """In the order of their row numbers, whatever the size; three queries a page and one for the end."""
    queries_made.clear()
    with reading() as session:
        pages = list(clocks.pages(session, size))
    assert [one.reference for page in pages for one in page] == seven
    assert all(len(page) <= size for page in pages)
    assert all(one.parts and one.events for page in pages for one in page)
    selects = [statement for statement in queries_made if statement.lstrip().upper().startswith("SELECT")]
    assert len(selects) == 3 * len(pages) + 1


def test_requests_are_locked_in_their_order(installation: Path, seven: list[str]) -> None:
    """Two runs at once cannot wait for each other in a ring."""
    with transaction("m.manager", NOW) as tx:
        ids = [id_of(queries.request(tx.session, reference)) for reference in seven]
        assert [request.reference for request, _, _ in clocks.locked(tx.session, ids[::-1])] == seven
