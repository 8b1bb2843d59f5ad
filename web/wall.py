"""A page that hangs on a wall: how many are late or due, in big type, with their references. It renews itself."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from models import board as reads
from models import board_page
from models.db import reading
from models.moment import day_of
from rules.scopes import NotOpened, OutOfScope, Scope
from tasks import holidays
from web.board import Group, wanted
from web.key import closed, opened
from web.page import alone
from web.visitor import At

router = APIRouter(include_in_schema=False)
EVERY = 60  # seconds
SHOWN = 12  # references of one group; what is more is counted
_GROUPS = (Group.LATE, Group.TODAY, Group.SOON)


@router.get("/wall/{secret}")
def wall(request: Request, secret: str, at: At) -> Response:
    """The page. Whoever passes by reads it: references alone, and of restricted requests how many there are."""
    try:
        reader = opened(request, secret, Scope.WALL, at)
    except (HTTPException, NotOpened, OutOfScope) as refused:
        return closed(refused)
    today, calendar = day_of(at), holidays.to_show()[0].united_kingdom
    with reading() as session:
        groups = []
        for group in _GROUPS:
            looked_for = wanted(group, None, None, today, calendar)
            lines = board_page.lines(session, reader.sight, looked_for, limit=SHOWN)
            number = board_page.count(session, reader.sight, looked_for)
            groups.append((group, number, [line.reference for line in lines]))
        restricted = len(reads.restricted(session, None, reader.sight))
        others = board_page.count(session, reader.sight, board_page.Wanted()) - sum(number for _, number, _ in groups)
    answer = alone("wall.html", "What is due", at=at, groups=groups, restricted=restricted, others=others)
    answer.headers["Refresh"] = str(EVERY)
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
