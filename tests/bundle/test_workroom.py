"""The private folder for plain copies."""

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from bundle import workroom as workroom_module
from bundle.workroom import sweep, workroom
from tests.conftest import ROOT

SLEEPER = """
import sys, time
from pathlib import Path
import bundle.workroom
bundle.workroom.MEMORY = Path(sys.argv[1])
with bundle.workroom.workroom(Path(sys.argv[1])) as room:
    (room / "plain.txt").write_text("Petra")
    print(room, flush=True)
    time.sleep(60)
"""


@pytest.fixture(autouse=True)
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place in memory of our own; it is not there unless a test makes it."""
    monkeypatch.setattr(workroom_module, "MEMORY", tmp_path / "memory")
    return tmp_path / "memory"


def test_the_room_is_private_and_gone_afterwards(tmp_path: Path) -> None:
    """UK GDPR Art 5(1)(f): nobody else on the machine reads a plain copy, and none stays."""
    with workroom(tmp_path / "work") as room:
        assert stat.S_IMODE(room.stat().st_mode) == 0o700
        (room / "deep").mkdir()
        (room / "deep" / "plain").write_text("x")
        assert room.parent == tmp_path / "work"
    assert list((tmp_path / "work").iterdir()) == []


def test_the_room_is_gone_after_an_error(tmp_path: Path) -> None:
    """HIL-12: "deleted from the sender's computer", whatever happens."""

    def fails() -> None:
        with workroom(tmp_path) as room:
            (room / "plain").write_text("x")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()
    assert list(tmp_path.iterdir()) == []


def test_memory_is_preferred_where_it_has_room(tmp_path: Path, memory: Path) -> None:
    """What is never on a disk cannot be undeleted."""
    disk = tmp_path / "disk"
    memory.mkdir()
    with workroom(disk, room=1) as room:
        assert room.parent == memory
    with workroom(disk, room=1 << 60) as room:
        assert room.parent == disk


def test_what_a_killed_process_left_is_swept_and_the_living_are_not(tmp_path: Path) -> None:
    """HIL-12: after a crash the next run deletes; a run beside it keeps its folder."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", SLEEPER, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True) as sleeper:
        assert sleeper.stdout is not None
        left = Path(sleeper.stdout.readline().strip())
        sweep(tmp_path)
        assert (left / "plain.txt").exists()
        os.kill(sleeper.pid, signal.SIGKILL)
        sleeper.wait()
    assert (left / "plain.txt").exists()
    with workroom(tmp_path):
        assert not left.exists()


def test_a_sweep_touches_nothing_else(tmp_path: Path) -> None:
    """Only folders of our own name are removed, and a link is not followed."""
    treasure = tmp_path / "treasure"
    treasure.mkdir()
    (treasure / "file").write_text("x")
    (tmp_path / "inforights-bundle-link").symlink_to(treasure)
    (tmp_path / "inforights-bundle-file").write_text("x")
    sweep(tmp_path)
    assert (treasure / "file").exists()
    assert (tmp_path / "inforights-bundle-file").exists()
