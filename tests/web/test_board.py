"""The board: groups, soonest first, what is kept from whom, and how it looks in a browser."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fastapi import FastAPI

from rules.kinds import Kind
from tasks import need_to_know
from tests import staff, way
from tests.conftest import at
from tests.web import browsing
from tests.web.visits import Visit, app_at, logged, opened, text_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NAMES = ("Fernwhistle", "Marigold", "Clover", "Thistlebrook", "Quillmarsh", "Marshgrove")


@pytest.fixture
def four(derby: tuple[str, str, str]) -> list[str]:
    """Four open requests of Derby and one of another service; the fourth is still to be read."""
    staff.of("bathnes")
    found = [opened(kind) for kind in (Kind.SAR, Kind.FOI, Kind.LA_LEGAL)]
    opened(Kind.FOI, "bathnes")
    return [*found, logged("Could you let me have the thing we talked about?")]


@pytest.mark.parametrize(
    ("day", "group", "says"),
    [
        (date(2026, 11, 20), "Later", "6 working days left"),  # 30 November is a holiday in Scotland
        (date(2026, 11, 27), "In the next five working days", "1 working day left"),
        (date(2026, 12, 1), "Today", "today"),
        (date(2026, 12, 2), "Late", "1 working day late"),
        (date(2026, 12, 3), "Late", "2 working days late"),
    ],
)
def test_late_and_today_are_told_apart(derby: tuple[str, str, str], day: date, group: str, says: str) -> None:
    """A date that has passed is late from the next day on, counted in working days (FOIA 2000 s.10(6))."""
    opened(Kind.FOI)
    shown = text_of(Visit(app_at(at(day))).sign_in("manager.derby").get("/"))
    assert f"{group} DER-2026-0001 {says} Tuesday 1 December 2026" in shown


def test_a_group_a_kind_and_whom_it_waits_on_can_be_asked_for(four: list[str], manager: Visit) -> None:
    """Each number leads to its own, and what is asked for together is looked for together."""
    assert four[1] in manager.get("/", params={"kind": "foi"}).text
    assert four[0] not in manager.get("/", params={"kind": "foi"}).text
    late = manager.get("/", params={"group": "late"}).text
    assert four[3] in late
    assert four[0] not in late
    assert four[0] not in manager.get("/", params={"on": "the program"}).text
    assert "No open request is like that." in manager.get("/", params={"group": "late", "kind": "sar"}).text
    assert manager.get("/", params={"group": "<script>"}).status_code == 404


def test_another_service_is_not_on_the_board(four: list[str], manager: Visit) -> None:
    """DER-1: what is shown is one service's, and no name stands on it."""
    shown = manager.get("/").text
    assert all(reference in shown for reference in four)
    assert "BNS-" not in shown
    assert not [name for name in NAMES if name in shown]


def test_a_restricted_request_is_a_reference_on_the_board(four: list[str], manager: Visit, app: FastAPI) -> None:
    """CUM-3.4: its reference and that it is restricted, apart from the others; no kind, no date, no state."""
    need_to_know.restrict(four[0], ["manager.derby"], "Reason.", by="manager.derby", at=at(date(2026, 11, 12)))
    assert f"/requests/{four[0]}" in manager.get("/").text
    officer = Visit(app).sign_in("officer.derby")
    shown = text_of(officer.get("/"))
    assert shown.count(four[0]) == 1
    assert f"Restricted {four[0]}: restricted (CUM-3.4)" in shown
    assert four[1] in shown


def test_a_long_board_is_read_page_by_page(derby: tuple[str, str, str], manager: Visit) -> None:
    """Every open request is on exactly one page, in the order of its date."""
    found = [logged(f"{way.FOI}\n{number}") for number in range(53)]
    first = manager.get("/")
    after = first.text.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    second = manager.get(after)
    shown = [reference for reference in found if f"/requests/{reference}" in first.text]
    assert len(shown) == 50
    assert [reference for reference in found if f"/requests/{reference}" in second.text] == found[50:]
    assert 'rel="next"' not in second.text


def test_words_of_another_day_are_worked_out_anew(four: list[str], manager: Visit) -> None:
    """What a line says holds today and under today's policy, whatever day it was written on."""
    from sqlmodel import select

    from models import board_lines
    from models.board_line import BoardLine
    from models.db import reading, transaction

    with transaction("m.manager", at(date(2026, 11, 1))) as tx:
        for line in tx.session.exec(select(BoardLine)).all():
            line.waits_for, line.as_of = "what was true then", date(2026, 11, 1)
            tx.session.add(line)
    assert "what was true then" not in manager.get("/").text
    with reading() as session:
        assert not board_lines.missing(session)


@pytest.mark.browser
def test_the_board_in_a_browser(
    four: list[str], app: FastAPI, served: Callable[[FastAPI], str], chromium: "Browser", tmp_path: Path
) -> None:
    """No violation that axe finds, nothing that runs off the page at 320 pixels, and no script needed."""
    address = served(app)
    for width in browsing.WIDTHS:
        page = browsing.opened(chromium, width)
        browsing.sign_in(page, address)
        assert page.title() == "Requests due - Inforights"
        browsing.check(page, tmp_path / f"board-{width}.png")
        page.select_option("#kind", "foi")
        page.get_by_role("button", name="Show").click()
        page.wait_for_url("**kind=foi**")
        assert page.locator(".inf-row__reference").all_inner_texts() == [four[1]]
        page.context.close()
