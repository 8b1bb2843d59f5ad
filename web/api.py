"""What programs read: deadlines, one request's dates, the register. JSON, by a key in a header, never by a cookie."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Path, Query

from models import board, board_page, follow_ups, queries, register
from models.db import reading
from models.moment import day_of
from rules.kinds import Kind
from rules.lifecycle import State
from rules.rights import Right
from rules.scopes import Scope
from tasks import access, holidays
from tasks.access_tokens import Reader
from web import api_answers as answers
from web.deadlines import Asked, What, current, listed, place
from web.group import Group
from web.key import bearer
from web.owed import Place
from web.problem import PROGRAMS
from web.visitor import At

router = APIRouter(prefix=PROGRAMS.removesuffix("/"))
MOST = 200  # of one page
_ByDeadlines = Annotated[Reader, Depends(bearer(Scope.DEADLINES))]
_ByRegister = Annotated[Reader, Depends(bearer(Scope.REGISTER))]
_Limit = Annotated[int, Query(ge=1, le=MOST, description="How many there are on a page.")]
_After = Annotated[str | None, Query(max_length=80, description="`next` of the page before.")]
_Kind = Annotated[Kind | None, Query(description="Requests of one kind, also those that are of others besides.")]
_Reference = Annotated[str, Path(max_length=20, description="As DER-2026-0042.", examples=["DER-2026-0001"])]


@router.get("/deadlines", summary="What is due, soonest first")
def deadlines(
    reader: _ByDeadlines,
    at: At,
    what: Annotated[What | None, Query(description="The requests alone, or what of one sort followed one.")] = None,
    kind: _Kind = None,
    group: Annotated[Group | None, Query(description="As the board groups them.")] = None,
    due_from: Annotated[date | None, Query(description="Due on that day or later.")] = None,
    due_to: Annotated[date | None, Query(description="Due on that day or before.")] = None,
    waits_on: Annotated[str | None, Query(max_length=80, description="The role that must act next.")] = None,
    after: _After = None,
    limit: _Limit = board_page.PAGE,
) -> answers.Deadlines:
    """References, kinds, dates, what each waits for and on whom, with the scope `deadlines:read`.

    An open internal review or complaint is an entry of its own, also where its request is closed. Of a request that
    is restricted to others nothing is told but that there is one, and nothing of what followed it.
    """
    today, calendar = day_of(at), holidays.to_show()[0].united_kingdom
    asked = Asked(what, group, kind, waits_on, due_from, due_to)
    with reading() as session:
        found = listed(session, reader.sight, asked, today, calendar, after=_place(after), limit=limit + 1)
        shown = [answers.deadline(one, today, calendar) for one in current(session, found[:limit], today)]
        restricted = len(board.restricted(session, None, reader.sight))
    return answers.Deadlines(
        deadlines=shown, restricted=restricted, next=_next(place(found[limit - 1])) if len(found) > limit else None
    )


@router.get("/requests/{reference}", summary="One request's dates, with their working")
def request_dates(reader: _ByDeadlines, at: At, reference: _Reference) -> answers.RequestDates:
    """Each part with its dates, how they came about, the law behind them and the days to keep an eye on.

    With the scope `deadlines:read`. Another service's request is not found; one that is restricted to others is
    refused, and that it was asked for is recorded.
    """
    with reading() as session:
        found = access.to_read(session, reference.upper(), by=reader.login, at=at, right=Right.EXPORT)
        followed = follow_ups.numbered(follow_ups.rows(session, found))
        return answers.request_dates(found, queries.parts(session, found), followed)


@router.get("/register", summary="All requests, open and closed, newest first")
def all_requests(
    reader: _ByRegister,
    kind: _Kind = None,
    state: Annotated[State | None, Query(description="Where the request stands.")] = None,
    received_from: Annotated[date | None, Query(description="Received on that day or later.")] = None,
    received_to: Annotated[date | None, Query(description="Received on that day or before.")] = None,
    in_time: Annotated[bool | None, Query(description="Answered by its date in law, or after it.")] = None,
    after: _After = None,
    limit: _Limit = register.PAGE,
) -> answers.Register:
    """References, kinds, states and dates, with the scope `register:read`. No name is in it."""
    looked_for = register.Wanted(
        kind=kind, state=state, received_from=received_from, received_to=received_to, in_time=in_time
    )
    with reading() as session:
        found = register.page(session, reader.sight, looked_for, after=after, limit=limit + 1)
        restricted = len(register.kept(session, reader.sight))
    return answers.Register(
        requests=[answers.register_entry(entry) for entry in found[:limit]],
        restricted=restricted,
        next=_last(found, limit),
    )


def _last(found: Sequence[register.Entry], limit: int) -> str | None:
    return found[limit - 1].reference if len(found) > limit else None


def _next(place: Place) -> str:
    day, *words = place
    return "~".join([day.isoformat(), *(word for word in words if word)])


def _place(after: str | None) -> Place | None:
    """Where the page before ended."""
    if after is None:
        return None
    day, _, rest = after.partition("~")
    reference, _, what = rest.partition("~")
    try:
        return date.fromisoformat(day), reference, what
    except ValueError:
        raise HTTPException(422, "after: send what `next` of the page before said, as it is.") from None
