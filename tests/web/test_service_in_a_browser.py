"""One errand of a manager over all the pages of the service, in a real browser at both widths."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fastapi import FastAPI

from rules.kinds import Kind
from tasks import reminders
from tests import way
from tests.conftest import at
from tests.rules.gov_uk_list import DATA
from tests.web import browsing

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


PAGES = (
    "/requests",
    "/statistics",
    "/reminders",
    "/service",
    "/service/audit",
    "/service/closures",
    "/service/closures/add",
    "/service/closures/list",
    "/service/letterhead",
    "/service/people",
    "/service/people/1",
    "/service/people/open",
    "/service/policy",
    "/service/wording",
)


@pytest.fixture
def some(home: Path) -> list[str]:
    """Derby with an answered request, two open ones and reminders that were noted, before it had accounts."""
    answered = way.prepared(Kind.SAR, "derby")
    way.consented(answered)
    way.approved(answered, "derby", Kind.SAR)
    way.respond(answered)
    reminders.note_due("derby", at(date(2026, 11, 11)))
    return [answered, way.opened(Kind.FOI, "derby"), way.opened(Kind.LA_LEGAL, "derby")]


def _seen(page: "Page", address: str, path: str, pictures: Path) -> None:
    page.goto(f"{address}{path}")
    assert page.locator("h1").count() == 1
    size = page.viewport_size
    assert size is not None
    browsing.check(page, pictures / f"{path.strip('/').replace('/', '-')}-{size['width']}.png")


@pytest.mark.browser
def test_a_managers_errand(
    some: list[str], app: FastAPI, served: Callable[[FastAPI], str], chromium: "Browser", tmp_path: Path
) -> None:
    """Found, counted, invited, a day added, a wording looked at: axe finds nothing, and nothing runs off the side."""
    address = served(app)
    for width in browsing.WIDTHS:
        page = browsing.opened(chromium, width)
        browsing.sign_in(page, address)
        for path in PAGES:
            _seen(page, address, path, tmp_path)
        page.goto(f"{address}/requests")
        page.select_option("#kind", "foi")
        page.get_by_role("button", name="Show").click()
        assert page.locator(".inf-row__reference").all_inner_texts() == [some[1]]
        page.get_by_role("link", name="Search by a name").click()
        page.fill("#name", "clover")
        page.get_by_role("button", name="Search").click()
        assert page.url == f"{address}/requests/search"
        assert page.locator(".inf-row__reference").all_inner_texts() == [some[0]]
        browsing.check(page, tmp_path / f"search-{width}.png")
        _invite(page, address, tmp_path / f"invited-{width}.png")
        _list(page, address, tmp_path / f"list-{width}.png")
        page.goto(f"{address}/service/wording/edit?name=closing")
        assert "We have now closed it" in page.frame_locator("iframe").locator("body").inner_text()
        browsing.check(page, tmp_path / f"wording-{width}.png")
        page.goto(f"{address}/service/audit")
        page.get_by_role("button", name="Check it").click()
        assert "The audit log holds" in page.locator("[role=status]").inner_text()
        page.context.close()


def _invite(page: "Page", address: str, picture: Path) -> None:
    """A link is shown once it is confirmed."""
    page.goto(f"{address}/service/people")
    page.get_by_role("link", name="officer.derby").click()
    page.get_by_role("link", name="Invite to choose a password").click()
    browsing.check(page)
    page.get_by_role("button", name="Confirm").click()
    assert "/invitation/" in page.locator(".inf-secret").inner_text()
    browsing.check(page, picture)


def _list(page: "Page", address: str, picture: Path) -> None:
    """gov.uk's list with one day more is looked at, and not taken over."""
    found = json.loads((DATA / "bank-holidays.json").read_bytes())
    found["scotland"]["events"].append({"title": "A day of thanks", "date": "2026-11-24"})
    page.goto(f"{address}/service/closures/list")
    content = {"name": "list.json", "mimeType": "application/json", "buffer": json.dumps(found).encode()}
    page.set_input_files("#file", [content])  # type: ignore[list-item] # Playwright's own typed dictionary
    page.get_by_role("button", name="Look at what it changes").click()
    assert "to Wednesday 2 December 2026" in page.locator("main").inner_text()
    browsing.check(page, picture)
