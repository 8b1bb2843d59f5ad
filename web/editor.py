"""The pages of wording alone, on this machine, for whoever started them and nobody else: no account is needed.

Whoever opens them needs the key that the command printed; it becomes a cookie that no other page can send.
"""

import hashlib
import hmac
import secrets
import socket
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Query, Request, Response
from fastapi.responses import RedirectResponse

from tasks import policies
from web import assets, wording
from web.app import LOOPBACK, answer_errors
from web.guard import PARTS, Guard
from web.visitor import Visitor, checked_form, form_word, signed_in, take_form

_COOKIE = "inforights-wording"  # its own: a browser sends the cookies of one port to every other


def serve(slug: str, *, by: str) -> None:
    """Show the editor on this machine until Ctrl-C is pressed.

    Raises:
        rules.policy.UnknownService
    """
    import uvicorn

    policies.of(slug)
    key = secrets.token_urlsafe(24)
    with socket.create_server((LOOPBACK[0], 0)) as listening:
        port = listening.getsockname()[1]
        print(f"Open http://{LOOPBACK[0]}:{port}/?key={key}")
        print("It works on this machine alone, for as long as this command runs. Ctrl-C ends it.", flush=True)
        config = uvicorn.Config(editor(slug, by, key), log_level="warning", access_log=False)
        uvicorn.Server(config).run(sockets=[listening])


def editor(slug: str, by: str, key: str) -> FastAPI:
    """The pages for one service; who acts is whoever started them.

    Args:
        key: what must be in the address with which they are first opened.
    """
    app = FastAPI(title="Inforights wording", docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False)
    cookie, token = (hashlib.sha256(f"{what}:{key}".encode()).hexdigest() for what in ("cookie", "form"))
    whoever = Visitor(by, slug, role="", has_codes=False, form=form_word(token), alone=True)

    def check_key(request: Request) -> None:
        if not hmac.compare_digest(request.cookies.get(_COOKIE, "").encode(), cookie.encode()):
            raise HTTPException(403, "Open the address that `inforights wording --edit` printed.")

    def here(request: Request) -> Visitor:
        request.state.who = whoever
        return whoever

    async def own_form(request: Request) -> None:
        await take_form(request, (token,))

    app.dependency_overrides |= {signed_in: here, checked_form: own_form}
    app.include_router(assets.router, dependencies=[Depends(check_key)])
    opened = [Depends(check_key), Depends(signed_in), Depends(checked_form)]
    app.include_router(wording.router, dependencies=opened)
    answer_errors(app)

    @app.get("/")
    def start(request: Request, given: Annotated[str, Query(alias="key")] = "") -> Response:
        if not given:
            check_key(request)
            return RedirectResponse(wording.PLACE, 303)
        if not hmac.compare_digest(given.encode(), key.encode()):
            raise HTTPException(403, "That key is not the one that the command printed.")
        # Out of the address at once, so that it stays in no history and goes in no Referer.
        answer = RedirectResponse("/", 303)
        answer.set_cookie(_COOKIE, cookie, httponly=True, samesite="strict")
        return answer

    # Another site's page must not reach it through a name that it points at this machine.
    app.add_middleware(Guard, hosts=LOOPBACK, largest_file=PARTS, secure=False)
    return app
