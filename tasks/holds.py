"""Legal holds: placed by a person, or by an order and a legal request of themselves; lifted by a person."""

from collections.abc import Collection
from datetime import date, datetime

from models import case_files
from models import holds as on_record
from models.audit_event import PROGRAM
from models.case_file import CaseFile
from models.case_files import id_of_file
from models.db import Transaction, transaction
from models.legal_hold import LegalHold
from models.moment import day_of
from models.queries import id_of
from models.request import Request
from rules.deed import Deed
from rules.holds import AUTOMATIC, Because, HoldRefused
from rules.kinds import Kind
from rules.typed import needed


def place(reference: str, because: str, *, by: str, at: datetime, since: date | None = None) -> None:
    """Hold a request or a case file: nothing of it is disposed of until somebody lifts the hold.

    Raises:
        rules.holds.HoldRefused: the day lies in the future.
        rules.typed.TypedRefused: no reason is given.
    """
    with transaction(by, at, trying="hold") as tx:
        record = _record(tx, reference)
        day = since or day_of(at)
        if day > day_of(at):
            raise HoldRefused("A hold does not begin in the future: check the day.")
        _add(tx, record, Because.PLACED, day, by, needed(because, "reason for the hold"))


def lift(reference: str, number: int, because: str, *, by: str, at: datetime) -> None:
    """Lift one hold, with the reason; it stays on record.

    Args:
        number: of the hold, counted from 1 in the order in which they were placed.

    Raises:
        rules.holds.HoldRefused: there is none of that number, or it was lifted.
    """
    with transaction(by, at, trying="hold") as tx:
        record = _record(tx, reference)
        rows = on_record.on(tx.session, record)
        if not 1 <= number <= len(rows) or rows[number - 1].lifted_on:
            raise HoldRefused("No hold of that number stands: see those that do.", do=Deed.HOLDS)
        _lift(tx, record, rows[number - 1], by, needed(because, "reason for lifting the hold"))


def set_automatic(tx: Transaction, request: Request, kinds: Collection[Kind]) -> None:
    """Bring the holds that come of themselves in line with the kinds: an order, a legal request of the authority.

    One that comes again is placed again; one whose kind was a mistake is lifted with it. A hold that a person lifted
    stays lifted.
    """
    wanted = {AUTOMATIC[kind] for kind in kinds if kind in AUTOMATIC}
    rows = [row for row in on_record.on(tx.session, request) if row.because is not Because.PLACED]
    for row in rows:
        if row.because not in wanted and row.lifted_on is None:
            _lift(tx, request, row, PROGRAM, "it was decided to be something else")
    settled = {row.because for row in rows if row.lifted_by != PROGRAM}
    for because in sorted(wanted - settled):
        _add(tx, request, because, request.received_on, PROGRAM, None)


def _record(tx: Transaction, reference: str) -> Request | CaseFile:
    return case_files.locked(tx, reference) if case_files.is_file(reference) else tx.request(reference)


def _add(
    tx: Transaction, record: Request | CaseFile, because: Because, since: date, by: str, reason: str | None
) -> None:
    of_request = isinstance(record, Request)
    tx.session.add(
        LegalHold(
            request_id=id_of(record) if isinstance(record, Request) else None,
            case_file_id=id_of_file(record) if isinstance(record, CaseFile) else None,
            because=because,
            reason=reason,
            since=since,
            by=by,
        )
    )
    tx.record(
        "hold.placed", record, why=because.value, since=since.isoformat(), of="request" if of_request else "file"
    )


def _lift(tx: Transaction, record: Request | CaseFile, row: LegalHold, by: str, because: str) -> None:
    row.lifted_on, row.lifted_by, row.lifted_because = day_of(tx.at), by, because
    tx.session.add(row)
    tx.record("hold.lifted", record, why=row.because.value, since=row.since.isoformat())
