"""Approvals: named roles approve one exact answer, each a different person (BWD-10)."""

from datetime import datetime

from models import answering
from models.approval import Approval
from models.db import transaction
from models.queries import id_of
from rules import approvals
from rules.approvals import ApprovalRefused
from rules.lifecycle import State
from rules.rights import Right
from tasks import policies


def approve(reference: str, role: str, *, by: str, at: datetime, of: str | None = None) -> None:
    """Record an approval of the answer as it now stands. A refused attempt is recorded too.

    Args:
        of: the digest of the answer that the person has read, where they read it on a page some time ago.

    Raises:
        rules.approvals.ApprovalRefused: nothing is prepared, it changed since it was read, the role is not asked, or
            the person may not.
        rules.access.AccessRefused: their account holds another role.
    """
    with transaction(by, at, trying="approval") as tx:
        request = tx.request(reference, Right.APPROVE)
        tx.in_role(role)
        if request.state is not State.PREPARED:
            raise ApprovalRefused("There is no answer to approve: it has to be prepared first.")
        policy = policies.of(request.service)
        facts = answering.facts(tx.session, request)
        if of is not None and of != facts.digest:
            raise ApprovalRefused("The answer has changed since you opened it: read it as it now stands.")
        prepared_by = [answer.prepared_by for answer in answering.answers(tx.session, request)]
        approvals.check(role, by, facts.kinds, policy, facts.approvals, facts.digest, prepared_by)
        if not any(given.role == role and given.of == facts.digest for given in facts.approvals):
            tx.session.add(Approval(request_id=id_of(request), role=role, by=by, of=facts.digest, at=at))
            tx.record("approval.given", request, role=role, of=facts.digest)
