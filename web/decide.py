"""The forms of a request's decisions: one address each, `/requests/REF/do/SLUG`."""

from collections.abc import Sequence

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from web import decision
from web.case import Case, case
from web.decision import Decision
from web.decisions import clock
from web.visitor import At, Form, Who

router = APIRouter(include_in_schema=False)
MATTERS = (clock,)
DECISIONS: dict[str, Decision] = {one.slug: one for matter in MATTERS for one in matter.DECISIONS}


def offered(found: Case) -> Sequence[tuple[str, Sequence[Decision]]]:
    """What can be decided of a request as it stands, by group."""
    groups: dict[str, list[Decision]] = {}
    for one in DECISIONS.values():
        if one.is_offered(found):
            groups.setdefault(one.group, []).append(one)
    return list(groups.items())


@router.get("/requests/{reference}/do/{slug}")
def form(request: Request, reference: str, slug: str, who: Who, at: At) -> Response:
    """The empty form."""
    return decision.show(request, _known(slug), case(reference, who, at))


@router.post("/requests/{reference}/do/{slug}")
def take(request: Request, reference: str, slug: str, who: Who, at: At, sent: Form) -> Response:
    """What was decided: its consequence first, then the deed."""
    return decision.take(request, _known(slug), case(reference, who, at), sent)


def _known(slug: str) -> Decision:
    if slug not in DECISIONS:
        raise HTTPException(404, "There is no such page.")
    return DECISIONS[slug]
