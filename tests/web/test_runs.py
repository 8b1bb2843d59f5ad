"""What a page sets going is done, with Prefect and without it, by the same steps."""

import time
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from pathlib import Path

import pytest

from models.db import reading
from models.queries import letters, parts, request
from rules.kinds import Kind
from rules.lifecycle import State
from tests import way
from tests.conftest import at, free_port
from web import quiet, runs

NOON = at(way.RECEIVED, 12)


def stands(reference: str) -> tuple[State, list[Kind], list[str]]:
    """How far a request is."""
    with reading() as session:
        found = request(session, reference)
        kinds = [part.kind for part in parts(session, found)]
        return found.state, kinds, [letter.occasion for letter in letters(session, found)]


@pytest.fixture(params=["none", "away"])
def without_prefect(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """No server is named, or one that does not answer."""
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    if request.param == "away":
        monkeypatch.setenv("PREFECT_API_URL", f"http://127.0.0.1:{free_port()}/api")


@pytest.mark.parametrize("text", [way.SAR, way.FOI, way.LA_LEGAL, "Could you let me have the thing?", "\x00"])
def test_without_prefect_the_same_is_done(home: Path, without_prefect: None, text: str) -> None:
    """What the steps of the flow make of a letter is what comes of it: read, classified, asked, acknowledged."""
    own, by_steps = way.log(text, "derby"), way.log(text + " ", "derby")
    way.receive(by_steps, NOON)
    runs.receive(own, NOON).result(30)
    assert stands(own) == stands(by_steps)


def test_an_answer_goes_without_prefect(home: Path, without_prefect: None) -> None:
    """A released answer is written, noted as sent, and the request closed; a second run finds it done."""
    from rules.sending import SentBy
    from tasks import dispatch

    reference = way.prepared(Kind.SAR, "derby")
    way.approved(reference, "derby", Kind.SAR)
    moment = at(way.RECEIVED.replace(day=12))
    dispatch.release(reference, SentBy.TRACKED_POST, by="m.manager", at=moment)
    for _ in range(2):
        runs.respond(reference, moment).result(30)
        assert stands(reference)[0] is State.CLOSED


@pytest.mark.prefect
def test_with_prefect_the_run_is_on_its_record(
    home: Path, prefect_server: tuple[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where Prefect answers, its page says what happened to a reference, and to nobody."""
    import httpx
    from prefect.settings import PREFECT_API_URL, temporary_settings

    address, _ = prefect_server
    monkeypatch.setenv("PREFECT_API_URL", address)
    reference = way.log(way.FOI, "derby")
    # In a thread, as the server does it, which has one of its own for flows.
    with temporary_settings({PREFECT_API_URL: address}), ThreadPoolExecutor(1) as thread:
        thread.submit(copy_context().run, runs._run, lambda: runs._flows().receive, reference, NOON).result(120)
    assert stands(reference)[0] is State.OPEN
    found = httpx.post(f"{address}/flow_runs/filter", json={"limit": 200}, trust_env=False).json()
    assert f"receive {reference}" in [one["name"] for one in found]


def test_a_page_does_not_wait_for_a_slow_run(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A scan takes a while to read: the page says so, and the run goes on."""
    slow: Future[None] = Future()
    before = time.monotonic()
    assert not runs.waited([slow], 0.05)
    assert time.monotonic() - before < 5
    slow.set_result(None)
    assert runs.waited([slow], 0.05)


def test_the_proposal_is_there_first_and_the_rest_follows(
    home: Path, without_prefect: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever logged a letter waits for what it is; the acknowledgement is drafted when no page is asked for."""
    reference = way.log(way.FOI, "derby")
    with quiet.QUIET.page():
        runs.propose(reference, NOON).result(30)
        state, kinds, letters_written = stands(reference)
        assert (state, kinds, letters_written) == (State.CLASSIFIED, [Kind.FOI], [])
    assert quiet.QUIET.done(30)
    assert stands(reference)[0] is State.OPEN


def test_a_proposal_that_breaks_is_taken_up_by_the_flow(
    home: Path, without_prefect: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The flow takes the same steps again, so that what went wrong for a moment is put right without anybody."""
    from rules import classification

    def breaks(*_given: object, **_named: object) -> None:
        raise RuntimeError("Marigold Fernwhistle")

    reference = way.log(way.FOI, "derby")
    with quiet.QUIET.page(), monkeypatch.context() as patch:
        patch.setattr(classification, "classify", breaks)
        runs.propose(reference, NOON).result(30)
        assert stands(reference)[0] is State.LOGGED
    assert quiet.QUIET.done(30)
    assert stands(reference)[0] is State.OPEN


@pytest.mark.parametrize("broken", [RuntimeError, ValueError])
def test_a_run_that_breaks_takes_nothing_with_it(
    home: Path, without_prefect: None, monkeypatch: pytest.MonkeyPatch, broken: type[Exception]
) -> None:
    """What was logged stays logged, the thread lives on, and the next request is received."""
    from rules import classification

    def breaks(*_given: object) -> None:
        raise broken("Marigold Fernwhistle")

    first, second = way.log(way.SAR, "derby"), way.log(way.FOI, "derby")
    with monkeypatch.context() as patch:
        patch.setattr(classification, "classify", breaks)
        runs.receive(first, NOON).result(30)
    assert stands(first)[0] is State.LOGGED
    runs.receive(second, NOON).result(30)
    assert stands(second)[0] is State.OPEN
