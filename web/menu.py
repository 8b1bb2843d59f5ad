"""The pages that stand above every page: those that whoever looks may open, by the rights of their role."""

from typing import Final

from rules.rights import Right
from web.visitor import Visitor, may, role_rights

# Address, name, and the right to all of the service's requests without which it opens nothing.
_PAGES: Final = (
    ("/", "Board", None),
    ("/log", "Log a request", Right.WORK),
    ("/mail", "Incoming mail", Right.WORK),
    ("/requests", "Register", None),
    ("/registers", "Other registers", Right.READ),
    ("/forecast", "Forecast", None),
    ("/statistics", "Statistics", None),
    ("/reminders", "Reminders", None),
    ("/service", "Service", None),
)
# Those that show a volunteer what is about assigned requests: the right to these is enough (BNS-5).
_ALSO_OF_ASSIGNED: Final = frozenset({"/mail"})


def menu(who: Visitor) -> list[tuple[str, str]]:
    """The address and the name of each."""
    role = role_rights(who)
    return [
        (href, name)
        for href, name, right in _PAGES
        if right is None or may(who, right) or (href in _ALSO_OF_ASSIGNED and role and right in role.may)
    ]
