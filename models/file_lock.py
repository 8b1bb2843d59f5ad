"""A lock between the processes of one home folder: a file that the kernel keeps locked while its holder lives."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

import settings


def shared(name: str) -> AbstractContextManager[None]:
    """Hold a lock together with others that share it; waits while somebody has it alone, or waits to."""
    return _held(name, fcntl.LOCK_SH)


def alone(name: str) -> AbstractContextManager[None]:
    """Hold a lock alone; waits until nobody else has it. Whoever shares it already must not ask for it."""
    return _held(name, fcntl.LOCK_EX)


@contextmanager
def _held(name: str, how: int) -> Iterator[None]:
    with _open(name) as lock:
        # Whoever comes while somebody waits to be alone waits behind them: else those who share the lock, one always
        # before the other ends, would keep them waiting for ever.
        with _open(f"{name}.turn") as turn:
            fcntl.flock(turn, how)
            fcntl.flock(lock, how)
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
