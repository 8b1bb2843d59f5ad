"""A kill without warning at one commit of the database: for a process of its own, which a test forks."""

import os
import signal

from sqlalchemy import event
from sqlmodel import Session


def at_commit(commit: int, when: str) -> None:
    """From now on this process kills itself before or after a commit, counted from 1 of those to come; 0: at none."""
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
