"""Secrets that the database always keeps sealed, whatever the settings: each bound to the row that it is of."""

from pathlib import Path

import settings
from models import closed_text, key_ring
from models.closed_text import NotOpened
from rules.deed import Deed
from rules.refusal import Refusal
from settings import key_file

_OF_BEFORE = "1"  # sealed by a release that had one key for this, in a file of its own
_PURPOSE = "sealed"


class SealBroken(Refusal):
    """A sealed secret cannot be opened; says what to do."""


def seal(secret: str, row: str) -> str:
    """The secret as it is kept, for the row of that name."""
    return closed_text.closed(secret, _PURPOSE, row)


def unseal(kept: str, row: str) -> str:
    """The secret that was sealed for the row of that name.

    Raises:
        SealBroken: the key is another one, or the value was changed or is of another row.
    """
    label, _, text = kept.partition(".")
    try:
        if label == _OF_BEFORE:
            return closed_text.opened_with(_key_of_before(), text, row)
        return closed_text.opened(kept, _PURPOSE, row)
    except NotOpened:
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


def _key_of_before() -> bytes | None:
    return key_file.load_or_make(file_of_before()) if file_of_before().exists() else None
