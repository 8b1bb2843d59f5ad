"""The board in a real browser, and what it lets nobody do."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import httpx
import pytest

from models import board as board_reads
from models.db import reading
from rules.kinds import Kind
from tests import way
from tests.conftest import ROOT, free_port

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
NAMES = ("Fernwhistle", "Marigold", "Clover", "Thistlebrook", "Quillmarsh", "Marshgrove")


@pytest.fixture
def board(home: Path) -> Iterator[str]:
    """The board as `inforights up` serves it, over three open requests; gives its address."""
    for kind, service in ((Kind.SAR, "derby"), (Kind.FOI, "bathnes"), (Kind.LA_LEGAL, "blackburn")):
        way.opened(kind, service)
    way.log("Could you let me have the thing we talked about?", "cumbria")
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", "web.board:app", "--host", "127.0.0.1", "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ.copy(), stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(200):
            try:
                if httpx.get(f"{address}/healthz", trust_env=False).status_code == 200:
                    break
            except httpx.HTTPError:
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(20)


@pytest.mark.browser
def test_the_board_in_a_browser(board: str, tmp_path: Path) -> None:
    """Soonest first, no name, no violation that axe finds, nothing that runs off the page at 320 pixels."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: install the package chromium")
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as driver:
        problems: list[str] = []
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=flags)
        for width in (1280, 320):
            # axe is injected as a script, which the page's own policy rightly refuses.
            context = browser.new_context(viewport={"width": width, "height": 900}, bypass_csp=True)
            page = context.new_page()
            page.on("pageerror", lambda error: problems.append(str(error)))
            page.goto(f"{board}/")
            assert page.title() == "Requests due - Inforights"
            cards = page.locator(".card h3").all_inner_texts()
            # The unread one is due to be looked at first; then the dates of the three.
            assert cards == ["CUM-2026-0001", "BNS-2026-0001", "BWD-2026-0001", "DER-2026-0001"]
            text = page.locator("body").inner_text()
            assert not [name for name in NAMES if name in text]
            assert "Tuesday 1 December 2026" in text
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            results = Axe().run(page)
            assert results.violations_count == 0, results.generate_report()
            page.select_option("#service", "derby")
            page.click("button")
            assert page.locator(".card h3").all_inner_texts() == ["DER-2026-0001"]
            assert problems == []
            page.screenshot(path=tmp_path / f"board-{width}.png", full_page=True)
            context.close()
        browser.close()


def test_the_board_changes_nothing_and_answers_only_on_this_machine(board: str) -> None:
    """Only GET; another site's name for this machine is refused; no script, no frame, no caching."""
    client = httpx.Client(base_url=board, trust_env=False)
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert client.request(method, "/").status_code == 405
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 400
    answer = client.get("/")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"
    assert "refresh" not in answer.headers  # WCAG 2.2.1
    assert client.get("/", params={"wall": "yes"}).headers["refresh"] == "300"
    assert client.get("/docs").status_code == 404
    assert client.get("/openapi.json").status_code == 404


@pytest.mark.parametrize("service", ["<script>alert(1)</script>", "../derby", "nowhere", "derby'--"])
def test_an_unknown_service_is_not_echoed(board: str, service: str) -> None:
    """What is asked for is never written into the page."""
    answer = httpx.get(f"{board}/", params={"service": service}, trust_env=False)
    assert answer.status_code == 404
    assert service not in answer.text


def test_late_and_today_are_told_apart(home: Path) -> None:
    """A date that has passed is late from the next day on, counted in working days."""
    from web.board import page

    way.opened(Kind.FOI, "bathnes")
    with reading() as session:
        assert board_reads.rows(session)[0].due == date(2026, 12, 1)
    assert "1 working day left" in page(None, date(2026, 11, 30 - 3))
    assert ">today<" in page(None, date(2026, 12, 1))
    assert "2 working days late" in page(None, date(2026, 12, 3))
    assert "1 working day late" in page(None, date(2026, 12, 2))
