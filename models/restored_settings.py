"""The settings of an installation that was put back: nothing in them leads to what is in use elsewhere."""

from pathlib import Path
from typing import Final

import settings
from models import durable_file

# What names a place: also that of the backups, into which a copy that is only tried out must write none.
_PLACES: Final = frozenset(
    {
        "INFORIGHTS_DATABASE_URL",
        "INFORIGHTS_KEY_FILE",
        "INFORIGHTS_POLICIES",
        "INFORIGHTS_BACKUPS",
        "INFORIGHTS_BACKUP_KEY_FILE",
    }
)


def adapted(draft: Path, to: Path, database: str | None) -> None:
    """Write the settings of a folder anew, which will be called otherwise: what named places before is a comment.

    Raises:
        OSError: they cannot be written.
        UnicodeDecodeError: they are no text.
    """
    place = draft / "settings.env"
    lines = place.read_text("utf-8-sig").splitlines() if place.exists() else []
    written = [_commented(line) if _name(line) in _PLACES else line for line in lines]
    if database:
        written.append(f"INFORIGHTS_DATABASE_URL={database}")
    if (draft / "policies").is_dir():
        written.append(f"INFORIGHTS_POLICIES={to.absolute() / 'policies'}")
    if written:
        durable_file.write(place, ("\n".join(written) + "\n").encode("utf-8"))


def _commented(line: str) -> str:
    """The line as a comment; of a secret, such as an address with a password in it, its name alone."""
    kept = f"{_name(line)}, which is secret and not kept here" if _name(line) in settings.SECRET else line.strip()
    return f"# as it was before this was put back: {kept}"


def _name(line: str) -> str:
    return line.partition("=")[0].strip()
