"""The stored documents: files named by the SHA-256 of their bytes, written once and never changed."""

import hashlib
import os
import tempfile
from pathlib import Path

import settings
from rules.refusal import Refusal


class DocumentLost(Refusal):
    """A stored document is missing or is not what was stored; says which hash."""


def sha256(content: bytes) -> str:
    """The name under which these bytes are stored."""
    return hashlib.sha256(content).hexdigest()


def put(content: bytes) -> str:
    """Store the bytes, if they are not stored yet, and return their hash.

    The file appears whole or not at all: it is written beside its place, flushed to disk and renamed.
    """
    name = sha256(content)
    place = _place(name)
    if place.exists():
        return name
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, draft = tempfile.mkstemp(dir=place.parent, prefix=".")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, place)
        folder = os.open(place.parent, os.O_RDONLY)
        try:
            os.fsync(folder)  # the name too must survive a power cut
        finally:
            os.close(folder)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
    return name


def get(name: str) -> bytes:
    """The bytes stored under a hash.

    Raises:
        DocumentLost: the file is missing, or its bytes no longer have that hash.
    """
    try:
        content = _place(name).read_bytes()
    except OSError:
        raise DocumentLost(f"The stored document {name[:12]} is missing; restore it from a backup.") from None
    if sha256(content) != name:
        raise DocumentLost(f"The stored document {name[:12]} was changed on disk; restore it from a backup.")
    return content


def _place(name: str) -> Path:
    return settings.load().documents / name[:2] / name
