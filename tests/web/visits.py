"""Visits to the dashboard: somebody in front of it with a browser, as the tests drive it."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from html import unescape
from typing import Any

import httpx
from fastapi import FastAPI
from fastapi.testclient import TestClient

from rules.channel import Channel
from rules.kinds import Kind
from tasks import credentials, intake
from tests import way
from tests.conftest import at
from web.app import dashboard
from web.visitor import moment

NOON = at(date(2026, 11, 12), 12)
PASSWORD = "lantern orchard pebble"


def app_at(when: datetime = NOON) -> FastAPI:
    """The dashboard as it is at a moment."""
    made = dashboard()
    made.dependency_overrides[moment] = lambda: when
    return made


def password_for(login: str, when: datetime = NOON) -> None:
    """The manager of the service gives an account a password."""
    credentials.set_password(login, PASSWORD, by=f"manager.{login.partition('.')[2]}", at=when)


def logged(text: str, service: str = "derby", received: date = way.RECEIVED) -> str:
    """A letter that the officer of a service logged; nothing has read it yet. Gives its reference."""
    found = intake.log(
        text.encode(),
        "letter.txt",
        service=service,
        received=received,
        channel=Channel.POST,
        by=f"officer.{service}",
        at=at(received),
    )
    return found.reference


def opened(kind: Kind, service: str = "derby", received: date = way.RECEIVED, more: str = "") -> str:
    """A request of a kind that the officer of a service logged, received and acknowledged."""
    reference = logged(way.LETTERS[kind] + more, service, received)
    way.receive(reference, at(received))
    return reference


class Visit:
    """One browser. Redirects are followed, cookies are kept, and a form is sent with what its page has in it."""

    def __init__(self, app: FastAPI) -> None:
        self.client = TestClient(app, base_url="http://127.0.0.1", client=("127.0.0.1", 50000))

    def get(self, path: str, **words: Any) -> httpx.Response:
        return self.client.get(path, **words)

    def send(self, path: str, words: Mapping[str, Any], files: Any = None, to: str | None = None) -> httpx.Response:
        """Open a page, fill in its form, and send it."""
        return self.client.post(to or path, data={**self.hidden(path), **words}, files=files)

    def hidden(self, path: str) -> dict[str, str]:
        """The hidden fields of a page's main form."""
        return hidden_in(self.get(path).text)

    def sign_in(self, login: str) -> "Visit":
        """Sign in with a password; needs one-time codes to be offered alone."""
        answer = self.send("/sign-in", {"login": login, "password": PASSWORD})
        assert answer.status_code == 200, answer.text
        assert answer.url.path == "/", text_of(answer)
        return self


def hidden_in(html: str) -> dict[str, str]:
    """The hidden fields of the forms of a page."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', html)
    return {name: unescape(value) for name, value in found}


def text_of(answer: httpx.Response) -> str:
    """What a reader reads of a page, on one line."""
    without = re.sub(r"<(style|title)[^>]*>.*?</\1>|<[^>]+>", " ", answer.text, flags=re.DOTALL)
    return " ".join(unescape(without).split())


def day(name: str, on: date) -> dict[str, str]:
    """A day as a form sends it."""
    return {f"{name}-day": str(on.day), f"{name}-month": str(on.month), f"{name}-year": str(on.year)}
