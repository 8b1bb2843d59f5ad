"""A run that takes mail is killed at every commit: the next one finishes it, and nothing is there twice."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from sqlmodel import select

from models.audit_chain import verify
from models.db import reading
from models.request import Request
from rules.incoming import Sort
from tests.arrived import stored
from tests.conftest import ROOT
from tests.mail_messages import NOON, TAKEN, message
from tests.mail_server import MailServer

pytestmark = pytest.mark.dovecot
# Of a first run with one message: it notes the mailbox, where it begins, the message, how far it came; then what
# became of it.
COMMITS = 5


@dataclass(frozen=True, slots=True)
class Driver:
    """What takes mail in processes of their own."""

    process: subprocess.Popen[str]

    def run(self, box: str, commit: int = 0, when: str = "before") -> int:
        """One run, killed at a commit (0: at none). Gives its exit code."""
        of_this_test = {name: value for name, value in os.environ.items() if name.startswith("INFORIGHTS_")}
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps([box, NOON.isoformat(), commit, when, of_this_test]) + "\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())


@pytest.fixture(scope="module")
def driver() -> Iterator[Driver]:
    """The driver, loaded once."""
    command = [sys.executable, "-m", "tests.tasks.mail_driver"]
    with subprocess.Popen(command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        yield Driver(process)


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("commit", range(1, COMMITS + 1))
def test_a_run_killed_at_any_commit_is_finished_by_the_next(
    box: str, mail_server: MailServer, driver: Driver, commit: int, when: str
) -> None:
    """Design, 3: kill -9, also between storing and marking: one request a letter, no mark on what is not stored."""
    mail_server.deliver(box, message(), TAKEN)
    assert driver.run(box, commit, when) == -signal.SIGKILL
    marked = {uid for uid, flags in mail_server.folder(box).items() if "Seen" in flags}
    assert marked <= {row.uid for row in stored()}
    assert driver.run(box) == 0
    assert "Seen" in mail_server.folder(box)[1]
    assert [(row.uid, row.sort) for row in stored()] == [(1, Sort.REQUEST)]
    with reading() as session:
        assert len(session.exec(select(Request.id)).all()) == 1
        assert verify(session)[0] is None


def test_a_run_has_no_commit_after_those(box: str, mail_server: MailServer, driver: Driver) -> None:
    """One to be killed at one more ends well: the test above leaves none out."""
    mail_server.deliver(box, message(), TAKEN)
    assert driver.run(box, COMMITS + 1) == 0
