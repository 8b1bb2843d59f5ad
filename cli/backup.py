"""`backup`, `restore`, `check-backup`: one file that holds everything, put back, and tried out."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from models.backup_key import Secret

ByPassphrase = Annotated[
    bool, typer.Option("--passphrase", help="Closed with a passphrase, which is asked for, in place of the key file.")
]


def backup(
    place: Annotated[
        str | None,
        typer.Argument(
            metavar="[FILE]", help="A new file, or a folder; the folder of backups (settings) unless given."
        ),
    ] = None,
    passphrase: ByPassphrase = False,
    keep: Annotated[
        int | None,
        typer.Option(min=1, help="Then keep so many of the folder's backups, the newest, and delete others."),
    ] = None,
    keep_days: Annotated[
        int | None, typer.Option(min=1, help="Then delete the folder's backups that are older than so many days.")
    ] = None,
) -> None:
    """Everything that the installation keeps in one file, closed with a key that you hold. Others work meanwhile."""
    from models.backup import SUFFIX, still_missing
    from models.moment import now
    from rules.refusal import Refusal
    from settings import load
    from tasks import backups

    found = load().safe
    where = Path(place) if place else found.backups
    if where is None:
        raise Refusal("Say where the backup goes: a new file or a folder, or set INFORIGHTS_BACKUPS.")
    a_folder = place is None or place.endswith("/") or ((keep or keep_days) and where.suffix != SUFFIX)
    if a_folder and not where.is_dir():
        # Made here, it might lie on the machine's own disk, where another one was to be mounted.
        raise Refusal(f"There is no folder {where}: make it, or see that its disk is there.")
    new = not passphrase and not found.backup_key.exists()
    secret = _words(twice=True) if passphrase else backups.key_file(make=True)
    kept = backups.Kept(keep, keep_days) if keep or keep_days else None
    file, made, gone = backups.make(where, secret, now(), kept)
    print(f"{file}: {made.documents} documents, {made.rows} rows, {made.events} events of the audit log.")
    if gone:
        print(f"{gone} older {'backup was' if gone == 1 else 'backups were'} deleted.")
    if new:
        print(
            f"It is closed with a new key, {found.backup_key}. Copy that file to another place now, apart from the "
            "backups: without it they cannot be opened, by anybody."
        )
    if lost := still_missing(made.missing):
        print(
            f"The backup is made, but {lost} of the documents that the database speaks of could not be read: they "
            "are missing or were changed on disk. Look for an older backup that has them.",
            file=sys.stderr,
        )
        raise typer.Exit(1)


def restore(
    file: Annotated[Path, typer.Argument(help="The backup.")],
    to: Annotated[Path, typer.Option(metavar="FOLDER", help="An empty folder, or one that is not there yet.")],
    database: Annotated[
        str | None, typer.Option(metavar="URL", help="An empty database; SQLite in the folder unless given.")
    ] = None,
    key_file: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A copy of the key file; the installation's own unless given.")
    ] = None,
    passphrase: ByPassphrase = False,
) -> None:
    """Put a backup back into an empty folder; all of it is looked through first, and the audit log verified."""
    from models.moment import now
    from tasks import backups

    secret = _words(twice=False) if passphrase else backups.key_file(key_file)
    found = backups.put_back(file, secret, to, now(), database)
    print(
        f"{to}: {found.documents} documents, {found.rows} rows, as on {found.made_at:%d %B %Y at %H:%M} UTC. "
        f"The audit log holds: {found.events} events."
    )
    if found.missing:
        print(f"{found.missing} documents were missing already when the backup was made.", file=sys.stderr)
    print("Set INFORIGHTS_HOME to that folder, look at its settings.env, then `inforights catch-up`.")


def check() -> None:
    """Put the newest backup back into a scratch folder and look through it, as is done once a week."""
    from models.moment import now
    from rules.refusal import Refusal
    from settings import load
    from tasks import backups

    if load().safe.backups is None:
        raise Refusal("Set INFORIGHTS_BACKUPS to the folder of the backups.")
    wrong = backups.check(now())
    print(wrong[0] if wrong else "The newest backup is good: everything in it was put back, and its audit log holds.")
    if wrong:
        raise typer.Exit(1)


def _words(*, twice: bool) -> "Secret":
    from models.backup_key import Passphrase
    from models.backup_key import passphrase as long_enough

    if sys.stdin.isatty():
        typed = typer.prompt("Passphrase", hide_input=True, confirmation_prompt=twice, err=True)
    else:
        typed = sys.stdin.readline().rstrip("\r\n")
    return long_enough(typed) if twice else Passphrase(typed)
