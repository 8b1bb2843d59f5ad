"""`keys`: with which key what is stored is closed, and the change to a new one."""

import sys

import typer

from cli.options import By
from cli.words import acting


def list_() -> None:
    """The installation's keys, by version, and how many documents are closed with each."""
    from cli.table import print_table
    from models.db import reading
    from models.rekeying import standing
    from models.resealing import left
    from settings import load

    ring, counts, plain = standing()
    known = {key.label for key in ring.keys}
    rows = [
        (
            label,
            "the newest" if label == ring.newest.label else "being replaced" if label in known else "MISSING",
            str(count),
        )
        for label, count in counts.items()
    ]
    print(f"The keys are in {load().safe.key_file}. Keep a copy apart from this machine.")
    print_table(("Key", "It is", "Documents"), rows)
    if plain:
        print(f"{plain} of an earlier release lie open: `inforights catch-up` closes them.")
    seals = load().safe.seals
    print(f"The database is set {'' if seals else 'not '}to be sealed (INFORIGHTS_SEAL_DATABASE).")
    with reading() as session:
        if otherwise := left(session):
            print(f"{otherwise} rows are {'open' if seals else 'still sealed'}: `inforights keys apply`.")
    if len(ring.keys) > 1:
        print("A change of keys was cut off: `inforights keys rotate` goes on with it.")
    if lost := sum(count for label, count in counts.items() if label not in known):
        print(
            f"{lost} documents are closed with a key that is not here. Put the file of keys back from its copy, or "
            "restore a backup; without either nobody can read them again.",
            file=sys.stderr,
        )
        raise typer.Exit(1)


def rotate(by: By = None) -> None:
    """Make a new key, close everything that is stored with it, and forget the old one.

    The program may run meanwhile. Cut off, it is gone on with when it is said again.
    """
    from models.moment import now
    from tasks import keys

    found = keys.rotate(by=acting(by), at=now())
    what = "1 document is" if found.documents == 1 else f"{found.documents} documents are"
    print(f"Key {found.version} is in use, and {what} closed with it. The old key is gone.")
    print("Make a copy of the file of keys now, and a backup: older copies of the file do not open what is here.")


def apply(by: By = None) -> None:
    """Seal what lies open in the database, or open what is sealed, as INFORIGHTS_SEAL_DATABASE says.

    The program may run meanwhile, once it was started anew with the setting. Cut off, it is gone on with when it is
    said again.
    """
    from models.moment import now
    from tasks import keys

    seals, values = keys.apply(by=acting(by), at=now())
    done = f"{values} values were {'sealed' if seals else 'opened'}" if values else "there was nothing to do"
    print(f"The database is {'sealed' if seals else 'open'}: {done}.")
    if seals:
        print("Keep a copy of the file of keys: without it nobody can read them again.")
