"""Who may keep the service's own matters: its accounts, its letters' look and wording, the bank holidays."""

from typing import Annotated

from fastapi import Depends

from rules.rights import Right
from tasks.access import service_of
from web.visitor import At, Visitor, Who


def manager(who: Who, at: At) -> Visitor:
    """Somebody who holds the right to manage. That anybody else tried is recorded.

    Raises:
        rules.access.AccessRefused
    """
    service_of(by=who.login, at=at, right=Right.MANAGE)
    return who


Manager = Annotated[Visitor, Depends(manager)]
