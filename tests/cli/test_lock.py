"""One of each part for a home folder."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cli import lock
from cli.lock import Running
from tests.conftest import ROOT

HOLDS = (
    "import pathlib, sys, time\nfrom cli import lock\n"
    "with lock.held(pathlib.Path(sys.argv[1]), sys.argv[2:]):\n    print('held', flush=True)\n    time.sleep(60)\n"
)


def holder(home: Path, *names: str) -> "subprocess.Popen[str]":
    """Another process that holds locks."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(home), *names], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    return process


def test_who_comes_second_is_told_who_was_first(tmp_path: Path) -> None:
    """The same part twice for one home folder is refused; another part, and another folder, are not."""
    process = holder(tmp_path, "server", "board")
    try:
        with (
            pytest.raises(Running, match=f"board of this home .*started by the process {process.pid}"),
            lock.held(tmp_path, ["worker", "board"]),
        ):
            pytest.fail("two hold it")
        with lock.held(tmp_path, ["worker"]) as killed:
            assert not killed
        with lock.held(tmp_path / "other", ["server", "board"]) as killed:
            assert not killed
    finally:
        process.kill()
        process.wait()


def test_a_lock_does_not_outlive_its_holder(tmp_path: Path) -> None:
    """The kernel lets go for one that is killed, and the next learns of it; one that ends in order leaves nothing."""
    process = holder(tmp_path, "worker")
    process.send_signal(signal.SIGKILL)
    process.wait()
    with lock.held(tmp_path, ["worker"]) as killed:
        assert killed
    with lock.held(tmp_path, ["worker"]) as killed:
        assert not killed
    assert (tmp_path / "lock").stat().st_mode & 0o077 == 0
