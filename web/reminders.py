"""The reminders: what is due today and noted nowhere yet, and the ledger of those that were given."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from models import reminder_ledger
from models.db import reading
from models.moment import day_of
from models.reminder_ledger import PAGE
from rules.delivery import in_words
from rules.rights import Right
from tasks import access, outbox
from tasks import reminders as task
from web.case import Values
from web.change import Change, in_one_transaction, show, take
from web.copies import copies
from web.managing import Manager
from web.notices import missed_run
from web.page import drawn, onward
from web.visitor import At, Form, Visitor, Who, may

router = APIRouter(include_in_schema=False)


@router.get("/reminders")
def reminders(
    request: Request, who: Who, at: At, after: Annotated[int | None, Query(ge=1, le=2**62)] = None
) -> Response:
    """The ledger, the last reminder first; before its first page what today asks for, and what did not go."""
    sight = access.sight_of(None, by=who.login, at=at)
    due = [] if after else task.due_on(who.service, day_of(at))
    manages = may(who, Right.MANAGE)
    with reading() as session:
        today = reminder_ledger.shown(session, sight, due)
        found = reminder_ledger.noted(session, sight, after=after, limit=PAGE + 1)
        went = reminder_ledger.deliveries(session, found[:PAGE])
    return drawn(
        request,
        "reminders.html",
        "Reminders",
        who=who,
        today=[(one.whom, one.says) for one in today],
        noted=[(one, in_words(one.unsent, went.get(one.id or 0, {}))) for one in found[:PAGE]],
        first=after is None,
        notices=[] if after else list(missed_run(who, at)),
        unsent=outbox.listed(by=who.login, at=at) if manages and not after else [],
        no_mail=None if outbox.is_set_up() else outbox.NOT_SET_UP,
        copies=copies(request, who, "reminders"),
        more=found[PAGE - 1].id if len(found) > PAGE else None,
    )


@router.get("/reminders/mails/{number}/again")
def again_form(request: Request, number: int, who: Manager, at: At) -> Response:
    """Whether a mail that did not go is to be tried again."""
    return show(request, _again(number, who, at), who)


@router.post("/reminders/mails/{number}/again")
def again(request: Request, number: int, who: Manager, at: At, sent: Form) -> Response:
    """Let it be tried again."""
    return take(request, _again(number, who, at), who, sent)


def _again(number: int, who: Visitor, at: datetime) -> Change:
    def carry_out(_values: Values) -> Response:
        outbox.try_again(number, by=who.login, at=at)
        return onward("/reminders", "It is tried again within a quarter of an hour, where the program runs.")

    def consequences(values: Values) -> Sequence[str]:
        in_one_transaction(carry_out, values)
        return (
            "It goes to the address that the account has now. If that is wrong, record the right one first.",
            "Its text is as it was written, with its day.",
        )

    return Change("Try a mail again", "/reminders", "the reminders", carry_out, consequences)
