"""A private folder for the plain copies that LibreOffice needs, gone when the work is done.

HIL-12: what is sent is "deleted from the sender's computer"; UK GDPR Art 5(1)(f). So the folder is in memory where
the machine has such a place, it is removed whatever happens, and what a killed process left is removed by the next.
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from bundle.limits import MEGABYTE

MEMORY = Path("/dev/shm")
_PREFIX = "inforights-bundle-"
_LOCK = ".owner"
_ROOM = 512 * MEGABYTE


@contextmanager
def workroom(parent: Path, *, room: int = _ROOM) -> Iterator[Path]:
    """Give a folder that nobody else may enter, in memory if there are `room` bytes, else in `parent`.

    Raises:
        OSError: neither place can be written to.
    """
    clear(parent)
    place = MEMORY if _has_room(MEMORY, room) else parent
    folder, lock = _made(place)
    try:
        yield folder
    finally:
        _removed(folder)
        os.close(lock)


def clear(parent: Path) -> None:
    """Remove what killed processes left, in memory and in `parent`, which is made if it is not there.

    Raises:
        OSError: `parent` cannot be made.
    """
    parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    for each in {MEMORY, parent}:
        with suppress(OSError):
            sweep(each)


def sweep(place: Path) -> None:
    """Remove the folders here whose owner is dead. Only our own, never what a link leads to.

    Raises:
        OSError: the place cannot be read.
    """
    with _door(place):
        for folder in place.glob(f"{_PREFIX}*"):
            with suppress(FileNotFoundError):  # its owner was just removing it
                _sweep_one(folder)


def _sweep_one(folder: Path) -> None:
    if folder.is_symlink() or not folder.is_dir() or folder.stat().st_uid != os.getuid():
        return
    lock = _locked(folder / _LOCK)
    if lock is not None:
        _removed(folder)
        os.close(lock)


def _has_room(place: Path, room: int) -> bool:
    try:
        state = os.statvfs(place)
    except OSError:
        return False
    return os.access(place, os.W_OK | os.X_OK) and state.f_bavail * state.f_frsize >= room


def _made(place: Path) -> tuple[Path, int]:
    with _door(place):
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=place))  # mode 0700
        lock = _locked(folder / _LOCK)
    assert lock is not None
    return folder, lock


def _locked(file: Path) -> int | None:
    """The file, locked for us; None while its owner lives. The lock ends with the process, however it ends."""
    handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    return handle


@contextmanager
def _door(place: Path) -> Iterator[None]:
    """One at a time makes or sweeps: a folder without its lock yet must not look like a dead one's."""
    # The folder itself is locked, so that no file of ours stays behind in a place that is everybody's.
    handle = os.open(place, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _removed(folder: Path) -> None:
    """Remove the folder, once more if a dying program still wrote into it."""
    for _ in range(5):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
    shutil.rmtree(folder)
