"""Whether the server lives, for whoever watches it: no sign-in, and nothing of any request."""

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from models import board
from models.db import reading
from models.engine import DatabaseUnavailable

router = APIRouter(include_in_schema=False)


@router.get("/healthz")
def healthz() -> JSONResponse:
    """Whether the database answers."""
    try:
        with reading() as session:
            board.count(session)
    except DatabaseUnavailable as refused:
        return JSONResponse({"status": "the database does not answer", "says": str(refused)}, 503)
    return JSONResponse({"status": "ok"})
