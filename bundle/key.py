"""The service's own key: with it the service opens what it kept of each bundle, without keeping a password."""

import base64
import hashlib
import hmac

from settings.key_file import LENGTH

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
