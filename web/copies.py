"""Links from a list to the same list as a file, with the filters of the page; none for whoever copies nothing out."""

from urllib.parse import urlencode

from fastapi import Request

from rules.case_record import RecordForm
from rules.rights import Right
from tasks import access
from web.case import Case
from web.visitor import Visitor

_FORMS = {"csv": "CSV", "xlsx": "Excel"}
_PAGES = {"after", "page"}  # where a page of the list begins


def copies(request: Request, who: Visitor, what: str) -> list[tuple[str, str]]:
    """The links, each with its words.

    Args:
        what: the list, as its address has it: `board`.
    """
    if not access.may(Right.EXPORT, by=who.login):
        return []
    asked = [(name, word) for name, word in request.query_params.multi_items() if name not in _PAGES and word]
    query = f"?{urlencode(asked)}" if asked else ""
    return [(words, f"/export/{what}.{form}{query}") for form, words in _FORMS.items()]


def copies_of_request(case: Case, *lists: str) -> dict[str, list[tuple[str, str]]]:
    """The links to lists of one request, by the last word of their address."""
    forms = _FORMS if case.may(Right.EXPORT) else {}
    return {
        what: [(words, f"/export{case.address}/{what}.{form}") for form, words in forms.items()] for what in lists
    }


def record_of(case: Case) -> list[tuple[str, str]]:
    """The links to everything about a request as one file; none for whoever does not manage."""
    if not (case.may(Right.EXPORT) and case.may(Right.MANAGE)):
        return []
    return [(form.words, f"/export{case.address}/record.{form}") for form in RecordForm]
