"""The editor of wording in a real browser, and what it lets nobody do."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from letters import wording as words
from tasks import wordings
from tests import staff
from tests.conftest import ROOT
from tests.web.visits import Visit, hidden_in, text_of
from web.editor import editor

if TYPE_CHECKING:
    from playwright.sync_api import Browser

EDIT = "/service/wording/edit"
KEY = "a key that is long enough to be none"


@pytest.fixture
def page(home: Path) -> TestClient:
    """The editor of one service, opened with its key."""
    client = TestClient(editor("derby", "m.manager", KEY), base_url="http://127.0.0.1", follow_redirects=True)
    assert client.get("/", params={"key": KEY}).url.path == "/service/wording"
    return client


def form_of(page: TestClient, name: str) -> dict[str, str]:
    """The hidden fields of the form, and the text in it."""
    html = page.get(EDIT, params={"name": name}).text
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', html))
    return {**hidden, "text": words.text(name), "case": "", "do": "preview"}


def test_the_address_needs_its_key(home: Path) -> None:
    """Nobody but whoever started it reaches it; the key leaves the address at once."""
    client = TestClient(editor("derby", "m.manager", KEY), base_url="http://127.0.0.1", follow_redirects=False)
    for path in ("/", f"{EDIT}?name=closing", "/service/wording/look/x", "/styles/plain.css", "/?key=wrong"):
        assert client.get(path).status_code == 403
    opened = client.get("/", params={"key": KEY})
    assert (opened.status_code, opened.headers["location"]) == (303, "/")
    cookie = opened.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert KEY not in cookie
    other = TestClient(editor("derby", "m.manager", KEY), base_url="http://evil.example")
    assert other.get("/", params={"key": KEY}).status_code == 400


def test_a_form_of_another_page_changes_nothing(page: TestClient) -> None:
    """A page elsewhere that posts here has neither the form's own word nor this origin."""
    sent = form_of(page, "paragraphs/contact") | {"do": "take", "text": words.text("paragraphs/contact") + "\n"}
    assert page.post(EDIT, data=sent | {"form": "0" * 64}).status_code == 403
    assert page.post(EDIT, data=sent, headers={"origin": "http://evil.example"}).status_code == 403
    assert page.post(EDIT, data=sent | {"text": "x" * 2_600_000}).status_code == 413
    assert wordings.history("derby", "paragraphs/contact") == []


def test_a_text_that_cannot_be_used_stays_in_the_form(page: TestClient) -> None:
    """Nothing typed is lost: the page says what is wrong, by letter and case, and keeps the text."""
    sent = form_of(page, "paragraphs/withdraw") | {"do": "take", "text": "You <may> change & {{ reference }}."}
    answer = page.post(EDIT, data=sent)
    assert answer.status_code == 422
    assert "No paragraph fulfils consent_request_parent.withdraw" in answer.text
    assert "You &lt;may&gt; change &amp; {{ reference }}." in answer.text
    assert wordings.history("derby", "paragraphs/withdraw") == []


def test_a_preview_is_shown_apart_and_runs_nothing(page: TestClient) -> None:
    """The letter lies in a frame that can run no script and load nothing."""
    answer = page.post(EDIT, data=form_of(page, "closing"))
    found = re.search(r'<iframe [^>]*src="(/service/wording/look/[\w-]+)"[^>]* sandbox>', answer.text)
    assert found
    look = page.get(found[1])
    assert "sandbox" in look.headers["content-security-policy"]
    assert "script-src" not in look.headers["content-security-policy"]
    assert look.headers["content-security-policy"].startswith("default-src 'none'")
    assert page.get("/service/wording/look/none").status_code == 404
    assert page.get(EDIT, params={"name": "../../etc/passwd"}).status_code == 404


@pytest.fixture
def served(home: Path) -> Iterator[str]:
    """The editor as the command starts it; gives the address that it printed."""
    command = [
        sys.executable,
        "-c",
        "from cli import main; main()",
        "wording",
        "derby",
        "--edit",
        "--by",
        "m.manager",
    ]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield process.stdout.readline().removeprefix("Open ").strip()
    finally:
        process.terminate()
        process.wait(20)


@pytest.mark.browser
def test_a_manager_changes_a_paragraph_in_a_browser(served: str, chromium: "Browser", tmp_path: Path) -> None:
    """Changed, looked at, used: a version with who and when; axe finds nothing, nothing runs off."""
    from axe_playwright_python.sync_playwright import Axe

    assert httpx.get(served.partition("?")[0], trust_env=False).status_code == 403
    for width in (320, 1280):
        # axe is injected as a script, which the page's own policy rightly refuses.
        context = chromium.new_context(viewport={"width": width, "height": 900}, bypass_csp=True)
        page = context.new_page()
        page.goto(served)
        assert "key=" not in page.url
        assert Axe().run(page).violations_count == 0
        page.get_by_role("link", name="Contact", exact=True).click()
        results = Axe().run(page)
        assert results.violations_count == 0, results.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    text = page.input_value("#text")
    page.fill("#text", text.replace("If you have a question", "If anything is unclear"))
    page.click("text=Preview")
    assert "If anything is unclear" in page.frame_locator("iframe").locator("body").inner_text()
    page.screenshot(path=tmp_path / "wording.png", full_page=True)
    page.click("text=Use this wording")
    assert "Version 1 is in use" in page.locator("[role=status]").inner_text()
    page.fill("#text", "Nothing.")
    page.click("text=Use this wording")
    assert page.title().startswith("Error: ")
    assert page.input_value("#text") == "Nothing."
    assert Axe().run(page).violations_count == 0
    context.close()
    (kept,) = wordings.history("derby", "paragraphs/contact")
    assert (kept.number, kept.by) == (1, "m.manager")


def test_the_dashboard_has_the_same_pages_for_whoever_manages(app: FastAPI, manager: Visit) -> None:
    """A text is used by the name of whoever is signed in; an officer is refused, and that is recorded (DER-1)."""
    name = "paragraphs/contact"
    shown = manager.get(EDIT, params={"name": name}).text
    sent = {**hidden_in(shown), "text": words.text(name).replace("question", "matter"), "do": "take"}
    told = manager.client.post(EDIT, data=sent)
    assert "Version 1 is in use" in text_of(told)
    (kept,) = wordings.history("derby", name)
    assert (kept.number, kept.by) == (1, "manager.derby")
    assert wordings.history("bathnes", name) == []
    assert "Contact : own, version 1, 12 Nov 2026, manager.derby" in text_of(manager.get("/service/wording"))
    assert "Sign out" in text_of(told)
    again = manager.client.post(EDIT, data=sent | {"text": "Another.", "on": "0"})
    assert again.status_code == 422
    officer = Visit(app).sign_in("officer.derby")
    for path in ("/service/wording", f"{EDIT}?name={name}", "/service/wording/look/x"):
        assert officer.get(path).status_code == 403
    assert (staff.newest().event, staff.newest().actor) == ("access.refused", "officer.derby")


def test_the_pages_alone_lead_nowhere_else(page: TestClient) -> None:
    """Whoever started the command has no account's pages: no navigation, no sign-out, and no other address."""
    shown = page.get("/service/wording").text
    assert "Sign out" not in shown
    assert 'href="/requests"' not in shown
    for path in ("/requests", "/service", "/account", "/sign-in"):
        assert page.get(path).status_code == 404
