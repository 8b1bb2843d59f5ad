"""Signing in and out: the only pages that somebody sees who is not signed in."""

from typing import Annotated, Any
from urllib.parse import urlencode

import segno
from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

import settings
from models.db import reading
from rules.sign_in import SHORTEST, PasswordRefused, SignInRefused
from tasks import credentials
from tasks import sign_in as task
from tasks.sign_in import SignedIn
from web.brake import checking
from web.field import Field, Sent, read, typed
from web.page import drawn, form_page, local, onward
from web.visitor import SESSION, VISIT, At, Form, drop_cookie, half_signed_in, set_cookie, token_of

router = APIRouter(include_in_schema=False)
Half = Annotated[SignedIn, Depends(half_signed_in)]

_SIGN_IN = (
    Field("login", "Login", autocomplete="username"),
    Field("password", "Password", "password", autocomplete="current-password"),
)
_CODE = (
    Field("code", "Code", "code", "The six digits that your telephone shows now.", autocomplete="one-time-code"),
)
NEW_PASSWORD = (
    Field(
        "password",
        "New password",
        "password",
        f"At least {SHORTEST} characters: three random words will do.",
        autocomplete="new-password",
    ),
    Field("again", "New password, once more", "password", autocomplete="new-password"),
)


@router.get("/sign-in")
def form(request: Request, to: str = "/") -> Response:
    """Who are you?"""
    return _sign_in(request, {}, {}, to)


@router.post("/sign-in")
def begin(request: Request, sent: Form, at: At, to: str = "/") -> Response:
    """A login and a password; the code comes next."""
    values, errors = read(_SIGN_IN, sent)
    if not errors:
        needed = settings.load().one_time_codes
        try:
            with checking():
                token = task.begin(values["login"], values["password"], at=at, codes_needed=needed)
        except SignInRefused as refused:
            errors[""] = str(refused)
        else:
            return _in(token, local(to))
    return _sign_in(request, typed(_SIGN_IN, sent), errors, to)


@router.get("/sign-in/code")
def code_form(request: Request, who: Half) -> Response:
    """The code that must follow a password."""
    if not who.has_codes:
        return onward("/sign-in/codes")
    return form_page(request, "One-time code", _CODE, {}, {}, submit="Sign in")


@router.post("/sign-in/code", dependencies=[Depends(half_signed_in)])
def code(request: Request, sent: Form, at: At) -> Response:
    """The code is looked at."""
    return _code(request, sent, at, "One-time code")


@router.get("/sign-in/codes")
def codes_form(request: Request, who: Half, at: At) -> Response:
    """One-time codes are set up: a QR code, and the first code as the proof that it was read."""
    if who.has_codes:
        return onward("/sign-in/code")
    return _codes(request, who, at, {})


@router.post("/sign-in/codes")
def codes(request: Request, who: Half, sent: Form, at: At) -> Response:
    """The first code of a telephone."""
    finished = _finished(request, sent, at)
    return finished if isinstance(finished, Response) else _codes(request, who, at, finished)


@router.post("/sign-out")
def end(request: Request, at: At) -> Response:
    """The session ends in the database: a copy of the cookie is worth nothing from now on."""
    token = token_of(request)
    if token:
        task.end(token, at=at)
    answer = onward("/sign-in", "You are signed out.")
    drop_cookie(answer, SESSION)
    return answer


@router.get("/invitation/{token}")
def invitation_form(request: Request, token: str, at: At) -> Response:
    """Somebody was invited to choose a password."""
    with reading() as session:
        credentials.invited(session, token, at)
    return form_page(request, "Choose a password", NEW_PASSWORD, {}, {}, submit="Save")


@router.post("/invitation/{token}")
def invitation(request: Request, token: str, sent: Form, at: At) -> Response:
    """The password is chosen; the invitation is used up."""
    password, errors = new_password(sent)
    if password and not errors:
        try:
            with checking():
                credentials.accept(token, password, at=at)
        except PasswordRefused as refused:
            errors["password"] = str(refused)
        else:
            return onward("/sign-in", "Your password is saved. Sign in with it.")
    return form_page(request, "Choose a password", NEW_PASSWORD, {}, errors, submit="Save")


def new_password(sent: Sent) -> tuple[str | None, dict[str, str]]:
    """A password that was typed twice, and what is wrong with that."""
    values, errors = read(NEW_PASSWORD, sent)
    if not errors and values["password"] != values["again"]:
        errors["again"] = "New password, once more: this is not the same as above."
    return values.get("password"), errors


def _sign_in(request: Request, values: dict[str, Any], errors: dict[str, str], to: str) -> Response:
    with reading() as session:
        first = not credentials.anybody(session)
    return form_page(
        request,
        "Sign in",
        _SIGN_IN,
        values,
        errors,
        template="sign_in.html",
        submit="Sign in",
        intro=("Nobody can sign in here yet: open the address that `inforights up` printed.",) if first else (),
        action=f"/sign-in?{urlencode({'to': local(to)})}",
        elsewhere=settings.load().sso is not None,
    )


def _code(request: Request, sent: Sent, at: At, title: str) -> Response:
    finished = _finished(request, sent, at)
    if isinstance(finished, Response):
        return finished
    return form_page(request, title, _CODE, {}, finished, submit="Sign in")


def _finished(request: Request, sent: Sent, at: At) -> Response | dict[str, str]:
    """The way in by a right code; what is wrong with another."""
    values, errors = read(_CODE, sent)
    token = token_of(request)
    if not errors and token:
        try:
            return _in(task.finish(token, values["code"], at=at), "/")
        except SignInRefused as refused:
            errors["code"] = str(refused)
    return errors


def _codes(request: Request, who: SignedIn, at: At, errors: dict[str, str]) -> Response:
    address = credentials.offer_codes(who.login, at=at)
    return drawn(
        request,
        "codes.html",
        "Set up one-time codes",
        status=422 if errors else 200,
        qr=segno.make(address, micro=False).svg_data_uri(scale=6, border=3),
        secret=address.split("secret=")[1].split("&")[0],
        fields=_CODE,
        values={},
        errors=errors,
    )


def _in(token: str, to: str) -> Response:
    answer = onward(to)
    set_cookie(answer, SESSION, token)
    drop_cookie(answer, VISIT)
    return answer
