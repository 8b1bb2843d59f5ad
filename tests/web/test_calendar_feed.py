"""The calendar: references on their days, nothing else, and gone at once when its key is revoked."""

from datetime import UTC, date, timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from icalendar import Calendar

from models.access import Sight
from models.db import reading
from models.due_days import due_days
from rules.clock.entry import Entry
from rules.clock.events import Happened
from rules.kinds import Kind
from rules.scopes import Scope
from tasks import access_tokens, accounts, clock, need_to_know
from tasks.clock_entry import Change
from tests import staff
from tests.web.programs import ask, key, names_in
from tests.web.visits import NOON, Visit, app_at, logged, opened


@pytest.fixture
def requests(derby: tuple[str, str, str]) -> list[str]:
    """A subject access request, an FOI request and an unread letter of Derby; one request of another service."""
    staff.of("hillingdon")
    opened(Kind.SAR, "hillingdon")
    return [opened(Kind.SAR), opened(Kind.FOI), logged("Could you let me have the thing we talked about?")]


def events(answer: Any) -> list[Any]:
    """The events of a calendar."""
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/calendar; charset=utf-8"), answer.text
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


def days(answer: Any) -> set[tuple[str, date]]:
    """What each event says, and on which day."""
    return {(str(one["summary"]), one["dtstart"].dt) for one in events(answer)}


def test_each_date_is_a_day(requests: list[str], app: FastAPI) -> None:
    """RFC 5545: an all-day event on each due date and each day of a clock, of one service (DER-1, HIL-9)."""
    answer = ask(app, f"/calendar/{key(Scope.CALENDAR)}.ics")
    assert days(answer) == {
        (f"{requests[0]} due", date(2026, 12, 1)),
        (f"{requests[0]} look at the clock", date(2026, 12, 2)),
        (f"{requests[1]} due", date(2026, 12, 1)),
        (f"{requests[2]} due", date(2026, 11, 3)),
    }
    for one in events(answer):
        assert one["dtend"].dt == one["dtstart"].dt + timedelta(days=1)
        assert one["dtstamp"].dt == NOON.astimezone(UTC)
    made = Calendar.from_ical(answer.content)
    assert made["refresh-interval"].dt == timedelta(hours=1)
    assert made.errors == []


def test_nothing_but_references_goes_there(requests: list[str], app: FastAPI) -> None:
    """CUM-3.4, UK GDPR Art 5(1)(c): whoever keeps the calendar learns no name, no kind, no word of the clock."""
    text = ask(app, f"/calendar/{key(Scope.CALENDAR)}.ics").text
    assert names_in(text) == []
    for word in ("foi", "sar", "subject", "access request", "extension", "requester", "description"):
        assert word not in text.casefold().replace("\r\n ", ""), word


def test_a_restricted_request_is_left_out(requests: list[str], app: FastAPI) -> None:
    """CUM-3.4: of what is restricted to others there is no day."""
    need_to_know.restrict(requests[0], ["manager.derby"], "Reason.", by="manager.derby", at=NOON)
    assert requests[0] not in ask(app, f"/calendar/{key(Scope.CALENDAR, by='officer.derby')}.ics").text
    assert requests[0] in ask(app, f"/calendar/{key(Scope.CALENDAR)}.ics").text


def test_a_day_that_moves_stays_one_event(requests: list[str], app: FastAPI) -> None:
    """RFC 5545 3.8.4.7: its UID stays, so that a calendar moves it and shows it once."""
    address = f"/calendar/{key(Scope.CALENDAR)}.ics"

    def due(of: str) -> dict[str, date]:
        return {str(one["uid"]): one["dtstart"].dt for one in events(ask(app, address)) if of in one["summary"]}

    before = due(f"{requests[1]} due")
    change = Change((Entry(Happened.CLARIFICATION_ASKED, date(2026, 11, 5)),))
    clock.change(requests[1], change, by="officer.derby", at=NOON)
    assert due(f"{requests[1]} due") == {}
    answered = Change((Entry(Happened.CLARIFICATION_ANSWERED, date(2026, 11, 11)),))
    clock.change(requests[1], answered, by="officer.derby", at=NOON)
    after = due(f"{requests[1]} due")
    assert after.keys() == before.keys()
    assert after != before


def test_what_has_not_changed_is_not_sent_again(requests: list[str], app: FastAPI) -> None:
    """RFC 9110 13.1.2: the same days have the same tag at another moment; other days another."""
    address = f"/calendar/{key(Scope.CALENDAR)}.ics"
    tag = ask(app, address).headers["etag"]
    later = Visit(app_at(NOON + timedelta(hours=1)))
    again = later.get(address, headers={"if-none-match": f'"x", {tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    opened(Kind.LA_LEGAL)
    assert later.get(address, headers={"if-none-match": tag}).status_code == 200


def test_two_parts_on_one_day_are_one_day(requests: list[str]) -> None:
    """A calendar says a reference once a day, however many parts are due on it."""
    with reading() as session:
        found = due_days(session, Sight("derby", sees_all=True))
    assert len({(day.reference, day.on, day.due) for day in found}) == len(found)


def test_an_address_is_worth_nothing_any_more(requests: list[str], app: FastAPI) -> None:
    """DER-1: revoked, ended, of a closed account, of another scope or no key: one answer, and no cookie."""
    revoked = access_tokens.make("x", [Scope.CALENDAR], by="officer.derby", at=NOON)
    closed, short, other = key(Scope.CALENDAR, by="officer.derby"), key(Scope.CALENDAR, days=1), key(Scope.WALL)
    assert ask(app, f"/calendar/{revoked.secret}.ics").status_code == 200
    access_tokens.revoke(revoked.number, by="officer.derby", at=NOON)
    accounts.close("officer.derby", by="manager.derby", at=NOON)
    late = app_at(NOON + timedelta(days=1))
    answers = [ask(app, f"/calendar/{secret}.ics") for secret in (revoked.secret, closed, other, "x")]
    answers.append(ask(late, f"/calendar/{short}.ics"))
    assert {(one.status_code, one.text) for one in answers} == {
        (404, "There is nothing at this address, or not any more.\n")
    }
