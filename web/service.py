"""The service's own matters: one page that leads to them, and the check of the audit log."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from models.audit_chain import verify
from models.db import reading
from rules.access import rights_of
from rules.rights import Right
from tasks import policies
from web.managing import Manager
from web.page import drawn
from web.visitor import Who

router = APIRouter(include_in_schema=False)
# Address, name, what is there, and whether it is for whoever manages alone.
_PAGES = (
    ("/service/people", "People and roles", "Accounts, invitations, training, and what each role may do.", True),
    ("/service/policy", "Policy", "The confidentiality policy in plain words, clause by clause.", False),
    (
        "/service/disposal",
        "What may be destroyed",
        "Closed records, how long each is kept, lists to be signed.",
        True,
    ),
    ("/service/closures", "Bank holidays", "The days that are no working days, and the dates that move.", True),
    (
        "/service/earlier-register",
        "Earlier register",
        "Take over the requests of an Excel sheet or a CSV file, after a look at each row.",
        True,
    ),
    ("/service/letterhead", "Letterhead", "The service's own Word file, or the program's.", True),
    ("/service/wording", "Wording of letters", "What each letter says, with a preview of made-up people.", True),
    ("/service/audit", "Audit log", "See that nothing in it was changed, removed or cut off.", True),
)


@router.get("/service")
def service(request: Request, who: Who) -> Response:
    """What there is, as far as whoever looks may open it."""
    policy = policies.of(who.service)
    manages = Right.MANAGE in rights_of(who.role, policy).may
    pages = [(href, name, says) for href, name, says, managed in _PAGES if manages or not managed]
    return drawn(
        request, "service.html", "Service", who=who, name=policy.service.name, pages=pages, manages=manages,
        manager_role=policy.service.manager_role,
    )  # fmt: skip


@router.get("/service/audit")
def audit(request: Request, who: Manager) -> Response:
    """What the check looks at. A long log takes a while, so it is begun by a button."""
    return drawn(request, "audit.html", "Audit log", who=who, says=None, holds=None)


@router.post("/service/audit")
def check(request: Request, who: Manager) -> Response:
    """The whole chain of audit events, checked."""
    with reading() as session:
        broken, count = verify(session)
    says = f"The audit log does not hold: {broken.says}." if broken else (
        f"The audit log holds: {count:,} events, each following on the one before it."
    )  # fmt: skip
    return drawn(request, "audit.html", "Audit log", who=who, says=says, holds=broken is None)
