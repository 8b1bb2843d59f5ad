"""Approvals: named roles approve one exact answer, each a different person (BWD-10)."""

from datetime import datetime

from models import queries
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
    with transaction(by, at) as tx:
        request = tx.request(reference)
        refused: ApprovalRefused | None = None
        prepared = queries.disclosure(tx.session, request)
        if prepared is None or request.state is not State.PREPARED:
            raise ApprovalRefused("There is no answer to approve: it has to be prepared first.")
        row, _ = prepared
        facts = queries.facts(tx.session, request)
        try:
            approvals.check(
                role, by, facts.kinds, policies.of(request.service), facts.approvals, row.digest, row.prepared_by
            )
        except ApprovalRefused as error:
            refused = error
            tx.record("approval.refused", request, role=role, because=str(error))
        else:
            if not any(given.role == role and given.of == row.digest for given in facts.approvals):
                tx.session.add(Approval(request_id=id_of(request), role=role, by=by, of=row.digest, at=at))
                tx.record("approval.given", request, role=role, of=row.digest)
    if refused:
        raise refused
