"""Whether the family may be told: an order, the police, a recorded reason or a conflict may forbid it."""

from sqlmodel import Session

from models import answering, powers
from models.request import Request
from rules import letter as rule
from rules.deed import Deed
from rules.disclosure import PartAnswer
from rules.kinds import Kind
from rules.telling import refusal
from tasks.drafts import LetterRefused


def check_may_be_told(session: Session, request: Request, name: str, kind: Kind) -> None:
    """Refuse a letter to the family where they must not be told, or where nobody decided who may know.

    Raises:
        LetterRefused: an order or the police forbid it, it is on record why they are not told (CUM-0, DER-7), or a
            conflict waits for a manager (BWD-2).
    """
    facts = answering.facts(session, request)
    forbidden = refusal(kind, facts.who.requester, facts.order, facts.police)
    if forbidden:
        raise LetterRefused(forbidden.says, do=forbidden.do)
    if facts.conflicts:
        raise LetterRefused(
            "A conflict waits for a manager's decision, so nobody of the family is written to yet (BWD-2).",
            do=Deed.CONFLICT,
        )
    answer = next((one for one in answering.answers(session, request) if one.kind is kind), None)
    if name == rule.TELL and (is_untold(answer) or decided_untold(session, request)):
        raise LetterRefused(
            "It is on record why the person is not told, so no such letter is written or sent (CUM-0, DER-7)."
        )


def is_untold(answer: PartAnswer | None) -> bool:
    """Whether it is recorded with the answer why the person is not told."""
    return answer is not None and answer.not_told_because is not None


def decided_untold(session: Session, request: Request) -> bool:
    """Whether a safeguarding decision says why the person is not told."""
    decisions = powers.safeguarding_decisions(session, request)
    return bool(decisions) and decisions[-1].not_told_because is not None
