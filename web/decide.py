"""The forms of a request's decisions: one address each, `/requests/REF/do/SLUG`."""

from collections.abc import Sequence

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from models.look import looking
from web import decision
from web.case import Case, case
from web.decision import Decision, Errand
from web.decisions import (
    advice,
    answer,
    approve,
    case_files,
    clock,
    close,
    competence,
    conflicts,
    consents,
    follow_ups,
    hand_over,
    holds,
    kind,
    need_to_know,
    order,
    people,
    police,
    release,
    safeguarding,
    weighing,
)
from web.page import onward
from web.visitor import At, FormSoFar, Who

router = APIRouter(include_in_schema=False)
MATTERS = (
    kind,
    clock,
    people,
    competence,
    conflicts,
    consents,
    police,
    advice,
    safeguarding,
    hand_over,
    need_to_know,
    case_files,
    holds,
    order,
    answer,
    weighing,
    approve,
    release,
    close,
    follow_ups,
)
DECISIONS: dict[str, Decision | Errand] = {one.slug: one for matter in MATTERS for one in matter.DECISIONS}


def offered(found: Case) -> Sequence[tuple[str, Sequence[Decision | Errand]]]:
    """What can be decided of a request as it stands, by group."""
    groups: dict[str, list[Decision | Errand]] = {}
    for one in DECISIONS.values():
        if one.is_offered(found):
            groups.setdefault(one.group, []).append(one)
    return list(groups.items())


@router.get("/requests/{reference}/do/{slug}")
@looking()
def form(request: Request, reference: str, slug: str, who: Who, at: At) -> Response:
    """The empty form; where it does not come into question, why."""
    known = _known(slug)
    found = case(reference, who, at, known.right)
    if not isinstance(known, Errand):
        return decision.opened(request, known, found)
    if not known.is_offered(found):
        return decision.not_offered(request, known, found)
    return onward(f"{found.address}/{known.slug}")


@router.post("/requests/{reference}/do/{slug}")
def take(request: Request, reference: str, slug: str, who: Who, at: At, sent: FormSoFar) -> Response:
    """What was decided: its consequence first, then the deed."""
    known = _known(slug)
    if isinstance(known, Errand):  # its pages take their forms themselves
        raise HTTPException(404, "There is no such page.")
    return decision.take(request, known, case(reference, who, at, known.right), sent)


def _known(slug: str) -> Decision | Errand:
    if slug not in DECISIONS:
        raise HTTPException(404, "There is no such page.")
    return DECISIONS[slug]
