"""Figures for Prometheus, by a key: how many requests are open, late or due. No reference, no name."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import PlainTextResponse, Response

from models.db import reading
from models.gauges import Gauges, gauges
from models.moment import day_of
from rules.scopes import Scope
from tasks import mailboxes, outbox, reminders
from tasks.access_tokens import Reader
from web.key import bearer
from web.visitor import At

router = APIRouter(include_in_schema=False)
MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_ByMetrics = Annotated[Reader, Depends(bearer(Scope.METRICS))]


@router.get("/metrics")
def metrics(reader: _ByMetrics, at: At) -> Response:
    """The figures of the service of the key, as of now."""
    with reading() as session:
        found = gauges(session, reader.sight, day_of(at))
    return PlainTextResponse(_text(reader.service, found, at), media_type=MEDIA_TYPE)


def _text(service: str, found: Gauges, at: datetime) -> str:
    """In the text format of Prometheus. A service's slug has nothing in it that would need escaping."""
    unread = int((at - found.unread_since).total_seconds() // 60) if found.unread_since else 0
    overdue = int(reminders.overdue(service, at) is not None)
    of_service = {
        "requests_open": ("Open requests that the account of the key sees in full.", found.open),
        "requests_late": ("Those whose date has passed.", found.late),
        "requests_due_today": ("Those that are due today.", found.due_today),
        "requests_restricted": ("Open requests that are kept from the account.", found.restricted),
        "oldest_unread_minutes": ("For how long the oldest request has not been read; 0: none waits.", unread),
        "reminder_run_overdue": ("1: the reminder run of the last working day has not happened.", overdue),
        "mails_given_up": ("Mails to people of the service that did not go, or came back.", outbox.given_up(service)),
        "mails_waiting": ("Mails to people of the service that are tried again later.", outbox.put_off(service)),
        "incoming_undecided": ("E-mails that wait for somebody to decide.", found.undecided),
        "mailboxes_failing": ("Mailboxes of which no mail can be taken.", len(mailboxes.troubles(service, at))),
    }
    lines = []
    for name, (says, value) in of_service.items():
        lines += _metric(name, says, f'{{service="{service}"}} {value}')
    lines += _metric("audit_events", "The number of the newest event of the audit log.", f" {found.audit_number}")
    lines += _metric("database_up", "1: the database answers.", " 1")
    return "\n".join(lines) + "\n"


def _metric(name: str, says: str, value: str) -> list[str]:
    return [f"# HELP inforights_{name} {says}", f"# TYPE inforights_{name} gauge", f"inforights_{name}{value}"]
