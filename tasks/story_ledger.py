"""The consent ledger of one request in words, for `show`: what was asked, when, and how it stands."""

from datetime import date

from sqlmodel import Session

from models import answering
from models.competence import Competence
from models.conflict import ConflictNote
from models.consent import Consent
from models.request import Request
from rules.ledger import Stage, stage


def consent_line(session: Session, request: Request, row: Consent, today: date) -> str:
    """One question: what is asked, how it stands, why it is asked, and its sources."""
    now = stage(answering.consent_state(session, request, row), today)
    said = [now.value if row.needed else f"no longer needed ({now.value})"]
    said += [f"noted on {row.noted_on}", f"asked on {row.asked_on}" if row.asked_on else "not asked yet"]
    if row.chased_on:
        said.append(f"chased on {', '.join(row.chased_on)}")
    if row.answered_on:
        said.append(f"answered on {row.answered_on}")
    if row.signed_on:
        said.append(f"signed on {row.signed_on}")
    if row.roles:
        said.append(f"for {', '.join(row.roles)} only")
    if row.recipient or row.purpose:
        said.append(f"to {row.recipient or 'the requester'}, for: {row.purpose or 'not said'}")
    if row.document_id:
        said.append("the signed paper is kept")
    if row.valid_until:
        said.append(f"given until {row.valid_until}")
    if row.review_on and now not in {Stage.WITHDRAWN, Stage.EXPIRED}:
        said.append(f"to be confirmed by {row.review_on}")
    if row.withdrawn_on:
        said.append(f"withdrawn on {row.withdrawn_on}")
    words = row.whom.words
    return f"{words[0].upper()}{words[1:]}: {'; '.join(said)}. {row.why} ({', '.join(row.cites)})"


def conflict_line(row: ConflictNote) -> str:
    """One conflict, and who decided on it."""
    state = f"decided by {row.decided_by} on {row.decided_on}" if row.decided_on else "a manager decides"
    return f"{row.what.words} ({', '.join(row.what.cites)}): noted on {row.noted_on}; {state}"


def competence_lines(row: Competence | None) -> list[str]:
    """What an assessment found, by whom, when and why; none where nobody assessed it."""
    if row is None:
        return []
    found = "can decide for themself" if row.understands else "cannot decide for themself"
    return [f"whom it is about {found}, as {row.assessed_by} assessed on {row.assessed_on}: {row.because} (CUM-3.2)"]
