"""Give one order to a child process, wait for its answer, and end it whatever it does."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent


class TookTooLong(Exception):
    """The child used up its time."""


def ask(module: str, order: bytes, *, seconds: float, keeps: Sequence[str] = ("PATH",)) -> bytes:
    """What `module`, run as a program, answers to an order: its standard output, as far as it came before it ended.

    The order goes in on standard input; no file name and no word of it is on a command line, and the child's
    environment holds nothing of ours.

    Args:
        seconds: of the clock on the wall.
        keeps: the variables of our environment that it needs to find its programs.

    Raises:
        TookTooLong: by the wall clock, or by the processor time that it had set itself (`confined.bind`).
    """
    child = subprocess.Popen(
        [sys.executable, "-P", "-s", "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd="/",
        env={
            "PYTHONPATH": str(_ROOT),
            "LC_ALL": "C.UTF-8",
            **{name: os.environ[name] for name in keeps if name in os.environ},
        },
        start_new_session=True,
    )
    try:
        said = child.communicate(order, timeout=seconds)[0]
    except subprocess.TimeoutExpired:
        raise TookTooLong from None
    finally:
        _end(child)
    if child.returncode == -signal.SIGXCPU:
        raise TookTooLong
    return said


def _end(child: "subprocess.Popen[bytes]") -> None:
    """End the child and whatever it started: a program that reads scans must not outlive its page."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()
