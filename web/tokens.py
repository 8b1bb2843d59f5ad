"""Keys for programs: one's own, for a calendar, a spreadsheet, a screen. A key is shown once, when it is made."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

import settings
from rules import scopes as rule
from rules.refusal import Refusal
from rules.rights import Right
from rules.scopes import KeyRefused, Scope
from tasks import access, access_tokens
from web.field import Field, Option, read, typed
from web.page import drawn, onward
from web.visitor import At, Form, Visitor, Who

router = APIRouter(include_in_schema=False)
TITLE = "Keys for programs"
_FIELDS = (
    Field("name", "What has it", hint="As: calendar on my telephone, screen in the office. Name no client."),
    Field(
        "scopes",
        "What it opens",
        "many",
        "It reads what you may read, and no name. A calendar's or a screen's key opens that one thing alone.",
        [Option(scope.value, scope.words) for scope in Scope],
    ),
    Field(
        "days",
        "How long it holds",
        "choice",
        options=[Option("30", "30 days"), Option("90", "90 days"), Option("366", "A year")],
        starts_as="90",
    ),
)


@router.get("/account/tokens")
def tokens(request: Request, who: Who, at: At) -> Response:
    """The keys that there are, and the form for another."""
    return _page(request, who, at, {"days": str(rule.USUAL)}, {})


@router.post("/account/tokens")
def make(request: Request, who: Who, sent: Form, at: At) -> Response:
    """A key is made, and shown: this page is the only place where it ever stands."""
    values, errors = read(_FIELDS, sent)
    if not errors:
        try:
            wanted = [Scope(word) for word in values["scopes"]]
            made = access_tokens.make(values["name"], wanted, by=who.login, at=at, days=int(values["days"]))
        except Refusal as refused:
            errors["scopes" if isinstance(refused, KeyRefused) else ""] = str(refused)
        else:
            return drawn(
                request,
                "token.html",
                "A new key",
                who=who,
                shown=_shown(request, made.secret, wanted),
                ends_at=made.ends_at,
                number=made.number,
            )
    return _page(request, who, at, typed(_FIELDS, sent), errors)


@router.post("/account/tokens/{number}/revoke")
def revoke(number: int, who: Who, at: At) -> Response:
    """A key opens nothing from now on."""
    access_tokens.revoke(number, by=who.login, at=at)
    return onward("/account/tokens", f"Key {number} opens nothing any more.")


def _page(request: Request, who: Visitor, at: At, values: Mapping[str, Any], errors: dict[str, str]) -> Response:
    keys = access_tokens.listed(by=who.login)
    return drawn(
        request,
        "tokens.html",
        TITLE,
        who=who,
        status=422 if errors else 200,
        live=[key for key in keys if key.holds(at)],
        ended=[key for key in keys if not key.holds(at)],
        may=access.may(Right.EXPORT, by=who.login),
        fields=_FIELDS,
        values=values,
        errors=errors,
    )


def _shown(request: Request, secret: str, scopes: list[Scope]) -> list[tuple[str, str]]:
    """The key as it is given to a program: an address, or a line of what a program sends."""
    base = settings.load().address or str(request.base_url).rstrip("/")
    match scopes:
        case [Scope.CALENDAR]:
            return [("Subscribe your calendar to this address", f"{base}/calendar/{secret}.ics")]
        case [Scope.WALL]:
            return [("Open this address on the screen", f"{base}/wall/{secret}")]
        case _:
            return [("The key", secret), ("As a program sends it", f"Authorization: Bearer {secret}")]
