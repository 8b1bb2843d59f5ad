"""The proposal: the letter beside what was read in it, one press to confirm it, and the form to correct it."""

from dataclasses import replace

from fastapi import APIRouter, Request
from fastapi.responses import Response

from models.look import looking
from web import decision
from web.case import case
from web.decisions.kind import KIND
from web.proposed import proposed
from web.visitor import At, Form, Who

router = APIRouter(include_in_schema=False)
_DECISION = replace(KIND, shown=proposed)


@router.get("/requests/{reference}/proposal")
@looking()
def page(request: Request, reference: str, who: Who, at: At) -> Response:
    """What was read, for somebody who may read the request."""
    return decision.show(request, _DECISION, case(reference, who, at))


@router.post("/requests/{reference}/proposal")
def take(request: Request, reference: str, who: Who, at: At, sent: Form) -> Response:
    """What it is: a correction with its consequence first; what was proposed is confirmed by one press."""
    return decision.take(request, _DECISION, case(reference, who, at, KIND.right), sent)
