"""A real installation that `inforights up` started, and the processes of its parts."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from tests.conftest import ROOT, free_port


@dataclass
class Installed:
    """`inforights up`, all of it or one part, in a process of its own."""

    home: Path
    words: tuple[str, ...] = ()
    settings: dict[str, str] = field(default_factory=dict)
    prefect_port: int = field(default_factory=free_port)
    board_port: int = field(default_factory=free_port)

    def __post_init__(self) -> None:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
        environment |= {
            "INFORIGHTS_HOME": str(self.home),
            "INFORIGHTS_PREFECT_PORT": str(self.prefect_port),
            "INFORIGHTS_BOARD_PORT": str(self.board_port),
            "PREFECT_WORKER_QUERY_SECONDS": "2",  # no test waits longer for the worker than it must
            **self.settings,
        }
        command = [sys.executable, "-c", "from cli import main; main()", "up", *self.words]
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self.said: list[str] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.said.append(line.rstrip("\n"))

    def told(self, words: str, times: int = 1, within: float = 120) -> str:
        """The line with these words, as soon as it was said so many times."""
        until = time.monotonic() + within
        while True:
            lines = [line for line in self.said if words in line]
            if len(lines) >= times:
                return lines[-1]
            ended = self.process.poll() is not None and not self._reader.is_alive()
            assert time.monotonic() < until, f"not told in time: {words}\n" + "\n".join(self.said)
            assert not ended, f"it ended without telling: {words}\n" + "\n".join(self.said)
            time.sleep(0.05)

    def up(self) -> "Installed":
        """Waits until it is."""
        self.told("Ctrl-C")
        return self

    @property
    def board(self) -> str:
        """The dashboard's address."""
        return f"http://127.0.0.1:{self.board_port}"

    @property
    def api(self) -> str:
        """The address of Prefect's API."""
        return f"http://127.0.0.1:{self.prefect_port}/api"

    @property
    def password(self) -> str:
        """The password of Prefect's API."""
        return (self.home / "prefect" / "password").read_text()

    def prefect(self) -> httpx.Client:
        """A client of Prefect's API."""
        auth = ("inforights", self.password)
        return httpx.Client(base_url=self.api, auth=auth, trust_env=False, timeout=30)

    def processes(self) -> dict[int, str]:
        """All that descends from it, with their command lines."""
        parents: dict[int, int] = {}
        for folder in Path("/proc").iterdir():
            with suppress(OSError, ValueError):
                stat = (folder / "stat").read_text().rpartition(")")[2].split()
                parents[int(folder.name)] = int(stat[1])
        found: dict[int, str] = {}
        for pid in parents:
            above = pid
            while above in parents and above != self.process.pid:
                above = parents[above]
            if above == self.process.pid and pid != above:
                with suppress(OSError):
                    found[pid] = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
        return found

    def running(self, command: str) -> int:
        """The process of a part, which is not the leash that it is on."""
        (pid,) = [p for p, words in self.processes().items() if command in words and "leash.py" not in words]
        return pid

    def stop(self) -> int:
        """Ctrl-C; its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        return self.process.wait(60)


def closed(port: int) -> bool:
    """Whether nothing listens on a port of this machine."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def gone(pids: list[int]) -> bool:
    """Whether none of these processes is there any more."""
    return not any(Path(f"/proc/{pid}").exists() for pid in pids)


def becomes(true: Callable[[], bool], within: float = 60) -> bool:
    """Whether something comes to be so in time."""
    until = time.monotonic() + within
    while not (so := true()) and time.monotonic() < until:
        time.sleep(0.05)
    return so
