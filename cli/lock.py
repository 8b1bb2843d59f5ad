"""One of each part for a home folder: a file that the kernel keeps locked for as long as its holder lives."""

import fcntl
import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from rules.refusal import Refusal


class Running(Refusal):
    """Another process holds the lock; says which."""


@contextmanager
def held(home: Path, names: Sequence[str]) -> Iterator[bool]:
    """Hold the lock of each name. Gives whether one that held such a lock before was killed.

    Raises:
        Running: somebody holds one of them now.
        OSError: the home folder cannot be written to.
    """
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder = home / "lock"
    folder.mkdir(exist_ok=True, mode=0o700)
    with ExitStack() as stack:
        killed = [stack.enter_context(_one(folder / name)) for name in names]
        yield any(killed)


@contextmanager
def _one(file: Path) -> Iterator[bool]:
    # Never removed: whoever waits for a file that another removes locks a file of no name.
    with os.fdopen(os.open(file, os.O_RDWR | os.O_CREAT, 0o600), "r+") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            number = handle.read(20).strip()
            raise Running(
                f"The {file.name} of this home folder is running already"
                f"{f' (started by the process {number})' if number.isdigit() else ''}: stop that first, or set "
                "INFORIGHTS_HOME to another folder."
            ) from None
        was_killed = bool(handle.read(1))  # who ends in order leaves nothing written
        handle.seek(0)
        handle.truncate()
        handle.write(str(os.getpid()))
        handle.flush()
        try:
            yield was_killed
        finally:
            handle.seek(0)
            handle.truncate()
