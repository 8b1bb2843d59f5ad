"""A calendar to subscribe to: a reference on each due date and on each day of a clock, and nothing else.

A calendar lies with whoever keeps one's calendars: no kind, no name, no word of the clock goes there.
"""

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from icalendar import Calendar, Event, vDate, vDuration

from models.db import reading
from models.due_days import DueDay, due_days
from rules.scopes import NotOpened, OutOfScope, Scope
from web.key import closed, opened
from web.visitor import At

router = APIRouter(include_in_schema=False)
EVERY = timedelta(hours=1)


@router.get("/calendar/{secret}.ics")
def feed(request: Request, secret: str, at: At) -> Response:
    """The calendar; or that it is the same as the one that the program has."""
    try:
        reader = opened(request, secret, Scope.CALENDAR, at)
    except (HTTPException, NotOpened, OutOfScope) as refused:
        return closed(refused)
    with reading() as session:
        days = due_days(session, reader.sight)
    tag = f'W/"{_digest(days)}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if tag in (word.strip() for word in request.headers.get("if-none-match", "").split(",")):
        return Response(status_code=304, headers=headers)
    return Response(calendar(days, at), media_type="text/calendar; charset=utf-8", headers=headers)


def calendar(days: Sequence[DueDay], at: datetime) -> bytes:
    """The days as a calendar of RFC 5545, with the hints of RFC 7986 on how often to ask again."""
    made = Calendar()
    made.add("prodid", "-//Inforights//Due dates//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("name", "Due dates")
    made.add("x-wr-calname", "Due dates")
    made.add("refresh-interval", vDuration(EVERY), parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", vDuration(EVERY))
    for day in days:
        made.add_component(_event(day, at))
    written: bytes = made.to_ical()
    return written


def _event(day: DueDay, at: datetime) -> Event:
    event = Event()
    event.add("uid", f"{day.reference}.{day.name}@inforights.invalid")
    event.add("dtstamp", at.astimezone(UTC))
    event.add("dtstart", vDate(day.on))
    event.add("dtend", vDate(_after(day.on)))
    event.add("summary", f"{day.reference} due" if day.due else f"{day.reference} look at the clock")
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")  # nobody is busy for it
    return event


def _after(day: date) -> date:
    return day + timedelta(days=1)


def _digest(days: Sequence[DueDay]) -> str:
    """Changes with the days, and not with the moment that the calendar was asked for."""
    said = "\n".join(f"{day.reference} {day.name} {day.on} {day.due}" for day in days)
    return hashlib.sha256(said.encode()).hexdigest()[:32]
