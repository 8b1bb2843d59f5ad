"""The page of one request: what it waits for, what to do next, and all that is on record."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from tasks.story import story
from web import decide
from web.case import case
from web.page import drawn
from web.visitor import At, Who

router = APIRouter(include_in_schema=False)


@router.get("/requests/{reference}")
def page(request: Request, reference: str, who: Who, at: At) -> Response:
    """The whole request, for somebody who may read it."""
    found = case(reference, who, at)
    told: dict[str, Any] = story(found.reference, found.today, by=who.login, at=at)
    return drawn(
        request, "request.html", found.reference, who=who, case=found, story=told, actions=decide.offered(found)
    )
