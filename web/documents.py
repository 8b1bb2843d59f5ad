"""The papers of a request, to keep: never shown in the browser, as nobody here wrote them."""

from fastapi import APIRouter, HTTPException
from fastapi.responses import Response

from tasks import paper_copy
from tasks.paper_copy import NoSuchPaper
from web.case import case
from web.page import file
from web.visitor import At, Who

router = APIRouter(include_in_schema=False)


@router.get("/requests/{reference}/papers/{number}")
def paper(reference: str, number: int, who: Who, at: At) -> Response:
    """One paper as a file, for those who may copy papers out (BNS-5).

    Raises:
        HTTPException: 404.
    """
    found = case(reference, who, at)
    try:
        copied = paper_copy.copy(found.reference, number, by=who.login, at=at)
    except NoSuchPaper as refused:
        raise HTTPException(404, str(refused)) from None
    return file(copied.content, copied.media_type, copied.name)
