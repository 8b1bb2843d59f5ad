"""The first account, on a new installation: one page, for whoever started it on this machine, once."""

import hmac
import os
from collections.abc import Sequence

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from models import access
from models.db import reading
from rules.access import AccountRefused
from rules.refusal import Refusal
from tasks import accounts, credentials, policies
from tasks.accounts import Opening
from web.field import Field, Option, read, starts_as, typed
from web.page import form_page, onward
from web.sign_in import NEW_PASSWORD, new_password
from web.visitor import At, Form

KEY = "INFORIGHTS_SET_UP_KEY"  # in the environment of the server that `inforights up` starts
_TITLE = "Open the first account"
router = APIRouter(include_in_schema=False)


def _fields() -> Sequence[Field]:
    services = [(slug, policies.of(slug)) for slug in policies.services()]
    return (
        Field("service", "Service", "select", options=[Option(slug, one.service.name) for slug, one in services]),
        Field("login", "Login", hint="As the audit log will name you, such as m.manager.", autocomplete="username"),
        Field("trained", "Day of your last training in confidentiality", "date"),
        *NEW_PASSWORD,
    )


@router.get("/set-up")
def form(request: Request, key: str = "") -> Response:
    """Who manages the service?"""
    _check(request, key)
    fields = _fields()
    return form_page(
        request, _TITLE, fields, starts_as(fields), {}, submit="Open it", action=f"/set-up?key={key}",
        intro=("You manage the service, and open the accounts of the others.",),
    )  # fmt: skip


@router.post("/set-up")
def first(request: Request, sent: Form, at: At, key: str = "") -> Response:
    """The account is opened, with its password."""
    _check(request, key)
    fields = _fields()
    values, errors = read(fields, sent)
    password, wrong = new_password(sent)
    errors |= wrong
    if not errors and password:
        login = values["login"]
        try:
            with reading() as session:
                known = access.account(session, login)
            if known is None:
                role = policies.of(values["service"]).service.manager_role
                opening = Opening(login, values["service"], role, "service", values["trained"])
                accounts.add(opening, by=login, at=at)
            elif known.service != values["service"]:
                raise AccountRefused("That login belongs to another service.")
            credentials.set_password(login, password, by=login, at=at)
        except Refusal as refused:
            errors[""] = str(refused)
        else:
            return onward("/sign-in", "Your account is open. Sign in with your password.")
    return form_page(
        request, _TITLE, fields, typed(fields, sent), errors, submit="Open it",
        action=f"/set-up?key={key}",
    )  # fmt: skip


def _check(request: Request, key: str) -> None:
    wanted = os.environ.get(KEY, "")
    here = request.client is not None and request.client.host in {"127.0.0.1", "::1"}
    with reading() as session:
        used = credentials.anybody(session)
    if not wanted or used or not here or not hmac.compare_digest(key.encode(), wanted.encode()):
        raise HTTPException(404, "There is no such page.")
