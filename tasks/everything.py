"""Everything that the installation keeps, taken out in open forms and taken in again."""

from datetime import datetime
from pathlib import Path

import settings
from models import open_export, open_import
from models.audit_event import PROGRAM
from models.db import transaction
from models.open_export import Exported
from models.open_import import Imported
from rules.rights import Right

TAKEN_OUT, TAKEN_IN = "everything.exported", "everything.imported"


def export(place: Path, *, by: str, at: datetime) -> Exported:
    """Take everything out into one file; the log in it says who did.

    Raises:
        models.open_export.ExportRefused: there is a file of that name, or it cannot be written.
        rules.access.AccessRefused: whoever asks manages no service, or copies nothing out. Recorded.
    """
    if place.exists():
        raise open_export.there_already()
    with transaction(by, at) as tx:
        tx.may(Right.MANAGE)
        tx.may(Right.EXPORT)
        tx.record(TAKEN_OUT)
    return open_export.write(place, at)


def take_in(file: Path, to: Path, at: datetime, database: str | None = None) -> Imported:
    """Make the installation of an export again in an empty folder, and say so in its audit log.

    Raises:
        models.open_export.ExportRefused
    """
    found = open_import.read(file, to, database)
    url = database or f"sqlite:///{to.absolute() / settings.DATABASE_FILE}"
    with transaction(PROGRAM, at, url) as tx:
        tx.record(TAKEN_IN, events=found.events, rows=found.rows, documents=found.documents)
    return found
