"""A file that appears whole or not at all, and survives a power cut."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


def write(place: Path, content: bytes) -> None:
    """Write the bytes beside the place, flush them to disk and rename; readable by their owner alone.

    Raises:
        OSError: the folder cannot be written to or is full. The place is then as it was.
    """
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, draft = tempfile.mkstemp(dir=place.parent, prefix=".")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, place)
        _flush_names(place.parent)  # the name too must survive a power cut
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise


@contextmanager
def appearing(place: Path) -> Iterator[IO[bytes]]:
    """A new file to write to, which is there under its name, whole, at the end; and not at all, where that is not
    reached. Nothing is ever replaced; it is its owner's alone.

    Raises:
        FileExistsError: there is one of that name.
        OSError: the folder cannot be written to or is full.
    """
    handle, draft = tempfile.mkstemp(dir=place.parent, prefix=".", suffix=place.suffix)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if place.exists():  # a link would tell at once, and a stick's file system has none
            raise FileExistsError
        os.rename(draft, place)
    finally:
        Path(draft).unlink(missing_ok=True)
    _flush_names(place.parent)


def remove(place: Path) -> None:
    """Delete a file so that it stays deleted after a power cut; nothing happens where there is none.

    Raises:
        OSError: it cannot be deleted.
    """
    if place.exists():
        place.unlink(missing_ok=True)
        _flush_names(place.parent)


def _flush_names(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
