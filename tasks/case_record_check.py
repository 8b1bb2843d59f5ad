"""A record of a case that is given back: whether it is the file that was taken out, and whether its events hold."""

import hashlib
from dataclasses import dataclass

from sqlmodel import Session, select

from models.audit_event import AuditEvent
from models.db import audit_content, reading
from models.moment import day_of
from rules.audit import chain_hash
from rules.case_record import NoRecord, differing, given
from rules.working_days import written

_ONLY_EVENTS = (
    "No file with these bytes was taken out here: only the events in it were checked, and of each only what it was "
    "hashed from. All else in it may have been changed."
)


@dataclass(frozen=True, slots=True)
class Checked:
    """What is to be said of a file, line by line, and whether nothing is wrong with it as far as it was checked."""

    lines: tuple[str, ...]
    holds: bool


def check(content: bytes) -> Checked:
    """Check a file in any form against the log of this installation; of one that it does not know, the events.

    Raises:
        rules.case_record.NoRecord: the log knows no such file, and it has no events that could be checked.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    with reading() as session:
        taken_out = _taken_out(session, sha256)
        if taken_out is None:
            return _of_events(session, content)
        who = f"{written(day_of(taken_out.at))} by {taken_out.actor}"
        if chain_hash(taken_out.number, audit_content(taken_out), taken_out.previous) != taken_out.hash:
            return Checked((f"Event {taken_out.number}, by which it was taken out, was changed in the log.",), False)
        lines = [f"This is the file that was taken out on {who}, unchanged."]
        try:
            wrong = _against_log(session, content)
        except NoRecord:  # on paper: as a whole it is the same, and that is all
            wrong = []
    return Checked((*lines, *wrong), not wrong)


def _taken_out(session: Session, sha256: str) -> AuditEvent | None:
    """The event by which just that file was taken out."""
    events = session.exec(select(AuditEvent).where(AuditEvent.event == "case.exported")).all()
    return next((event for event in events if event.what.get("sha256") == sha256), None)


def _of_events(session: Session, content: bytes) -> Checked:
    found = given(content)
    log = _log(session, found.reference)
    if not log:
        held = "It was not held against a log: none here has that request."
        fine = "Each event in the file is as it was hashed."
        return Checked((_ONLY_EVENTS, held, *(found.wrong or (fine,))), not found.wrong)
    if not found.hashes:
        return Checked((f"The file has no event, and the log has {len(log)} of {found.reference}.",), False)
    if not any(log.get(number) == its for number, its in found.hashes.items()):
        return Checked((*found.wrong, f"No event in the file stands in the log of {found.reference} here."), False)
    wrong = [*found.wrong, *differing(found, log)]
    fine = "Each event in the file is as it was hashed, and stands so in the log here."
    return Checked((_ONLY_EVENTS, *(wrong or [fine])), False)  # the log knows every file of it that was taken out


def _against_log(session: Session, content: bytes) -> list[str]:
    found = given(content)
    return [*found.wrong, *differing(found, _log(session, found.reference))]


def _log(session: Session, reference: str) -> dict[int, str]:
    """The hashes of the events that the log has of a request, by their numbers."""
    query = select(AuditEvent.number, AuditEvent.hash).where(AuditEvent.reference == reference)
    return dict(session.exec(query).all())
