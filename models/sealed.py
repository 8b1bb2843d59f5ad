"""Secrets that the database keeps sealed: AES-256-GCM under a key of the installation, bound to the row they are of.

Whoever has the database alone, or moves a sealed value to another row, can open nothing (UK GDPR Art 32(1)(a)).
"""

import base64
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

import settings
from rules.deed import Deed
from rules.refusal import Refusal
from settings import key_file

_VERSION = "1"  # of the key: another key gets another number, so that what was sealed with this one is known


class SealBroken(Refusal):
    """A sealed secret cannot be opened; says what to do."""


def seal(secret: str, row: str) -> str:
    """The secret as it is kept, for the row of that name."""
    nonce = secrets.token_bytes(12)
    closed = AESGCM(_key()).encrypt(nonce, secret.encode(), row.encode())
    return f"{_VERSION}.{base64.urlsafe_b64encode(nonce + closed).decode('ascii')}"


def unseal(kept: str, row: str) -> str:
    """The secret that was sealed for the row of that name.

    Raises:
        SealBroken: the key is another one, or the value was changed or is of another row.
    """
    version, _, text = kept.partition(".")
    closed = base64.urlsafe_b64decode(text)
    try:
        if version != _VERSION:
            raise InvalidTag
        return AESGCM(_key()).decrypt(closed[:12], closed[12:], row.encode()).decode()
    except InvalidTag:
        raise SealBroken(
            "What is kept sealed cannot be opened: put the installation's key back from the backup, or let a manager "
            "reset the one-time codes.",
            do=Deed.RESET_CODES,
        ) from None


def _key() -> bytes:
    return key_file.load_or_make(settings.load().home / "keys" / "sealed.key")
