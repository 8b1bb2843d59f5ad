"""The dashboard: its pages, who may see them, and what is answered where something cannot be done."""

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import quote, urlsplit

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException as StarletteHTTPException

import settings
from models.request import NoSuchRequest
from rules.access import AccessRefused
from rules.refusal import Refusal
from tasks import arrival
from web import (
    account,
    api,
    api_document,
    assets,
    board,
    calendar_feed,
    closures,
    decide,
    disposal,
    documents,
    earlier_register,
    exemptions,
    exports,
    forecast,
    health,
    letter_sent,
    letter_write,
    letterhead,
    letters,
    log,
    mail,
    mail_decisions,
    metrics,
    people,
    policy,
    prepare,
    proposal,
    publication,
    ready,
    register,
    register_changes,
    registers,
    reminders,
    request,
    request_exports,
    service,
    service_exports,
    set_up,
    sign_in,
    sso,
    statistics,
    tokens,
    wall,
    ways,
    weigh,
    wording,
)
from web.field import may_have
from web.guard import PARTS, Guard, TooLarge
from web.pace import Pace
from web.page import drawn
from web.problem import is_programs, misread, problem
from web.visitor import NotSignedIn, Visitor, checked_form, signed_in
from web.ways import Way

# Whoever is not signed in sees the public ones; every other page asks who is there, and a new one with it.
PUBLIC = (api, api_document, assets, calendar_feed, health, metrics, ready, set_up, sign_in, sso, wall)
PRIVATE = (
    account,
    board,
    closures,
    decide,
    disposal,
    documents,
    earlier_register,
    exemptions,
    exports,
    forecast,
    letter_sent,
    letter_write,
    letterhead,
    letters,
    log,
    mail,
    mail_decisions,
    people,
    policy,
    prepare,
    proposal,
    publication,
    register,
    register_changes,
    registers,
    reminders,
    request,
    request_exports,
    service,
    service_exports,
    statistics,
    tokens,
    weigh,
    wording,
)
LOOPBACK = ("127.0.0.1", "localhost", "::1")


@asynccontextmanager
async def _life(_app: FastAPI) -> AsyncIterator[None]:
    from web.runs import warm_up

    threading.Thread(target=warm_up, daemon=True, name="warm-up").start()
    yield


def dashboard() -> FastAPI:
    """The application, with the settings in force. Private is what is not named as public: pages and all."""
    found = settings.load()
    app = FastAPI(
        title="Inforights", docs_url=None, redoc_url=None, openapi_url=None, lifespan=_life, redirect_slashes=False
    )
    app.state.pace = Pace()  # of programs; one a server
    for module in PUBLIC:
        app.include_router(module.router, dependencies=[Depends(checked_form)])
    for module in PRIVATE:
        app.include_router(module.router, dependencies=[Depends(signed_in), Depends(checked_form)])
    answer_errors(app)
    hosts = [*LOOPBACK, *([urlsplit(found.address).hostname or ""] if found.address else [])]
    largest = arrival.largest() + PARTS  # the files, and the other fields of their form
    app.add_middleware(Guard, hosts=hosts, largest_file=largest, secure=found.address is not None)
    return app


def answer_errors(app: FastAPI) -> None:
    """Let an application answer what a page refuses, and what breaks, with a page."""
    for error, answer in (
        (NotSignedIn, _to_sign_in),
        (TooLarge, _too_large),
        (Refusal, _refused),
        (StarletteHTTPException, _http),
        (RequestValidationError, _not_a_page),
        (Exception, _broken),
    ):
        app.add_exception_handler(error, answer)  # type: ignore[arg-type] # each takes the error that it is for


def _to_sign_in(request: Request, error: NotSignedIn) -> Response:
    asked = request.url.path if request.method == "GET" and request.url.path not in {"/", error.to} else ""
    return RedirectResponse(f"{error.to}?to={quote(asked)}" if asked and error.to == "/sign-in" else error.to, 303)


def _too_large(request: Request, _error: TooLarge) -> Response:
    return _said(request, 413, "That is too large", f"{may_have()} Nothing was taken of what you sent.")


def _refused(request: Request, error: Refusal) -> Response:
    if isinstance(error, NoSuchRequest):
        return _said(request, 404, "Not found", str(error))
    status = 403 if isinstance(error, AccessRefused) else 422
    return _said(request, status, "That cannot be done", str(error), ways.out_of(error, request, _somebody(request)))


def _http(request: Request, error: StarletteHTTPException) -> Response:
    titles = {404: "Not found", 405: "Not found", 403: "That cannot be done"}
    says = "There is no such page." if error.status_code in {404, 405} and error.detail in _STANDARD else error.detail
    if is_programs(request):
        return problem(error.status_code, says, error.headers)
    return _said(request, error.status_code, titles.get(error.status_code, "That cannot be done"), says)


_STANDARD = {"Not Found", "Method Not Allowed"}


def _not_a_page(request: Request, error: RequestValidationError) -> Response:
    if is_programs(request):
        return misread(error)
    return _said(request, 404, "Not found", "There is no such page.")  # what was asked for is not repeated


def _broken(request: Request, error: Exception) -> Response:
    """Anything else may carry a name in its text: its type alone is shown. The server logs where it was."""
    says = f"The page broke ({type(error).__name__}). Nothing was half done: try again, or tell whoever runs it."
    return _said(request, 500, "Something went wrong", says)


def _said(request: Request, status: int, title: str, says: str, way: Way | None = None) -> Response:
    if is_programs(request):
        return problem(status, says)
    return drawn(request, "said.html", title, who=_somebody(request), status=status, says=says, way=way)


def _somebody(request: Request) -> Visitor | None:
    """Whoever was seen to be signed in before the page refused."""
    return getattr(request.state, "who", None)
