"""Whether who acts may: the account behind a name and what is known of a request, put to the rule.

Accounts are in force from the first one that is opened in an installation. Before that the program is one trusted
person's at one machine, and everybody may do everything. The program itself always may. Nobody proves here who they
are: a name is the login's or `--by`'s word, until there is a sign-in.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

import settings
from models.account import Account, Assignment, RestrictedTo, Restriction
from models.audit_event import PROGRAM
from models.look import once
from models.request import Request
from rules import access, policy
from rules.access import About, AccessRefused, Elsewhere, Holder
from rules.policy import Policy
from rules.rights import Right


@dataclass(frozen=True, slots=True)
class Who:
    """Who acts. Not `bound`: the program itself, or an installation without accounts."""

    name: str
    bound: bool
    holder: Holder | None = None

    @property
    def service(self) -> str | None:
        """The one service that they can reach; None: every service, or none."""
        return self.holder.service if self.holder else None

    def policy(self) -> Policy:
        """The policy of their service."""
        assert self.holder is not None, "only an account has a policy"
        return policy.load(self.holder.service, settings.load().policies)


@once
def who(session: Session, name: str) -> Who:
    """The account behind a name."""
    if name == PROGRAM or not in_force(session):
        return Who(name, bound=False)
    found = account(session, name)
    return Who(name, True, holder(found) if found else None)


@once
def in_force(session: Session) -> bool:
    """Whether an account was ever opened here."""
    return session.exec(select(Account.id).limit(1)).first() is not None


def account(session: Session, name: str) -> Account | None:
    """The stored account of a name, however it is written."""
    return session.exec(select(Account).where(Account.login == access.login_of(name))).first()


def accounts(session: Session, service: str) -> list[Account]:
    """All accounts of a service, the closed ones with them."""
    return list(session.exec(select(Account).where(Account.service == service).order_by(Account.login)).all())


def holder(found: Account) -> Holder:
    """A stored account as the rule takes it."""
    return Holder(
        found.login,
        found.service,
        found.role,
        found.employed,
        found.trained_on,
        found.agreement_on,
        found.closed_on,
    )


@once
def about(session: Session, found: Request) -> About:
    """What access to a request depends on."""
    standing = restriction(session, found)
    return About(
        found.service,
        frozenset(assigned(session, found)),
        frozenset(named(session, standing)) if standing else None,
    )


@once
def assigned(session: Session, found: Request) -> list[str]:
    """The logins that a request is assigned to."""
    query = select(Assignment.login).where(Assignment.request_id == found.id)
    return list(session.exec(query.order_by(Assignment.login)).all())


@once
def restriction(session: Session, found: Request) -> Restriction | None:
    """The restriction that stands, if the request is kept to a few."""
    query = select(Restriction).where(Restriction.request_id == found.id, col(Restriction.lifted_on).is_(None))
    return session.exec(query).first()


def named(session: Session, standing: Restriction) -> list[str]:
    """The logins to which a restriction keeps its request."""
    query = select(RestrictedTo.login).where(RestrictedTo.restriction_id == standing.id)
    return list(session.exec(query.order_by(RestrictedTo.login)).all())


def check(session: Session, acting: Who, right: Right, found: Request | None) -> None:
    """Refuse what somebody may not do with a request. None is one that does not exist: as if it were another's.

    Raises:
        rules.access.Elsewhere, rules.access.AccessRefused
    """
    if not acting.bound:
        return
    if found is not None and acting.holder is not None:
        access.check(acting.holder, right, about(session, found), acting.policy())
        return
    check_account(acting)
    raise Elsewhere("The service has no such request.")


def rights(session: Session, acting: Who, found: Request) -> frozenset[Right]:
    """What somebody may do with a request, as `check` lets it: what they may not do is not offered to them."""
    return _rights(acting, lambda _holder: about(session, found))


def rights_in_service(acting: Who) -> frozenset[Right]:
    """What somebody may do for their service, or with all of its requests, as `check_service` lets it."""
    return _rights(acting, lambda holder: About(holder.service))


def _rights(acting: Who, of: Callable[[Holder], About]) -> frozenset[Right]:
    """Every right before accounts are in force, none without one; else those that the rules let their holder have."""
    if not acting.bound:
        return frozenset(Right)
    if acting.holder is None:
        return frozenset()
    its = of(acting.holder)
    return frozenset(right for right in Right if access.allows(acting.holder, right, its, acting.policy()))


def check_account(acting: Who) -> None:
    """Refuse somebody whose account cannot be used for anything.

    Raises:
        rules.access.AccessRefused
    """
    if acting.bound:
        access.check_usable(acting.holder, acting.policy() if acting.holder else None)


def check_service(acting: Who, right: Right, service: str | None) -> None:
    """Refuse what somebody may not do for a service, or with all of its requests. None: for their own.

    Raises:
        rules.access.Elsewhere, rules.access.AccessRefused
    """
    if not acting.bound:
        return
    check_account(acting)
    assert acting.holder is not None, "whoever has no account was refused"
    access.check(acting.holder, right, About(service or acting.holder.service), acting.policy())


@dataclass(frozen=True, slots=True)
class Sight:
    """What somebody sees in a list of requests. Nobody's own sight, of a page without sign-in, has no login."""

    service: str | None = None  # None: of every service
    login: str | None = None
    only_assigned: bool = False
    sees_all: bool = False  # restricted ones too: the program, or an installation without accounts

    def seen(self) -> Iterable[ColumnElement[bool]]:
        """The conditions of the requests that are shown in full."""
        yield from self._own()
        if not self.sees_all:
            yield col(Request.id).not_in(self.kept())

    def kept_from(self) -> Iterable[ColumnElement[bool]]:
        """The conditions of those of which only the reference is shown (CUM-3.4)."""
        yield from self._own()
        yield col(Request.id).in_(self.kept())

    def _own(self) -> Iterable[ColumnElement[bool]]:
        if self.service is not None:
            yield col(Request.service) == self.service
        if self.only_assigned:
            yield col(Request.id).in_(select(Assignment.request_id).where(Assignment.login == self.login))

    def kept(self) -> SelectOfScalar[int]:
        """The numbers of the requests that are kept from them (CUM-3.4)."""
        mine = select(RestrictedTo.restriction_id).where(RestrictedTo.login == self.login)
        return select(Restriction.request_id).where(
            col(Restriction.lifted_on).is_(None), col(Restriction.id).not_in(mine)
        )


EVERYTHING = Sight(sees_all=True)
NOBODYS = Sight()


def sight(acting: Who, service: str | None) -> Sight:
    """What somebody sees of a service, or of all that they can see.

    Raises:
        rules.access.Elsewhere: it is not their service.
        rules.access.AccessRefused: their account cannot be used.
    """
    if not acting.bound:
        return Sight(service, sees_all=True)
    check_account(acting)
    assert acting.holder is not None, "whoever has no account was refused"
    if service is not None and service != acting.holder.service:
        raise Elsewhere("The account belongs to another service (DER-1, HIL-9).")
    own = acting.policy()
    if Right.READ not in access.rights_of(acting.holder.role, own).may:
        raise AccessRefused("The role of the account may not read requests (DER-1).")
    return Sight(acting.holder.service, acting.holder.login, access.is_volunteer(acting.holder, own))
