"""Lists that a page shows, as files for a spreadsheet: with the same filters, for whoever may copy them out."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import Response
from sqlmodel import Session

from models import board_lines, board_page, register, reminder_ledger
from models.access import Sight
from models.audit_event import AuditEvent
from models.board_line import BoardLine
from models.db import reading
from models.moment import LONDON, day_of
from models.register import Entry
from models.reminder import ReminderNote
from rules.event_words import event_words
from rules.rights import Right
from tasks import access, exports, holidays
from tasks.story_events import event_details, events_of
from web.board import ChosenKind, Group, line, wanted
from web.field import Sent, read
from web.page import file
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
    sight = access.sight_of(None, by=who.login, at=at)
    looked_for = wanted(group, kind, on, today, calendar)
    columns = ("Reference", "Kind", "Received", "Due", "Date stated", "How long", "Waits for", "Waits on")
    with reading() as session:
        current = board_lines.current(session, _lines(session, sight, looked_for), today)
        drawn = (line(one, today, calendar) for one in current)
        rows: list[list[Cell]] = [
            [
                row["reference"],
                row["kinds"],
                row["received"],
                row["due"],
                row["stated"],
                row["left"],
                row["waits_for"],
                row["waits_on"],
            ]
            for row in drawn
        ]
    return _sent(Table("Requests due", columns, rows), "board", form, who, at)


@router.get("/export/register.{form}")
def all_requests(request: Request, form: Form, who: Who, at: At) -> Response:
    """Every request, open or closed, newest first, or those that the register was asked for, by the same words.

    Raises:
        HTTPException: 404, where a word cannot be understood: a filter that is passed over would give too much.
    """
    params = request.query_params
    values, errors = read(FILTER, Sent({name: params.getlist(name) for name in params}, {}))
    if errors:
        raise HTTPException(404, "There is no such list.")
    sight, looked_for = access.sight_of(None, by=who.login, at=at), asked_for(values)
    columns = (
        "Reference", "Kind", "State", "Channel", "Received", "Due in law", "Due", "Answered", "In time", "Closed",
    )  # fmt: skip
    with reading() as session:
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
            for one in _entries(session, sight, looked_for)
        ]
    return _sent(Table("Register", columns, rows), "register", form, who, at)


@router.get("/export/reminders.{form}")
def reminders(form: Form, who: Who, at: At) -> Response:
    """The ledger of reminders, the last one first. No reminder names anybody."""
    sight = access.sight_of(None, by=who.login, at=at)
    columns = ("Noted", "Whom", "Reference", "What it says")
    with reading() as session:
        rows: list[list[Cell]] = [
            [one.noted_on, one.whom, one.reference, one.says] for one in _reminders(session, sight)
        ]
    return _sent(Table("Reminders", columns, rows), "reminders", form, who, at)


@router.get("/export/requests/{reference}/audit.{form}")
def audit(reference: str, form: Form, who: Who, at: At) -> Response:
    """All that happened to one request, with the hashes that chain it."""
    columns = ("Number", "When", "Who", "Event", "What", "Hash")
    with reading() as session:
        found = access.to_read(session, reference.upper()[:20], by=who.login, at=at, right=Right.EXPORT)
        events = events_of(session, found.reference)
    rows: list[list[Cell]] = [
        [one.number, one.at.astimezone(LONDON), one.actor, event_words(one.event), _what(one), one.hash]
        for one in events
    ]
    exports.note_request(found.reference, "audit", form.value, len(rows), by=who.login, at=at)
    return _file(Table(found.reference, columns, rows), f"{found.reference}-audit", form, at)


def _sent(table: Table, what: str, form: Form, who: Who, at: At) -> Response:
    exports.note(what, form.value, len(table.rows), by=who.login, at=at)
    return _file(table, what, form, at)


def _file(table: Table, what: str, form: Form, at: At) -> Response:
    return file(table.file(form, at), form.media_type, f"inforights-{what}-{day_of(at).isoformat()}.{form}")


def _lines(session: Session, sight: Sight, looked_for: board_page.Wanted) -> Iterator[BoardLine]:
    after: tuple[date, str] | None = None
    while found := board_page.lines(session, sight, looked_for, after=after, limit=_BATCH):
        yield from found
        after = found[-1].sorted_on, found[-1].reference


def _entries(session: Session, sight: Sight, looked_for: register.Wanted) -> Iterator[Entry]:
    after: str | None = None
    while found := register.page(session, sight, looked_for, after=after, limit=_BATCH):
        yield from found
        after = found[-1].reference


def _reminders(session: Session, sight: Sight) -> Iterator[ReminderNote]:
    after: int | None = None
    while found := reminder_ledger.noted(session, sight, after=after, limit=_BATCH):
        yield from found
        after = found[-1].id


def _what(one: AuditEvent) -> str:
    """Of what it was, and why where a reason was given."""
    because = one.what.get("because")
    return "; ".join([*event_details(one), *([str(because)] if because else [])])
