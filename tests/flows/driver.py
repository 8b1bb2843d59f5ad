"""Runs flows, each in a process of its own, and kills it without warning at one commit of the database.

    python -m tests.flows.driver

It loads the program once, for that takes longer than a flow, and forks for each run. A run is a line of JSON,
[FLOW, REFERENCE, MOMENT, COMMIT, "before" or "after", {ENVIRONMENT}], and so is its answer, [EXIT CODE, OUTPUT].
COMMIT counts the writing transactions of the run from 1; 0 kills nowhere.
"""

import asyncio
import json
import os
import signal
import sys
import tempfile
import threading
from datetime import datetime

from sqlalchemy import event
from sqlmodel import Session

from flows import receive, respond
from rules.classification import cues, learned

FLOWS = {"receive": receive.receive, "respond": respond.respond}


def main() -> None:
    """Run what is asked for, one after another, until nothing is."""
    cues.load()
    learned.load(learned.KINDS)
    assert threading.active_count() == 1, "a fork would have one thread of several"
    for line in sys.stdin:
        with tempfile.TemporaryFile() as said:
            child = os.fork()
            if child == 0:
                os.dup2(said.fileno(), 1)
                os.dup2(said.fileno(), 2)
                _run(*json.loads(line))
                return  # to the end of the process, as any other ends
            _, status = os.waitpid(child, 0)
            said.seek(0)
            answer = [os.waitstatus_to_exitcode(status), said.read().decode(errors="replace")]
        print(json.dumps(answer), flush=True)


def _run(name: str, reference: str, moment: str, commit: int, when: str, environment: dict[str, str]) -> None:
    """Arm the kill, then run the flow."""
    signal.alarm(120)
    os.environ.update(environment)
    count = 0

    def about_to_commit(_session: Session) -> None:
        nonlocal count
        count += 1
        if when == "before" and count == commit:
            os.kill(os.getpid(), signal.SIGKILL)

    def committed(_session: Session) -> None:
        if when == "after" and count == commit:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Session, "before_commit", about_to_commit)
    event.listen(Session, "after_commit", committed)
    print(asyncio.run(FLOWS[name](reference, at=datetime.fromisoformat(moment))))


main()
