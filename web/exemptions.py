"""The exemptions that may be cited, and what the reason for each must say: a page to read, of no request."""

from collections.abc import Sequence

from fastapi import APIRouter, Request
from fastapi.responses import Response

from rules.exemptions import LAWS_FOR, Exemption, Law, catalogue
from rules.kinds import Kind
from web.page import drawn
from web.visitor import Who

router = APIRouter(include_in_schema=False)
_LAWS: dict[Law, str] = {
    "foi": "Freedom of Information Act 2000, Part II",
    "data_protection": "Data Protection Act 2018, Schedules 2 to 4",
    "outside": "Where something goes to somebody outside",
}


@router.get("/exemptions")
def exemptions(request: Request, who: Who, kind: Kind = Kind.SAR) -> Response:
    """What may be cited in the answer to a kind of request."""
    laws = [(_LAWS[law], _of(law)) for law in LAWS_FOR[kind]]
    kinds = [one for one in Kind if LAWS_FOR[one]]
    return drawn(request, "exemptions.html", "What may be kept back", who=who, laws=laws, kind=kind, kinds=kinds)


def _of(law: Law) -> Sequence[Exemption]:
    return [one for one in catalogue().values() if one.law == law]
