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

from tasks import incoming, mailboxes
from tests import dying


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
    dying.at_commit(commit, when)
    at = datetime.fromisoformat(moment)
    mailboxes.take(mailbox, at)
    incoming.finish(at)


main()
