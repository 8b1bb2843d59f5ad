"""The key of a backup: from a key file that the service keeps, or from a passphrase that it knows (BNS-8).

The heading of a backup says which of the two, and nothing by which the key could be found.
"""

import base64
import binascii
import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, Final, Protocol

from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from rules.refusal import Refusal
from settings import key_file
from settings.key_file import LENGTH

MARK: Final = b"INFORIGHTS BACKUP 1\n"
_ANY_MARK: Final = b"INFORIGHTS BACKUP "
_LONGEST: Final = 2000  # bytes of the second line of the heading
_COST: Final = 1 << 16  # of scrypt: 64 MB, a fifth of a second
_DEAREST: Final = 1 << 20
SHORTEST_PASSPHRASE: Final = 16


class BackupRefused(Refusal):
    """A backup cannot be made, read or put back; says why and what to do."""


class Secret(Protocol):
    """What the key of a backup is made from."""

    @property
    def sort(self) -> str:
        """The word for it in the heading."""

    def key(self, salt: bytes, cost: int, /) -> bytes:
        """The key of one backup."""


@dataclass(frozen=True, slots=True)
class KeyFile:
    """A file of 32 random bytes, of which the service keeps copies."""

    secret: bytes
    sort: str = "file"

    def __repr__(self) -> str:
        """Without the secret, wherever it is printed."""
        return "KeyFile()"

    def key(self, salt: bytes, _cost: int, /) -> bytes:
        """The key of one backup."""
        return hmac.new(self.secret, b"inforights backup 1\0" + salt, hashlib.sha256).digest()


@dataclass(frozen=True, slots=True)
class Passphrase:
    """Words that somebody remembers, or keeps in a safe."""

    words: str
    sort: str = "passphrase"

    def __repr__(self) -> str:
        """Without the words, wherever it is printed."""
        return "Passphrase()"

    def key(self, salt: bytes, cost: int, /) -> bytes:
        """The key of one backup."""
        return Scrypt(salt, LENGTH, n=cost, r=8, p=1).derive(" ".join(self.words.split()).encode())


@dataclass(frozen=True, slots=True)
class Heading:
    """The beginning of a backup, open: when it was made, and how its key is found from what the service holds."""

    made_at: datetime
    sort: str
    salt: bytes
    cost: int
    check: bytes
    written: bytes = b""

    def key(self, secret: Secret) -> bytes:
        """The key, where this is the right secret.

        Raises:
            BackupRefused
        """
        if secret.sort != self.sort:
            with_what = "a passphrase" if self.sort == "passphrase" else "a key file"
            raise BackupRefused(f"This backup is closed with {with_what}: give that.")
        key = secret.key(self.salt, self.cost)
        if not hmac.compare_digest(_check(key), self.check):
            what = "passphrase" if self.sort == "passphrase" else "key file"
            raise BackupRefused(
                f"This {what} does not open the backup: it is another one, or the backup's beginning was changed."
            )
        return key


def passphrase(words: str) -> Passphrase:
    """A passphrase that is long enough.

    Raises:
        BackupRefused
    """
    if len(" ".join(words.split())) < SHORTEST_PASSPHRASE:
        raise BackupRefused(
            f"The passphrase has fewer than {SHORTEST_PASSPHRASE} characters: take four words that have nothing "
            "to do with each other."
        )
    return Passphrase(words)


def file_of(place: Path, *, make: bool = False) -> KeyFile:
    """The key in a file, made where it is to be.

    Raises:
        BackupRefused: there is none.
        settings.key_file.KeyRefused: it is damaged, or others can read it.
    """
    if not make and not place.exists():
        raise BackupRefused("The key file of the backups is not there: put it back from its copy.")
    return KeyFile(key_file.load_or_make(place))


def copy_of(place: Path) -> KeyFile:
    """The key in a copy of the file, wherever it lies: a stick may not know whose it is, and lets everybody read.

    Raises:
        BackupRefused: it cannot be read, or is no key.
    """
    try:
        found = place.read_bytes()
    except OSError:
        raise BackupRefused("The key file cannot be opened: check its name.") from None
    if len(found) != LENGTH:
        raise BackupRefused("That file is no key of backups, or it is damaged: look for another copy.")
    return KeyFile(found)


def begin(secret: Secret, at: datetime) -> tuple[Heading, bytes]:
    """The heading of a new backup, and its key."""
    salt = secrets.token_bytes(32)
    key = secret.key(salt, _COST)
    made = Heading(at.astimezone(UTC), secret.sort, salt, _COST, _check(key))
    line = {
        "made": made.made_at.isoformat(),
        "key": made.sort,
        "salt": _text(salt),
        "cost": _COST,
        "check": _text(made.check),
    }
    written = MARK + json.dumps(line).encode("ascii") + b"\n"
    return Heading(made.made_at, made.sort, salt, _COST, made.check, written), key


def read(file: IO[bytes]) -> Heading:
    """The heading of a backup; the file then stands where the closed part begins.

    Raises:
        BackupRefused: it is no backup, or one of a form that this release does not know.
    """
    mark = file.read(len(MARK))
    if mark.startswith(_ANY_MARK) and mark != MARK:
        raise BackupRefused("This backup is of a form that this release does not know: put it back with a newer one.")
    if mark != MARK:
        raise BackupRefused("This file is no backup of Inforights, or its beginning was changed.")
    line = file.readline(_LONGEST)
    try:
        found: dict[str, Any] = json.loads(line)
        made = datetime.fromisoformat(found["made"])
        salt, check = (base64.b64decode(found[name], validate=True) for name in ("salt", "check"))
        cost = int(found["cost"])
        if made.tzinfo is None or not 2 <= cost <= _DEAREST or cost & (cost - 1) or not line.endswith(b"\n"):
            raise ValueError
        return Heading(made, str(found["key"]), salt, cost, check, mark + line)
    except (ValueError, KeyError, TypeError, RecursionError, binascii.Error):
        raise BackupRefused("The beginning of the backup was changed: take another one.") from None


def _check(key: bytes) -> bytes:
    return hmac.new(key, b"check", hashlib.sha256).digest()[:8]


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")
