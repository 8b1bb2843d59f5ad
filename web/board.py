"""The board: what is due, soonest first, what each waits for and on whom. References and dates, no name."""

from collections import Counter
from datetime import date
from itertools import groupby
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import BeforeValidator

from models import board as reads
from models import board_lines, board_page, incoming_mail
from models.board_line import BoardLine
from models.board_page import PAGE
from models.db import reading
from models.moment import day_of
from rules.access import rights_of
from rules.kinds import Kind
from rules.lifecycle import State
from rules.rights import Right
from rules.working_days import Calendar
from tasks import access, holidays, policies
from web import owed
from web.copies import copies
from web.group import Group, group_of, left_words, wanted
from web.notices import notices
from web.page import drawn
from web.tally import tally
from web.visitor import At, Who

router = APIRouter(include_in_schema=False)
# A list in which nothing was chosen sends an empty word.
ChosenKind = Annotated[Kind | None, BeforeValidator(lambda word: word or None)]


@router.get("/")
def board(
    request: Request,
    who: Who,
    at: At,
    group: Group | None = None,
    kind: ChosenKind = None,
    on: Annotated[str | None, Query(max_length=80)] = None,
    after: Annotated[str | None, Query(max_length=40)] = None,
) -> Response:
    """The page, of the whole service or of what was asked for."""
    today = day_of(at)
    sight = access.sight_of(None, by=who.login, at=at)
    calendar, wrong = holidays.to_show()
    may = rights_of(who.role, policies.of(who.service)).may
    with reading() as session:
        listed = board_page.lines(session, sight, wanted(group, kind, on, today, calendar.united_kingdom),
                                  after=_after(after), limit=PAGE + 1)  # fmt: skip
        current = board_lines.current(session, listed[:PAGE], today)
        rows = [line(one, today, calendar.united_kingdom) for one in current]
        groups = [wanted(one, kind, on, today, calendar.united_kingdom) for one in Group]
        found = tally(session, sight, groups, at)
        followed = owed.owed(session, sight, today, calendar.united_kingdom)
        mail = incoming_mail.count(session, sight) if Right.WORK in may else 0
        restricted = [] if after or group or kind or on else reads.restricted(session, None, sight)
    last = listed[PAGE - 1] if len(listed) > PAGE else None
    here = list(owed.asked_for(followed, kind=kind, on=on))
    beside = Counter(one.group for one in here)
    return drawn(
        request,
        "board.html",
        "Requests due",
        who=who,
        today=today,
        groups=[(Group(name), list(found)) for name, found in groupby(rows, key=lambda row: row["group"])],
        followed=[owed.drawn(one, today) for one in owed.asked_for(here, group=group)] if not after else [],
        counts=[(name, number + beside[name]) for name, number in zip(Group, found.counts, strict=True)],
        restricted=[reference for reference, _ in restricted],
        manages=Right.MANAGE in may,
        chosen={"group": group, "kind": kind, "on": on},
        kinds=list(Kind),
        people=sorted({*found.people, *(one.waits_on for one in followed)}),
        more=f"{last.sorted_on.isoformat()}~{last.reference}" if last else None,
        wrong=wrong,
        notices=list(notices(who, at)),
        mail=mail,
        copies=copies(request, who, "board"),
    )


def line(one: BoardLine, today: date, calendar: Calendar) -> dict[str, Any]:
    """One line as it is drawn, with the working days that are left."""
    left = calendar.between(today, one.due) if one.due else None
    return {
        "reference": one.reference,
        "kinds": " and ".join(Kind(word).words for word in one.kinds.split()) or "not known yet",
        "doubt": one.state is State.IN_DOUBT,
        "received": one.received_on,
        "due": one.due,
        "stated": one.stated,
        "left": left_words(one.due, left, today),
        "group": group_of(one.due, left, today),
        "waits_for": one.waits_for,
        "waits_on": one.waits_on,
    }


def _after(word: str | None) -> tuple[date, str] | None:
    day, _, reference = (word or "").partition("~")
    try:
        return (date.fromisoformat(day), reference) if reference else None
    except ValueError:
        return None
