"""The page of one's keys: made there, shown once, ended there."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fastapi import FastAPI

from rules.scopes import Scope
from tests import staff
from tests.web import browsing
from tests.web.programs import ask, key
from tests.web.visits import NOON, Visit, text_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser

WANTED = {"name": "calendar on my telephone", "scopes": ["calendar"], "days": "30"}


def made(visit: Visit, **words: object) -> str:
    """The key that the page shows."""
    answer = visit.send("/account/tokens", WANTED | words)
    assert answer.status_code == 200, text_of(answer)
    return answer.text.partition("<code>")[2].partition("</code>")[0]


def test_a_key_is_made_shown_once_and_ended(manager: Visit, app: FastAPI) -> None:
    """The address is shown when it is made and never again; ended, it is worth nothing at once."""
    address = made(manager)
    path = address.removeprefix("http://127.0.0.1")
    assert path.startswith("/calendar/")
    assert path.endswith(".ics")
    assert ask(app, path).status_code == 200
    listed = manager.get("/account/tokens")
    assert path not in listed.text
    assert "calendar on my telephone key 1" in text_of(listed)
    assert "used Thursday 12 November 2026, 12:00" in text_of(listed)
    done = manager.send("/account/tokens", {}, to="/account/tokens/1/revoke")
    assert "Key 1 opens nothing any more." in text_of(done)
    assert ask(app, path).status_code == 404
    assert "Keys that ended calendar on my telephone (key 1)" in text_of(manager.get("/account/tokens"))


def test_a_key_for_a_program_is_a_header(manager: Visit, app: FastAPI) -> None:
    """What is shown is what opens."""
    secret = made(manager, scopes=["deadlines:read", "metrics"])
    assert ask(app, "/api/v1/deadlines", secret).status_code == 200
    assert ask(app, "/metrics", secret).status_code == 200
    assert ask(app, "/api/v1/register", secret).status_code == 403


def test_an_address_of_this_installation(manager: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    """Behind a proxy the address is the one by which people find the dashboard, whatever the browser says."""
    from web import tokens

    class Found:
        address = "https://inforights.example.org"

    monkeypatch.setattr(tokens.settings, "load", lambda: Found)
    (shown,) = tokens._shown(None, "KEY", [Scope.WALL])  # type: ignore[arg-type] # the request is not asked
    assert shown[1] == "https://inforights.example.org/wall/KEY"


def test_what_is_refused_keeps_what_was_typed(manager: Visit) -> None:
    """A form whose task refuses says why, beside its field, and holds what was typed."""
    answer = manager.send("/account/tokens", WANTED | {"scopes": ["calendar", "metrics"]})
    assert answer.status_code == 422
    assert "opens that one thing alone. Make another key" in text_of(answer)
    assert 'value="calendar on my telephone"' in answer.text
    assert manager.send("/account/tokens", WANTED | {"scopes": []}).status_code == 422
    assert manager.send("/account/tokens", WANTED | {"days": "4000"}).status_code == 422
    assert "There is none in use." in text_of(manager.get("/account/tokens"))


def test_a_volunteer_is_offered_none(derby: tuple[str, str, str], app: FastAPI) -> None:
    """BNS-5: the page says why; the form, sent all the same, is refused and recorded."""
    visit = Visit(app).sign_in("volunteer.derby")
    assert "has no keys: ask an officer (BNS-5)" in text_of(visit.get("/account/tokens"))
    answer = visit.send("/account/tokens", WANTED)
    assert "BNS-5" in text_of(answer)
    assert (staff.newest().event, staff.newest().actor) == ("access.refused", "volunteer.derby")


def test_somebody_elses_key_is_none(manager: Visit, app: FastAPI) -> None:
    """DER-1: an officer neither sees nor ends the manager's; the manager does both with the officer's."""
    key(Scope.WALL)
    key(Scope.METRICS, by="officer.derby")
    officer = Visit(app).sign_in("officer.derby")
    assert "key 1" not in text_of(officer.get("/account/tokens"))
    assert officer.send("/account/tokens", {}, to="/account/tokens/1/revoke").status_code == 422
    assert "key 2 of officer.derby" in text_of(manager.get("/account/tokens"))
    assert manager.send("/account/tokens", {}, to="/account/tokens/2/revoke").status_code == 200
    assert staff.newest().event == "token.revoked"
    assert staff.newest().at == NOON


@pytest.mark.browser
def test_the_keys_in_a_browser(
    derby: tuple[str, str, str],
    app: FastAPI,
    served: Callable[[FastAPI], str],
    chromium: "Browser",
    tmp_path: Path,
) -> None:
    """The whole errand at both widths: make one, see it once, find it in the list, end it."""
    key(Scope.DEADLINES, Scope.REGISTER, by="officer.derby")
    address = served(app)
    for width in browsing.WIDTHS:
        page = browsing.opened(chromium, width)
        browsing.sign_in(page, address)
        page.goto(f"{address}/account/tokens")
        page.get_by_label("What has it").fill("screen in the office")
        page.get_by_label("Screen on a wall").check()
        page.get_by_role("button", name="Make the key").click()
        browsing.check(page, tmp_path / f"token-{width}.png")
        page.get_by_role("link", name="Back to the keys").click()
        browsing.check(page, tmp_path / f"tokens-{width}.png")
        page.get_by_role("button", name="End it").first.click()
        assert "opens nothing any more." in page.inner_text("main")
        page.context.close()
