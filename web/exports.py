"""The lists of requests as files for a spreadsheet: as their pages filter them, for whoever may copy them out."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from sqlmodel import Session

from models import register, reminder_ledger
from models.access import Sight
from models.board_line import BoardLine
from models.db import reading
from models.moment import day_of
from models.register import Entry
from models.reminder import ReminderNote
from rules.delivery import in_words
from rules.working_days import Calendar
from tasks import access, holidays
from web import owed
from web.board import ChosenKind, line
from web.copied import no_such_list, sent, words_of
from web.deadlines import Asked, current, listed, place
from web.field import read
from web.group import Group
from web.owed import Owed, Place
from web.register import FILTER, asked_for
from web.sheet import Cell, Form, Table
from web.visitor import At, Who

router = APIRouter(include_in_schema=False)
_BATCH = 500  # rows that are read at once


@router.get("/export/board.{form}")
def board(
    form: Form,
    who: Who,
    at: At,
    group: Group | None = None,
    kind: ChosenKind = None,
    on: Annotated[str | None, Query(max_length=80)] = None,
) -> Response:
    """What is due, soonest first, of the whole service or of what was asked for on the board."""
    today, calendar = day_of(at), holidays.to_show()[0].united_kingdom
    sight, asked = access.sight_of(None, by=who.login, at=at), Asked(None, group, kind, on or None)
    columns = ("Reference", "Kind", "Received", "Due", "Date stated", "How long", "Waits for", "Waits on")
    words = ("reference", "kinds", "received", "due", "stated", "left", "waits_for", "waits_on")
    with reading() as session:
        rows: list[list[Cell]] = []
        found = list(_due(session, sight, asked, today, calendar))
        for one in current(session, found, today):
            drawn = owed.drawn(one, today) if isinstance(one, Owed) else line(one, today, calendar)
            rows.append([drawn[word] for word in words])
    return sent(Table("What is due", columns, rows), "board", form, who, at)


@router.get("/export/register.{form}")
def all_requests(request: Request, form: Form, who: Who, at: At) -> Response:
    """Every request, open or closed, newest first, or those that the register was asked for, by the same words.

    Raises:
        HTTPException: 404, where a word cannot be understood: a filter that is passed over would give too much.
    """
    values, errors = read(FILTER, words_of(request))
    if errors:
        raise no_such_list()
    sight, looked_for = access.sight_of(None, by=who.login, at=at), asked_for(values)
    with reading() as session:
        found = register_table(_entries(session, sight, looked_for))
    return sent(found, "register", form, who, at)


def register_table(entries: Iterable[Entry]) -> Table:
    """The register as a list. It can be read in as an earlier one (`rules.earlier_register`)."""
    columns = (
        "Reference", "Kind", "State", "Channel", "Received", "Due in law", "Due", "Answered", "In time", "Closed",
    )  # fmt: skip
    rows: list[list[Cell]] = [
        [
            one.reference,
            " and ".join(kind.words for kind in one.kinds) or "not known yet",
            one.state.replace("_", " "),
            one.channel.value,
            one.received,
            one.statutory_due,
            one.due,
            one.answered,
            one.in_time,
            one.closed,
        ]
        for one in entries
    ]
    return Table("Register", columns, rows)


@router.get("/export/reminders.{form}")
def reminders(form: Form, who: Who, at: At) -> Response:
    """The ledger of reminders, the last one first. No reminder names anybody."""
    sight = access.sight_of(None, by=who.login, at=at)
    columns = ("Noted", "Whom", "Reference", "What it says", "By mail")
    with reading() as session:
        rows: list[list[Cell]] = [
            [one.noted_on, one.whom, one.reference, one.says, went] for one, went in _reminders(session, sight)
        ]
    return sent(Table("Reminders", columns, rows), "reminders", form, who, at)


def _due(session: Session, sight: Sight, asked: Asked, today: date, calendar: Calendar) -> Iterator[BoardLine | Owed]:
    after: Place | None = None
    while found := listed(session, sight, asked, today, calendar, after=after, limit=_BATCH):
        yield from found
        after = place(found[-1])


def _entries(session: Session, sight: Sight, looked_for: register.Wanted) -> Iterator[Entry]:
    after: str | None = None
    while found := register.page(session, sight, looked_for, after=after, limit=_BATCH):
        yield from found
        after = found[-1].reference


def _reminders(session: Session, sight: Sight) -> Iterator[tuple[ReminderNote, str]]:
    """Each with how it reached people."""
    after: int | None = None
    while found := reminder_ledger.noted(session, sight, after=after, limit=_BATCH):
        went = reminder_ledger.deliveries(session, found)
        for one in found:
            yield one, in_words(one.unsent, went.get(one.id or 0, {}))
        after = found[-1].id
