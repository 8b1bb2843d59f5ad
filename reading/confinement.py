"""Start the child process that parses one file, and understand how it ended."""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from msgspec import MsgspecError, msgpack

from reading.formats import Format
from reading.limits import Limits
from reading.orders import Answer, Order
from reading.result import Reading, Unreadable
from reading.run import TOO_HEAVY

_ROOT = Path(__file__).resolve().parent.parent
TOO_SLOW = (
    "Reading the file takes far longer than a letter should. "
    "Open it in its own program, save or print it to a new PDF and log that."
)


def confined(form: Format, content: bytes, limits: Limits) -> Reading:
    """Parse in a child process with limits of memory, processor time and wall-clock time.

    The child gets the content on standard input, no file name, and an environment that holds nothing of ours.

    Raises:
        Unreadable: the parser refused the file, or the child broke a limit or died.

    """
    if limits.wall_seconds <= 0:
        raise Unreadable(TOO_SLOW)
    order = msgpack.encode(Order(form.name, limits, content))
    child = subprocess.Popen(
        [sys.executable, "-P", "-s", "-m", "reading.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd="/",
        env=_environment(),
        start_new_session=True,
    )
    try:
        said = child.communicate(order, timeout=limits.wall_seconds)[0]
    except subprocess.TimeoutExpired:
        raise Unreadable(TOO_SLOW) from None
    finally:
        _end(child)
    if child.returncode == -signal.SIGXCPU:
        raise Unreadable(TOO_SLOW)
    try:
        answer = msgpack.decode(said, type=Answer)
    except MsgspecError:
        # It died half-way: killed by the system, or a C library ran out of memory.
        raise Unreadable(TOO_HEAVY) from None
    if answer.reading is None:
        raise Unreadable(answer.refusal or TOO_HEAVY)
    return answer.reading


def _environment() -> dict[str, str]:
    """Give what the child needs to find Python's modules, tesseract and its language data, and nothing more."""
    found = {name: os.environ[name] for name in ("PATH", "TESSDATA_PREFIX") if name in os.environ}
    return {"PYTHONPATH": str(_ROOT), "LC_ALL": "C.UTF-8", **found}


def _end(child: "subprocess.Popen[bytes]") -> None:
    """End the child and whatever it started: a program that reads scans must not outlive its page."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()
