"""The mail that came in: what waits for somebody to decide, and what was done; one message with its words."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import Response

from models import incoming_mail
from models.access import Sight
from models.db import reading
from models.incoming_mail import Entry
from rules.incoming import Outcome, Sort, Stage
from rules.rights import Right
from tasks import access, incoming_text, mailboxes
from tasks.incoming_decisions import NoSuchMail
from web.case import case
from web.mail_answers import proposals
from web.page import drawn, file
from web.visitor import At, Visitor, Who, may, role_rights

router = APIRouter(include_in_schema=False)
_ON_A_PAGE = 20  # messages that wait: of each the headers are read
Number = Annotated[int | None, Query(ge=1, le=2**62)]


@router.get("/mail")
def mail(request: Request, who: Who, at: At, after: Number = None, before: Number = None) -> Response:
    """What waits, the newest last; then what was done, the newest first."""
    sight = sight_of(who, at)
    with reading() as session:
        waiting = [] if before else incoming_mail.waiting(session, sight, after=after or 0, limit=_ON_A_PAGE + 1)
        done = incoming_mail.done(session, sight, before=before, limit=_ON_A_PAGE + 1) if not after else []
    return drawn(
        request,
        "mail.html",
        "Incoming mail",
        who=who,
        troubles=[] if sight.only_assigned else mailboxes.troubles(sight.service, at),
        set_up=mailboxes.is_set_up(sight.service),
        waiting=[_line(one) | {"head": incoming_text.head(one)} for one in waiting[:_ON_A_PAGE]],
        done=[_line(one) for one in done[:_ON_A_PAGE]],
        first=not after and not before,
        more_waiting=waiting[_ON_A_PAGE - 1].number if len(waiting) > _ON_A_PAGE else None,
        more_done=done[_ON_A_PAGE - 1].number if len(done) > _ON_A_PAGE else None,
    )


@router.get("/mail/{number}")
def message(request: Request, number: int, who: Who, at: At) -> Response:
    """One message: what it is taken for and why, its words, and what can be decided of it."""
    sight = sight_of(who, at)
    entry = entry_of(number, sight)
    row = entry.row
    answers = row.sort is Sort.REPLY and row.stage is Stage.WAITING and entry.reference is not None
    found = case(entry.reference, who, at) if answers and entry.reference else None
    return drawn(
        request,
        "mail_message.html",
        f"E-mail {number}",
        who=who,
        one=_line(entry),
        head=incoming_text.head(entry),
        words=incoming_text.words(entry),
        other=incoming_text.from_another(entry) if row.sort is Sort.REPLY else None,
        proposals=proposals(entry, found) if found else (),
        open=row.outcome is not Outcome.LOGGED,
        may_copy=row.sha256 is not None and may(who, Right.EXPORT),
        may_log=not sight.only_assigned and row.sha256 is not None,
        reply=row.sort is Sort.REPLY,
    )


@router.get("/mail/{number}/file")
def original(number: int, who: Who, at: At) -> Response:
    """The message as it came, byte for byte, for those who may copy papers out (BNS-5).

    Raises:
        HTTPException: 404.
    """
    sight = sight_of(who, at)
    entry_of(number, sight)
    try:
        content = incoming_text.copy(number, sight, by=who.login, at=at)
    except NoSuchMail as refused:
        raise HTTPException(404, str(refused)) from None
    # A browser that opens mail would load what is in it.
    return file(content, "application/octet-stream", f"e-mail-{number}.eml")


def sight_of(who: Visitor, at: datetime) -> Sight:
    """What somebody sees of the mail: whoever may work, and a volunteer that of assigned requests alone (BNS-5).

    Raises:
        rules.access.AccessRefused: their role may not work; that they tried is recorded.
    """
    role = role_rights(who)
    if role is None or Right.WORK not in role.may:
        access.service_of(by=who.login, at=at, right=Right.WORK)
    return access.sight_of(None, by=who.login, at=at)


def entry_of(number: int, sight: Sight) -> Entry:
    """One message.

    Raises:
        HTTPException: 404: there is none, or none that is seen.
    """
    with reading() as session:
        found = incoming_mail.one(session, sight, number) if 0 < number < 2**62 else None
    if found is None:
        raise HTTPException(404, "There is no such message.")
    return found


def _line(entry: Entry) -> dict[str, Any]:
    row = entry.row
    return {
        "number": entry.number,
        "received": row.received_at,
        "sort": row.sort.words if row.sort else "Not looked at yet",
        "because": row.because or "",
        "cite": row.cite or "",
        "reference": entry.reference,
        "waits": row.stage is not Stage.DONE,
        "outcome": row.outcome.words if row.outcome else "",
        "reason": row.reason or "",
        "by": row.decided_by or "",
        "decided": row.decided_at,
    }
