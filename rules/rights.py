"""What each role of a service may do, as its policy says: data, which a service can change and read in words."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, Literal

import msgspec


class Right(StrEnum):
    """What somebody may do with a request, or for their service."""

    READ = "read"
    WORK = "work"  # change a request: record, prepare, decide
    APPROVE = "approve"
    EXPORT = "export"  # letters and bundles leave the program: as a copy, or as the answer
    MANAGE = "manage"  # restrict and assign requests, open and close accounts


class RoleRights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one role may do, and with which requests: with all of its service, or with those assigned to it."""

    may: tuple[Right, ...]
    requests: Literal["all", "assigned"] = "all"

    @property
    def is_for_volunteers(self) -> bool:
        """A role that sees assigned work alone is that of volunteers (BNS-5)."""
        return self.requests == "assigned"


ALL = RoleRights(tuple(Right))


def of_role(role: str, manager_role: str, approvers: Iterable[str], listed: Mapping[str, Any]) -> RoleRights | None:
    """What a role may do; None for one that the policy gives no rights.

    The role that manages the service may do everything, and so may a role that approves, unless the policy lists
    its rights; a role that is listed may approve where the policy asks for its approval, and nothing else is added.
    """
    if role == manager_role:
        return ALL
    setting = listed.get(role)
    if setting is None:
        return ALL if role in set(approvers) else None
    found: RoleRights = setting.value
    if role in set(approvers) and Right.APPROVE not in found.may:
        return RoleRights((*found.may, Right.APPROVE), found.requests)
    return found


def gaps(roles: Iterable[str], manager_role: str, approvers: Iterable[str], listed: Mapping[str, Any]) -> list[str]:
    """What the rights in a policy lack, or give that they must not."""
    approving = set(approvers)
    without = [role for role in roles if of_role(role, manager_role, approving, listed) is None]
    found = [f"rights lacks {', '.join(without)}: say what each role may do."] if without else []
    for role, setting in listed.items():
        if setting.value.is_for_volunteers and {Right.EXPORT, Right.MANAGE} & set(setting.value.may):
            found.append(f"rights.{role}: who sees assigned requests alone neither exports nor manages (BNS-5).")
        if setting.value.may and Right.READ not in setting.value.may:
            found.append(f"rights.{role} must hold read: nobody works on what they cannot see.")
    return found
