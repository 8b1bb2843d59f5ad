"""A request as its pages show it: read once for whoever looks, as plain values."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from models import access, queries
from models.consequence import Standing, standing
from models.db import reading
from models.moment import day_of
from rules.kinds import Kind
from rules.lifecycle import State
from rules.policy import Policy
from rules.rights import Right
from tasks import policies
from tasks.access import to_read
from web.visitor import Visitor


@dataclass(frozen=True, slots=True)
class Case:
    """What the pages and the forms of one request rest on."""

    reference: str
    service: str
    state: State
    kinds: tuple[Kind, ...]
    received: date
    policy: Policy
    who: Visitor
    at: datetime
    standing: Standing
    rights: frozenset[Right]  # of whoever looks, to this request

    @property
    def today(self) -> date:
        """The day on which somebody looks."""
        return day_of(self.at)

    @property
    def address(self) -> str:
        """Where its page is."""
        return f"/requests/{self.reference}"

    def may(self, right: Right) -> bool:
        """Whether whoever looks holds a right to it: what they may not do is not offered, and is refused."""
        return right in self.rights


Values = dict[str, Any]


def case(reference: str, who: Visitor, at: datetime, right: Right = Right.READ) -> Case:
    """The request of that reference, for somebody who may read it, or hold another right to it.

    Raises:
        models.request.NoSuchRequest
        rules.access.AccessRefused: that they tried is recorded.
    """
    with reading() as session:
        found = to_read(session, reference.upper()[:20], by=who.login, at=at, right=right)
        return Case(
            reference=found.reference,
            service=found.service,
            state=found.state,
            kinds=tuple(part.kind for part in queries.parts(session, found)),
            received=found.received_on,
            policy=policies.of(found.service),
            who=who,
            at=at,
            standing=standing(session, found, day_of(at)),
            rights=access.rights(session, access.who(session, who.login), found),
        )
