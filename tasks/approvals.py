"""Approvals: named roles approve one exact answer, each a different person (BWD-10)."""

from datetime import datetime

from models import answering
from models.approval import Approval
from models.db import transaction
from models.queries import id_of
from rules import approvals
from rules.approvals import ApprovalRefused
from rules.lifecycle import State
from tasks import policies


def approve(reference: str, role: str, *, by: str, at: datetime) -> None:
    """Record an approval of the answer as it now stands. A refused attempt is recorded too.

    Raises:
        rules.approvals.ApprovalRefused: nothing is prepared, the role is not asked, or the person may not.
    """
    refused: ApprovalRefused | None = None
    with transaction(by, at) as tx:
        request = tx.request(reference)
        if request.state is not State.PREPARED:
            raise ApprovalRefused("There is no answer to approve: it has to be prepared first.")
        policy = policies.of(request.service)
        facts = answering.facts(tx.session, request)
        prepared_by = [answer.prepared_by for answer in answering.answers(tx.session, request)]
        try:
            approvals.check(role, by, facts.kinds, policy, facts.approvals, facts.digest, prepared_by)
        except ApprovalRefused as error:
            refused = error
            # What was typed as a role is written down only where it is one.
            known = role if role in policy.service.roles else "no role of this service"
            tx.record("approval.refused", request, role=known, because=str(error))
        else:
            if not any(given.role == role and given.of == facts.digest for given in facts.approvals):
                tx.session.add(Approval(request_id=id_of(request), role=role, by=by, of=facts.digest, at=at))
                tx.record("approval.given", request, role=role, of=facts.digest)
    if refused:
        raise refused
