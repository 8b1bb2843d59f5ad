"""The change of the installation's keys, and the closing of what lay open before there were any (BNS-8)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import settings
from models import destruction, key_ring, rekeying
from models.audit_event import PROGRAM
from models.db import Transaction, reading, transaction
from models.resealing import Resealing
from rules.refusal import Refusal
from rules.rights import Right
from tasks.step import step

MADE, RETIRED, CLOSED = "keys.made", "keys.retired", "documents.closed"
SEALED, OPENED = "database.sealed", "database.opened"


class KeysNotChanged(Refusal):
    """The change of keys is not finished; says what to do. Nothing is lost, and everything can be read as before."""


@dataclass(frozen=True, slots=True)
class Changed:
    """What a change of keys came to."""

    version: int
    documents: int
    secrets: int  # one-time codes
    values: int  # of the database's columns


def rotate(*, by: str, at: datetime, tell: Callable[[int], None] = lambda _count: None) -> Changed:
    """Make a new key, close everything that is stored with it, and only then forget the old one.

    Others work meanwhile. Cut off at any point, it is gone on with by the next call.

    Args:
        tell: is told after each document how many were closed.

    Raises:
        KeysNotChanged: something that is stored cannot be opened, or the disk cannot be written.
        settings.key_file.KeyRefused: the file of keys cannot be used.
        rules.access.AccessRefused
    """
    try:
        return _rotate(by, at, tell)
    except OSError as error:
        raise KeysNotChanged(
            f"The keys cannot be changed ({type(error).__name__}): see that the folder and the file of keys can be "
            "written and have room, then say it again. What is stored can be read as before."
        ) from None


def _rotate(by: str, at: datetime, tell: Callable[[int], None]) -> Changed:
    with transaction(by, at, trying="keys") as tx:
        tx.may(Right.MANAGE)  # of whichever service: the keys are those of the installation
        if not key_ring.load().older:
            tx.record(MADE, version=key_ring.load().newest.version + 1)
        ring = key_ring.begin()  # cut off before the commit, the event of its retirement alone tells of it
    done, broken = _close(tell)
    values, _ = _reseal(by, at)
    with transaction(by, at, alone=True) as tx:
        tx.may(Right.MANAGE)
        secrets, unopened = rekeying.seal_anew(tx.session)
        last = Resealing()  # of what others wrote with the old key since
        values += sum(last.pieces(tx.session))
        whole = not (broken or unopened or last.broken)
        counts: dict[str, Any] = {"documents": done, "secrets": secrets, "values": values}
        if whole:
            tx.record(RETIRED, version=ring.older[-1].version, to=ring.newest.version, **counts)
        elif secrets or values:
            tx.record(CLOSED, version=ring.newest.version, **counts)
    _overwritten()
    if not whole:
        raise KeysNotChanged(_not_opened(broken, unopened, last.broken))
    if not rekeying.retire():
        raise KeysNotChanged("Documents that lay open were put into the folder meanwhile: say it again.")
    return Changed(ring.newest.version, done, secrets, values)


def apply(*, by: str, at: datetime) -> tuple[bool, int]:
    """Seal what lies open in the database, or open what is sealed, as the installation is set.

    Others work meanwhile. Cut off at any point, it is gone on with by the next call. Gives whether it is sealed now,
    and how many values were brought to it.

    Raises:
        KeysNotChanged: something cannot be opened; everything else is as it is to be.
        settings.key_file.KeyRefused: the file of keys cannot be used.
        rules.access.AccessRefused
    """
    with transaction(by, at, trying="keys") as tx:
        tx.may(Right.MANAGE)
    values, _ = _reseal(by, at)
    last = Resealing()  # of what others wrote meanwhile, who had not heard of the setting yet
    with transaction(by, at, alone=True) as tx:
        tx.may(Right.MANAGE)
        if late := sum(last.pieces(tx.session)):
            _note(tx, late)
    _overwritten()
    if last.broken:
        raise KeysNotChanged(
            f"{_counted(last.broken, 'value')} in the database cannot be opened: put the file of keys back from its "
            "copy, then say it again. Everything else is done."
        )
    return settings.load().safe.seals, values + late


def _reseal(by: str, at: datetime) -> tuple[int, int]:
    """Bring the database to how it is to be kept, each piece by itself. Gives the values that were changed, and those
    that cannot be opened."""
    run, values = Resealing(), 0
    while not run.ended:
        with transaction(by, at, alone=True) as tx:
            tx.may(Right.MANAGE)
            if done := run.piece(tx.session):
                _note(tx, done)
                values += done
    return values, run.broken


def _overwritten() -> None:
    """Have the database forget what its own log still holds of what lay open before."""
    with reading() as session:
        destruction.leave_no_trace(session)


def _note(tx: Transaction, values: int) -> None:
    tx.record(SEALED if settings.load().safe.seals else OPENED, values=values, version=key_ring.load().newest.version)


def close_open(at: datetime) -> int:
    """Close what a release before this one left open, with the newest key. Gives how many documents that were."""
    done = sum(rekeying.close(file, key) for file, key in rekeying.to_close() if key is None)
    if done:
        with transaction(PROGRAM, at) as tx:
            tx.record(CLOSED, version=key_ring.load().newest.version, documents=done, secrets=0, values=0)
    return done


def _close(tell: Callable[[int], None]) -> tuple[int, int]:
    done = broken = 0
    for file, key in rekeying.to_close():
        if rekeying.close(file, key):
            done += 1
            tell(done)
        else:
            broken += 1
    return done, broken


def _not_opened(documents: int, secrets: int, values: int) -> str:
    found = [_counted(documents, "stored document")] if documents else []
    found += [f"the one-time codes of {_counted(secrets, 'account')}"] if secrets else []
    found += [f"{_counted(values, 'value')} in the database"] if values else []
    return (
        f"{' and '.join(found)} cannot be opened, so the old key is kept. Put the files back from a backup, or let a "
        "manager reset the codes; then say it again. Everything else is closed with the new key."
    )


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


close_documents = step(close_open)
