"""The services of an installation, as rows that others refer to."""

from models.db import Transaction, insert_once
from models.service import Service
from rules import policy
from tasks import policies


def enter(tx: Transaction, slug: str) -> policy.Policy:
    """The policy of a service whose row is there from now on; two transactions may enter it at once."""
    found = policies.of(slug)
    insert_once(tx.session, Service(slug=slug, code=found.service.code, name=found.service.name))
    return found
