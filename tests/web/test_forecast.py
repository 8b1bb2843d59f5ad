"""The page of the forecast: what will breach first, whose requests it shows, and how it looks in a browser."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fastapi import FastAPI

from rules.kinds import Kind
from tasks import need_to_know
from tests import staff
from tests.conftest import at
from tests.web import browsing
from tests.web.visits import Visit, app_at, logged, opened, text_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NAMES = ("Fernwhistle", "Marigold", "Clover", "Thistlebrook", "Quillmarsh", "Marshgrove")


@pytest.fixture
def three(derby: tuple[str, str, str]) -> list[str]:
    """Three open requests of Derby, the second received long ago, and one of another service."""
    staff.of("bathnes")
    found = [opened(Kind.SAR), opened(Kind.FOI, received=date(2026, 10, 19)), opened(Kind.LA_LEGAL)]
    opened(Kind.FOI, "bathnes")
    return found


def test_what_will_breach_comes_first_with_its_reason(three: list[str]) -> None:
    """References, dates and reasons, the worst first; no name, and no request of another service (DER-1)."""
    answer = Visit(app_at(at(date(2026, 11, 13)))).sign_in("manager.derby").get("/forecast")
    shown = text_of(answer)
    assert f"{three[1]} Will breach due 16 Nov 2026" in shown
    assert "1 working day left; preparing is assumed to take 5 (it has stood there for 19), approving 2" in shown
    assert "BNS-" not in shown
    assert not [name for name in NAMES if name in answer.text]


def test_what_is_asked_for_is_shown(three: list[str]) -> None:
    """Each number leads to its own, a kind narrows list and table, and a list that was left as it is asks for all."""
    visit = Visit(app_at(at(date(2026, 11, 13)))).sign_in("manager.derby")
    safe = visit.get("/forecast", params={"outlook": "safe", "kind": ""}).text
    assert three[0] in safe
    assert three[1] not in safe
    assert three[1] in visit.get("/forecast", params={"kind": "foi"}).text
    assert three[1] not in visit.get("/forecast", params={"kind": "sar"}).text
    assert visit.get("/forecast", params={"outlook": "<script>"}).status_code == 404


def test_need_to_know_holds_for_the_forecast(three: list[str], app: FastAPI) -> None:
    """CUM-3.4, BNS-5: a restricted request, and one that a volunteer is not assigned to, is not foretold to them."""
    need_to_know.restrict(three[1], ["manager.derby"], "Reason.", by="manager.derby", at=at(date(2026, 11, 12)))
    addresses = ("/forecast", "/forecast?outlook=safe", "/forecast?outlook=tight", "/forecast?outlook=will+breach")
    officer, volunteer = (Visit(app).sign_in(f"{who}.derby") for who in ("officer", "volunteer"))
    seen_by_officer = "".join(officer.get(address).text for address in addresses)
    assert three[0] in seen_by_officer
    assert three[1] not in seen_by_officer
    assert not [reference for reference in three if reference in "".join(volunteer.get(a).text for a in addresses)]


@pytest.mark.browser
def test_the_forecast_in_a_browser(
    three: list[str], served: Callable[[FastAPI], str], chromium: "Browser", tmp_path: Path
) -> None:
    """From the navigation to the page and on to a request; nothing that axe finds, nothing that runs off."""
    logged("Could you let me have the thing we talked about?")
    address = served(app_at(at(date(2026, 11, 13))))
    for width in browsing.WIDTHS:
        page = browsing.opened(chromium, width)
        browsing.sign_in(page, address)
        page.get_by_role("link", name="Forecast").click()
        page.wait_for_url("**/forecast")
        browsing.check(page, tmp_path / f"forecast-{width}.png")
        page.select_option("#kind", "foi")
        page.get_by_role("button", name="Show").click()
        page.wait_for_url("**kind=foi**")
        assert page.locator(".inf-row__reference a").all_inner_texts() == [three[1]]
        page.get_by_role("link", name=three[1]).click()
        page.wait_for_url(f"**/requests/{three[1]}")
        page.context.close()


def test_the_weeks_ahead_are_counted(three: list[str]) -> None:
    """The dates of what is open, week by week: of three requests, those that lie ahead, each in its week."""
    shown = text_of(Visit(app_at(at(date(2026, 11, 13)))).sign_in("manager.derby").get("/forecast"))
    weeks = shown.partition("Dates by week")[2]
    assert "9 Nov 2026 0 16 Nov 2026 1 23 Nov 2026 0 30 Nov 2026 2" in weeks
    later = text_of(Visit(app_at(at(date(2027, 6, 1)))).sign_in("manager.derby").get("/forecast"))
    assert "No date of what is open lies ahead in the next 13 weeks." in later
