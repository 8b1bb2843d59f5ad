"""`export` and `import`: everything that the installation keeps, in open forms, and the same installation again."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from cli.options import By
from cli.words import acting


def export(
    file: Annotated[Path, typer.Argument(metavar="FILE.zip", help="A new file.")],
    by: By = None,
) -> None:
    """Everything in open forms, in one file: tables as CSV with a description, documents as they came and went.

    Whoever manages the service makes it. Where several services have accounts, whoever runs the machine does, without
    `--by`.
    """
    from models.audit_event import PROGRAM
    from models.moment import now
    from tasks import everything

    # As with a backup: whoever is at the machine can read the folder, and no account is asked for.
    who = PROGRAM if by is None and everything.is_of_several() else acting(by)
    made = everything.export(file, by=who, at=now())
    print(f"{file}: {made.documents} documents, {made.rows} rows, {made.events} events of the audit log.")
    print(
        "It names people and is closed with nothing: keep it as the records themselves, and delete it after. "
        "Passwords, codes and keys are not in it.",
        file=sys.stderr,
    )
    if made.missing:
        print(
            f"{made.missing} of the documents that the database speaks of could not be read: look for a backup that "
            "has them.",
            file=sys.stderr,
        )
        raise typer.Exit(1)


def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE.zip", help="What `export` made.")],
    to: Annotated[Path, typer.Option(metavar="FOLDER", help="A folder that is empty, or not there.")],
    database: Annotated[
        str | None, typer.Option(metavar="URL", help="An empty database; SQLite in the folder unless given.")
    ] = None,
) -> None:
    """Make the installation of an export again in an empty folder; all of it is looked through first."""
    from models.moment import now
    from settings.mailboxes import FILE as MAILBOXES
    from tasks import everything

    found = everything.take_in(file, to, now(), database)
    print(f"{to}: {found.documents} documents, {found.rows} rows. The audit log holds: {found.events} events.")
    if found.missing:
        print(f"{found.missing} documents were missing already when the export was made.", file=sys.stderr)
    if (to / "settings.env").exists():
        print(f"Look at {to / 'settings.env'}: what named places before, and what is secret, is a comment in it.")
    if found.mailboxes:
        print(
            f"Enter the passwords of the mailboxes again, in {to / MAILBOXES} or in the files that it names: they "
            "are in no export."
        )
    print(
        "Set INFORIGHTS_HOME to that folder, run `inforights keys apply` and then `inforights catch-up`. Everybody "
        "signs in anew: `inforights user invite LOGIN`."
    )
