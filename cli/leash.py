"""A process on a leash: it ends, with everything that it started, when whoever holds the other end lets go.

Run as a program: `python leash.py COMMAND...`. Standard input is the leash, a pipe whose other end `up` holds and
never writes to. The kernel closes that end when `up` ends, in whatever way, so that nothing of it is left behind even
after a kill -9. Prefect's worker gives each flow run a session of its own, where no signal to a group reaches it:
on Linux what is orphaned comes to us, and is ended with the rest.

It stands alone and imports little, because one runs beside each part for as long as the part does.
"""

import ctypes
import os
import select
import signal
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

# Asked kindly first: a server finishes what it answers, a worker waits for its flow runs. A second signal is no
# request any more for Prefect and uvicorn.
STEPS = ((signal.SIGINT, 10.0), (signal.SIGTERM, 5.0), (signal.SIGKILL, 5.0))
_ORPHAN_STEPS = ((signal.SIGTERM, 5.0), (signal.SIGKILL, 5.0))
LONGEST = sum(seconds for _, seconds in (*STEPS, *_ORPHAN_STEPS))  # until all is ended, at the worst
_DIES_WITH_PARENT, _TAKES_ORPHANS = 1, 36  # PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER
_BREATH = 0.05  # seconds between two looks at what is ending


def main(command: Sequence[str]) -> int:
    """Run a command until it ends, until we are asked to end it, or until the leash is let go; its exit code."""
    taking_orphans()
    heard, tells = os.pipe()
    os.set_blocking(tells, False)
    os.set_blocking(heard, False)
    signal.set_wakeup_fd(tells, warn_on_full_buffer=False)
    asked: list[int] = []
    for sign in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(sign, lambda number, _frame: asked.append(number))
    signal.signal(signal.SIGCHLD, lambda *_: None)  # so that `select` is woken
    child = _start(command)
    ended: dict[int, int] = {}
    while child not in ended:
        ready = select.select([heard, sys.stdin.fileno()], [], [])[0]
        if heard in ready:
            os.read(heard, 4096)
        ended |= _reaped()
        if child not in ended and (asked or sys.stdin.fileno() in ready):
            ended |= _end(child)
    end_orphans()
    code = os.waitstatus_to_exitcode(ended[child])
    return code if code >= 0 else 128 - code  # as a shell says that a signal ended it


def taking_orphans(yes: bool = True) -> None:
    """From now on what our children leave behind is ours, and not the system's first process's; or no more."""
    _control(_TAKES_ORPHANS, int(yes))


def end_orphans(spared: Sequence[int] = ()) -> None:
    """End every child that we still have, with what it leaves behind in its turn.

    Args:
        spared: those that are no orphans.
    """
    for sign, seconds in _ORPHAN_STEPS:
        until, asked = time.monotonic() + seconds, set(spared)
        while time.monotonic() < until:
            found = children()
            if found is None:  # not Linux: what has a session of its own is not known to us
                return
            if not found - set(spared):
                return
            for pid in found - asked:
                with suppress(ProcessLookupError):
                    os.kill(pid, sign)
            asked |= found
            time.sleep(_BREATH)
            for pid in found - set(spared):
                with suppress(ChildProcessError):
                    os.waitpid(pid, os.WNOHANG)


def _start(command: Sequence[str]) -> int:
    parent = os.getpid()
    child = os.fork()
    if child:
        return child
    try:
        _control(_DIES_WITH_PARENT, signal.SIGKILL)  # where we ourselves are killed
        if os.getppid() != parent:
            os._exit(1)
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, sys.stdin.fileno())
        for sign in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGCHLD):
            signal.signal(sign, signal.SIG_DFL)
        os.execvp(command[0], list(command))
    except OSError as error:
        print(f"It could not be started: {error.strerror}.", file=sys.stderr, flush=True)
    finally:
        os._exit(127)


def _end(child: int) -> dict[int, int]:
    """Ask the child to end, more and more firmly; what ended meanwhile, with how."""
    ended: dict[int, int] = {}
    for sign, seconds in STEPS:
        with suppress(ProcessLookupError):
            os.kill(child, sign)
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            ended |= _reaped()
            if child in ended:
                return ended
            time.sleep(_BREATH)
    return ended


def _reaped() -> dict[int, int]:
    ended: dict[int, int] = {}
    with suppress(ChildProcessError):
        while True:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if not pid:
                break
            ended[pid] = status
    return ended


def children() -> set[int] | None:
    """Our children, those that have ended among them; None where the system does not tell."""
    mine, found = os.getpid(), set()
    if not Path("/proc/self/stat").exists():
        return None
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with suppress(OSError, IndexError, ValueError):
                # The name of the program stands in brackets, and may hold brackets and blanks itself.
                after = (folder / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()
                if int(after[1]) == mine:
                    found.add(int(folder.name))
    return found


def _control(which: int, value: int) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(which, value, 0, 0, 0)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
