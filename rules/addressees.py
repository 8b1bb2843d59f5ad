"""Who of a service is written to about a reminder: the holders of its role who may see what it is about."""

from collections.abc import Collection, Iterable, Iterator

from rules.access import About, Holder, allows, is_volunteer, rights_of
from rules.lifecycle import Owner
from rules.policy import Policy
from rules.reminders import NAMED
from rules.rights import Right


def of_reminder(whom: str, about: About, holders: Iterable[Holder], policy: Policy) -> list[str]:
    """The logins of those who are written to; nobody where no open account may see it.

    Of a request that is assigned to somebody its officers are those alone. Where a service has no officer, whoever
    manages it does an officer's work.

    Args:
        whom: a role of the service, "an officer", "the approvers", or those named on a restricted request.
        about: the request, or the service itself.
        holders: the accounts of the service.
    """
    may_see = [one for one in holders if allows(one, Right.READ, about, policy)]
    if whom == NAMED:
        found = [one for one in may_see if one.login in (about.restricted_to or ())]
    elif whom == Owner.OFFICER:
        found = _officers(may_see, about.assigned_to, policy)
    elif whom == Owner.APPROVERS:
        asked = {role for setting in policy.settings.approvers.values() for role in setting.value}
        found = [one for one in may_see if one.role in asked]
    else:
        found = [one for one in may_see if one.role == whom]
    return sorted(one.login for one in found)


def _officers(may_see: list[Holder], assigned: Collection[str], policy: Policy) -> list[Holder]:
    may_work = [one for one in may_see if Right.WORK in rights_of(one.role, policy).may]
    named = [one for one in may_work if one.login in assigned]
    return (
        named
        or list(_plain(may_work, policy))
        or [one for one in may_work if one.role == policy.service.manager_role]
    )


def _plain(holders: Iterable[Holder], policy: Policy) -> Iterator[Holder]:
    """Those who do an officer's work: they may work on requests, and neither manage nor volunteer."""
    for one in holders:
        if Right.MANAGE not in rights_of(one.role, policy).may and not is_volunteer(one, policy):
            yield one
