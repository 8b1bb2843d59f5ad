"""The reminders: what is due today and noted nowhere yet, and the ledger of those that were given."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from models import reminder_ledger
from models.db import reading
from models.moment import day_of
from models.reminder_ledger import PAGE
from tasks import access
from tasks import reminders as task
from web.copies import copies
from web.page import drawn
from web.visitor import At, Who

router = APIRouter(include_in_schema=False)


@router.get("/reminders")
def reminders(
    request: Request, who: Who, at: At, after: Annotated[int | None, Query(ge=1, le=2**62)] = None
) -> Response:
    """The ledger, the last reminder first; before its first page what today asks for."""
    sight = access.sight_of(None, by=who.login, at=at)
    due = [] if after else task.due_on(who.service, day_of(at))
    with reading() as session:
        today = reminder_ledger.shown(session, sight, due)
        found = reminder_ledger.noted(session, sight, after=after, limit=PAGE + 1)
    return drawn(
        request,
        "reminders.html",
        "Reminders",
        who=who,
        today=[(one.whom, one.says) for one in today],
        noted=found[:PAGE],
        first=after is None,
        copies=copies(request, who, "reminders"),
        more=found[PAGE - 1].id if len(found) > PAGE else None,
    )
