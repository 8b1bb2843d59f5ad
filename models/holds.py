"""The reads of legal holds. Whatever disposes of a record asks `stops_disposal` first."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from models import follow_ups
from models.case_file import CaseFile, RequestFile
from models.case_files import files_of, requests_of
from models.follow_up import FollowUpRow
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


def may_stop(session: Session) -> tuple[set[int | None], set[int | None]]:
    """The row numbers of the requests, and of the case files, that anything may stop: those to look at one by one.

    Three questions, however many records there are.
    """
    requests: set[int | None] = {*session.exec(select(FollowUpRow.request_id))}
    files: set[int | None] = set()
    for request, file in session.exec(select(LegalHold.request_id, LegalHold.case_file_id)):
        requests.add(request)
        files.add(file)
    for linked in session.exec(select(RequestFile)):
        requests.add(linked.request_id)
        files.add(linked.case_file_id)
    return requests, files
