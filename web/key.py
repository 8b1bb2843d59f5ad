"""How a program shows its key: in a header, or, where it can send none, in the address. Never by a cookie."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated

from fastapi import Depends, HTTPException, Request
from fastapi.responses import PlainTextResponse, Response
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from models.db import reading
from rules.scopes import NotOpened, OutOfScope, Scope
from tasks import access_tokens
from tasks.access_tokens import Reader
from web.pace import Pace
from web.visitor import At

_bearer = HTTPBearer(auto_error=False, scheme_name="key", description="A key from the page Your account.")
_Shown = Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]
_ASK = {"WWW-Authenticate": "Bearer"}


def bearer(scope: Scope) -> Callable[[Request, HTTPAuthorizationCredentials | None, datetime], Reader]:
    """What a page depends on that a program reads with a key in a header."""

    def shown(request: Request, given: _Shown, at: At) -> Reader:
        if given is None:
            raise HTTPException(401, "Send a key: Authorization: Bearer KEY.", _ASK)
        try:
            return opened(request, given.credentials, scope, at)
        except NotOpened as refused:
            raise HTTPException(401, str(refused), _ASK) from None
        except OutOfScope as refused:
            raise HTTPException(403, str(refused)) from None

    return shown


def opened(request: Request, secret: str, scope: Scope, at: datetime) -> Reader:
    """Who reads with a key, and no oftener than a program may.

    Raises:
        rules.scopes.NotOpened, rules.scopes.OutOfScope
        HTTPException: 429.
    """
    with reading() as session:
        found = access_tokens.opened(session, secret, scope, at)
    pace: Pace = request.app.state.pace
    if seconds := pace.wait(found.number, at):
        says = f"That key asked {pace.most} times within a minute. Wait {seconds} seconds."
        raise HTTPException(429, says, {"Retry-After": str(seconds)})
    access_tokens.used(found.number, at)
    return found


def closed(error: HTTPException | NotOpened | OutOfScope) -> Response:
    """What somebody sees at an address whose key does not open it: one line, and nothing set in their browser."""
    if isinstance(error, HTTPException):
        return PlainTextResponse(f"{error.detail}\n", error.status_code, error.headers)
    return PlainTextResponse("There is nothing at this address, or not any more.\n", 404)
