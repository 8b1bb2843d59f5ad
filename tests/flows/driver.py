"""Runs a flow in a process of its own and kills it, without warning, at one commit of the database.

    python -m tests.flows.driver FLOW REFERENCE MOMENT COMMIT before|after

COMMIT counts the writing transactions of the run from 1; 0 kills nowhere.
"""

import asyncio
import os
import signal
import sys
from datetime import datetime
from importlib import import_module

from sqlalchemy import event
from sqlmodel import Session


def main() -> None:
    """Arm the kill, then run the flow."""
    name, reference, moment, commit, when = sys.argv[1:]
    count = 0

    def about_to_commit(_session: Session) -> None:
        nonlocal count
        count += 1
        if when == "before" and count == int(commit):
            os.kill(os.getpid(), signal.SIGKILL)

    def committed(_session: Session) -> None:
        if when == "after" and count == int(commit):
            os.kill(os.getpid(), signal.SIGKILL)

    flow = getattr(import_module(f"flows.{name}"), name)
    event.listen(Session, "before_commit", about_to_commit)
    event.listen(Session, "after_commit", committed)
    print(asyncio.run(flow(reference, at=datetime.fromisoformat(moment))))


main()
