"""The pages that stand above every page: those that whoever looks may open, by the rights of their role."""

from typing import Final

from rules.access import rights_of
from rules.refusal import Refusal
from rules.rights import Right
from tasks import policies
from web.visitor import Visitor

# Address, name, and the right to all of the service's requests without which it opens nothing.
_PAGES: Final = (
    ("/", "Board", None),
    ("/log", "Log a request", Right.WORK),
    ("/requests", "Register", None),
    ("/forecast", "Forecast", None),
    ("/statistics", "Statistics", None),
    ("/reminders", "Reminders", None),
    ("/service", "Service", None),
)


def menu(who: Visitor) -> list[tuple[str, str]]:
    """The address and the name of each."""
    may = rights_to_all(who)
    return [(href, name) for href, name, right in _PAGES if right is None or right in may]


def rights_to_all(who: Visitor) -> frozenset[Right]:
    """What the role may do with all requests of its service: none where it sees assigned ones alone (BNS-5)."""
    try:
        found = rights_of(who.role, policies.of(who.service))
    except Refusal:  # the policy file cannot be used, which the page itself says
        return frozenset()
    return frozenset() if found.is_for_volunteers else frozenset(found.may)
