"""What the browser tests do on every page: sign in, look with axe, see that nothing runs off."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from axe_playwright_python.sync_playwright import Axe

from tests.web.visits import PASSWORD

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WIDTHS = (1280, 320)


def opened(chromium: "Browser", width: int = 1280) -> "Page":
    """A new browser window of a width. Its scripts are off; axe alone is let past the page's policy."""
    return chromium.new_context(viewport={"width": width, "height": 900}, bypass_csp=True).new_page()


def sign_in(page: "Page", address: str, login: str = "manager.derby") -> None:
    """Sign in with a password alone."""
    page.goto(f"{address}/sign-in")
    page.fill("#login", login)
    page.fill("#password", PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{address}/")


def check(page: "Page", picture: Path | None = None) -> None:
    """No violation that axe finds, and nothing that runs off the side.

    Kept as a picture for whoever wants to look (`PICTURES=yes make test`): drawing takes as long as looking.
    """
    results = Axe().run(page)
    assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"
    size = page.viewport_size
    assert size is not None
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], page.url
    if picture and os.environ.get("PICTURES"):
        page.screenshot(path=picture, full_page=True)
