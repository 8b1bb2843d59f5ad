"""A page that hangs on a wall: how many are late or due, in big type, with their references. It renews itself."""

from collections import Counter

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from models import board as reads
from models import board_page
from models.db import reading
from models.moment import day_of
from rules.scopes import NotOpened, OutOfScope, Scope
from tasks import holidays
from web import owed
from web.group import Group, wanted
from web.key import closed, opened
from web.page import alone
from web.visitor import At

router = APIRouter(include_in_schema=False)
EVERY = 60  # seconds
SHOWN = 12  # lines of one group; what is more is counted
_GROUPS = (Group.LATE, Group.TODAY, Group.SOON)


@router.get("/wall/{secret}")
def wall(request: Request, secret: str, at: At) -> Response:
    """The page. Whoever passes by reads it: references alone, and of restricted requests how many there are.

    A review or a complaint counts as its own: its request's reference stands there, and nothing says what it is.
    """
    try:
        reader = opened(request, secret, Scope.WALL, at)
    except (HTTPException, NotOpened, OutOfScope) as refused:
        return closed(refused)
    today, calendar = day_of(at), holidays.to_show()[0].united_kingdom
    with reading() as session:
        beside = owed.owed(session, reader.sight, today, calendar)
        groups = []
        for group in _GROUPS:
            looked_for = wanted(group, None, None, today, calendar)
            lines = board_page.lines(session, reader.sight, looked_for, limit=SHOWN)
            its = [one for one in beside if one.group is group]
            number = board_page.count(session, reader.sight, looked_for) + len(its)
            shown = sorted([*((one.sorted_on, one.reference) for one in lines), *(one.place[:2] for one in its)])
            groups.append((group, number, Counter(reference for _, reference in shown[:SHOWN])))
        restricted = len(reads.restricted(session, None, reader.sight))
        every = board_page.count(session, reader.sight, board_page.Wanted()) + len(beside)
        others = every - sum(number for _, number, _ in groups)
    answer = alone("wall.html", "What is due", at=at, groups=groups, restricted=restricted, others=others)
    answer.headers["Refresh"] = str(EVERY)
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
