"""The board: what is due, soonest first, on one page for the wall. It shows no name and changes nothing."""

from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path
from typing import Any, Literal

from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from starlette.middleware.trustedhost import TrustedHostMiddleware

from models import board as reads
from models.access import NOBODYS
from models.db import reading
from models.moment import day_of, now
from rules.outstanding import waits_for
from rules.policy import UnknownService
from rules.refusal import Refusal
from rules.working_days import written
from tasks import holidays, policies

_PAGES = Path(__file__).parent / "pages"
_pages = Environment(
    loader=FileSystemLoader(_PAGES),
    autoescape=select_autoescape(["html"]),
    undefined=StrictUndefined,
    trim_blocks=True,
)
RENEW_SECONDS = 300
_GROUPS = ("Late", "Today", "In the next five working days", "Later", "Waiting for the requester", "Restricted")

app = FastAPI(title="Inforights board", docs_url=None, redoc_url=None, openapi_url=None)
# Another site's page must not reach the board through a name that it points at this machine.
app.add_middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost", "[::1]"])


@app.middleware("http")
async def safe_headers(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    """No script, no frame, no outside address, nothing kept by a browser."""
    response = await call_next(request)
    response.headers["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    return response


@app.get("/", response_class=HTMLResponse)
def board(response: Response, service: str | None = None, wall: Literal["yes"] | None = None) -> str:
    """The page, for all services or for one. On a wall it renews itself; elsewhere only its reader does
    (WCAG 2.2.1: nobody loses the page while reading it).
    """
    if wall:
        response.headers["Refresh"] = str(RENEW_SECONDS)
    return page(service or None, day_of(now()), wall=wall is not None)


@app.get("/board.css")
def style() -> FileResponse:
    """The page's own style sheet."""
    return FileResponse(_PAGES / "board.css", media_type="text/css")


@app.get("/healthz")
def healthz() -> JSONResponse:
    """Whether the database answers."""
    with reading() as session:
        reads.count(session)
    return JSONResponse({"status": "ok"})


def page(service: str | None, today: date, *, wall: bool = False) -> str:
    """The board as HTML, as on a day.

    Raises:
        HTTPException: 404 for a service that has no policy.
    """
    try:
        names = {slug: _name(slug) for slug in policies.services()}
        if service and service not in names:
            policies.of(service)
    except UnknownService:
        raise HTTPException(404, "There is no such service.") from None
    with reading() as session:
        # Nobody signs in here, so what is kept to a few is kept from whoever looks (CUM-3.4).
        rows = [_line(row, today) for row in reads.rows(session, service, sight=NOBODYS)]
        rows += [_restricted(*found) for found in reads.restricted(session, service, NOBODYS)]
    groups = [(title, [row for row in rows if row["group"] == title]) for title in _GROUPS]
    return _pages.get_template("board.html").render(
        title="Requests due",
        today=written(today),
        services=names,
        chosen=service,
        wall=wall,
        groups=[(title, lines) for title, lines in groups if lines],
        count=len(rows),
        wrong=holidays.to_show()[1],
    )


def _line(row: reads.Row, today: date) -> dict[str, Any]:
    left = holidays.to_show()[0].united_kingdom.between(today, row.due) if row.due else None
    return {
        "reference": row.reference,
        "restricted": False,
        "service": _name(row.service),
        "kinds": " and ".join(kind.words for kind in row.kinds) or "not known yet",
        "doubt": row.state == "in_doubt",
        "received": written(row.received),
        "due": (written(row.due) if row.due else "paused") + ("" if row.stated else " (date not stated)"),
        "left": _left(row.due, left, today),
        "group": _group(row.due, left, today),
        "waits_for": _waits_for(row, today),
    }


def _restricted(reference: str, service: str) -> dict[str, Any]:
    """A reference and nothing else: no kind, no date, no state (CUM-3.4)."""
    return {"reference": reference, "service": _name(service), "group": _GROUPS[5], "restricted": True}


def _name(slug: str) -> str:
    """The service's name; its slug where its policy cannot be used, so that the others still show."""
    try:
        return policies.of(slug).service.name
    except Refusal:
        return slug


def _waits_for(row: reads.Row, today: date) -> str:
    try:
        return waits_for(row.facts, policies.of(row.service), today)
    except Refusal:
        return "the service's policy file to be put right: it cannot be used as it is"


def _group(due: date | None, left: int | None, today: date) -> str:
    if due is None or left is None:
        return _GROUPS[4]
    if due < today:
        return _GROUPS[0]
    if due == today:
        return _GROUPS[1]
    return _GROUPS[2] if left <= 5 else _GROUPS[3]


def _left(due: date | None, left: int | None, today: date) -> str:
    if due is None or left is None:
        return "the clock waits"
    if due < today:
        late = max(1, -left)
        return f"{late} working day{'s' if late != 1 else ''} late"
    if due == today:
        return "today"
    return f"{left} working day{'s' if left != 1 else ''} left"
