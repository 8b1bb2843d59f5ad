"""Takes mail in processes of their own, and kills one without warning at a commit of the database.

    python -m tests.tasks.mail_driver

It loads the program once and forks for each run. A run is a line of JSON, [MAILBOX, MOMENT, COMMIT, "before" or
"after", {ENVIRONMENT}], and its answer the exit code. COMMIT counts the writing transactions of the run from 1; 0
kills nowhere. A run takes the mail of the mailbox, and then takes every message further.
"""

import json
import os
import signal
import sys
import threading
from datetime import datetime

from sqlalchemy import event
from sqlmodel import Session

from tasks import incoming, mailboxes


def main() -> None:
    """Run what is asked for, one after another, until nothing is."""
    assert threading.active_count() == 1, "a fork would have one thread of several"
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _run(*json.loads(line))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _run(mailbox: str, moment: str, commit: int, when: str, environment: dict[str, str]) -> None:
    """Arm the kill, then take the mail."""
    signal.alarm(60)
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
    at = datetime.fromisoformat(moment)
    mailboxes.take(mailbox, at)
    incoming.finish(at)


main()
