"""What a step changed of a request, in words: the state before it and after it, compared."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from sqlmodel import Session, select

from models import board, board_lines, queries
from models.approval import Approval
from models.letter import Letter
from models.request import Request
from rules.kinds import Kind
from rules.working_days import written


@dataclass(frozen=True, slots=True)
class Standing:
    """How a request stands: all that a person would want to know has moved."""

    state: str = ""
    dates: dict[Kind, tuple[date | None, bool]] = field(default_factory=dict)  # due, running
    look_by: date | None = None
    due: date | None = None
    waits_for: str = ""
    asked: frozenset[str] = frozenset()  # who is still to be asked for consent
    approvals: frozenset[str] = frozenset()
    letters: frozenset[str] = frozenset()  # drafts


def standing(session: Session, request: Request, today: date) -> Standing:
    """How a request stands on a day."""
    row = board.row(session, request)
    drafts = select(Letter.occasion).where(Letter.request_id == request.id, Letter.sent_on == None)  # noqa: E711
    approved = select(Approval.role).where(Approval.request_id == request.id)
    line = board_lines.derived(session, request, today) if request.state.is_open else None
    return Standing(
        state=request.state.value.replace("_", " "),
        dates={part.kind: (part.due, part.running) for part in queries.parts(session, request)},
        due=row.due,
        waits_for=line.waits_for if line else "nothing",
        asked=frozenset(row.whom.words for row in queries.consents(session, request) if row.needed),
        approvals=frozenset(session.exec(approved).all()),
        letters=frozenset(session.exec(drafts).all()),
    )


def changes(before: Standing, after: Standing) -> list[str]:
    """What moved, a sentence each, the dates first; empty where nothing did."""
    return list(_changes(before, after))


def _changes(before: Standing, after: Standing) -> Iterator[str]:
    for kind in dict.fromkeys([*before.dates, *after.dates]):
        old, new = before.dates.get(kind), after.dates.get(kind)
        if old is None and new is not None:
            yield f"A {kind.words} is begun: {_due(new)}."
        elif new is None:
            yield f"The {kind.words} falls away."
        elif old is not None and old != new:
            yield f"This moves the date of the {kind.words} from {_date(old)} to {_date(new)}."
    if before.state != after.state:
        yield f"The request, which is {before.state}, becomes {after.state}."
    if fallen := sorted(before.approvals - after.approvals):
        yield f"The approval by the {', '.join(fallen)} becomes void."
    if given := sorted(after.approvals - before.approvals):
        yield f"The approval by the {', '.join(given)} is recorded."
    if new_asked := sorted(after.asked - before.asked):
        yield f"Consent is now to be asked of the {', '.join(new_asked)}."
    if fallen := sorted(before.asked - after.asked):
        yield f"Nobody asks the {', '.join(fallen)} for consent any more."
    if drafted := sorted(after.letters - before.letters):
        yield f"Letters are drafted: {', '.join(drafted)}."
    if gone := sorted(before.letters - after.letters):
        yield f"Drafts fall away: {', '.join(gone)}."
    if before.waits_for != after.waits_for:
        yield f"It then waits for: {after.waits_for}."


def _date(found: tuple[date | None, bool]) -> str:
    due, running = found
    if due is None:
        return "no date" if running else "no date, as the clock waits"
    return written(due)


def _due(found: tuple[date | None, bool]) -> str:
    return f"due {_date(found)}" if found[0] else _date(found)
