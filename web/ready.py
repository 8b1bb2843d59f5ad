"""Whether the server can work, for whoever starts and watches it: no sign-in, and nothing of any request."""

import tempfile

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from sqlalchemy.exc import SQLAlchemyError

import settings
from models.engine import DatabaseUnavailable, engine, is_newest
from web.runs import prefect_state

router = APIRouter(include_in_schema=False)


@router.get("/readyz")
def readyz() -> JSONResponse:
    """The database in its newest form, a disk that can be written to, and how it stands with Prefect.

    Without Prefect the dashboard works on (`web.runs`): that it does not answer is said, and makes nothing unready.
    """
    database, disk = _database(), _disk()
    ready = (database, disk) == ("newest form", "writable")
    found = {
        "status": "ready" if ready else "not ready",
        "database": database,
        "disk": disk,
        "flows": prefect_state(),
    }
    return JSONResponse(found, 200 if ready else 503)


def _database() -> str:
    try:
        return "newest form" if is_newest(engine()) else "not in its newest form"
    except (DatabaseUnavailable, SQLAlchemyError):
        return "does not answer"


def _disk() -> str:
    try:
        with tempfile.TemporaryFile(dir=settings.load().home) as file:
            file.write(b"ready?")
            file.flush()
    except OSError:
        return "cannot be written to"
    return "writable"
