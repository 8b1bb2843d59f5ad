"""The service's policy in plain words: each setting with its clause, and what differs from the default."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

import settings
from rules.policy_words import cited_clauses, lines, of_service
from tasks import policies
from web.page import drawn
from web.visitor import Who

router = APIRouter(include_in_schema=False)


@router.get("/service/policy")
def policy(request: Request, who: Who) -> Response:
    """The same words as `inforights policy` has. It is changed in its file, by whoever runs the program."""
    in_force = policies.of(who.service)
    folder = settings.load().policies
    clauses = list(cited_clauses(in_force, folder))
    return drawn(
        request, "policy.html", "Policy", who=who, told=of_service(in_force), lines=list(lines(who.service, folder)),
        clauses=clauses, known={name for _, rows in clauses for name, _ in rows},
    )  # fmt: skip
