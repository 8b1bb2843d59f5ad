"""The registers that a service keeps, as lists for a spreadsheet. No list has a person of a request in it."""

from collections.abc import Sequence
from datetime import date

from models.late import Line
from rules.disclosure_log import Entry
from rules.training import Entry as Account
from rules.training import Kept
from rules.working_days import Calendar, written
from tasks.policy_reviews import Standing
from web.sheet import Cell, Table

LATE = (
    "Reference", "Kind", "Received", "Date in law missed", "Working days late", "Own target missed",
    "Working days after the target", "Answered", "Where it stood", "Why", "Note", "Noted by", "Noted on",
)  # fmt: skip


def disclosure_log(found: Sequence[Entry]) -> Table:
    """The log as it goes out."""
    rows: list[list[Cell]] = [
        [one.answered, one.title, one.summary, one.outcome_words, "; ".join(one.exemptions)] for one in found
    ]
    return Table("Disclosure log", ("Answered", "Title", "Summary", "Outcome", "Exemptions"), rows)


def late(found: Sequence[Line], start: date, end: date, calendar: Calendar) -> Table:
    """The dates that were missed, a row for each."""
    rows: list[list[Cell]] = []
    for one in found:
        missed, note = one.late, one.note
        rows.append(
            [
                one.reference,
                missed.item.name,
                missed.item.received,
                missed.law,
                missed.by(missed.law, calendar),
                missed.target,
                missed.by(missed.target, calendar),
                missed.answered,
                one.stood,
                note.reason.words if note else None,
                note.text if note else None,
                note.noted_by if note else None,
                note.noted_on if note else None,
            ]
        )
    notes = (
        f"Answered late from {written(start)} to {written(end)}, or open and late on the last of these days.",
        "A row without a reference is of a record that was destroyed.",
    )
    return Table("Missed dates", LATE, rows, notes)


def training(found: Sequence[Account], today: date) -> Table:
    """The accounts with their training and agreements."""
    columns = (
        "Login", "Role", "Trained", "Training to be renewed by", "Training",
        "Agreement signed", "Agreement to be renewed by", "Agreement", "Closed",
    )  # fmt: skip
    rows: list[list[Cell]] = [
        [
            one.holder.login,
            one.holder.role,
            *_kept(one.training, today),
            *_kept(one.agreement, today),
            one.holder.closed_on,
        ]
        for one in found
    ]
    return Table("Training and agreements", columns, rows)


def policies(found: Sequence[Standing]) -> Table:
    """Every review of every policy, and of a policy without one when it is due."""
    columns = ("Service", "Review due", "Reviewed", "By", "Policy changed", "Next review then", "Recorded", "By whom")
    rows: list[list[Cell]] = []
    for one in found:
        name = one.policy.service.name
        rows += [
            [
                name,
                one.due,
                row.reviewed_on,
                row.by_whom,
                row.changed,
                row.next_on,
                row.recorded_on,
                row.recorded_by,
            ]
            for row in one.held
        ] or [[name, one.due, *[None] * 6]]
    return Table("Policy reviews", columns, rows)


def _kept(kept: Kept | None, today: date) -> list[Cell]:
    return [kept.on, kept.renew, kept.words(today)] if kept else [None, None, None]
