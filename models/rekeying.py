"""Closing what is stored with the newest key: each file by itself, so that a run that was cut off is gone on with.

The new file is whole on the disk before the old one is deleted; in between the document is there twice, and is read
from either.
"""

from collections.abc import Iterator
from pathlib import Path

from sqlmodel import Session, col, select

import settings
from models import document_file, durable_file, key_ring, sealed
from models.credential import Credential
from models.document_file import FileBroken
from models.key_ring import Key, KeyRing
from models.sealed import SealBroken


def to_close() -> Iterator[tuple[Path, Key | None]]:
    """Every file that is not closed with the newest key, and its key; None for one that lies open from before."""
    documents = settings.load().documents
    for file in document_file.plain_files(documents):
        yield file, None
    for key in key_ring.load().older:
        for file in document_file.closed_files(documents, key.label):
            yield file, key


def close(file: Path, key: Key | None) -> bool:
    """Close a file with the newest key. False where it cannot be opened: it then stays as it is.

    Raises:
        OSError: it cannot be read, or the new one cannot be written.
    """
    documents = settings.load().documents
    with key_ring.alone() as ring:  # nobody deletes the document meanwhile
        try:
            kept = file.read_bytes()
        except FileNotFoundError:
            return True  # deleted, or closed by another run
        try:
            content = document_file.opened(key, file.name, kept) if key else kept
        except FileBroken:
            return False
        name = document_file.sha256(content)
        was = document_file.place(documents, key, name) if key else document_file.plain_place(documents, name)
        if was != file:
            return False
        place = document_file.place(documents, ring.newest, name)
        if not place.exists():
            durable_file.write(place, document_file.closed(ring.newest, place.name, content))
        durable_file.remove(file)
    return True


def seal_anew(session: Session) -> tuple[int, int]:
    """Seal what the database keeps sealed with the newest key. Gives how many were, and how many could not be opened.

    Only in a transaction that is alone, so that whoever sealed something with an older key has committed it.
    """
    done = broken = 0
    for row in session.exec(select(Credential).where(col(Credential.codes_sealed).is_not(None))).all():
        assert row.codes_sealed is not None, "the query asks for it"
        if sealed.is_newest(row.codes_sealed):
            continue
        try:
            row.codes_sealed = sealed.seal(
                sealed.unseal(row.codes_sealed, f"codes:{row.login}"), f"codes:{row.login}"
            )
        except SealBroken:
            broken += 1
            continue
        session.add(row)
        done += 1
    return done, broken


def retire() -> bool:
    """Forget the older keys. False, and nothing is done, where a file is still closed with one of them.

    Raises:
        OSError: the file of keys cannot be written.
    """
    documents = settings.load().documents
    with key_ring.alone() as ring:
        if any(True for _ in to_close()):
            return False
        durable_file.remove(sealed.file_of_before())
        for draft in list(document_file.drafts(documents)):  # nobody writes one now
            draft.unlink()
        _remove_empty(documents, ring)
        key_ring.retire()  # last: cut off before it, all of this is done by the next call
    return True


def standing() -> tuple[KeyRing, dict[str, int], int]:
    """The keys, how many documents are closed with each by its label, and how many lie open from before."""
    documents = settings.load().documents
    ring = key_ring.load()
    labels = dict.fromkeys((*(key.label for key in ring.keys), *key_ring.closed_with(documents)))
    counts = {label: sum(1 for _ in document_file.closed_files(documents, label)) for label in labels}
    return ring, counts, sum(1 for _ in document_file.plain_files(documents))


def _remove_empty(documents: Path, ring: KeyRing) -> None:
    """The folders of the older keys, and of what lay open."""
    for folder in list(documents.iterdir()) if documents.is_dir() else ():
        for part in [*folder.iterdir(), folder] if folder.name != ring.newest.label and folder.is_dir() else ():
            if part.is_dir() and not any(part.iterdir()):
                part.rmdir()
