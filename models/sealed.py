"""Secrets that the database keeps sealed: AES-256-GCM under a key of the installation, bound to the row they are of.

Whoever has the database alone, or moves a sealed value to another row, can open nothing (UK GDPR Art 32(1)(a)).
"""

import base64
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

import settings
from models import key_ring
from rules.deed import Deed
from rules.refusal import Refusal
from settings import key_file

_OF_BEFORE = "1"  # sealed by a release that had one key for this, in a file of its own
_PURPOSE = "sealed"


class SealBroken(Refusal):
    """A sealed secret cannot be opened; says what to do."""


def seal(secret: str, row: str) -> str:
    """The secret as it is kept, for the row of that name."""
    key = key_ring.load().newest
    nonce = secrets.token_bytes(12)
    closed = AESGCM(key.derived(_PURPOSE)).encrypt(nonce, secret.encode(), row.encode())
    return f"{key.label}.{base64.urlsafe_b64encode(nonce + closed).decode('ascii')}"


def unseal(kept: str, row: str) -> str:
    """The secret that was sealed for the row of that name.

    Raises:
        SealBroken: the key is another one, or the value was changed or is of another row.
    """
    label, _, text = kept.partition(".")
    key = _key(label)
    try:
        closed = base64.urlsafe_b64decode(text)
        if key is None:
            raise InvalidTag
        return AESGCM(key).decrypt(closed[:12], closed[12:], row.encode()).decode()
    except (InvalidTag, ValueError):
        raise SealBroken(
            "What is kept sealed cannot be opened: put the installation's key back from the backup, or let a manager "
            "reset the one-time codes.",
            do=Deed.RESET_CODES,
        ) from None


def is_newest(kept: str) -> bool:
    """Whether a secret is sealed with the newest key."""
    return kept.partition(".")[0] == key_ring.load().newest.label


def file_of_before() -> Path:
    """The key of a release that had one for this alone; need not be there."""
    return settings.load().home / "keys" / "sealed.key"


def _key(label: str) -> bytes | None:
    if label == _OF_BEFORE:
        return key_file.load_or_make(file_of_before()) if file_of_before().exists() else None
    found = key_ring.load().labelled(label)
    return found.derived(_PURPOSE) if found else None
