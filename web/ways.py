"""Where on these pages something is done that a sentence tells somebody to do: a form's title, and its address."""

from dataclasses import dataclass
from typing import Final

from fastapi import Request

from rules.deed import Deed
from rules.refusal import Refusal
from rules.rights import Right
from web.case import Case
from web.visitor import Visitor, role_rights


@dataclass(frozen=True, slots=True)
class Way:
    """A page on which it is done.

    Attributes:
        href: None where whoever looks may not do it: then somebody else is asked.
    """

    title: str
    href: str | None

    @property
    def text(self) -> str:
        """The same, where there is nothing to follow."""
        return self.title if self.href else f"{self.title}: ask somebody who may"


# By the decision of a request (`web.decide`).
FORMS: Final = {
    Deed.KIND: "proposal",
    Deed.REQUESTER: "requester",
    Deed.DATA_SUBJECT: "data-subject",
    Deed.RESPONSIBILITY: "has-responsibility",
    Deed.COMPETENCE: "competence",
    Deed.CONFLICT: "conflict-decided",
    Deed.TAKE_BACK: "take-back",
    Deed.RECEIVED: "received",
    Deed.ORDER: "order",
    Deed.ORDERED: "ordered",
    Deed.POLICE: "police",
    Deed.ADVICE: "advice",
    Deed.SAFEGUARD: "safeguarding",
    Deed.HANDED_BACK: "handed-back",
    Deed.CONSENT_ANSWER: "consent-refused",
    Deed.PREPARE: "prepare",
    Deed.REOPEN: "reopen",
    Deed.WEIGH: "weigh",
    Deed.OPINION: "weigh",
    Deed.RELEASE: "release",
    Deed.HOLDS: "hold-lifted",
    Deed.LINK_FILE: "case-file",
}
# What comes after the address of the request.
OF_A_REQUEST: Final = {
    Deed.CLOCK: ("#clock", "What was entered of the clock"),
    Deed.LETTER: ("/letters", "Its letters"),
    Deed.AFTER_REFUSAL: ("/letters/write/consent_refused_what_next", "Write how far the service can still help"),
}
_REGISTER: Final = ("/requests/search", "Look for the earlier request", Right.READ)
_PEOPLE: Final = ("/service/people", "People and roles", Right.MANAGE)
OF_THE_SERVICE: Final = {
    Deed.EARLIER_DUE: _REGISTER,
    Deed.EARLIER_ANSWER: _REGISTER,
    Deed.EARLIER_WITHDRAWAL: _REGISTER,
    Deed.EARLIER_CONSENT: _REGISTER,
    Deed.LIST_ACCOUNTS: _PEOPLE,
    Deed.OPEN_ACCOUNT: _PEOPLE,
    Deed.AGREED: _PEOPLE,
    Deed.TRAINED: _PEOPLE,
    Deed.EMAIL: _PEOPLE,
    Deed.RESET_CODES: _PEOPLE,
    Deed.LIST_KEYS: ("/account/tokens", "Your keys for programs", Right.READ),
    Deed.IMPORT_HOLIDAYS: ("/service/closures", "Bank holidays", Right.MANAGE),
}
# What no page does: whoever runs the program does it, or it goes on by itself; case files have no pages yet.
NOWHERE: Final = frozenset({Deed.CATCH_UP, Deed.REOPEN_FILE})


def way(do: Deed | None, who: Visitor | None, reference: str | None) -> Way | None:
    """Where it is done, for whoever looks; None where there is no such page, or nothing is asked."""
    if do is None:
        return None
    role = role_rights(who) if who else None
    may = role.may if role else ()
    if do in OF_THE_SERVICE:
        href, title, right = OF_THE_SERVICE[do]
        return Way(title, href if right in may else None)
    if reference is None or do in NOWHERE:
        return None
    address = f"/requests/{reference}"
    if do in OF_A_REQUEST:
        after, title = OF_A_REQUEST[do]
        return Way(title, f"{address}{after}" if Right.WORK in may else None)
    # Imported here: the decisions are drawn by pages that ask for a way themselves.
    from web.decide import DECISIONS

    one = DECISIONS[FORMS[do]]
    return Way(one.title, f"{address}/do/{one.slug}" if one.right in may else None)


def to_offered(do: Deed | None, case: Case) -> Way | None:
    """The same of a request, but for a form that does not come into question as it stands."""
    from web.decide import DECISIONS  # as above

    if do in FORMS and not DECISIONS[FORMS[do]].is_offered(case):
        return None
    return way(do, case.who, case.reference)


def out_of(refused: Refusal, request: Request, who: Visitor | None) -> Way | None:
    """Where that is done which a refusal asks for; None where the page that refuses is the one."""
    reference = request.path_params.get("reference")
    found = way(refused.do, who, reference.upper()[:20] if reference else None)
    return None if found and found.href == request.url.path else found
