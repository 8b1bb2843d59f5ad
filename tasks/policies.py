"""The policy in force for a service, from this installation's folder."""

import settings
from rules import policy
from rules.clock import Promise
from rules.kinds import FollowUp, Kind
from rules.law import newest


def of(slug: str) -> policy.Policy:
    """The merged, checked policy of a service.

    Raises:
        rules.policy.UnknownService, rules.policy.PolicyRefused
    """
    return policy.load(slug, settings.load().policies)


def services() -> list[str]:
    """The slugs of this installation's services."""
    return policy.services(settings.load().policies)


def promise(kind: Kind | FollowUp, in_force: policy.Policy) -> Promise:
    """What the service promises for a kind, as the clock rule takes it."""
    complaints = in_force.settings.complaints
    if kind is FollowUp.INTERNAL_REVIEW:
        return Promise(complaints.value.review_days, complaints.cites, in_force.is_public_authority)
    if kind is FollowUp.COMPLAINT:
        days = complaints.value.acknowledge_days
        # The law's own number of days is no promise beside it: it would not roll from a weekend.
        sooner = days if days < newest("complaint.acknowledge").value else None
        return Promise(None, complaints.cites if sooner else (), in_force.is_public_authority, days=sooner)
    setting = in_force.settings.target_working_days[kind]
    return Promise(setting.value, setting.cites, in_force.is_public_authority)
