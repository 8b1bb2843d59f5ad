"""Who must approve what leaves, by kind and policy. Two roles mean two different people (BWD-10)."""

from collections.abc import Iterable
from dataclasses import dataclass

from rules.kinds import Kind
from rules.policy import Policy
from rules.refusal import Refusal


class ApprovalRefused(Refusal):
    """This person cannot approve this in that role; says why, with the clause."""


@dataclass(frozen=True, slots=True)
class Given:
    """One approval: the role, who gave it (a staff name), and the digest of what was approved."""

    role: str
    by: str
    of: str


def roles_needed(kinds: Iterable[Kind], policy: Policy) -> dict[str, tuple[str, ...]]:
    """The roles that must approve an answer to these kinds, each with its sources."""
    needed: dict[str, tuple[str, ...]] = {}
    for kind in kinds:
        setting = policy.settings.approvers[kind]
        for role in setting.value:
            needed[role] = tuple(dict.fromkeys((*needed.get(role, ()), *setting.cites)))
    return needed


def missing(kinds: Iterable[Kind], policy: Policy, given: Iterable[Given], digest: str) -> dict[str, tuple[str, ...]]:
    """The roles whose approval of exactly this answer is still missing, each with its sources.

    An approval of something else counts for nothing: a change after approval voids it.
    """
    have = {approval.role for approval in given if approval.of == digest}
    return {role: cites for role, cites in roles_needed(kinds, policy).items() if role not in have}


def check(
    role: str,
    by: str,
    kinds: Iterable[Kind],
    policy: Policy,
    given: Iterable[Given],
    digest: str,
    prepared_by: Iterable[str],
) -> None:
    """Refuse an approval that must not count.

    Raises:
        ApprovalRefused: the role is not asked, the person approved in another role already, or the
            person prepared the answer or a part of it.
    """
    needed = roles_needed(kinds, policy)
    if role not in needed:
        listed = ", ".join(needed) or "nobody"
        raise ApprovalRefused(f"That role does not approve this answer; asked are: {listed}.")
    cites = ", ".join(needed[role])
    if by.casefold() in {name.casefold() for name in prepared_by}:
        raise ApprovalRefused(f"Whoever prepared an answer does not approve it: another person must ({cites}).")
    others = [approval for approval in given if approval.of == digest and approval.role != role]
    if any(approval.by.casefold() == by.casefold() for approval in others):
        raise ApprovalRefused(f"Two different people must approve, one in each role ({cites}).")
