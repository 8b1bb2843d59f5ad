"""A list that is copied out: who may, and the event that says so. What was in it is not recorded."""

from datetime import datetime

from models.db import transaction
from rules.rights import Right


def note(what: str, form: str, rows: int, *, by: str, at: datetime, service: str | None = None) -> None:
    """Record that a list of one's service is copied out: which, in what form, how many rows.

    Args:
        service: whose list it is, where that is not the service of whoever acts.

    Raises:
        rules.access.AccessRefused: whoever asks copies nothing out (BNS-5); that they tried is recorded.
    """
    with transaction(by, at) as tx:
        service = service or tx.who.service
        tx.may(Right.EXPORT, service)
        tx.record("list.exported", service=service, list=what, form=form, rows=rows)


def note_request(reference: str, what: str, form: str, rows: int, *, by: str, at: datetime) -> None:
    """The same of a list that belongs to one request.

    Raises:
        models.request.NoSuchRequest
        rules.access.AccessRefused
    """
    with transaction(by, at) as tx:
        request = tx.request(reference, Right.EXPORT)
        tx.record("list.exported", request, list=what, form=form, rows=rows)
