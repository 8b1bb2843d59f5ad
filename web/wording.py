"""The editor of a service's wording: a page on this machine, for whoever started it and nobody else.

Whoever opens it needs the key that the command printed; it becomes a cookie that no other page can send.
"""

import hashlib
import hmac
import re
import secrets
import socket
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import parse_qs

from fastapi import Depends, FastAPI, HTTPException, Request, Response
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from starlette.middleware.trustedhost import TrustedHostMiddleware

from letters.render import Rendered
from models.moment import now
from rules.refusal import Refusal
from tasks import policies, wordings

LOOPBACK = "127.0.0.1"
_PAGES = Path(__file__).parent / "pages"
_LARGEST = 400_000  # bytes of a form; a wording has 40,000 characters, each at most nine bytes of a form
_KEPT = 8  # previews that are looked at
_COOKIE = "inforights-wording"
_pages = Environment(
    loader=FileSystemLoader(_PAGES),
    autoescape=select_autoescape(["html"]),
    undefined=StrictUndefined,
    trim_blocks=True,
)
_PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
# A letter brings its own style sheet and nothing else; it is shown inside the editor alone.
_LETTER_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox; base-uri 'none'; frame-ancestors 'self'"

Form = dict[str, str]


@dataclass(slots=True)
class _Looks:
    """The last few previews, by a name that nobody guesses."""

    kept: OrderedDict[str, str] = field(default_factory=OrderedDict)

    def keep(self, html: str) -> str:
        name = secrets.token_urlsafe(12)
        self.kept[name] = html
        while len(self.kept) > _KEPT:
            self.kept.popitem(last=False)
        return name


def serve(slug: str, *, by: str) -> None:
    """Show the editor on this machine until Ctrl-C is pressed.

    Raises:
        rules.policy.UnknownService
    """
    import uvicorn

    policies.of(slug)
    key = secrets.token_urlsafe(24)
    with socket.create_server((LOOPBACK, 0)) as listening:
        port = listening.getsockname()[1]
        print(f"Open http://{LOOPBACK}:{port}/?key={key}")
        print("It works on this machine alone, for as long as this command runs. Ctrl-C ends it.", flush=True)
        config = uvicorn.Config(editor(slug, by, key), log_level="warning", access_log=False)
        uvicorn.Server(config).run(sockets=[listening])


def editor(slug: str, by: str, key: str) -> FastAPI:
    """The pages for one service; who acts is whoever started it.

    Args:
        key: what must be in the address with which it is first opened.
    """
    app = FastAPI(title="Inforights wording", docs_url=None, redoc_url=None, openapi_url=None)
    # Another site's page must not reach it through a name that it points at this machine.
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=[LOOPBACK, "localhost"])
    looks = _Looks()
    cookie, token = (hashlib.sha256(f"{what}:{key}".encode()).hexdigest() for what in ("cookie", "form"))
    service = policies.of(slug).service.name

    @app.middleware("http")
    async def guard(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        if request.url.path == "/" and (given := request.query_params.get("key")):
            if not hmac.compare_digest(given.encode(), key.encode()):
                return HTMLResponse("That key is not the one that the command printed.", 403)
            # Out of the address at once, so that it stays in no history and goes in no Referer.
            answer: Response = RedirectResponse("/", 303)
            answer.set_cookie(_COOKIE, cookie, httponly=True, samesite="strict")
        elif not hmac.compare_digest(request.cookies.get(_COOKIE, "").encode(), cookie.encode()):
            answer = HTMLResponse("Open the address that `inforights wording --edit` printed.", 403)
        else:
            answer = await call_next(request)
        answer.headers.setdefault("Content-Security-Policy", _PAGE_POLICY)
        answer.headers["X-Content-Type-Options"] = "nosniff"
        answer.headers["Referrer-Policy"] = "same-origin"  # without any, a browser would hide where a form is from
        answer.headers["Cache-Control"] = "no-store"
        return answer

    async def form(request: Request) -> Form:
        origin = request.headers.get("origin")
        if origin is not None and origin != f"{request.url.scheme}://{request.headers.get('host')}":
            raise HTTPException(403, "The form was sent from another page.")
        body = b""
        async for part in request.stream():
            body += part
            if len(body) > _LARGEST:
                raise HTTPException(413, "The wording is too long.")
        try:
            fields = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=12)
        except ValueError:
            raise HTTPException(400, "The form is not one of this page: open it again.") from None
        found = {name: values[0] for name, values in fields.items()}
        if not hmac.compare_digest(found.get("form", "").encode(), token.encode()):
            raise HTTPException(403, "The form is not one of this page: open it again.")
        return found

    def page(name: str | None, **more: Any) -> str:
        empty: dict[str, Any] = {"said": None, "problems": [], "text": "", "case": "", "look": None, "ticks": ()}
        empty |= {"versions": [], "own": False, "on": 0, "cases": [], "groups": []}
        if name is None:
            listed = wordings.listed(slug)
            shared = [(one, row) for one, row in listed.items() if "/" in one]
            whole = [(one, row) for one, row in listed.items() if "/" not in one]
            empty["groups"] = [("Letters", whole), ("Shared paragraphs", shared)]
        else:
            versions = wordings.history(slug, name)
            empty |= {"versions": versions[::-1], "own": bool(versions) and versions[-1].text is not None}
            empty |= {"on": len(versions), "cases": wordings.cases(slug, name)}
        title = "Wording of letters" if name is None else name
        return _pages.get_template("wording.html").render(
            title=title, name=name, service=service, form=token, **{**empty, **more}
        )

    def preview(name: str, text: str, case: str) -> dict[str, Any]:
        letter, _, which = case.partition(": ")
        made: Rendered = wordings.preview(slug, name, text, letter or None, which or None)
        return {"look": looks.keep(made.html), "ticks": made.ticks}

    @app.get("/", response_class=HTMLResponse)
    def start() -> str:
        return page(None)

    @app.get("/edit", response_class=HTMLResponse)
    def edit(name: str) -> str:
        try:
            text = wordings.text_of(slug, name)
        except Refusal as refused:
            raise HTTPException(404, str(refused)) from None
        return page(name, text=text, **preview(name, text, ""))

    @app.post("/edit", response_class=HTMLResponse)
    def change(sent: Annotated[Form, Depends(form)]) -> HTMLResponse:
        name, case = sent.get("name", ""), sent.get("case", "")
        text = sent.get("text", "").replace("\r\n", "\n")
        shown: dict[str, Any] = {"text": text, "case": case}
        try:
            shown |= preview(name, text, case)
            match sent.get("do"):
                case "take":
                    on = int(sent["on"]) if re.fullmatch("[0-9]{1,6}", sent.get("on", "")) else -1
                    number = wordings.take(slug, name, text, by=by, at=now(), on=on)
                    shown["said"] = f"Version {number} is in use for every letter written from now on."
                case "restore":
                    wordings.restore(slug, name, by=by, at=now())
                    shown |= {"said": "The program's wording is in use again.", "text": wordings.text_of(slug, name)}
                case _:
                    found = wordings.problems(slug, name, text)
                    shown["problems"] = [f"{one.letter} ({one.case}): {one.what}" for one in found]
        except Refusal as refused:
            shown["problems"] = str(refused).splitlines()
        try:
            return HTMLResponse(page(name, **shown), 422 if shown.get("problems") else 200)
        except Refusal as refused:
            raise HTTPException(404, str(refused)) from None

    @app.get("/look/{which}")
    def look(which: str) -> HTMLResponse:
        if which not in looks.kept:
            raise HTTPException(404, "That preview is not kept any more: preview it again.")
        return HTMLResponse(looks.kept[which], headers={"Content-Security-Policy": _LETTER_POLICY})

    @app.get("/board.css")
    def style() -> FileResponse:
        return FileResponse(_PAGES / "board.css", media_type="text/css")

    @app.get("/wording.css")
    def own_style() -> FileResponse:
        return FileResponse(_PAGES / "wording.css", media_type="text/css")

    return app
