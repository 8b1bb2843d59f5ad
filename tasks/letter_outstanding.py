"""What a requester still has to send, in the words of an acknowledgement's list."""

from collections.abc import Iterator, Sequence

from sqlmodel import Session

from models import queries
from models.consent import Consent
from models.request import Request
from rules.clock import Wait
from rules.clock.events import recorded
from rules.consents import Asked
from rules.kinds import Kind
from rules.working_days import written

_PAPERS = {
    Asked.AUTHORITY: "evidence that you may act for the person whom the records are about, signed by them, "
    "if it was not already with your letter",
    Asked.CHILD_CONFIRMATION: "your child's own confirmation that they agree to your request",
}


def outstanding(session: Session, request: Request, kinds: Sequence[Kind], asked: Sequence[Consent]) -> list[str]:
    """The papers of a subject access request, and what its clock or that of an FOI request waits for."""
    papers = [
        _PAPERS[row.whom] for row in asked if row.whom in _PAPERS and row.answer is None and not row.waived_because
    ]
    waits = [wait for kind in kinds for wait in _waited_for(session, request, kind)]
    return [*(papers if Kind.SAR in kinds else []), *dict.fromkeys(waits)]


def _waited_for(session: Session, request: Request, kind: Kind) -> Iterator[str]:
    found = recorded(kind, request.received_on, queries.clock_events(session, request))
    for wait in found.clarifications:
        if wait.answered is None:
            yield f"the answer to our question of {written(wait.asked)}"
    for one, what in ((found.identity, "the evidence of who you are"), (found.fee, "the fee")):
        if isinstance(one, Wait) and one.answered is None:
            yield f"{what} that we asked for on {written(one.asked)}"
