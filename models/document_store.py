"""The stored documents: known by the SHA-256 of their bytes, closed with the installation's key, never changed."""

from pathlib import Path

import settings
from models import document_file, durable_file, key_ring
from models.document_file import FileBroken, sha256
from models.key_ring import KeyRing
from models.rehearsal import rehearsed
from rules.refusal import Refusal

__all__ = ["DocumentLost", "get", "put", "remove", "sha256"]
_ATTEMPTS = 3  # a change of keys may move the file while it is looked for


class DocumentLost(Refusal):
    """A stored document is missing or is not what was stored; says which hash."""


def put(content: bytes) -> str:
    """Store the bytes, if they are not stored yet, and return their hash; rehearsed, they are stored nowhere."""
    name = sha256(content)
    if rehearsal := rehearsed.get():
        rehearsal.papers[name] = content
        return name
    with key_ring.in_use() as ring:
        place = document_file.place(_documents(), ring.newest, name)
        if not place.exists():
            durable_file.write(place, document_file.closed(ring.newest, place.name, content))
    return name


def get(name: str) -> bytes:
    """The bytes stored under a hash.

    Raises:
        DocumentLost: the file is missing, or its bytes no longer have that hash.
        settings.key_file.KeyRefused: the file of keys cannot be used.
    """
    if (rehearsal := rehearsed.get()) and name in rehearsal.papers:
        return rehearsal.papers[name]
    for _ in range(_ATTEMPTS):
        try:
            content = _found(key_ring.load(), name)
        except FileBroken:
            content = b""
        if content is None:
            continue
        if sha256(content) != name:
            raise DocumentLost(f"The stored document {name[:12]} was changed on disk; restore it from a backup.")
        return content
    known = {key.label for key in key_ring.load().keys}
    if set(key_ring.closed_with(_documents())) - known:
        raise DocumentLost(
            f"The stored document {name[:12]} is missing, or closed with a key that is not in the file of keys: put "
            "that file back from its copy, or restore the document from a backup."
        )
    raise DocumentLost(f"The stored document {name[:12]} is missing; restore it from a backup.")


def remove(name: str) -> None:
    """Delete the document of that hash, with whatever key it is closed; nothing happens where there is none.

    Raises:
        OSError: it cannot be deleted.
    """
    with key_ring.in_use() as ring:  # a change of keys must not write it anew meanwhile
        for place in _places(ring, name):
            durable_file.remove(place)


def _found(ring: KeyRing, name: str) -> bytes | None:
    """The document as it lies here, closed with one of the keys or open from before; None where it is not."""
    for key in reversed(ring.keys):
        place = document_file.place(_documents(), key, name)
        try:
            return document_file.opened(key, place.name, place.read_bytes())
        except OSError:
            continue
    try:
        return document_file.plain_place(_documents(), name).read_bytes()
    except OSError:
        return None


def _places(ring: KeyRing, name: str) -> list[Path]:
    closed = [document_file.place(_documents(), key, name) for key in ring.keys]
    return [*closed, document_file.plain_place(_documents(), name)]


def _documents() -> Path:
    return settings.load().documents
