"""The stored documents: files named by the SHA-256 of their bytes, written once and never changed."""

import hashlib
from pathlib import Path

import settings
from models import durable_file
from models.rehearsal import rehearsed
from rules.refusal import Refusal


class DocumentLost(Refusal):
    """A stored document is missing or is not what was stored; says which hash."""


def sha256(content: bytes) -> str:
    """The name under which these bytes are stored."""
    return hashlib.sha256(content).hexdigest()


def put(content: bytes) -> str:
    """Store the bytes, if they are not stored yet, and return their hash; rehearsed, they are stored nowhere."""
    name = sha256(content)
    if rehearsal := rehearsed.get():
        rehearsal.papers[name] = content
        return name
    place = _place(name)
    if place.exists():
        return name
    durable_file.write(place, content)
    return name


def get(name: str) -> bytes:
    """The bytes stored under a hash.

    Raises:
        DocumentLost: the file is missing, or its bytes no longer have that hash.
    """
    if (rehearsal := rehearsed.get()) and name in rehearsal.papers:
        return rehearsal.papers[name]
    try:
        content = _place(name).read_bytes()
    except OSError:
        raise DocumentLost(f"The stored document {name[:12]} is missing; restore it from a backup.") from None
    if sha256(content) != name:
        raise DocumentLost(f"The stored document {name[:12]} was changed on disk; restore it from a backup.")
    return content


def _place(name: str) -> Path:
    return settings.load().documents / name[:2] / name
