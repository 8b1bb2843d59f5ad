"""The dashboard by keyboard alone (WCAG 2.2: 2.1.1, 2.1.2, 2.4.1, 2.4.3, 2.4.7): no mouse, and no script runs."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fastapi import FastAPI

from rules.consents import Asked
from rules.lifecycle import State
from rules.working_days import written
from tests import way
from tests.web import before
from tests.web.keyboard import Keyboard, Stop
from tests.web.test_answer_goes import state_of
from tests.web.test_decide_consents import consent
from tests.web.test_every_page import addresses, prepared
from tests.web.visits import NOON, PASSWORD
from web import assets

if TYPE_CHECKING:
    from playwright.sync_api import Browser

__all__ = ["prepared"]  # a request that has something on each page
DUE = date(2026, 12, 1)  # twenty working days from Monday 2 November, of which 30 November is none
SKIP = '<a href="#main">Skip to main content</a><nav><a href="/">Board</a></nav>'
PAGE = f'{SKIP}<main id="main"><a href="/a">A</a><a href="/b">B</a></main>'
FAULTS = {
    "no mark of the focus": f"<style>a:focus {{ outline: none }}</style>{PAGE}",
    "out of order": PAGE.replace('"/b"', '"/b" tabindex="1"'),
    "left out": PAGE.replace("</a><a", "</a><iframe sandbox title='A letter' srcdoc='Words'></iframe><a"),
    "not to be seen": PAGE.replace('"/b"', '"/b" style="position: fixed; left: -999px"'),
    "begins with": PAGE.replace("Skip to main content", "Somewhere"),
    "the link skips nothing": PAGE.replace('"#main"', '"#nowhere"'),
}


@pytest.fixture(autouse=True)
def _without_prefect(monkeypatch: pytest.MonkeyPatch) -> None:
    """No server is named: the steps are taken without it."""
    monkeypatch.delenv("PREFECT_API_URL", raising=False)


@pytest.fixture
def style(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[str]:
    """The style sheet that the set-up fetched, or the plain one where it could not."""
    if request.param == "plain":
        monkeypatch.setitem(assets._NAMES, "govuk.css", tmp_path / "not fetched")
    assets.styles.cache_clear()
    yield request.param
    assets.styles.cache_clear()


def _at(chromium: "Browser", address: str, width: int = 1280) -> Keyboard:
    """A browser without scripts at the page on which one signs in."""
    context = chromium.new_context(viewport={"width": width, "height": 900}, java_script_enabled=False)
    keyboard = Keyboard(context.new_page())
    keyboard.page.goto(f"{address}/sign-in")
    return keyboard


def _sign_in(keyboard: Keyboard) -> None:
    """With a password, the name corrected last: back by Shift and Tab, and sent from the field."""
    keyboard.fill("Login", "manger.derby")
    keyboard.fill("Password", PASSWORD)
    keyboard.fill("Login", "manager.derby", by="Shift+Tab")
    keyboard.send()
    assert keyboard.page.title() == "Requests due - Inforights"


@pytest.mark.browser
@pytest.mark.parametrize("fault", FAULTS)
def test_the_look_finds_what_is_wrong(chromium: "Browser", fault: str) -> None:
    """A page that lacks what is asked of the others is not passed over; the same page without the fault passes."""
    keyboard = Keyboard(chromium.new_context(java_script_enabled=False).new_page())
    keyboard.page.set_content(PAGE)
    assert keyboard.look() == 4
    keyboard.page.goto("about:blank")
    keyboard.page.set_content(FAULTS[fault])
    with pytest.raises(AssertionError, match=fault):
        keyboard.look()


@pytest.mark.browser
@pytest.mark.parametrize(("style", "width"), [("fetched", 1280), ("plain", 320)], indirect=["style"])
def test_every_page_goes_by_keyboard(
    prepared: str, app: FastAPI, served: Callable[[FastAPI], str], chromium: "Browser", style: str, width: int
) -> None:
    """Each page begins with the link that skips; all that can be used is reached, in order, in sight, and left again.

    In the plain style the forms of decisions are left out: they are drawn by the same marks as the others.
    """
    address = served(app)
    keyboard = _at(chromium, address, width)
    assert keyboard.look() == 5  # the link that skips, the name of the program, two fields and the button
    _sign_in(keyboard)
    for path in addresses(prepared):
        if style == "fetched" or "/do/" not in path:
            answer = keyboard.page.goto(address + path)
            assert answer is not None
            assert answer.status < 500, path
            keyboard.look()


@pytest.mark.browser
def test_a_letter_is_typed_confirmed_and_asked_about(
    app: FastAPI, served: Callable[[FastAPI], str], chromium: "Browser"
) -> None:
    """From the sign-in to the consent that was asked for; what is wrong leads to its field, and nothing is lost."""
    keyboard = _at(chromium, served(app))
    page = keyboard.page
    _sign_in(keyboard)
    keyboard.use("link", "Log a request")
    keyboard.use("button", "Log it")
    assert page.title() == "Error: Log a request - Inforights"
    keyboard.look()
    keyboard.use("link", "Type or paste the letter, or choose its file.")
    assert keyboard.stop == Stop("textbox", "The letter, typed or pasted")
    page.keyboard.type(way.LA_LEGAL)
    keyboard.choose("How did it come?", "Post")
    for part, number in (("Day", 31), ("Month", 11), ("Year", 2026)):
        keyboard.fill(part, str(number))
    keyboard.use("button", "Log it", "Space")
    keyboard.use("link", "When did it arrive? There is no such day. Check day, month and year.")
    assert keyboard.stop == Stop("textbox", "Day")
    keyboard.press("Control+A")
    page.keyboard.type("2")
    keyboard.use("button", "Log it")
    while page.get_by_text("The program still reads it").count():
        keyboard.use("link", "Look again")
    assert f"Due {written(DUE)}" in page.get_by_role("main").inner_text()
    keyboard.look()
    keyboard.use("button", "Yes, that is right")
    assert "Decided: local authority's request for legal reasons." in page.get_by_role("main").inner_text()
    keyboard.use("link", "Consents")
    assert keyboard.stop == Stop("heading", "Consents")
    keyboard.use("link", "Somebody was asked for consent")
    keyboard.use("button", "Continue")
    assert "Consent of the parent: asked on Thursday 12 November 2026." in page.get_by_role("main").inner_text()
    keyboard.look()
    keyboard.use("button", "Confirm")
    assert "Recorded that they were asked on Thursday 12 November 2026." in page.get_by_role("main").inner_text()
    found = consent("DER-2026-0001")
    assert (found.whom, found.asked_on) == (Asked.PARENT, NOON.date())


@pytest.mark.browser
def test_an_answer_is_read_approved_and_sent(
    app: FastAPI, served: Callable[[FastAPI], str], chromium: "Browser"
) -> None:
    """The letter is read in its frame by the arrow keys (2.1.1), approved, and sent."""
    reference = before.ready()
    keyboard = _at(chromium, served(app))
    page = keyboard.page
    _sign_in(keyboard)
    keyboard.use("link", reference)
    keyboard.use("link", "Approve the answer")
    keyboard.use("link", "Preview the letters as they would go")
    keyboard.use("link", "Preview the answer as it would go")
    frame = page.frames[1]
    frame.wait_for_load_state()
    while frame.evaluate("!document.hasFocus()"):
        keyboard.press("Tab")
    above = frame.evaluate("scrollY")
    while frame.evaluate("scrollY") <= above:  # a slow browser takes no key before it has drawn the letter
        keyboard.press("PageDown")
        page.wait_for_timeout(100)
    keyboard.use("link", f"Letters of {reference}")
    keyboard.use("link", f"Back to {reference}")
    keyboard.use("link", "Approve the answer")
    keyboard.use("button", "Approve it as it stands here", "Space")
    keyboard.use("button", "Confirm")
    keyboard.use("link", "Send the answer")
    keyboard.choose("How does it go?", "By tracked post")
    keyboard.use("button", "Continue")
    keyboard.use("button", "Confirm")
    assert "to go by tracked post" in page.get_by_role("main").inner_text()
    while state_of(reference) is not State.CLOSED:
        page.wait_for_timeout(200)
    keyboard.use("link", "Board")
    assert page.get_by_text("No request is open.").is_visible()
