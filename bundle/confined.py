"""Start the child process that handles one foreign file, and understand how it ended."""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from msgspec import MsgspecError, msgpack

from bundle.limits import Limits
from bundle.orders import Order, Reply
from bundle.refusals import NotLooked

T = TypeVar("T")
_ROOT = Path(__file__).resolve().parent.parent
TOO_SLOW = "It takes far longer than a paper should. Print it to a new PDF, in parts if it is long, and use that."
TOO_HEAVY = (
    "It needs far more memory than a paper should. Print it to a new PDF, in parts if it is long, and use that."
)


def confined(job: str, order: Any, made: type[T], limits: Limits) -> T:
    """Do a job in a child process with limits of memory and time; the child may write no file.

    The order goes in on standard input, and the child's environment holds nothing of ours.

    Raises:
        NotLooked: the job refused the file, or the child broke a limit or died.
    """
    child = subprocess.Popen(
        [sys.executable, "-P", "-s", "-m", "bundle.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd="/",
        env={"PYTHONPATH": str(_ROOT), "LC_ALL": "C.UTF-8", "PATH": os.environ.get("PATH", os.defpath)},
        start_new_session=True,
    )
    try:
        packed = msgpack.encode(Order(job, msgpack.encode(order), limits))
        said = child.communicate(packed, timeout=limits.wall_seconds)[0]
    except subprocess.TimeoutExpired:
        raise NotLooked(TOO_SLOW) from None
    finally:
        _end(child)
    if child.returncode == -signal.SIGXCPU:
        raise NotLooked(TOO_SLOW)
    try:
        reply = msgpack.decode(said, type=Reply)
    except MsgspecError:
        # It died half-way: killed by the system, or a C library ran out of memory.
        raise NotLooked(TOO_HEAVY) from None
    if reply.made is None:
        raise NotLooked(reply.refusal or TOO_HEAVY)
    return msgpack.decode(reply.made, type=made)


def _end(child: "subprocess.Popen[bytes]") -> None:
    """End the child and whatever it started."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()
