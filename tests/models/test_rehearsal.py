"""A rehearsal does a task whole, lets somebody look, and leaves nothing of it, on both databases."""

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session, SQLModel, select

import settings
from models import document_store, queries
from models.consequence import changes, standing
from models.db import reading
from models.document import DocumentRole
from models.rehearsal import rehearsing
from rules.clock import ClockRefused
from rules.clock.entry import Entry
from rules.clock.events import Happened
from rules.kinds import Kind
from tasks import approvals, clock, disclosure
from tests import way
from tests.conftest import at
from tests.logged import events

TODAY = date(2026, 11, 12)
NOON = at(TODAY, 12)


def everything() -> dict[str, list[str]]:
    """All rows of all tables."""
    with reading() as session:
        tables = SQLModel.metadata.tables.items()
        return {name: sorted(map(repr, session.exec(select(table)).all())) for name, table in tables}


def ask(reference: str, on: date = TODAY) -> None:
    """A question was put to the requester."""
    clock.record_events(reference, [Entry(Happened.CLARIFICATION_ASKED, on)], by="o.officer", at=NOON)


def test_what_was_rehearsed_was_not_done(installation: Path) -> None:
    """What it would change is seen, and no row of any table is another, the audit log's not either."""
    reference = way.opened(Kind.SAR, "derby")
    before, seen = everything(), []

    def look(session: Session) -> None:
        request = queries.request(session, reference)
        seen.append((queries.parts(session, request)[0].running, len(queries.clock_events(session, request))))

    with rehearsing(look):
        ask(reference)
    assert seen == [(False, 2)]
    assert everything() == before
    ask(reference)
    assert everything() != before


def test_a_rehearsal_refuses_as_the_task_does(installation: Path) -> None:
    """What would be refused is refused, is not recorded as an attempt, and the next task is done for good."""
    reference = way.opened(Kind.SAR, "derby")
    before = everything()
    with rehearsing(lambda _session: None), pytest.raises(ClockRefused):
        ask(reference, date(2026, 12, 24))
    assert everything() == before
    ask(reference)
    assert len(events(reference)) > len([row for row in before["audit_event"] if reference in row])


def test_what_is_shown_before_is_what_happens(installation: Path) -> None:
    """The sentences of a rehearsal are those of the deed."""
    reference = way.prepared(Kind.SAR, "derby")
    role = next(iter(way.roles_needed([Kind.SAR], way.policies.of("derby"))))
    approvals.approve(reference, role, by="approver.0", at=NOON)

    def now() -> object:
        with reading() as session:
            return standing(session, queries.request(session, reference), TODAY)

    def undo() -> None:
        disclosure.reopen(reference, "A document was found.", by="o.officer", at=NOON)

    before, foretold = now(), []
    with rehearsing(lambda session: foretold.append(standing(session, queries.request(session, reference), TODAY))):
        undo()
    assert now() == before
    undo()
    assert now() == foretold[0]
    told = changes(before, foretold[0])  # type: ignore[arg-type] # both are the same dataclass
    assert "The request, which is prepared, becomes open." in told
    assert f"The approval by the {role} becomes void." in told


def test_a_moved_date_is_said_with_both_days(installation: Path) -> None:
    """From which date to which: the one thing that a manager must see before confirming."""
    reference = way.opened(Kind.SAR, "derby")
    with reading() as session:
        before = standing(session, queries.request(session, reference), TODAY)
    ask(reference)
    with reading() as session:
        after = standing(session, queries.request(session, reference), TODAY)
    moved = changes(before, after)[0]
    assert moved.startswith(
        "This moves the date of the subject access request from Tuesday 1 December 2026 to no date"
    )
    assert changes(after, after) == []


def test_a_paper_of_a_rehearsal_is_stored_nowhere(installation: Path) -> None:
    """UK GDPR Art 5(1)(e): no scan and no draft with a name in it stays behind; within it, it is read as ever."""
    reference = way.prepared(Kind.LA_LEGAL, "blackburn")
    stored = {file for file in settings.load().documents.rglob("*") if file.is_file()}
    seen: list[tuple[str, bytes]] = []

    def look(session: Session) -> None:
        request = queries.request(session, reference)
        (paper,) = queries.documents(session, request, DocumentRole.CONSENT)
        seen.append(
            (standing(session, request, TODAY).matters["Consent of the parent"], document_store.get(paper.sha256))
        )

    with rehearsing(look):
        way.consented(reference)
    assert seen == [("agreed in full; to be confirmed by Wednesday 10 November 2027", b"signed")]
    assert {file for file in settings.load().documents.rglob("*") if file.is_file()} == stored
    way.consented(reference)
    assert {file for file in settings.load().documents.rglob("*") if file.is_file()} != stored
