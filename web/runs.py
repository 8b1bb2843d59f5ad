"""The flows that a page sets going: in threads of the server, so that no page waits for Prefect.

Of a letter that was logged a page waits for the proposal alone; the rest of its flow follows when it is quiet.
A flow runs as ever where Prefect can be reached. Where it cannot, its function takes the same steps without it: each
can be taken twice, so that what Prefect began is finished, and `catch-up` finds nothing to do.
"""

import asyncio
import os
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from datetime import datetime
from typing import Any, NamedTuple

from models.moment import now
from rules.refusal import Refusal
from tasks import board_lines
from tasks.step import StepFailed, untracked
from web.quiet import QUIET

WAIT = 3  # seconds that a page waits for what it set going
_API = "PREFECT_API_URL"
_pool = ThreadPoolExecutor(1, thread_name_prefix="flows")  # SQLite: one after another is faster than at once
_readers = ThreadPoolExecutor(2, thread_name_prefix="proposals")  # a long scan keeps no short letter waiting


def warm_up() -> None:
    """Load what the first run would wait for, and bring the board's lines up to date."""
    board_lines.refresh(now())
    _pool.submit(_flows)


def propose(reference: str, at: datetime) -> Future[None]:
    """Read a request that was logged and say what it is; the rest of its flow follows by itself when it is quiet."""
    proposal = _readers.submit(_without_prefect, lambda: _flows().proposed, reference, at)
    proposal.add_done_callback(lambda _: QUIET.add(lambda: receive(reference, at).result()))
    return proposal


def receive(reference: str, at: datetime) -> Future[None]:
    """Take a request as far as the program may: read, said what it is, noted whom to ask, acknowledged."""
    return _pool.submit(_run, lambda: _flows().receive, reference, at)


def respond(reference: str, at: datetime) -> Future[None]:
    """Write the letters of an answer that was released, note it as sent, close the request."""
    return _pool.submit(_run, lambda: _flows().respond, reference, at)


def waited(started: Sequence[Future[None]], seconds: float) -> bool:
    """Whether they are through within so many seconds, well or badly; what is not goes on by itself."""
    return not wait(started, seconds).not_done


class _Flows(NamedTuple):
    proposed: Any  # the first steps of `receive`
    receive: Any
    respond: Any


def _flows() -> _Flows:
    from flows.receive import proposed, receive  # importing takes seconds: not before the pages are there
    from flows.respond import respond

    return _Flows(proposed, receive, respond)


def _run(which: Callable[[], Any], reference: str, at: datetime) -> None:
    flow = which()
    try:
        if _prefect_answers():
            _awaited(flow(reference, at))
            return
    except (Refusal, StepFailed):
        return  # what stands is on record, and `catch-up` tells of it
    except Exception:
        pass  # Prefect went away meanwhile; its error may carry anything
    _without_prefect(lambda: flow.fn, reference, at)


def _without_prefect(which: Callable[[], Any], reference: str, at: datetime) -> None:
    """Take the same steps, of which Prefect has no record."""
    token = untracked.set(True)
    try:
        with suppress(Refusal, StepFailed):
            _awaited(which()(reference, at))
    finally:
        untracked.reset(token)


def _awaited(run: Coroutine[Any, Any, Any]) -> None:
    asyncio.run(run)


def prefect_state() -> str:
    """How it stands with Prefect, for whoever watches the server."""
    if not os.environ.get(_API):
        return "not configured"
    return "answer" if _prefect_answers() else "do not answer"


def _prefect_answers() -> bool:
    import httpx

    address = os.environ.get(_API)
    if not address:
        return False
    name, _, password = os.environ.get("PREFECT_API_AUTH_STRING", "").partition(":")
    try:
        found = httpx.get(f"{address}/health", auth=(name, password), timeout=1, trust_env=False)
    except httpx.HTTPError:
        return False
    return found.status_code == 200
