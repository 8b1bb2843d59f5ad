"""The service's own key: with it the service opens what it kept of each bundle, without keeping a password."""

import base64
import hashlib
import hmac
import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path

from bundle.refusals import BundleRefused

LENGTH = 32  # bytes
_PURPOSE = b"inforights bundle owner password 1\x00"


def owner_password(key: bytes, bundle_id: str) -> str:
    """The owner password of one bundle: HMAC-SHA256 of its id under the key, 256 bits in 52 letters and digits.

    Raises:
        ValueError: the key is shorter than 32 bytes, or there is no id.
    """
    if len(key) < LENGTH or not bundle_id:
        raise ValueError("An owner password is made from a key of 32 bytes and the id of a bundle.")
    digest = hmac.new(key, _PURPOSE + bundle_id.encode("utf-8"), hashlib.sha256).digest()
    return base64.b32encode(digest).decode("ascii").rstrip("=").lower()


def load_or_make(path: Path) -> bytes:
    """The 32 bytes of the key file; makes it once, readable by its owner alone (UK GDPR Art 32(1)(a)).

    Two that make it at once get the same key: the file appears whole, and the second finds the first's.

    Raises:
        BundleRefused: the file is not a key, or others on the machine can read it.
        OSError: the folder cannot be written to or is full.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not path.exists():
        _make(path)
    if path.stat().st_mode & 0o077:
        raise BundleRefused(
            "Others on this machine can read the key of the bundles. Let only the service's own account read it "
            "(chmod 600) and ask whoever looks after the machine who could have read it."
        )
    key = path.read_bytes()
    if len(key) != LENGTH:
        raise BundleRefused(
            "The key of the bundles is damaged. Put it back from the backup: with a new one, bundles that were kept "
            "cannot be opened any more."
        )
    return key


def _make(path: Path) -> None:
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".")  # mode 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(LENGTH))
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
