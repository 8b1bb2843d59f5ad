"""Several transactions at once in one process: each waits for the write lock, and for nothing else."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import Barrier, Event

from sqlalchemy import event
from sqlmodel import select

from models.audit_event import AuditHead
from models.db import transaction
from models.engine import engine
from tests.conftest import at

NOW = at(date(2026, 11, 12))


def test_who_acts_is_asked_without_waiting_for_another_transaction(home: Path) -> None:
    """The first holds the write lock; the second waits for it in asking who acts; the first asks the same, and ends.

    Every change asks who acts. Were one lock held meanwhile, each would wait for the other until SQLite gave up.
    """
    engine()
    locked, waiting = Event(), Event()

    def second() -> None:
        assert locked.wait(10)
        with transaction("s.second", NOW) as tx:
            assert tx.who.service is None

    with ThreadPoolExecutor(1) as crowd:
        with transaction("f.first", NOW) as tx:
            tx.session.exec(select(AuditHead)).one()
            other = crowd.submit(second)
            event.listen(engine(), "checkout", lambda *_connection: waiting.set())
            locked.set()
            assert waiting.wait(10)
            assert not other.done()
            asked = ThreadPoolExecutor(1).submit(lambda: tx.who)
            assert asked.result(5).service is None
        other.result(10)


def test_an_installation_is_opened_once(from_nothing: None, home: Path) -> None:
    """Threads that come at once to an empty folder are given one engine, and so one database."""
    together = Barrier(8)

    def opened(_number: int) -> object:
        together.wait(10)
        return engine()

    with ThreadPoolExecutor(8) as crowd:
        assert len({id(one) for one in crowd.map(opened, range(8))}) == 1
