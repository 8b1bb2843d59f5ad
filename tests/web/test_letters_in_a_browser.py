"""A letter written, read and noted as sent in a browser, at both widths."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fastapi import FastAPI

from rules.kinds import Kind
from tests.web import browsing
from tests.web.visits import opened

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.mark.browser
def test_a_letter_in_a_browser(
    derby: tuple[str, str, str],
    app: FastAPI,
    served: Callable[[FastAPI], str],
    chromium: "Browser",
    tmp_path: Path,
) -> None:
    """Written, read in its frame, noted as sent: no violation that axe finds, at both widths, and no script."""
    address = served(app)
    for width in browsing.WIDTHS:
        reference = opened(Kind.SAR, more=f"\n{width}\n")
        page = browsing.opened(chromium, width)
        browsing.sign_in(page, address)
        page.goto(f"{address}/requests/{reference}/letters")
        browsing.check(page, tmp_path / f"letters-{width}.png")
        page.get_by_role("link", name="Question to the requester").click()
        page.fill("#questions", "Which years?")
        page.fill("#because", "We hold a large amount.")
        browsing.check(page, tmp_path / f"letter-write-{width}.png")
        page.get_by_role("button", name="Write the draft").click()
        page.frame_locator("iframe").get_by_text("Which years?").wait_for()
        browsing.check(page, tmp_path / f"letter-{width}.png")
        page.get_by_role("link", name="Note that it has gone").click()
        page.get_by_label("By tracked post").check()
        page.get_by_role("button", name="Continue").click()
        assert "This moves the date" in page.get_by_role("main").inner_text()
        browsing.check(page, tmp_path / f"letter-sent-{width}.png")
        page.get_by_role("button", name="Confirm").click()
        assert "Sent on Thursday 12 November 2026 by tracked post." in page.get_by_role("main").inner_text()
        page.context.close()
