"""The register of training and agreements: it follows from the accounts, and nothing is recorded for it alone."""

from datetime import datetime

from models import access as read_access
from rules import training as rule
from rules.rights import Right
from rules.training import Entry
from tasks import access, accounts, policies


def register(service: str, *, by: str, at: datetime, closed: bool = False) -> list[Entry]:
    """The accounts of a service, with what each is trained in and has signed: what is overdue comes first.

    Args:
        closed: with the accounts that are closed, which owe nothing any more.

    Raises:
        rules.access.AccessRefused: whoever asks does not keep the accounts of that service.
        rules.policy.UnknownService
    """
    policy = policies.of(service)
    access.check_service(service, Right.MANAGE, by=by, at=at)
    holders = [read_access.holder(one) for one in accounts.listed(service, by=by, at=at)]
    return rule.register((one for one in holders if closed or one.closed_on is None), policy)
