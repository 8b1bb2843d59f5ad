"""A key of the installation: 32 random bytes in a file of its own, made once."""

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path

from rules.refusal import Refusal

LENGTH = 32  # bytes


class KeyRefused(Refusal):
    """A key file cannot be used; says which and what to do."""


def load_or_make(path: Path) -> bytes:
    """The 32 bytes of the key file; makes it once, readable by its owner alone (UK GDPR Art 32(1)(a)).

    Two that make it at once get the same key: the file appears whole, and the second finds the first's.

    Raises:
        KeyRefused: the file is not a key, or others on the machine can read it.
        OSError: the folder cannot be written to or is full.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not path.exists():
        make(path, secrets.token_bytes(LENGTH))
    key = read(path)
    if len(key) != LENGTH:
        raise KeyRefused(
            f"The key {path.name} is damaged. Put it back from the backup: what was closed with it cannot be opened "
            "with a new one."
        )
    return key


def read(path: Path) -> bytes:
    """What a file of keys holds.

    Raises:
        KeyRefused: others on the machine can read it.
        OSError: it cannot be read.
    """
    if path.stat().st_mode & 0o077:
        raise KeyRefused(
            "Others on this machine can read the key. Let only the service's own account read it "
            "(chmod 600) and ask whoever looks after the machine who could have read it."
        )
    return path.read_bytes()


def make(path: Path, content: bytes) -> None:
    """Write a file of keys for its owner alone, whole or not at all; one that is there stays as it is.

    Raises:
        OSError: the folder cannot be written to or is full.
    """
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".")  # mode 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(draft, path)  # unlike a rename it never replaces a key that is in use
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)  # the name too must survive a power cut
        finally:
            os.close(folder)
    finally:
        Path(draft).unlink(missing_ok=True)
