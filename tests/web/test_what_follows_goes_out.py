"""Reviews and complaints in all that goes out: programs, calendars, the wall, the board's numbers and its copy."""

import csv
import io
from collections import Counter
from dataclasses import dataclass
from typing import Any

import pytest
from fastapi import FastAPI
from icalendar import Calendar

from cli.board import due_lines
from rules.follow_ups import Outcome
from rules.kinds import FollowUp, Kind
from rules.scopes import Scope
from tasks import access, follow_ups, need_to_know
from tests import staff
from tests.conftest import at
from tests.web.before import answered
from tests.web.programs import ask, key, names_in
from tests.web.visits import NOON, Visit, app_at, opened, text_of

REVIEW, COMPLAINT = FollowUp.INTERNAL_REVIEW, FollowUp.COMPLAINT
BY: dict[str, Any] = {"by": "manager.derby", "at": NOON}
OTHERS: dict[str, Any] = {"by": "manager.hillingdon", "at": NOON}
# The review is due on 11 December, the complaints on 14 December, the open requests on 1 December.
LATE = at(NOON.date().replace(month=12, day=14), 12)


@dataclass(frozen=True)
class Followed:
    """A request that was answered, with a review and a complaint after it, and an open one with two complaints."""

    closed: str
    open: str


@pytest.fixture
def followed(derby: tuple[str, str, str]) -> Followed:
    """They; the first complaint about the open one is acknowledged, and another service has one of its own."""
    found = Followed(answered(), opened(Kind.SAR))
    follow_ups.record(found.closed, REVIEW, NOON.date(), **BY)
    for reference in (found.closed, found.open, found.open):
        follow_ups.record(reference, COMPLAINT, NOON.date(), **BY)
    follow_ups.acknowledge(found.open, COMPLAINT, 1, NOON.date(), **BY)
    staff.of("hillingdon")
    follow_ups.record(opened(Kind.SAR, "hillingdon"), COMPLAINT, NOON.date(), **OTHERS)
    return found


@pytest.fixture
def late(followed: Followed) -> FastAPI:
    """The dashboard on the day on which the complaints are due."""
    return app_at(LATE)


def deadlines(app: FastAPI, words: str = "", by: str = "manager.derby") -> dict[str, Any]:
    """What a program is answered."""
    answer = ask(app, f"/api/v1/deadlines?{words}", key(Scope.DEADLINES, by=by))
    assert answer.status_code == 200, answer.text
    assert names_in(answer.text) == []
    found: dict[str, Any] = answer.json()
    return found


def what(found: dict[str, Any]) -> list[tuple[str, str, int, str]]:
    """Reference, what it is, which one, and its group."""
    return [(one["reference"], one["what"], one["number"], one["group"]) for one in found["deadlines"]]


def test_programs_read_them(followed: Followed, late: FastAPI) -> None:
    """DPA 2018 s.164A(3), Code of Practice, 5: each in its place among the requests, and what it waits for."""
    found = deadlines(late)
    assert what(found) == [
        (followed.open, "request", 1, "late"),
        (followed.closed, "internal_review", 1, "late"),
        (followed.closed, "complaint", 1, "today"),
        (followed.open, "complaint", 2, "today"),
        (followed.open, "complaint", 1, "later"),
    ]
    review, complaint = found["deadlines"][1], found["deadlines"][2]
    assert (review["due"], review["statutory_due"], review["working_days_left"]) == ("2026-12-11", None, -1)
    assert (review["kinds"], review["state"], review["received"]) == ([], "closed", "2026-11-12")
    assert "the outcome of the review" in review["waits_for"]
    assert (review["waits_on"], complaint["waits_on"]) == ("Service Manager", "an officer")
    assert (complaint["due"], complaint["statutory_due"]) == ("2026-12-14", "2026-12-14")
    undated = found["deadlines"][4]
    assert (undated["due"], undated["statutory_due"], undated["working_days_left"]) == (None, None, None)


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("what=request", [0]),
        ("what=complaint", [2, 3, 4]),
        ("what=internal_review", [1]),
        ("group=late", [0, 1]),
        ("group=later", [4]),
        ("group=waiting", []),
        ("due_from=2026-12-11", [1, 2, 3]),
        ("due_to=2026-12-11", [0, 1]),
        ("due_from=2026-12-11&due_to=2026-12-11", [1]),
        ("group=later&due_from=2026-12-11", []),
        ("waits_on=Service Manager", [1, 4]),
        ("kind=sar", [0]),  # a review and a complaint are no kind of request
    ],
)
def test_they_are_asked_for(late: FastAPI, words: str, places: list[int]) -> None:
    """By what they are, group, day and role, as requests are."""
    every = deadlines(late)["deadlines"]
    assert deadlines(late, words)["deadlines"] == [every[place] for place in places]


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_they_are_read_page_by_page(late: FastAPI, limit: int) -> None:
    """Each is on exactly one page, in its order, also where several are due on one day and bear one reference."""
    every = deadlines(late)["deadlines"]
    read: list[Any] = []
    after = ""
    while True:
        page = deadlines(late, f"limit={limit}{after}")
        read += page["deadlines"]
        assert len(page["deadlines"]) <= limit
        if page["next"] is None:
            break
        after = f"&after={page['next']}"
    assert read == every


def test_the_working_of_their_dates_is_read(followed: Followed, late: FastAPI) -> None:
    """DPA 2018 s.164A: how the day came about and the rules behind it; none once nothing is to be kept."""
    secret = key(Scope.DEADLINES)
    found = ask(late, f"/api/v1/requests/{followed.open}", secret).json()["follow_ups"]
    assert [(one["what"], one["number"], one["due"]) for one in found] == [
        ("complaint", 1, None),
        ("complaint", 2, "2026-12-14"),
    ]
    assert (found[0]["acknowledged"], found[0]["because"]) == ("2026-11-12", [])
    assert "DPA 2018 s.164A(3)" in found[1]["cites"]
    assert found[1]["because"]


def test_a_calendar_has_their_days(followed: Followed, late: FastAPI) -> None:
    """UK GDPR Art 5(1)(c): a reference on the day, as of a request; that it is a complaint is said nowhere."""
    answer = ask(late, f"/calendar/{key(Scope.CALENDAR)}.ics")
    events = list(Calendar.from_ical(answer.content).walk("VEVENT"))
    days = Counter((str(one["summary"]), one["dtstart"].dt.isoformat()) for one in events)
    assert days == {
        (f"{followed.closed} due", "2026-12-11"): 1,
        (f"{followed.closed} due", "2026-12-14"): 1,
        (f"{followed.open} due", "2026-12-01"): 1,
        (f"{followed.open} look at the clock", "2026-12-02"): 1,
        (f"{followed.open} due", "2026-12-14"): 1,
    }
    assert len({str(one["uid"]) for one in events}) == len(events)
    text = answer.text.casefold().replace("\r\n ", "")
    assert [word for word in ("complaint", "review", "follow") if word in text] == []


def test_the_wall_counts_them(followed: Followed, late: FastAPI) -> None:
    """CUM-3.4: a reference for each, twice where two things of it are due; what they are stands nowhere."""
    shown = text_of(ask(late, f"/wall/{key(Scope.WALL)}"))
    assert f"2 Late {followed.open} {followed.closed} 2 Today {followed.closed} {followed.open}" in shown
    assert "1 more is open." in shown
    assert [word for word in ("complaint", "review") if word in shown.casefold()] == []
    after = text_of(ask(app_at(at(LATE.date().replace(day=15))), f"/wall/{key(Scope.WALL)}"))
    assert f"4 Late {followed.open} (2) {followed.closed} (2) 0 Today" in after


def counts(app: FastAPI, login: str, words: str = "") -> dict[str, int]:
    """The numbers above the board."""
    html = Visit(app).sign_in(login).get(f"/{words}").text.partition('class="inf-counts"')[2].partition("</ul>")[0]
    rows = html.split("<li>")[1:]
    return {
        row.partition("group=")[2].partition('"')[0].partition("&")[0]: int(
            row.partition("<strong")[2].partition(">")[2].partition("<")[0]
        )
        for row in rows
    }


def test_the_board_counts_what_it_shows(followed: Followed, late: FastAPI) -> None:
    """Each number is that of the lines it leads to, whatever they are of; with a kind those of requests alone."""
    found = counts(late, "manager.derby")
    assert found == {"late": 2, "today": 2, "soon": 0, "later": 1, "waiting": 0}
    visit = Visit(late).sign_in("manager.derby")
    for group, number in found.items():
        assert visit.get("/", params={"group": group}).text.count('<li class="inf-row') == number, group
    assert sum(counts(late, "manager.derby", "?kind=sar").values()) == 1
    mine = visit.get("/", params={"on": "Service Manager"})
    assert "<option selected>Service Manager</option>" in mine.text
    assert mine.text.count('<li class="inf-row') == 2


def test_every_way_out_says_the_same(followed: Followed, late: FastAPI) -> None:
    """`inforights due`, the board's numbers, its copy, the wall and what programs read are of the same lines."""
    sight = access.sight_of(None, by="manager.derby", at=LATE)
    lines = due_lines(None, LATE.date(), sight)
    read = deadlines(late)["deadlines"]
    told = [(one["reference"], one["received"], one["due"], one["waits_for"]) for one in lines]
    assert sorted(told, key=str) == sorted(
        ((one["reference"], one["received"], one["due"], one["waits_for"]) for one in read), key=str
    )
    manager = Visit(late).sign_in("manager.derby")
    copied = manager.get("/export/board.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(copied, newline="")))
    assert [(row["Reference"], row["Due"], row["Waits for"], row["Waits on"]) for row in rows] == [
        (one["reference"], one["due"] or "", one["waits_for"], one["waits_on"]) for one in read
    ]
    assert [row["Kind"] for row in rows[1:]] == ["internal review", "complaint", "complaint number 2", "complaint"]
    assert Counter(one["group"] for one in read) == Counter(counts(late, "manager.derby"))
    assert sum(one["late"] for one in lines) == counts(late, "manager.derby")["late"]


def test_nothing_is_told_of_what_follows_a_restricted_request(followed: Followed, late: FastAPI) -> None:
    """CUM-3.4: whoever it is kept from learns that an open one is restricted, and of a closed one nothing at all."""
    for reference in (followed.closed, followed.open):
        need_to_know.restrict(reference, ["manager.derby"], "Reason.", **BY)
    found = deadlines(late, by="officer.derby")
    assert (found["deadlines"], found["restricted"]) == ([], 1)
    calendar = ask(late, f"/calendar/{key(Scope.CALENDAR, by='officer.derby')}.ics").text
    wall = text_of(ask(late, f"/wall/{key(Scope.WALL, by='officer.derby')}"))
    officer = Visit(late).sign_in("officer.derby")
    board = officer.get("/")
    copied = officer.get("/export/board.csv").text
    for text in (calendar, wall, copied):
        assert "DER-2026" not in text
    assert "Nothing else is open. 1 is restricted, and not counted above." in wall
    assert followed.closed not in board.text
    assert text_of(board).count(followed.open) == 1
    assert "omplaint" not in text_of(board)
    assert set(counts(late, "officer.derby").values()) == {0}
    assert ask(late, f"/api/v1/requests/{followed.open}", key(Scope.DEADLINES, by="officer.derby")).status_code == 403
    assert len(deadlines(late)["deadlines"]) == 5  # to whoever is named on them nothing is kept back


def test_a_volunteer_sees_those_of_their_own_requests(followed: Followed, late: FastAPI) -> None:
    """BNS-5: in the numbers too; and another service's is in none of them (DER-1, HIL-9)."""
    assert set(counts(late, "volunteer.derby").values()) == {0}
    need_to_know.assign(followed.closed, "volunteer.derby", **BY)
    assert counts(late, "volunteer.derby") == {"late": 1, "today": 1, "soon": 0, "later": 0, "waiting": 0}
    assert "HIL-2026" not in str(deadlines(late))


def test_what_has_ended_is_gone(followed: Followed, late: FastAPI) -> None:
    """Nothing is owed on it any more: it leaves every list and number with the change that ends it."""
    for number in (1, 2):
        follow_ups.end(followed.open, COMPLAINT, number, Outcome.WITHDRAWN, NOON.date(), **BY)
    assert [one[:2] for one in what(deadlines(late))] == [
        (followed.open, "request"), (followed.closed, "internal_review"), (followed.closed, "complaint"),
    ]  # fmt: skip
    assert counts(late, "manager.derby")["today"] == 1
