"""A letter logged and confirmed in a browser, at both widths."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from fastapi import FastAPI

from tests import way
from tests.reading import scan_file
from tests.web import browsing
from tests.web.seat import Seat
from web import runs

if TYPE_CHECKING:
    from playwright.sync_api import Browser
from tests.web.test_log import DOUBTFUL


@pytest.fixture(autouse=True)
def _without_prefect(monkeypatch: pytest.MonkeyPatch) -> None:
    """No server is named: the steps are taken without it."""
    monkeypatch.delenv("PREFECT_API_URL", raising=False)


@pytest.mark.browser
def test_a_letter_is_logged_and_confirmed_in_a_browser(
    app: FastAPI, served: Callable[[FastAPI], str], chromium: "Browser", tmp_path: Path, monkeypatch: Any
) -> None:
    """The whole errand at both widths: a refused file, a letter, its proposal, one press. Axe finds nothing."""
    monkeypatch.setattr(runs, "WAIT", 60)
    address = served(app)
    for number, width in enumerate(browsing.WIDTHS):
        page = browsing.opened(chromium, width)
        browsing.sign_in(page, address)
        page.goto(f"{address}/log")
        browsing.check(page, tmp_path / f"log-{width}.png")
        page.set_input_files("#files", {"name": "b.docx", "mimeType": "", "buffer": b"PK"})
        page.get_by_role("button", name="Log it").click()
        browsing.check(page, tmp_path / f"log-refused-{width}.png")
        page.fill("#text", f"{DOUBTFUL}\n{number}")
        page.check("text=Post")
        page.get_by_role("button", name="Log it").click()
        page.wait_for_url("**/proposal")
        browsing.check(page, tmp_path / f"proposal-{width}.png")
        page.get_by_role("button", name="Yes, that is right").click()
        page.wait_for_url(f"**/requests/DER-2026-000{number + 1}")
        assert "Decided: subject access request." in page.inner_text("main")
        page.context.close()


@pytest.mark.browser
def test_a_scan_in_doubt_is_read_by_a_person(
    app: FastAPI, served: Callable[[FastAPI], str], chromium: "Browser"
) -> None:
    """What could not be read is not guessed at: a person reads the original, says what it is, and it is dated."""
    scrawled = scan_file.saved(scan_file.scrawl(scan_file.page(("Dear",))), "PNG")
    manager = Seat(chromium, served(app), "manager.derby")
    manager.follow("Log a request")
    manager.choose_file("Or its file", "scan.png", scrawled)
    manager.tick("How did it come?", "Post")
    manager.date("When did it arrive?", way.RECEIVED)
    manager.press("Log it")
    manager.wait_while("The program still reads it", "Look again")
    told = manager.section("A person must read it")
    assert "The program could not rely on what it read" in told
    assert "Somebody must have looked at it by Tuesday 3 November 2026." in told
    assert manager.page.get_by_role("button", name="Yes, that is right").count() == 0
    manager.tick("What is it?", "Subject access request")
    manager.press("Continue")
    assert "drafts the acknowledgement" in manager.main
    manager.press("Confirm")
    assert "Decided: subject access request." in manager.main
    # The service's own 20 working days (DER-5), of which 30 November is none, end before the month of the law does.
    assert "Due Tuesday 1 December 2026: 12 working days left" in manager.section("What is next")
