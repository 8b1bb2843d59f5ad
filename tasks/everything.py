"""Everything that the installation keeps, taken out in open forms and taken in again."""

from datetime import datetime
from pathlib import Path

from sqlmodel import Session, select

import settings
from models import open_export, open_import
from models.account import Account
from models.audit_event import PROGRAM
from models.db import reading, transaction
from models.open_export import Exported
from models.open_import import Imported
from rules.access import AccessRefused
from rules.rights import Right

TAKEN_OUT, TAKEN_IN = "everything.exported", "everything.imported"


def export(place: Path, *, by: str, at: datetime) -> Exported:
    """Take everything out into one file; the log in it says who did.

    Raises:
        models.open_export.ExportRefused: there is a file of that name, or it cannot be written.
        rules.access.AccessRefused: whoever asks manages no service, or copies nothing out, or there are other
            services' records in it. Recorded.
    """
    open_export.check(place)
    with transaction(by, at) as tx:
        tx.may(Right.MANAGE)
        tx.may(Right.EXPORT)
        if by != PROGRAM and _of_several(tx.session):
            refused = AccessRefused(
                "An export has the records of every service here, and others than yours have accounts: whoever runs "
                "the machine makes it, without saying who acts, as a backup is made (DER-1, CUM-3.4)."
            )
            tx.deny(refused, None, right=Right.EXPORT)
            raise refused
        tx.record(TAKEN_OUT)
    return open_export.write(place, at)


def is_of_several() -> bool:
    """Whether more than one service has accounts here, so that no manager of one may take everything out."""
    with reading() as session:
        return _of_several(session)


def _of_several(session: Session) -> bool:
    return len(session.exec(select(Account.service).distinct().limit(2)).all()) > 1


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
