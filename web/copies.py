"""Links from a list to the same list as a file, with the filters of the page; none for whoever copies nothing out."""

from urllib.parse import urlencode

from fastapi import Request

from rules.access import rights_of
from rules.rights import Right
from tasks import policies
from web.visitor import Visitor

_FORMS = {"csv": "CSV", "xlsx": "Excel"}


def copies(request: Request, who: Visitor, what: str) -> list[tuple[str, str]]:
    """The links, each with its words.

    Args:
        what: the list, as its address has it: `board`.
    """
    if Right.EXPORT not in rights_of(who.role, policies.of(who.service)).may:
        return []
    asked = [(name, word) for name, word in request.query_params.multi_items() if name != "after" and word]
    query = f"?{urlencode(asked)}" if asked else ""
    return [(words, f"/export/{what}.{form}{query}") for form, words in _FORMS.items()]
