"""One's own account: the password, one-time codes, where one is signed in."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from rules.sign_in import PasswordRefused, SignInRefused
from tasks import credentials, policies, sign_in
from web.brake import checking
from web.field import Field, read
from web.page import drawn, form_page, onward
from web.sign_in import NEW_PASSWORD, new_password
from web.visitor import SESSION, At, Form, Who, drop_cookie

router = APIRouter(include_in_schema=False)
_OLD = Field("old", "Your password now", "password", autocomplete="current-password")


@router.get("/account")
def account(request: Request, who: Who) -> Response:
    """What is known of one's own account."""
    return drawn(request, "account.html", "Your account", who=who, service=policies.of(who.service).service.name)


@router.get("/account/password")
def password_form(request: Request, who: Who) -> Response:
    """Another password."""
    return form_page(request, "Change your password", (_OLD, *NEW_PASSWORD), {}, {}, who=who, back="/account")


@router.post("/account/password")
def password(request: Request, who: Who, sent: Form, at: At) -> Response:
    """The password is changed, and every sign-in ends."""
    values, errors = read((_OLD,), sent)
    chosen, wrong = new_password(sent)
    errors |= wrong
    if chosen and not errors:
        try:
            with checking():
                credentials.change_password(who.login, values["old"], chosen, at=at)
        except SignInRefused as refused:
            errors["old"] = str(refused)
        except PasswordRefused as refused:
            errors["password"] = str(refused)
        else:
            answer = onward("/sign-in", "Your password is changed. Sign in with it.")
            drop_cookie(answer, SESSION)
            return answer
    fields = (_OLD, *NEW_PASSWORD)
    return form_page(request, "Change your password", fields, {}, errors, who=who, back="/account")


@router.post("/account/sign-out-everywhere")
def everywhere(who: Who, at: At) -> Response:
    """Every sign-in of the account ends, this one too."""
    sign_in.end_all(who.login, at=at)
    answer = onward("/sign-in", "You are signed out everywhere.")
    drop_cookie(answer, SESSION)
    return answer
