"""The installation's keys, by version: what is written takes the newest, what was written before opens with its own.

One file has them all, a line each. A key is known by its version and by a check of its own, so that a key of another
installation is never taken for one of this.
"""

import base64
import binascii
import hashlib
import hmac
import re
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import settings
from models import durable_file, file_lock
from settings import key_file
from settings.key_file import LENGTH, KeyRefused

LABEL: Final = re.compile(r"k[0-9]{1,9}-[0-9a-f]{8}")
_LINE: Final = re.compile(r"([1-9][0-9]{0,8}) ([A-Za-z0-9+/]{43}=)")
_LOCK: Final = "keys"
_HEADING: Final = (
    "# The keys of this installation: version and key, the newest last. Keep a copy apart from the machine:\n"
    "# without it nothing that is stored can be read, by anybody. Change nothing here by hand.\n"
)


@dataclass(frozen=True, slots=True, repr=False)
class Key:
    """One version of the key."""

    version: int
    secret: bytes

    @property
    def label(self) -> str:
        """What tells it from every other key; says nothing of it."""
        return f"k{self.version}-{self.derived('check')[:4].hex()}"

    def derived(self, purpose: str) -> bytes:
        """A key for one purpose: what is closed for one cannot be opened as another."""
        return hmac.new(self.secret, f"inforights {purpose} 1\0".encode(), hashlib.sha256).digest()


@dataclass(frozen=True, slots=True, repr=False)
class KeyRing:
    """Every key that something stored may be closed with, the newest last."""

    keys: tuple[Key, ...]

    @property
    def newest(self) -> Key:
        """The key for what is written now."""
        return self.keys[-1]

    @property
    def older(self) -> Sequence[Key]:
        """Those that nothing new is closed with."""
        return self.keys[:-1]

    def labelled(self, label: str) -> Key | None:
        """The key of that label, if it is here."""
        return next((key for key in self.keys if key.label == label), None)


def load() -> KeyRing:
    """The keys of this installation; made where it has none and nothing is closed yet.

    Raises:
        KeyRefused: the file is damaged, missing although documents are closed, or others can read it.
    """
    place = settings.load().safe.key_file
    try:
        found = place.stat()
    except FileNotFoundError:
        _make(place)
        found = place.stat()
    except OSError as error:
        raise KeyRefused(
            f"The file of keys cannot be read ({type(error).__name__}): check INFORIGHTS_KEY_FILE and who may read."
        ) from None
    return _loaded(place, (found.st_mtime_ns, found.st_size, found.st_mode, found.st_ino))


@lru_cache(maxsize=16)
def _loaded(place: Path, _stamp: tuple[int, ...]) -> KeyRing:
    """Read again where it was written since, or others may read it since."""
    return read(key_file.read(place))


def read(content: bytes) -> KeyRing:
    """The keys in the text of a file.

    Raises:
        KeyRefused: it is no file of keys.
    """
    try:
        lines = [line for line in content.decode("ascii").splitlines() if line and not line.startswith("#")]
        found = [_LINE.fullmatch(line) for line in lines]
        keys = [Key(int(one[1]), base64.b64decode(one[2], validate=True)) for one in found if one]
    except (UnicodeDecodeError, binascii.Error):
        found, keys = [None], []
    versions = [key.version for key in keys]
    whole = keys and all(found) and versions == sorted(set(versions)) and all(len(k.secret) == LENGTH for k in keys)
    if not whole:
        raise KeyRefused(
            "The file of keys is damaged. Put it back from its copy, or from a backup: what is closed with these "
            "keys cannot be opened with others."
        )
    return KeyRing(tuple(keys))


@contextmanager
def in_use() -> Iterator[KeyRing]:
    """The keys, while something is written with the newest: none is made or retired meanwhile."""
    with file_lock.shared(_LOCK):
        yield load()


@contextmanager
def alone() -> Iterator[KeyRing]:
    """The keys, while nobody else writes anything with them."""
    with file_lock.alone(_LOCK):
        yield load()


def begin() -> KeyRing:
    """Make a new key, unless older ones are still there: an earlier change of keys is then gone on with.

    Raises:
        OSError: the file cannot be written; it is as it was.
    """
    with alone() as ring:
        if ring.older:
            return ring
        made = KeyRing((ring.newest, Key(ring.newest.version + 1, secrets.token_bytes(LENGTH))))
        durable_file.write(settings.load().safe.key_file, written(made))
        return made


def retire() -> None:
    """Forget every key but the newest. Only while alone, and when nothing is closed with another.

    Raises:
        OSError: the file cannot be written; it is as it was.
    """
    durable_file.write(settings.load().safe.key_file, written(KeyRing((load().newest,))))


def _make(place: Path) -> None:
    if closed_with(settings.load().documents) and not place.exists():  # another may have made it just now
        raise KeyRefused(
            "The file of keys is missing, and stored documents are closed with its keys. Put it back from its copy, "
            "or from a backup. No new key was made: nothing that is stored could be opened with it."
        )
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    key_file.make(place, written(KeyRing((Key(1, secrets.token_bytes(LENGTH)),))))


def closed_with(documents: Path) -> list[str]:
    """The labels of the keys that documents in this folder are closed with."""
    try:
        return sorted(found.name for found in documents.iterdir() if LABEL.fullmatch(found.name))
    except OSError:
        return []


def written(ring: KeyRing) -> bytes:
    """The text of a file of these keys."""
    lines = [f"{key.version} {base64.b64encode(key.secret).decode('ascii')}\n" for key in ring.keys]
    return (_HEADING + "".join(lines)).encode("ascii")
