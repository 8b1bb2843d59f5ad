"""The pages of wording alone, on this machine, for whoever started them and nobody else: no account is needed.

Whoever opens them needs the key that the command printed; it becomes a cookie that no other page can send.
"""

import hashlib
import hmac
import secrets
import socket
from collections.abc import Awaitable, Callable

from fastapi import Depends, FastAPI, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from tasks import policies
from web import assets, wording
from web.app import LOOPBACK, answer_errors
from web.guard import Guard
from web.visitor import Visitor, checked_form, form_word, signed_in, take_form

_COOKIE = "inforights-wording"  # its own: a browser sends the cookies of one port to every other
_LARGEST = 400_000  # bytes of a form; a wording has 40,000 characters


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

    def here(request: Request) -> Visitor:
        request.state.who = whoever
        return whoever

    async def own_form(request: Request) -> None:
        await take_form(request, (token,))

    app.dependency_overrides |= {signed_in: here, checked_form: own_form}
    app.include_router(assets.router)
    app.include_router(wording.router, dependencies=[Depends(signed_in), Depends(checked_form)])
    answer_errors(app)

    @app.get("/")
    def start() -> Response:
        return RedirectResponse(wording.PLACE, 303)

    @app.middleware("http")
    async def guard(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        if request.url.path == "/" and (given := request.query_params.get("key")):
            if not hmac.compare_digest(given.encode(), key.encode()):
                return HTMLResponse("That key is not the one that the command printed.", 403)
            # Out of the address at once, so that it stays in no history and goes in no Referer.
            answer: Response = RedirectResponse("/", 303)
            answer.set_cookie(_COOKIE, cookie, httponly=True, samesite="strict")
            return answer
        if not hmac.compare_digest(request.cookies.get(_COOKIE, "").encode(), cookie.encode()):
            return HTMLResponse("Open the address that `inforights wording --edit` printed.", 403)
        return await call_next(request)

    # Another site's page must not reach it through a name that it points at this machine.
    app.add_middleware(Guard, hosts=LOOPBACK, largest_file=_LARGEST, secure=False)
    return app
