"""The watch over parts that run: small real programs that answer, end, fall silent, or leave others behind."""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from cli import leash
from cli.parts import Health, NotUp, Part
from cli.watch import Watch
from tests.conftest import free_port

ANSWERS = """
import http.server, os, pathlib, sys
class Well(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
    def log_message(self, *said):
        pass
server = http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Well)
pathlib.Path(sys.argv[2]).write_text(str(os.getpid()))
server.serve_forever()
"""


class Watched:
    """A watch that runs in a thread of its own, with what it said, and its one part."""

    def __init__(self, folder: Path, silence: float = 60.0) -> None:
        self.said: list[str] = []
        self.watch = Watch(self.said.append, silence=silence)
        self.pid_file, self.port = folder / "pid", free_port()
        self.output = folder / "part.log"
        self.thread: threading.Thread | None = None
        self._over = False

    def part(self, program: str = ANSWERS, needs: Health | None = None) -> Part:
        """A program that answers at the port."""
        command = [sys.executable, "-c", program, str(self.port), str(self.pid_file)]
        return Part("answerer", command, dict(os.environ), self.health, self.output, needs)

    @property
    def health(self) -> Health:
        """Where it answers."""
        return Health(f"http://127.0.0.1:{self.port}/")

    @property
    def pid(self) -> int:
        """The process that last said that it runs."""
        return int(self.pid_file.read_text())

    def keep(self) -> None:
        """Watch, until the test is over."""

        def watching() -> None:
            while not self._over:
                self.watch.look()
                time.sleep(0.05)

        self.thread = threading.Thread(target=watching)
        self.thread.start()

    def told(self, line: str, within: float = 15) -> bool:
        """Whether something is said in time."""
        return until(lambda: any(line in said for said in self.said), within)

    def end(self) -> None:
        """Stop it all."""
        self._over = True
        if self.thread:
            self.thread.join()
        self.watch.stop()


def until(holds: Callable[[], bool], within: float = 15) -> bool:
    """Whether something comes to hold in time."""
    end = time.monotonic() + within
    while not holds() and time.monotonic() < end:
        time.sleep(0.05)
    return holds()


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    """A watch over nothing yet, which is patient for one second."""
    found = Watched(tmp_path, silence=1.0)
    yield found
    found.end()


def test_what_ends_unasked_is_started_again_with_growing_waits(watched: Watched) -> None:
    """Each time its exit code is told and when it comes back; after that it is there, as another process."""
    watched.watch.start(watched.part)
    watched.watch.until_well()
    first = watched.pid
    watched.keep()
    os.kill(first, signal.SIGKILL)
    assert watched.told("The answerer ended (exit code 137); it is started again in 1 second. Its output: ")
    assert watched.told("The answerer is up again.")
    second = watched.pid
    assert second != first
    os.kill(second, signal.SIGTERM)
    assert watched.told("(exit code 143); it is started again in 2 seconds.")
    assert until(lambda: watched.said.count("The answerer is up again.") == 2)
    assert watched.health.answers()


def test_what_falls_silent_is_ended_and_started_again(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that is there and does not answer helps nobody."""
    monkeypatch.setattr("cli.parts.PATIENCE", 0.5)
    watched.watch.start(watched.part)
    watched.watch.until_well()
    first = watched.pid
    watched.keep()
    os.kill(first, signal.SIGSTOP)
    assert watched.told("The answerer does not answer any more, and is ended.")
    os.kill(first, signal.SIGCONT)  # a stopped one would hear the first two signals only when it is let go on
    assert watched.told("The answerer is up again.")
    assert watched.pid != first


def test_silence_that_another_is_the_cause_of_ends_nothing(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker cannot be well while Prefect's server is away: it is left alone, and not started sooner."""
    monkeypatch.setattr("cli.parts.PATIENCE", 0.5)
    server = Watched(watched.pid_file.parent, silence=1.0)
    server.pid_file = watched.pid_file.with_name("server")
    server.watch.start(server.part)
    server.watch.until_well()
    watched.watch.start(partial(watched.part, needs=server.health))
    watched.watch.until_well()
    first = watched.pid
    os.kill(server.pid, signal.SIGKILL)
    os.kill(first, signal.SIGSTOP)
    watched.keep()
    time.sleep(2)
    assert watched.said == []
    os.kill(first, signal.SIGKILL)
    assert watched.told("it is started again in 1 second")
    time.sleep(1.5)
    assert len(watched.said) == 1
    server.keep()
    assert watched.told("The answerer is up again.")
    server.end()


def test_what_never_answers_is_no_start(tmp_path: Path) -> None:
    """A part that ends at once, and one that says nothing, are told with where their output is."""
    watched = Watched(tmp_path)
    watched.watch.start(lambda: watched.part("raise SystemExit('the port is taken')"))
    with pytest.raises(NotUp, match=r"The answerer stopped \(exit code 1\); see .*part.log"):
        watched.watch.until_well()
    watched.end()
    assert "the port is taken" in watched.output.read_text()

    watch = Watch(watched.said.append, starting=0.5)
    watch.start(lambda: watched.part("import time; time.sleep(60)"))
    with pytest.raises(NotUp, match=r"The answerer did not answer in time; see .*part.log"):
        watch.until_well()
    watch.stop()
    assert watched.said == []


def test_one_alone_is_not_started_again(watched: Watched) -> None:
    """Where systemd watches, it is to see the end."""
    watched.watch.start(watched.part)
    watched.watch.until_well()
    os.kill(watched.pid, signal.SIGKILL)
    with pytest.raises(NotUp, match=r"The answerer stopped \(exit code 137\)"):
        watched.watch.keep(restarting=False)


def test_what_a_killed_leash_left_comes_to_the_watch(watched: Watched) -> None:
    """Even where the leash of a part is killed, what the part had started elsewhere ends before it comes back."""
    program = (
        "import subprocess\nother = subprocess.Popen(['sleep', '300'], start_new_session=True)\n"
        "import pathlib, sys; pathlib.Path(sys.argv[2] + '-other').write_text(str(other.pid))\n" + ANSWERS
    )
    watched.watch.start(lambda: watched.part(program))
    watched.watch.until_well()
    other = int(Path(f"{watched.pid_file}-other").read_text())
    parent = int(Path(f"/proc/{watched.pid}/stat").read_text().rpartition(")")[2].split()[1])
    assert Path(leash.__file__).name in Path(f"/proc/{parent}/cmdline").read_text()
    watched.keep()
    os.kill(parent, signal.SIGKILL)
    assert watched.told("The answerer ended (exit code -9)")
    assert not Path(f"/proc/{other}").exists()
    assert watched.told("The answerer is up again.")


def test_an_address_that_needs_another_password_is_told_at_once(watched: Watched) -> None:
    """Nobody waits two minutes for a password to become right."""
    refuses = ANSWERS.replace("send_response(200)", "send_response(401)")
    watched.watch.start(lambda: watched.part(refuses))
    assert until(lambda: watched.health.status() == 401)
    with pytest.raises(NotUp, match="The worker cannot start: Prefect's server does not take its password"):
        watched.watch.await_well(watched.health, "worker")
