"""A letter logged and confirmed in a browser, at both widths."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from fastapi import FastAPI

from tests.web import browsing
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
        page.get_by_role("button", name="It is that").click()
        page.wait_for_url(f"**/requests/DER-2026-000{number + 1}")
        assert "Decided: subject access request." in page.inner_text("main")
        page.context.close()
