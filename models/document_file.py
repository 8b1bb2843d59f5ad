"""One stored document as a file: closed with AES-256-GCM, under a name that tells nothing of what it holds.

The name is a keyed hash of the document's hash: whoever has the disk and guesses a document cannot look whether it
is here (decision 33). The file cannot be put under another name either: the name is part of what is authenticated.
"""

import hashlib
import hmac
import re
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from models.key_ring import LABEL, Key
from rules.refusal import Refusal

_MAGIC: Final = b"IFD1"
_HEADER: Final = len(_MAGIC) + 4  # and the version of the key
_NONCE: Final = 12
_NAME: Final = re.compile(r"[0-9a-f]{64}")


class FileBroken(Refusal):
    """The file of a stored document does not open with the key that it is said to be closed with."""


def sha256(content: bytes) -> str:
    """The hash by which a document is known."""
    return hashlib.sha256(content).hexdigest()


def place(documents: Path, key: Key, name: str) -> Path:
    """Where the document of that hash lies, closed with a key."""
    hidden = hmac.new(key.derived("document name"), name.encode("ascii"), hashlib.sha256).hexdigest()
    return documents / key.label / hidden[:2] / hidden


def plain_place(documents: Path, name: str) -> Path:
    """Where releases before this one kept it, open."""
    return documents / name[:2] / name


def closed(key: Key, hidden: str, content: bytes) -> bytes:
    """The bytes of the file of that name."""
    header = _MAGIC + key.version.to_bytes(4, "big")
    nonce = secrets.token_bytes(_NONCE)
    return header + nonce + AESGCM(key.derived("document")).encrypt(nonce, content, header + hidden.encode("ascii"))


def opened(key: Key, hidden: str, kept: bytes) -> bytes:
    """The document in the file of that name.

    Raises:
        FileBroken: it was changed, cut short, or is another file's.
    """
    header, nonce, rest = kept[:_HEADER], kept[_HEADER : _HEADER + _NONCE], kept[_HEADER + _NONCE :]
    try:
        if header != _MAGIC + key.version.to_bytes(4, "big") or len(nonce) != _NONCE:
            raise InvalidTag
        return AESGCM(key.derived("document")).decrypt(nonce, rest, header + hidden.encode("ascii"))
    except InvalidTag:
        raise FileBroken("The file of a stored document was changed.") from None


def closed_files(documents: Path, label: str) -> Iterator[Path]:
    """Every file that is closed with the key of a label."""
    yield from _files(documents / label)


def plain_files(documents: Path) -> Iterator[Path]:
    """Every file of a release before this one, which lies open."""
    if documents.is_dir():
        for folder in sorted(documents.iterdir()):
            if not LABEL.fullmatch(folder.name) and len(folder.name) == 2 and folder.is_dir():
                yield from (file for file in sorted(folder.iterdir()) if _NAME.fullmatch(file.name))


def drafts(documents: Path) -> Iterator[Path]:
    """What a write that was cut off left beside its place."""
    yield from (file for file in documents.rglob(".*") if file.is_file())


def _files(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        for part in sorted(folder.iterdir()):
            yield from (file for file in sorted(part.iterdir()) if _NAME.fullmatch(file.name))
