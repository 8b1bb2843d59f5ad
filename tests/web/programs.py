"""Programs that read with a key, as the tests drive them; and the names that must be in none of their answers."""

import httpx
from fastapi import FastAPI

from rules.scopes import Scope
from tasks import access_tokens
from tests.web.visits import NOON, Visit

# Every name of a person that a letter of `tests.way` has.
NAMES = ("Fernwhistle", "Marigold", "Clover", "Thistlebrook", "Rowan", "Quillmarsh", "Hazel", "Marshgrove", "Linden")
NAMES += ("Oakenfold", "Bramble")


def key(*scopes: Scope, by: str = "manager.derby", days: int = 90) -> str:
    """A key that was made at noon of the day of `visits.NOON`."""
    return access_tokens.make("a program", scopes, by=by, at=NOON, days=days).secret


def ask(app: FastAPI, path: str, secret: str = "") -> httpx.Response:
    """What a program is answered, which keeps no cookie and follows no redirect."""
    visit = Visit(app)
    visit.client.follow_redirects = False
    answer = visit.get(path, headers={"authorization": f"Bearer {secret}"} if secret else {})
    assert "set-cookie" not in answer.headers
    return answer


def names_in(text: str) -> list[str]:
    """The names that stand in a text."""
    return [name for name in NAMES if name.casefold() in text.casefold()]
