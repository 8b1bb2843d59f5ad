"""Pages go first: what nobody waits for is done when none is asked for, and in the end in any case."""

import threading
import time

import pytest

from web import quiet
from web.quiet import Quiet


def test_work_waits_for_the_last_page() -> None:
    """While somebody waits for a page nothing else is done; after it everything is, in its order."""
    own, done = Quiet(), []
    with own.page():
        with own.page():
            for number in range(3):
                own.add(lambda number=number: done.append(number))  # type: ignore[misc] # each its own number
        assert not own.done(0.2)
        assert done == []
    assert own.done(10)
    assert done == [0, 1, 2]


def test_work_waits_for_a_while_after_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages come one after another: a gap between two is no quiet moment."""
    monkeypatch.setattr(quiet, "STILL", 30)
    own, done = Quiet(), []
    with own.page():
        pass
    own.add(lambda: done.append(1))
    assert not own.done(0.2)
    monkeypatch.setattr(quiet, "STILL", 0)
    with own.page():
        pass
    assert own.done(10)
    assert done == [1]


def test_work_is_done_in_the_end_however_busy_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages that never stop keep no acknowledgement from being drafted."""
    monkeypatch.setattr(quiet, "PATIENCE", 0.2)
    own, done = Quiet(), []
    with own.page():
        before = time.monotonic()
        own.add(lambda: done.append(1))
        assert own.done(10)
        assert time.monotonic() - before >= 0.2
    assert done == [1]


def test_work_that_breaks_keeps_no_other_back() -> None:
    """One that raises is dropped, and the next is done."""
    own, done = Quiet(), threading.Event()

    def breaks() -> None:
        raise RuntimeError("Marigold Fernwhistle")

    own.add(breaks)
    own.add(done.set)
    assert own.done(10)
    assert done.is_set()
