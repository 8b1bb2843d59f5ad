"""The pages above every page are those that whoever looks may open."""

import re
from pathlib import Path

import pytest
import yaml
from fastapi import FastAPI

import settings
from rules.policy import POLICIES
from tests.web.visits import Visit, text_of

MENU = re.compile(r'<nav class="inf-nav".*?</nav>', re.DOTALL)


def menu(visit: Visit, path: str = "/") -> list[str]:
    """The addresses in the menu of a page."""
    return re.findall(r'href="([^"]+)"', MENU.findall(visit.get(path).text)[0])


@pytest.mark.parametrize("login", ["manager.derby", "officer.derby", "volunteer.derby"])
def test_each_page_of_the_menu_opens(app: FastAPI, login: str) -> None:
    """BNS-5: nobody is led to a page that refuses them; a volunteer, who logs nothing, is not offered the form."""
    visit = Visit(app).sign_in(login)
    found = menu(visit)
    assert [visit.get(href).status_code for href in found] == [200] * len(found)
    assert ("/log" in found) is (visit.get("/log").status_code == 200) is (login != "volunteer.derby")
    assert menu(visit, "/requests/DER-2026-0999") == found  # of a page that refuses as well
    assert ("Log a request" in text_of(visit.get("/"))) is ("/log" in found)


def test_the_menu_follows_the_rights_and_no_name_of_a_role(
    app: FastAPI, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DER-1: a service's own policy says what a role may do; an officer who may only read is offered no form."""
    folder = home / "policies"
    folder.mkdir()
    own = yaml.safe_load((POLICIES / "derby.yaml").read_text("utf-8"))
    default = yaml.safe_load((POLICIES / "default.yaml").read_text("utf-8"))
    rights = {**default["settings"]["rights"], **own.get("settings", {}).get("rights", {})}
    rights["Officer"] = {"value": {"may": ["read"], "requests": "all"}, "cites": ["DER-1"]}
    own.setdefault("settings", {})["rights"] = rights
    (folder / "derby.yaml").write_text(yaml.safe_dump(own, sort_keys=False), "utf-8")
    officer = Visit(app).sign_in("officer.derby")
    assert "/log" in menu(officer)
    monkeypatch.setenv("INFORIGHTS_POLICIES", str(folder))
    assert settings.load().policies == folder
    assert "/log" not in menu(officer)
    assert officer.get("/log").status_code == 403
