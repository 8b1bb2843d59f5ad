"""The read of all that is missing before an answer may go: what the rules say, and files that it does not reach."""

from datetime import date

from sqlmodel import Session

from models import answering, case_files
from models.request import Request
from rules import outstanding
from rules.case_files import CaseFileRefused
from rules.missing import Missing
from rules.policy import Policy


def before_answer(session: Session, request: Request, policy: Policy, today: date) -> tuple[Missing, ...]:
    """Everything that is missing before the answer may go; empty when it may."""
    missing = list(outstanding.before_answer(answering.facts(session, request), policy, today))
    for answer in answering.answers(session, request):
        try:  # a child may have taken back their word on their own file since it was prepared
            case_files.check_reach(session, request, answer.kind, [item.file for item in answer.schedule], today)
        except CaseFileRefused as refused:
            missing.append(Missing(str(refused), "an officer"))
    return tuple(missing)
