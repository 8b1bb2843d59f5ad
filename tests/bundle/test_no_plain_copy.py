"""No plain copy of a paper stays on the machine."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bundle import workroom
from bundle.refusals import BundleRefused, BundleStopped
from tests.bundle.answer_file import libreoffice, made, word_paper
from tests.bundle.pdf_file import WORDS, pdf
from tests.conftest import ROOT

pytestmark = pytest.mark.libreoffice
KILLED = """
import sys
from pathlib import Path
from bundle import workroom
from tests.bundle.answer_file import made, word_paper
workroom.MEMORY = Path(sys.argv[1]) / "memory"
made(Path(sys.argv[1]) / "parent", {1: word_paper()})
"""


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every place where a program may leave something, empty and watched."""
    for name in ("memory", "parent", "tmp", "home"):
        (tmp_path / name).mkdir()
    for variable, name in (("TMPDIR", "tmp"), ("TMP", "tmp"), ("TEMP", "tmp"), ("HOME", "home")):
        monkeypatch.setenv(variable, str(tmp_path / name))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    monkeypatch.setattr(workroom, "MEMORY", tmp_path / "memory")
    return tmp_path


def left(places: Path) -> list[str]:
    """The files in all these places."""
    return [str(path.relative_to(places)) for path in places.rglob("*") if path.is_file()]


@pytest.mark.parametrize("in_memory", [True, False])
def test_nothing_stays_after_a_bundle(places: Path, in_memory: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """HIL-12: "then deleted from the sender's computer": no file at all is left, wherever the room was."""
    libreoffice()
    if not in_memory:
        monkeypatch.setattr(workroom, "MEMORY", places / "none")
    assert made(places / "parent", {1: word_paper()}).pages == 3
    assert left(places) == []


def test_nothing_stays_after_a_refusal(places: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """HIL-12: nor when the bundle stops, or LibreOffice is not there."""
    with pytest.raises(BundleStopped):
        made(places / "parent", {1: pdf(f"1 g {WORDS}")})
    monkeypatch.setattr("bundle.office.which", lambda _: None)
    with pytest.raises(BundleRefused, match="LibreOffice, which prints Word and Excel files"):
        made(places / "parent", {1: pdf(WORDS)})
    assert left(places) == []


def running(word: str) -> bool:
    """Whether a program runs that was started with this word."""
    for process in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if word.encode() in process.read_bytes():
                return True
        except OSError:
            continue
    return False


def test_a_killed_run_leaves_nothing_to_the_next(places: Path) -> None:
    """HIL-12: LibreOffice ends with the run that was killed, and the next run deletes what was left."""
    libreoffice()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen([sys.executable, "-c", KILLED, str(places)], env=environment) as run:
        until = time.monotonic() + 60
        # In the middle: LibreOffice has begun to write its profile, the plain copy lies in the room.
        while not (list(places.glob("memory/*/sources/*")) and list(places.glob("memory/*/profile/user/*/*"))):
            assert time.monotonic() < until
            assert run.poll() is None
            time.sleep(0.02)
        os.kill(run.pid, signal.SIGKILL)
    assert any("sources" in file for file in left(places))
    room = next(places.glob("memory/*")).name
    while running(room):
        assert time.monotonic() < until, "LibreOffice works on for nobody"
        time.sleep(0.05)
    with pytest.raises(BundleStopped):
        made(places / "parent", {1: pdf(f"1 g {WORDS}")})
    assert left(places) == []
