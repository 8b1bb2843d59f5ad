"""The screen on a wall: big numbers, references alone, by an address that can be ended."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fastapi import FastAPI

from rules.kinds import Kind
from rules.scopes import Scope
from tasks import access_tokens, accounts, need_to_know
from tests import staff, way
from tests.conftest import at
from tests.web import browsing
from tests.web.programs import ask, key, names_in
from tests.web.visits import NOON, app_at, logged, opened, text_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser

DUE = date(2026, 12, 1)  # of what was received on `way.RECEIVED`


@pytest.fixture
def three(derby: tuple[str, str, str]) -> list[str]:
    """Two open requests of Derby and an unread letter, and one request of another service."""
    staff.of("hillingdon")
    opened(Kind.FOI, "hillingdon")
    return [opened(Kind.SAR), opened(Kind.FOI), logged("Could you let me have the thing we talked about?")]


@pytest.mark.parametrize(
    ("day", "says"),
    [
        (NOON, "1 Late DER-2026-0003 0 Today 0 In the next five working days 2 more are open."),
        (at(DUE - timedelta(days=1)), "1 Late DER-2026-0003 0 Today 2 In the next five working days DER-2026-0001"),
        (
            at(DUE),
            "2 Today DER-2026-0001 DER-2026-0002 0 In the next five working days Nothing else is open.",
        ),
        (at(DUE + timedelta(days=1)), "3 Late DER-2026-0003 DER-2026-0001 DER-2026-0002 0 Today"),
    ],
)
def test_what_is_late_or_due(three: list[str], day: datetime, says: str) -> None:
    """A date that has passed is late from the next day on; of one service alone (DER-1, HIL-9)."""
    assert says in text_of(ask(app_at(day), f"/wall/{key(Scope.WALL)}"))


def test_whoever_passes_by_learns_nothing(three: list[str], app: FastAPI) -> None:
    """CUM-3.4: no name, no kind, no word of what is waited for; of a restricted request that there is one."""
    need_to_know.restrict(three[2], ["manager.derby"], "Reason.", by="manager.derby", at=NOON)
    answer = ask(app, f"/wall/{key(Scope.WALL, by='officer.derby')}")
    assert names_in(answer.text) == []
    shown = text_of(answer).casefold()
    for word in ("freedom", "subject", "waits", "officer", "derby ", three[2].casefold()):
        assert word not in shown, word
    assert "0 late" in shown
    assert "1 is restricted, and not counted above." in shown


def test_the_screen_renews_itself(three: list[str], app: FastAPI) -> None:
    """Without a script, every minute; no link leads on from it, nothing is kept by the browser, no page frames it."""
    answer = ask(app, f"/wall/{key(Scope.WALL)}")
    assert answer.headers["refresh"] == "60"
    assert answer.headers["cache-control"] == "no-store"
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert [word for word in ("<a ", "<form", "<script", "http:", "https:") if word in answer.text] == []


def test_a_long_list_is_counted(derby: tuple[str, str, str]) -> None:
    """What has no room on the wall is counted there."""
    for number in range(14):
        logged(f"{way.FOI}\n{number}")
    shown = text_of(ask(app_at(), f"/wall/{key(Scope.WALL)}"))
    assert shown.count("DER-2026-") == 12
    assert "14 Late" in shown
    assert "and 2 more" in shown


def test_an_address_is_worth_nothing_any_more(three: list[str], app: FastAPI) -> None:
    """DER-1: revoked, ended, of a closed account, of another scope, or no key at all: one answer."""
    revoked = access_tokens.make("x", [Scope.WALL], by="officer.derby", at=NOON)
    closed, short, other = key(Scope.WALL, by="officer.derby"), key(Scope.WALL, days=1), key(Scope.CALENDAR)
    assert ask(app, f"/wall/{revoked.secret}").status_code == 200
    access_tokens.revoke(revoked.number, by="officer.derby", at=NOON)
    accounts.close("officer.derby", by="manager.derby", at=NOON)
    answers = [ask(app, f"/wall/{secret}") for secret in (revoked.secret, closed, other, "x")]
    answers.append(ask(app_at(NOON + timedelta(days=1)), f"/wall/{short}"))
    assert {(one.status_code, one.text) for one in answers} == {
        (404, "There is nothing at this address, or not any more.\n")
    }


@pytest.mark.browser
def test_the_screen_in_a_browser(
    three: list[str], served: Callable[[FastAPI], str], chromium: "Browser", tmp_path: Path
) -> None:
    """Numbers that are read across a room; on a telephone it runs off at no side."""
    address = served(app_at(at(DUE)))
    secret = key(Scope.WALL)
    for width, height in ((1920, 1080), (320, 640)):
        page = chromium.new_context(viewport={"width": width, "height": height}, bypass_csp=True).new_page()
        page.goto(f"{address}/wall/{secret}")
        browsing.check(page, tmp_path / f"wall-{width}.png")
        size = page.locator(".inf-screen__number").first.evaluate("one => parseFloat(getComputedStyle(one).fontSize)")
        assert size >= (160 if width == 1920 else 60)
        if width == 1920:
            assert page.evaluate("document.documentElement.scrollHeight") <= height
        page.context.close()
