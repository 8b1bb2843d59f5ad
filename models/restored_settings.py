"""The settings of an installation that was put back: nothing in them leads to what is in use elsewhere."""

from pathlib import Path

from models import durable_file

_PLACES = {"INFORIGHTS_DATABASE_URL", "INFORIGHTS_KEY_FILE", "INFORIGHTS_POLICIES"}


def adapted(draft: Path, to: Path, database: str | None) -> None:
    """Write the settings of a folder anew, which will be called otherwise: what named places before is a comment.

    Raises:
        OSError: they cannot be written.
    """
    place = draft / "settings.env"
    lines = place.read_text("utf-8-sig").splitlines() if place.exists() else []
    written = [
        f"# as it was before this was put back: {line.strip()}" if _name(line) in _PLACES else line for line in lines
    ]
    if database:
        written.append(f"INFORIGHTS_DATABASE_URL={database}")
    if (draft / "policies").is_dir():
        written.append(f"INFORIGHTS_POLICIES={to.absolute() / 'policies'}")
    if written:
        durable_file.write(place, ("\n".join(written) + "\n").encode("utf-8"))


def _name(line: str) -> str:
    return line.partition("=")[0].strip()
