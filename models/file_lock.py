"""A lock between the processes of one home folder: a file that the kernel keeps locked while its holder lives."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

import settings


@contextmanager
def shared(name: str) -> Iterator[None]:
    """Hold a lock together with others that share it; waits while somebody has it alone, or waits to."""
    with _open(name) as lock:
        with _open(f"{name}.turn") as turn:
            fcntl.flock(turn, fcntl.LOCK_SH)
            fcntl.flock(lock, fcntl.LOCK_SH)
        yield


@contextmanager
def alone(name: str) -> Iterator[None]:
    """Hold a lock alone; waits until nobody else has it. Whoever shares it already must not ask for it."""
    with _open(name) as lock:
        # Whoever comes meanwhile waits behind us: else those who share it, one always before the other ends, would
        # keep us waiting for ever.
        with _open(f"{name}.turn") as turn:
            fcntl.flock(turn, fcntl.LOCK_EX)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def _open(name: str) -> Iterator[int]:
    folder = settings.load().home / "lock"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    # Never removed: whoever waits for a file that another removes locks a file of no name.
    handle = os.open(folder / name, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        yield handle
    finally:
        os.close(handle)  # which lets go of the lock
