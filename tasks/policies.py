"""The policy in force for a service, from this installation's folder."""

import settings
from rules import policy
from rules.clock import Promise
from rules.kinds import Kind


def of(slug: str) -> policy.Policy:
    """The merged, checked policy of a service.

    Raises:
        rules.policy.UnknownService, rules.policy.PolicyRefused
    """
    return policy.load(slug, settings.load().policies)


def services() -> list[str]:
    """The slugs of this installation's services."""
    return policy.services(settings.load().policies)


def promise(kind: Kind, in_force: policy.Policy) -> Promise:
    """What the service promises for a kind, as the clock rule takes it."""
    setting = in_force.settings.target_working_days[kind]
    return Promise(setting.value, setting.cites, in_force.is_public_authority)
