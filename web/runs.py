"""The flows that a page sets going: in a thread of the server, so that no page waits for Prefect.

A flow runs as ever where Prefect can be reached. Where it cannot, its steps are taken one after the other without it:
each is the same function, and can be taken twice.
"""

import asyncio
import os
from collections.abc import Callable, Coroutine
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from typing import Any

from rules.lifecycle import State
from rules.refusal import Refusal

_API = "PREFECT_API_URL"
_pool = ThreadPoolExecutor(1, thread_name_prefix="flows")  # SQLite: one after another is faster than at once


def warm_up() -> None:
    """Load what the first run would wait for, and bring the board's lines up to date."""
    from models.moment import now
    from tasks import board_lines

    board_lines.refresh(now())
    _pool.submit(_flows)


def receive(reference: str, at: datetime) -> Future[None]:
    """Read a request that was logged, say what it is, note whom to ask, acknowledge it."""
    return _pool.submit(_receive, reference, at)


def respond(reference: str, at: datetime) -> Future[None]:
    """Write the letters of an answer that was released, note it as sent, close the request."""
    return _pool.submit(_respond, reference, at)


def _flows() -> None:
    if os.environ.get(_API):
        import flows.receive
        import flows.respond  # noqa: F401 - importing takes seconds: better now than at the first request


def _receive(reference: str, at: datetime) -> None:
    from tasks import classification, consents, letter, reading

    async def flow() -> None:
        from flows.receive import receive as run

        await run(reference, at)

    def steps() -> None:
        if reading.read_original(reference, at) is State.UNREADABLE:
            return
        if classification.propose_kind(reference, at) is State.IN_DOUBT:
            return
        consents.note_what_to_ask(reference, at)
        letter.write_acknowledgement(reference, at)

    _run(flow, steps)


def _respond(reference: str, at: datetime) -> None:
    from tasks import close, dispatch, letter

    async def flow() -> None:
        from flows.respond import respond as run

        await run(reference, at)

    def steps() -> None:
        if dispatch.check_released(reference, at) is State.PREPARED:
            letter.write_answer(reference, at)
            dispatch.mark_sent(reference, at)
        close.close(reference, at)

    _run(flow, steps)


def _run(flow: Callable[[], Coroutine[Any, Any, None]], steps: Callable[[], None]) -> None:
    from tasks.step import StepFailed

    try:
        if _prefect_answers():
            asyncio.run(flow())
            return
    except (Refusal, StepFailed):
        return  # what stands is on record, and `catch-up` tells of it
    except Exception:
        pass  # Prefect went away meanwhile; its error may carry anything
    with suppress(Refusal):
        steps()


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
