"""What a step changed of a request, in words: the state before it and after it, compared."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from sqlmodel import Session

from models import board, board_lines, follow_ups, queries
from models.matters import matters
from models.request import Request
from rules.kinds import Kind
from rules.letter_words import letter_words
from rules.working_days import written


@dataclass(frozen=True, slots=True)
class Standing:
    """How a request stands: all that a person would want to know has moved."""

    state: str = ""
    dates: dict[Kind, tuple[date | None, bool]] = field(default_factory=dict)  # due, running
    look_by: date | None = None
    follow_ups: dict[str, date | None] = field(default_factory=dict)  # of the open ones, by name: the day to keep
    due: date | None = None
    waits_for: str = ""
    asked: frozenset[str] = frozenset()  # who is still to be asked for consent
    approvals: frozenset[str] = frozenset()
    letters: frozenset[str] = frozenset()  # drafts
    sent: frozenset[str] = frozenset()  # letters that have gone
    matters: dict[str, str] = field(default_factory=dict)  # what is on record, and how it stands


def standing(session: Session, request: Request, today: date) -> Standing:
    """How a request stands on a day."""
    row = board.row(session, request)
    letters = queries.letters(session, request)
    line = board_lines.derived(session, request, today) if request.state.is_open else None
    return Standing(
        state=request.state.value.replace("_", " "),
        dates={part.kind: (part.due, part.running) for part in queries.parts(session, request)},
        due=row.due,
        follow_ups={one.name: one.keep_by for one in follow_ups.of_request(session, request) if one.is_open},
        waits_for=line.waits_for if line else "nothing",
        asked=frozenset(row.whom.words for row in queries.consents(session, request) if row.needed),
        approvals=frozenset(one.role for one in row.facts.approvals if one.of == row.facts.digest),
        letters=frozenset(one.occasion for one in letters if one.sent_on is None),
        sent=frozenset(one.occasion for one in letters if one.sent_on is not None),
        matters=matters(session, request, today),
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
    yield from _followed(before.follow_ups, after.follow_ups)
    if before.state != after.state:
        yield f"The request, which is {before.state}, becomes {after.state}."
    if fallen := sorted(before.approvals - after.approvals):
        yield f"The approval by the {', '.join(fallen)} becomes void."
    if given := sorted(after.approvals - before.approvals):
        yield f"The approval by the {', '.join(given)} is recorded."
    if new_asked := sorted(after.asked - before.asked):
        yield f"Then to be asked for: {', '.join(new_asked)}."
    if fallen := sorted(before.asked - after.asked):
        yield f"Not asked for any more: {', '.join(fallen)}."
    if drafted := sorted(after.letters - before.letters):
        yield f"Letters are drafted: {_letters(drafted)}."
    if went := sorted(after.sent - before.sent):
        yield f"It is on record that this has gone: {_letters(went)}."
    if gone := sorted(before.letters - after.letters - after.sent):
        yield f"Drafts fall away: {_letters(gone)}."
    for what in dict.fromkeys([*after.matters, *before.matters]):
        was, now = before.matters.get(what), after.matters.get(what)
        if was != now:
            yield f"{what}: {now or 'nothing is on record any more'}" + (f" (before: {was})." if was else ".")
    if before.waits_for != after.waits_for:
        yield f"It then waits for: {after.waits_for}."


def _followed(before: dict[str, date | None], after: dict[str, date | None]) -> Iterator[str]:
    """The dates of reviews and complaints; that one has none any more is told with how it stands (`matters`)."""
    for name, due in after.items():
        was = before.get(name)
        if due and was and due != was:
            yield f"This moves the date of the {name} from {written(was)} to {written(due)}."
        elif due and not was:
            yield f"This sets the date of the {name}: {written(due)}."


def _letters(occasions: list[str]) -> str:
    return ", ".join(letter_words(one) for one in occasions)


def _date(found: tuple[date | None, bool]) -> str:
    due, running = found
    if due is None:
        return "no date" if running else "no date (the clock waits)"
    return written(due)


def _due(found: tuple[date | None, bool]) -> str:
    return f"due {_date(found)}" if found[0] else _date(found)
