"""Backups: made while others work, kept for so long, put back, and tried out before anybody needs them."""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from sqlmodel import Session

import settings
from models import backup, backup_key, file_lock, restore
from models.audit_event import PROGRAM, AuditEvent
from models.backup import SUFFIX, Made
from models.backup_key import BackupRefused, Heading, Secret
from models.backup_state import BackupState
from models.db import reading, transaction
from models.moment import day_of
from models.restore import Restored
from rules.refusal import Refusal
from rules.working_days import written
from tasks import signals
from tasks.step import step

MADE, CHECKED, FAILED, PUT_BACK = "backup.made", "backup.checked", "backup.failed", "backup.put_back"
RECOVERED = "backup.recovered"
OLDEST: Final = timedelta(days=8)  # a week, and a day for the run to be late
_BY_NIGHT: Final = "No good backup was made by night."
_NIGHT: Final = timedelta(hours=12)
_SCRATCH: Final = ".backup-check-"


@dataclass(frozen=True, slots=True)
class Kept:
    """Which backups of a folder stay; the newest always does."""

    newest: int | None = None
    days: int | None = None


def make(place: Path, secret: Secret, at: datetime, kept: Kept | None = None) -> tuple[Path, Made, int]:
    """Make a backup, and delete older ones. Gives where it is, what is in it, and how many were deleted.

    Whoever can do this can read the folder of the installation, so no account is asked for.

    Args:
        place: a file that is not there, or a folder.
        kept: what stays of the older ones, in the same folder.

    Raises:
        BackupRefused
    """
    file = place / f"inforights-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}{SUFFIX}" if place.is_dir() else place
    made = backup.write(file, secret, at)
    gone = list(_aged(file.parent, at, kept)) if kept else []
    for old in gone:
        try:
            old.unlink(missing_ok=True)
        except OSError as error:
            raise BackupRefused(
                f"The backup is made, but an older one could not be deleted ({type(error).__name__}): do it by hand."
            ) from None
    with transaction(PROGRAM, at) as tx:
        tx.record(MADE, events=made.events, rows=made.rows, documents=made.documents, deleted=len(gone))
    return file, made, len(gone)


def put_back(file: Path, secret: Secret, to: Path, at: datetime, database: str | None = None) -> Restored:
    """Put a backup back into an empty folder, and say so in its audit log.

    Raises:
        BackupRefused: as `models.restore.restore`.
    """
    found = restore.restore(file, secret, to, database)
    url = database or f"sqlite:///{to.absolute() / settings.DATABASE_FILE}"
    with transaction(PROGRAM, at, url) as tx:
        tx.record(PUT_BACK, made=found.made_at.isoformat(), events=found.events, documents=found.documents)
    return found


def key_file(at: Path | None = None, *, make: bool = False) -> Secret:
    """The key file of the backups: the installation's own, or a copy of it.

    Raises:
        BackupRefused, settings.key_file.KeyRefused
    """
    return backup_key.copy_of(at) if at else backup_key.file_of(settings.load().safe.backup_key, make=make)


def check(at: datetime) -> list[str]:
    """Put the newest backup back into a scratch folder, look through it whole, and note what was found.

    Returns a line where something is wrong. Nothing is done where no folder of backups is set.
    """
    folder = settings.load().safe.backups
    if folder is None:
        return []
    made_at, because = None, None
    with file_lock.alone("backup-check"):
        try:
            made_at, found = _tried(folder)
            if found.missing:
                because = f"It is whole, but {found.missing} of its documents were missing already when it was made."
        except Refusal as why:
            because = str(why)
        _note(made_at, because, at)
    if because:
        signals.of_installation("backup.failed")
    return [because] if because else []


def make_by_night(at: datetime) -> list[str]:
    """Make a backup in the folder that is set, and delete those that are older than they are kept.

    Returns a line where none was made, or a document is missing. Nothing is done where no folder is set, or a backup
    was made within half a day.
    """
    known = settings.load().safe
    if known.backups is None:
        return []
    because = None
    with file_lock.alone("backup-made"):
        try:
            if any(timedelta() <= at - made < _NIGHT for made, _, heading in _backups(known.backups) if heading):
                return []
            if not known.backup_key.exists():
                raise BackupRefused(
                    "There is no key to close it with: make the first backup by hand, and copy its key elsewhere."
                )
            _, made, _ = make(known.backups, key_file(), at, Kept(days=known.backup_days))
            if lost := backup.still_missing(made.missing):
                because = f"It is made, but {lost} of the documents that the database speaks of could not be read."
        except (Refusal, OSError) as why:
            because = str(why) if isinstance(why, Refusal) else f"The folder cannot be used ({type(why).__name__})."
        _note_night(because, at)
    if because:
        signals.of_installation("backup.failed")
    return [because] if because else []


def trouble(at: datetime) -> str | None:
    """What is wrong with the backups, for the board: none tried out, the newest bad, the last good one too old."""
    if settings.load().safe.backups is None:
        return None
    with reading() as session:
        state = session.get(BackupState, 1)
    if state is None:
        return "No backup has been tried out yet: it is done once a week, while the program runs."
    good = f"The last good one is of {written(day_of(state.good_made_at))}." if state.good_made_at else ""
    if state.because:
        says = f"The backups are not well, as was found on {written(day_of(state.checked_at))}"
        return f"{says}: {state.because} {good}".strip()
    if state.good_made_at and state.good_made_at - at > _NIGHT:
        return "The newest backup says that it was made in the future: see that the clock of this machine is right."
    if state.good_made_at and at - state.good_made_at > OLDEST:
        return f"The backups are too old. {good} See that they are made, and tried out each week."
    return None


def _tried(folder: Path) -> tuple[datetime, Restored]:
    home = settings.load().home
    for left in home.glob(f"{_SCRATCH}*"):  # of a run that was cut off: names are in it
        shutil.rmtree(left, ignore_errors=True)
    newest = next(iter(sorted(_backups(folder), key=lambda one: one[0], reverse=True)), None)
    if newest is None:
        raise BackupRefused("There is no backup in the folder of backups.")
    _, file, heading = newest
    if heading and heading.sort == "passphrase":
        raise BackupRefused("It is closed with a passphrase, which nobody is there to give: try it out by hand.")
    scratch = Path(tempfile.mkdtemp(dir=home, prefix=_SCRATCH))
    try:
        found = restore.restore(file, key_file(), scratch / "home")
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    with reading() as session:
        _check_ours(session, found)
    return found.made_at, found


def _check_ours(session: Session, found: Restored) -> None:
    """That the log here goes on from the log in the backup: else one of the two was changed as a whole."""
    here = session.get(AuditEvent, found.events) if found.events else None
    if found.events and (here is None or here.hash != found.head):
        raise BackupRefused(
            "Its audit log is not the beginning of the one here: it is of another installation, or one of the two "
            "was written anew."
        )


def _note(made_at: datetime | None, because: str | None, at: datetime) -> None:
    with transaction(PROGRAM, at) as tx:
        state = tx.session.get(BackupState, 1) or BackupState(checked_at=at)
        state.checked_at, state.because = at, because[:500] if because else None
        if made_at:
            state.good_made_at = made_at
        tx.session.add(state)
        made = made_at.isoformat() if made_at else None
        if because:
            tx.record(FAILED, made=made, because=because)
        else:
            tx.record(CHECKED, made=made)


def _note_night(because: str | None, at: datetime) -> None:
    """Note that a night went without a good backup; a good one ends what was noted of the nights before it."""
    if because:
        _note(None, f"{_BY_NIGHT} {because}", at)
        return
    with transaction(PROGRAM, at) as tx:
        state = tx.session.get(BackupState, 1)
        if state and state.because and state.because.startswith(_BY_NIGHT):
            state.because = None
            tx.session.add(state)
            tx.record(RECOVERED)


def _backups(folder: Path) -> Iterator[tuple[datetime, Path, Heading | None]]:
    """Every backup in a folder and when it was made; of one whose beginning is spoiled, when the file was written."""
    try:
        files = [file for file in folder.iterdir() if file.suffix == SUFFIX and not file.name.startswith(".")]
    except OSError:
        raise BackupRefused("The folder of backups cannot be read: check INFORIGHTS_BACKUPS.") from None
    for file in files:
        try:
            with file.open("rb") as source:
                heading = backup_key.read(source)
            yield heading.made_at, file, heading
        except BackupRefused:
            yield datetime.fromtimestamp(file.stat().st_mtime, UTC), file, None


def _aged(folder: Path, at: datetime, kept: Kept) -> Sequence[Path]:
    """The backups that are to go. A file that is none, or is spoiled, is nobody's to delete but a person's."""
    whole = ((made, file) for made, file, heading in _backups(folder) if heading)
    older = sorted(whole, reverse=True)[1:]
    beyond = older[max(kept.newest - 1, 0) :] if kept.newest is not None else []
    too_old = [pair for pair in older if kept.days is not None and at - pair[0] > timedelta(days=kept.days)]
    return list(dict.fromkeys(file for _, file in [*beyond, *too_old]))


check_newest = step(check)
make_nightly = step(make_by_night)
