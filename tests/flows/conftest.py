"""What the tests of flows share: the real server, and processes that can be killed."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.fixture
def on_server(home: Path, prefect_server: tuple[str, Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Flows of this process and of its children report to the real server."""
    from prefect.settings import PREFECT_API_URL, temporary_settings

    monkeypatch.setenv("PREFECT_API_URL", prefect_server[0])
    with temporary_settings({PREFECT_API_URL: prefect_server[0]}):
        yield home


@dataclass(frozen=True, slots=True)
class Driver:
    """What runs flows in processes of their own."""

    process: subprocess.Popen[str]

    def run(self, name: str, reference: str, moment: str, commit: int, when: str) -> tuple[int, str]:
        """Run a flow in another process, which is killed at a commit (0: at none), or within so many milliseconds.

        Returns:
            Its exit code, and what it said.
        """
        of_this_test = {name: value for name, value in os.environ.items() if name.startswith("INFORIGHTS_")}
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps([name, reference, moment, commit, when, of_this_test]) + "\n")
        self.process.stdin.flush()
        code, said = json.loads(self.process.stdout.readline())
        return code, said

    def killed(self, name: str, reference: str, moment: str, commit: int, when: str = "after") -> None:
        """Run a flow that is killed at a commit."""
        code, said = self.run(name, reference, moment, commit, when)
        assert code == -signal.SIGKILL, said

    def whole(self, name: str, reference: str, moment: str) -> int:
        """Run a flow to its end. Gives the milliseconds that it took, without those in which its process ended."""
        code, said = self.run(name, reference, moment, 0, "after")
        assert code == 0, said
        took = re.search(r"^(\d+) ms$", said, re.MULTILINE)  # what libraries say at their end may follow it
        assert took, said
        return int(took[1])


@pytest.fixture(scope="module")
def loaded(prefect_server: tuple[str, Path]) -> Iterator[Driver]:
    """The driver, whose flows report to the real server."""
    command = [sys.executable, "-m", "tests.flows.driver"]
    environment = {**os.environ, "PREFECT_API_URL": prefect_server[0]}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        yield Driver(process)


@pytest.fixture
def apart(on_server: Path, loaded: Driver) -> Driver:
    """Flows in processes of their own, on the installation of the test."""
    return loaded
