"""The reads of legal holds. Whatever disposes of a record asks `stops_disposal` first."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from models import follow_ups
from models.case_file import CaseFile
from models.case_files import files_of, requests_of
from models.legal_hold import LegalHold
from models.request import Request
from rules import holds
from rules.holds import Hold, Stop


def on(session: Session, record: Request | CaseFile) -> Sequence[LegalHold]:
    """Every hold that was ever placed on a request or a file, in the order of entry."""
    mine = LegalHold.request_id if isinstance(record, Request) else LegalHold.case_file_id
    return session.exec(select(LegalHold).where(mine == record.id).order_by(col(LegalHold.id))).all()


def stops_disposal(session: Session, record: Request | CaseFile) -> tuple[Stop, ...]:
    """Every reason for which a request or a file is not disposed of; empty where nothing stops it.

    A file is stopped by what stops a request that is linked to it, and a request by a hold on its file: what was
    asked for lies in the one, and what was answered in the other (FOIA 2000 s.77, DPA 2018 s.173).
    """
    requests: Sequence[Request]
    files: Sequence[CaseFile]
    if isinstance(record, Request):
        requests, files = [record], files_of(session, record)
    else:
        requests, files = requests_of(session, record), [record]
    everything: list[Request | CaseFile] = [*requests, *files]
    return holds.stops_disposal(
        (request.reference for request in requests if request.state.is_open),
        (Hold(row.because, row.since, row.lifted_on) for one in everything for row in on(session, one)),
        (
            (request.reference, one.what)
            for request in requests
            for one in follow_ups.of_request(session, request)
            if one.is_open
        ),
    )
