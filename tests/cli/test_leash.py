"""A process on a leash ends with everything that it started, whoever of them is killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pytest

from cli import leash

STARTS_ANOTHER = (
    "import os, pathlib, subprocess, sys, time\n"
    "other = subprocess.Popen(['sleep', '300'], start_new_session=True)\n"
    "pathlib.Path(sys.argv[1]).write_text(f'{os.getpid()} {other.pid}')\n"
    "time.sleep(300)\n"
)


def leashed(command: Sequence[str]) -> "subprocess.Popen[bytes]":
    """A command on a leash that this test holds."""
    whole = [sys.executable, "-I", "-S", str(Path(leash.__file__)), *command]
    return subprocess.Popen(whole, stdin=subprocess.PIPE, start_new_session=True)


def lives(pid: int) -> bool:
    """Whether a process is there and has not ended."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def gone(pids: Sequence[int], within: float = 10) -> bool:
    """Whether all of them end in time."""
    until = time.monotonic() + within
    while any(lives(pid) for pid in pids) and time.monotonic() < until:
        time.sleep(0.05)
    return not any(lives(pid) for pid in pids)


@pytest.fixture
def family(tmp_path: Path) -> tuple["subprocess.Popen[bytes]", int, int]:
    """A leash, the child on it, and a grandchild that has a session of its own as Prefect's flow runs have."""
    file = tmp_path / "pids"
    process = leashed([sys.executable, "-c", STARTS_ANOTHER, str(file)])
    until = time.monotonic() + 20
    while not (file.exists() and file.read_text()) and time.monotonic() < until:
        time.sleep(0.02)
    child, grandchild = map(int, file.read_text().split())
    assert lives(child)
    assert os.getsid(grandchild) != os.getsid(child)
    return process, child, grandchild


def test_who_lets_go_ends_all(family: tuple["subprocess.Popen[bytes]", int, int]) -> None:
    """The kernel closes the pipe of whoever is killed: child and grandchild end, whatever their session."""
    process, *others = family
    assert process.stdin
    process.stdin.close()
    assert gone(others)
    assert process.wait(10) == 128 + signal.SIGINT


def test_who_is_asked_ends_all(family: tuple["subprocess.Popen[bytes]", int, int]) -> None:
    """SIGTERM to the leash is enough."""
    process, *others = family
    process.terminate()
    assert process.wait(10) == 128 + signal.SIGINT
    assert gone(others, within=0)


def test_a_killed_child_leaves_nothing_behind(family: tuple["subprocess.Popen[bytes]", int, int]) -> None:
    """What the child had started comes to the leash, which ends it and tells how the child ended."""
    process, child, grandchild = family
    os.kill(child, signal.SIGKILL)
    assert process.wait(10) == 128 + signal.SIGKILL
    assert gone([grandchild], within=0)


def test_a_killed_leash_takes_the_child_with_it(family: tuple["subprocess.Popen[bytes]", int, int]) -> None:
    """The kernel ends the child; what that had started comes to whoever takes orphans, as `up` does."""
    process, child, grandchild = family
    process.kill()
    assert gone([child])
    os.kill(grandchild, signal.SIGKILL)


@pytest.mark.parametrize("code", [0, 1, 7])
def test_the_exit_code_is_that_of_the_command(code: int) -> None:
    """Whoever watches learns how it ended."""
    assert leashed(["sh", "-c", f"exit {code}"]).wait(10) == code


def test_a_command_that_is_not_there_is_told() -> None:
    """As a shell does: exit code 127."""
    assert leashed(["/nowhere/nothing"]).wait(10) == 127


def test_a_child_that_does_not_listen_is_ended_by_force(tmp_path: Path) -> None:
    """One that ignores SIGINT gets SIGTERM, and then has no choice; the steps are as in the module, made short."""
    deaf = "trap '' INT TERM; echo > ready; while :; do sleep 0.1; done"
    quick = (
        "import signal, sys\nfrom cli import leash\n"
        "leash.STEPS = ((signal.SIGINT, 0.3), (signal.SIGTERM, 0.3), (signal.SIGKILL, 5.0))\n"
        "sys.exit(leash.main(['sh', '-c', sys.argv[1]]))"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(leash.__file__).parent.parent)}
    process = subprocess.Popen(
        [sys.executable, "-c", quick, deaf], cwd=tmp_path, env=environment, stdin=subprocess.PIPE
    )
    until = time.monotonic() + 20
    while not (tmp_path / "ready").exists() and time.monotonic() < until:
        time.sleep(0.02)
    process.terminate()
    assert process.wait(10) == 128 + signal.SIGKILL
