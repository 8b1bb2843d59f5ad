"""Who may do what: an account, a right, and what it is about. Each refusal cites the clause that it keeps.

An account belongs to one service (DER-1, HIL-9). Passwords are no matter of these rules: who acts is whoever the
login, or `--by`, says it is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rules import rights
from rules.deed import Deed
from rules.policy import Policy
from rules.refusal import Refusal
from rules.rights import Right, RoleRights

# What needs no sight of a restricted request, so that the restriction can be lifted when those it names have left.
_UNSEEN = {Right.MANAGE}
_VERBS = {
    Right.READ: "read it",
    Right.WORK: "work on it",
    Right.APPROVE: "approve what leaves",
    Right.EXPORT: "copy out or send what leaves",
    Right.MANAGE: "restrict or assign requests, or keep the accounts",
}


class Employed(StrEnum):
    """For whom the holder of an account works. There is no word for anybody outside the service (DER-1)."""

    SERVICE = "service"
    VOLUNTEER = "volunteer"


class AccessRefused(Refusal):
    """This account may not do that; names the clause."""


class Elsewhere(AccessRefused):
    """It is another service's. Whoever asks is told what they would be told if there were no such thing."""


class AccountRefused(Refusal):
    """The account cannot be opened or changed so; says why."""


@dataclass(frozen=True, slots=True)
class Holder:
    """An account as these rules take it."""

    login: str
    service: str
    role: str
    employed: Employed
    trained_on: date | None
    agreement_on: date | None
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class About:
    """What it is about: a request of a service, or the service itself where no request is meant."""

    service: str
    assigned_to: frozenset[str] = frozenset()  # logins
    restricted_to: frozenset[str] | None = None  # logins; None: everybody of the service


def login_of(name: str) -> str:
    """The login behind a name that was typed: one person is one login, however it is written."""
    return " ".join(name.split()).casefold()


def rights_of(role: str, policy: Policy) -> RoleRights:
    """What a role may do in a service; nothing, where the policy gives it no rights."""
    service = policy.service
    return rights.of_role(role, service.manager_role, _approvers(policy), policy.settings.rights) or RoleRights(())


def is_volunteer(holder: Holder, policy: Policy) -> bool:
    """A volunteer by how they are employed, or by the role that they hold."""
    return holder.employed is Employed.VOLUNTEER or rights_of(holder.role, policy).is_for_volunteers


def check(holder: Holder, right: Right, about: About, policy: Policy) -> None:
    """Refuse what an account may not do.

    Args:
        policy: that of the account's service.

    Raises:
        Elsewhere: it is about another service.
        AccessRefused: the account is closed or lacks training, agreement or the right, the request is restricted to
            others, or a volunteer would do more than a volunteer may.
    """
    # What is wrong with the account is said before anything of what was asked for.
    check_usable(holder, policy)
    if about.service != holder.service:
        raise Elsewhere("The account belongs to another service (DER-1, HIL-9).")
    may = rights_of(holder.role, policy)
    volunteer = is_volunteer(holder, policy)
    cites = ", ".join(_cites(holder.role, right, policy))
    if right is Right.EXPORT and volunteer:
        raise AccessRefused("A volunteer copies nothing out, and sends nothing: ask an officer (BNS-5).")
    if right not in may.may:
        raise AccessRefused(f"The role {holder.role} may not {_VERBS[right]}: ask somebody who may ({cites}).")
    hidden = about.restricted_to is not None and holder.login not in about.restricted_to
    if hidden and right not in _UNSEEN:
        raise AccessRefused("It is restricted to the people named on it: ask one of them, or a manager (CUM-3.4).")
    if volunteer and holder.login not in about.assigned_to:
        raise AccessRefused(
            "A volunteer sees and works on assigned requests alone: ask for it to be assigned (BNS-5)."
        )


def allows(holder: Holder, right: Right, about: About, policy: Policy) -> bool:
    """Whether `check` lets it."""
    try:
        check(holder, right, about, policy)
    except AccessRefused:
        return False
    return True


def check_usable(holder: Holder | None, policy: Policy | None) -> None:
    """Refuse an account that cannot be used for anything, whatever is asked for.

    Args:
        holder, policy: None where whoever acts has no account, although accounts are in force.

    Raises:
        AccessRefused: there is none, it is closed, or its training or agreement is not on record.
    """
    if holder is None or policy is None:
        raise AccessRefused(
            "There is no account of that name: say who you are, or have the manager of the service open one "
            "(DER-1, HIL-9).",
            do=Deed.OPEN_ACCOUNT,
            give=("by",),
        )
    if holder.closed_on is not None:
        raise AccessRefused("The account is closed: a manager of the service can open it again (DER-1).")
    if is_volunteer(holder, policy) and holder.agreement_on is None:
        raise AccessRefused(
            "A volunteer signs the agreement first, and a manager records it (BNS-5).", do=Deed.AGREED
        )
    if holder.trained_on is None:
        raise AccessRefused(
            "No training in confidentiality is on record: a manager records it (HIL-4, BNS-5).", do=Deed.TRAINED
        )


def check_role(holder: Holder, role: str) -> None:
    """Refuse an approval in another role than the account's own: two roles are two people.

    Raises:
        AccessRefused: the account holds another role.
    """
    if holder.role != role:
        raise AccessRefused(
            f"An account approves in its own role alone, and this one is {holder.role}'s: two roles are two people "
            "(BWD-10, DER-1)."
        )


def check_opening(holder: Holder, *, works_for: str, policy: Policy, first: bool) -> None:
    """Refuse an account that must not be.

    Args:
        works_for: `service`, `volunteer`, `authority` or `other`.
        first: there is none of this service yet.

    Raises:
        AccountRefused
    """
    if works_for not in set(Employed):
        raise AccountRefused(
            "An account is for people who work for the service or volunteer for it: nobody of the local authority or "
            "of another body has one (DER-1, HIL-9)."
        )
    roles = policy.service.roles
    if holder.role not in roles:
        raise AccountRefused(f"The roles of this service are: {', '.join(roles)}.")
    for_volunteers = rights_of(holder.role, policy).is_for_volunteers
    if for_volunteers != (holder.employed is Employed.VOLUNTEER):
        fitting = [role for role in roles if rights_of(role, policy).is_for_volunteers != for_volunteers]
        who = "A volunteer" if not for_volunteers else "Somebody employed by the service"
        raise AccountRefused(f"{who} holds one of these roles: {', '.join(fitting) or 'none here'} (BNS-5).")
    if first and Right.MANAGE not in rights_of(holder.role, policy).may:
        managing = [role for role in roles if Right.MANAGE in rights_of(role, policy).may]
        raise AccountRefused(
            f"The first account of a service is one that can open the others: {', '.join(managing)}."
        )
    if first and holder.trained_on is None:
        raise AccountRefused(
            "The first account of a service needs its training on record, or nobody could work: add the day of it "
            "(HIL-4, BNS-5).",
            give=("trained",),
        )


def check_closing(login: str, holders: Iterable[Holder], policy: Policy) -> None:
    """Refuse to close the last account that can open others: the service would be locked out.

    Raises:
        AccountRefused
    """
    left = [
        one
        for one in holders
        if one.login != login
        and one.closed_on is None
        and one.trained_on is not None
        and Right.MANAGE in rights_of(one.role, policy).may
    ]
    if not left:
        raise AccountRefused("It is the last account that can open others: open its successor's first.")


def _approvers(policy: Policy) -> set[str]:
    return {role for setting in policy.settings.approvers.values() for role in setting.value}


def _cites(role: str, right: Right, policy: Policy) -> tuple[str, ...]:
    """Where the policy says what a role may do, else where it says who approves."""
    listed = policy.settings.rights.get(role)
    if listed is not None:
        return listed.cites
    found = (cite for setting in policy.settings.approvers.values() for cite in setting.cites)
    return tuple(dict.fromkeys(found)) if right is Right.APPROVE else ("DER-1",)
