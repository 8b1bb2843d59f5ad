"""Texts closed with a key of the installation: AES-256-GCM, for one purpose, and bound to the place that they are of.

Whoever has the database alone, or moves a closed text to another place, can open nothing (UK GDPR Art 32(1)(a)).
"""

import base64
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from models import key_ring


class NotOpened(Exception):
    """The key is another one, or the text was changed or is of another place."""


def closed(text: str, purpose: str, place: str) -> str:
    """The text closed with the newest key, whose label stands before it."""
    key = key_ring.load().newest
    nonce = secrets.token_bytes(12)
    content = AESGCM(key.derived(purpose)).encrypt(nonce, text.encode(), place.encode())
    return f"{key.label}.{base64.urlsafe_b64encode(nonce + content).decode('ascii')}"


def opened(kept: str, purpose: str, place: str) -> str:
    """The text that was closed for that purpose and place.

    Raises:
        NotOpened
    """
    label, _, text = kept.partition(".")
    key = key_ring.load().labelled(label)
    return opened_with(key.derived(purpose) if key else None, text, place)


def opened_with(key: bytes | None, text: str, place: str) -> str:
    """The same, where the key is known; None: it is not here.

    Raises:
        NotOpened
    """
    try:
        content = base64.urlsafe_b64decode(text)
        if key is None:
            raise InvalidTag
        return AESGCM(key).decrypt(content[:12], content[12:], place.encode()).decode()
    except (InvalidTag, ValueError):
        raise NotOpened from None
