"""Runs flows, each in a process of its own, and kills it without warning: at a commit, or after a time.

    python -m tests.flows.driver

It loads the program once, for that takes longer than a flow, and forks for each run. A run is a line of JSON,
[FLOW, REFERENCE, MOMENT, COMMIT, "before" or "after", {ENVIRONMENT}], and so is its answer, [EXIT CODE, OUTPUT].
COMMIT counts the writing transactions of the run from 1; 0 kills nowhere. With "within" in place of before or after
it is a number of milliseconds. The flow `daily` takes a service in place of a reference.
"""

import asyncio
import json
import os
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

from flows import daily, receive, respond
from rules.classification import cues, learned
from tasks import holidays
from tasks.step import untracked
from tests import dying

ALONE = "daily without Prefect"


async def _without_prefect(service: str, at: datetime) -> list[str]:
    """The steps of the daily run, of which Prefect has no record: a run that takes a tenth of the time."""
    untracked.set(True)
    found: list[str] = await daily.daily.fn(at, service)
    return found


FLOWS: dict[str, Callable[..., Any]] = {
    "receive": receive.receive,
    "respond": respond.respond,
    "daily": lambda service, at: daily.daily(at, service),
    ALONE: _without_prefect,
}


def main() -> None:
    """Run what is asked for, one after another, until nothing is."""
    _warm_up()
    assert threading.active_count() == 1, "a fork would have one thread of several"
    for line in sys.stdin:
        *_, count, when, _environment = asked = json.loads(line)
        with tempfile.TemporaryFile() as said:
            child = os.fork()
            if child == 0:
                os.dup2(said.fileno(), 1)
                os.dup2(said.fileno(), 2)
                _run(*asked)
                if asked[0] == ALONE:
                    sys.stdout.flush()
                    os._exit(0)  # nothing is left that Prefect would have to be told
                return  # to the end of the process, as any other ends
            if when == "within":
                time.sleep(count / 1000)
                os.kill(child, signal.SIGKILL)  # it is a child until it is waited for, also where it has ended
            _, status = os.waitpid(child, 0)
            said.seek(0)
            answer = [os.waitstatus_to_exitcode(status), said.read().decode(errors="replace")]
        print(json.dumps(answer), flush=True)


def _warm_up() -> None:
    """Load what each run would load for itself."""
    import alembic.command
    import alembic.runtime.migration
    import alembic.script  # noqa: F401

    import mail.smtp  # noqa: F401

    cues.load()
    learned.load(learned.KINDS)
    holidays.in_force()


def _run(name: str, reference: str, moment: str, commit: int, when: str, environment: dict[str, str]) -> None:
    """Arm the kill, then run the flow."""
    signal.alarm(120)
    os.environ.update(environment)
    dying.at_commit(commit, when)
    began = time.perf_counter()
    print(asyncio.run(FLOWS[name](reference, at=datetime.fromisoformat(moment))))
    print(f"{(time.perf_counter() - began) * 1000:.0f} ms")


main()
