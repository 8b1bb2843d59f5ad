"""The change of the installation's keys, and the closing of what lay open before there were any (BNS-8)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from models import key_ring, rekeying
from models.audit_event import PROGRAM
from models.db import transaction
from rules.refusal import Refusal
from rules.rights import Right
from tasks.step import step

MADE, RETIRED, CLOSED = "keys.made", "keys.retired", "documents.closed"


class KeysNotChanged(Refusal):
    """The change of keys is not finished; says what to do. Nothing is lost, and everything can be read as before."""


@dataclass(frozen=True, slots=True)
class Changed:
    """What a change of keys came to."""

    version: int
    documents: int
    secrets: int  # sealed in the database


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
    with transaction(by, at) as tx:
        tx.may(Right.MANAGE)
        resealed, unopened = rekeying.seal_anew(tx.session)
        if not broken and not unopened:
            tx.record(
                RETIRED, version=ring.older[-1].version, to=ring.newest.version, documents=done, secrets=resealed
            )
        elif resealed:
            tx.record(CLOSED, version=ring.newest.version, documents=done, secrets=resealed)
    if broken or unopened:
        raise KeysNotChanged(_not_opened(broken, unopened))
    if not rekeying.retire():
        raise KeysNotChanged("Documents that lay open were put into the folder meanwhile: say it again.")
    return Changed(ring.newest.version, done, resealed)


def close_open(at: datetime) -> int:
    """Close what a release before this one left open, with the newest key. Gives how many documents that were."""
    done = sum(rekeying.close(file, key) for file, key in rekeying.to_close() if key is None)
    if done:
        with transaction(PROGRAM, at) as tx:
            tx.record(CLOSED, version=key_ring.load().newest.version, documents=done, secrets=0)
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


def _not_opened(documents: int, secrets: int) -> str:
    found = [f"{documents} stored {'document' if documents == 1 else 'documents'}"] if documents else []
    found += [f"the one-time codes of {secrets} {'account' if secrets == 1 else 'accounts'}"] if secrets else []
    return (
        f"{' and '.join(found)} cannot be opened, so the old key is kept. Put the files back from a backup, or let a "
        "manager reset the codes; then say it again. Everything else is closed with the new key."
    )


close_documents = step(close_open)
