"""Where the installation's keys lie, and its backups."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Safe:
    """The files of keys, and the folder of backups that is looked into."""

    key_file: Path  # with which what is stored is closed
    backup_key: Path  # with which backups are closed
    backups: Path | None
    backup_days: int  # for how long one is kept
    seals: bool  # what people are or wrote is sealed in the database


# Name, default, what it is: as in `settings.KNOWN`.
KNOWN: dict[str, tuple[str | None, str]] = {
    "INFORIGHTS_KEY_FILE": (None, "the file of keys with which stored documents are closed"),
    "INFORIGHTS_BACKUPS": (
        None,
        "the folder of backups: one is made each night, and the newest tried out once a week",
    ),
    "INFORIGHTS_BACKUP_DAYS": ("35", "for how many days a backup is kept in that folder"),
    "INFORIGHTS_BACKUP_KEY_FILE": (None, "the file of the key with which backups are closed"),
    "INFORIGHTS_SEAL_DATABASE": (
        "no",
        "yes seals names, birth dates, addresses and what people wrote in the database; then `inforights keys apply`",
    ),
}


def places(values: Mapping[str, str], home: Path, *, backup_days: int, seals: bool) -> Safe:
    """Where they are: in the home folder unless set. A path that is not absolute begins there."""
    named = {name: values.get(name) or "" for name in KNOWN}
    return Safe(
        home / (named["INFORIGHTS_KEY_FILE"] or "keys/installation.keys"),
        home / (named["INFORIGHTS_BACKUP_KEY_FILE"] or "keys/backup.key"),
        home / Path(named["INFORIGHTS_BACKUPS"]).expanduser() if named["INFORIGHTS_BACKUPS"] else None,
        backup_days,
        seals,
    )
