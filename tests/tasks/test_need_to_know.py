"""Need to know: what is kept to a few people, and what is a volunteer's, on both databases."""

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from models import access as reads
from models import board, clocks
from models.access import NOBODYS, Sight
from models.account import Restriction
from models.db import reading, transaction
from models.proposals import proposals
from rules.access import AccessRefused, AccountRefused
from rules.bank_holidays import Nation
from rules.kinds import Kind
from rules.rights import Right
from rules.sending import SentBy
from rules.typed import TypedRefused
from tasks import access, accounts, dispatch, holidays, letter, need_to_know, people, recompute, reminders
from tests import staff, way
from tests.conftest import at
from tests.tasks.recomputed import proclaim, row

DAY = date(2026, 11, 12)
NOON = at(DAY, 12)


def look(reference: str, by: str, right: Right = Right.READ) -> None:
    with reading() as session:
        access.to_read(session, reference, by=by, at=NOON, right=right)


def change(reference: str, by: str) -> None:
    people.record(reference, people.Standing.DATA_SUBJECT, by=by, at=NOON, name="Marigold Fernwhistle")


def lists(by: str) -> tuple[list[str], list[str]]:
    """What somebody sees on the board: in full, and as a reference alone."""
    sight = access.sight_of(None, by=by, at=NOON)
    return shown(sight)


def shown(sight: Sight) -> tuple[list[str], list[str]]:
    with reading() as session:
        full = [row.reference for row in board.rows(session, sight=sight)]
        return full, [reference for reference, _ in board.restricted(session, None, sight)]


def test_a_restricted_request_is_a_reference_to_everybody_else(installation: Path) -> None:
    """CUM-3.4: those named read and change it; others, a manager with them, see that it exists and nothing else."""
    manager, officer, volunteer = staff.of("cumbria")
    kept, other = staff.logged("cumbria", officer), staff.logged("cumbria", officer, way.FOI)
    need_to_know.restrict(kept, [officer.upper()], "A colleague is concerned.", by=manager, at=NOON)
    newest = staff.newest()
    assert (newest.event, newest.reference) == ("request.restricted", kept)
    assert newest.what == {"to": [officer], "cites": ["CUM-3.4"]}, "the reason is kept apart from the log"
    look(kept, officer)
    change(kept, officer)
    assert set(lists(officer)[0]) == {kept, other}
    assert lists(officer)[1] == []
    for attempt in (look, change):
        with pytest.raises(AccessRefused, match=r"restricted to the people named on it.*\(CUM-3\.4\)"):
            attempt(kept, manager)
        assert (staff.newest().event, staff.newest().reference) == ("access.refused", kept)
    assert lists(manager) == ([other], [kept])
    assert lists(volunteer) == ([], [])
    assert shown(NOBODYS) == ([other], [kept]), "a page without sign-in shows it to nobody"


def test_a_manager_lifts_what_they_cannot_see(installation: Path) -> None:
    """CUM-3.4: a restriction whose people have left is not for ever; lifting it is on record, and so is its time."""
    manager, officer, _ = staff.of("derby")
    kept = staff.logged("derby", officer)
    need_to_know.restrict(kept, [officer], "Reason.", by=manager, at=at(date(2026, 11, 10)))
    for by in (officer, "s.tranger"):
        with pytest.raises(AccessRefused):
            need_to_know.lift(kept, by=by, at=NOON)
    need_to_know.lift(kept, by=manager, at=NOON)
    look(kept, manager)
    assert staff.newest().event == "request.restriction_lifted"
    with reading() as session:
        (row,) = session.exec(select(Restriction)).all()
        assert (row.since, row.lifted_on, row.by) == (date(2026, 11, 10), DAY, manager)
    with pytest.raises(AccountRefused, match="It is not restricted"):
        need_to_know.lift(kept, by=manager, at=NOON)


def test_naming_others_takes_the_place_of_those_before(installation: Path) -> None:
    """CUM-3.4: one restriction stands at a time, and the ones before it stay on record."""
    manager, officer, _ = staff.of("derby")
    kept = staff.logged("derby", officer)
    need_to_know.restrict(kept, [officer], "Reason.", by=manager, at=NOON)
    need_to_know.restrict(kept, [manager, manager], "Another reason.", by=manager, at=NOON)
    look(kept, manager)
    with pytest.raises(AccessRefused, match=r"CUM-3\.4"):
        look(kept, officer)
    with reading() as session:
        assert len(session.exec(select(Restriction)).all()) == 2
        assert len([row for row in session.exec(select(Restriction)).all() if row.lifted_on is None]) == 1


def test_a_restriction_names_people_of_the_service_and_a_reason(installation: Path) -> None:
    """CUM-3.4, DER-1: nobody of another service, nobody who has left, and never without saying why."""
    manager, officer, volunteer = staff.of("derby")
    _, elsewhere, _ = staff.of("hillingdon")
    kept = staff.logged("derby", officer)
    accounts.close(volunteer, by=manager, at=NOON)
    for logins in ([elsewhere], [volunteer], ["no.body"], [officer, elsewhere]):
        with pytest.raises(AccountRefused, match="no such open account of this service"):
            need_to_know.restrict(kept, logins, "Reason.", by=manager, at=NOON)
        with pytest.raises(AccountRefused, match="no such open account of this service"):
            need_to_know.assign(kept, logins[-1], by=manager, at=NOON)
    with pytest.raises(AccountRefused, match="Name those who may see it"):
        need_to_know.restrict(kept, [], "Reason.", by=manager, at=NOON)
    with pytest.raises(TypedRefused, match="Say the reason"):
        need_to_know.restrict(kept, [officer], "  ", by=manager, at=NOON)
    assert staff.newest().event == "restriction.refused"
    look(kept, manager)


def test_a_volunteer_has_what_is_assigned_and_takes_nothing_out(installation: Path) -> None:
    """BNS-5: an assigned request is read and worked on, and never sent, copied out or previewed by a volunteer."""
    reference = way.prepared(Kind.FOI, "bathnes")
    other = way.log(way.SAR, "bathnes")
    manager, officer, volunteer = staff.of("bathnes")
    for attempt in (look, change):
        with pytest.raises(AccessRefused, match=r"assigned requests alone.*\(BNS-5\)"):
            attempt(reference, volunteer)
    with pytest.raises(AccessRefused, match="may not restrict or assign"):
        need_to_know.assign(reference, volunteer, by=officer, at=NOON)
    need_to_know.assign(reference, volunteer, by=manager, at=NOON)
    need_to_know.assign(reference, volunteer, by=manager, at=NOON)  # twice is once
    assert staff.newest().what == {"login": volunteer}
    look(reference, volunteer)
    change(reference, volunteer)
    assert lists(volunteer) == ([reference], [])
    assert set(lists(officer)[0]) == {reference, other}
    leaves = r"copies nothing out, and sends nothing.*\(BNS-5\)"
    with pytest.raises(AccessRefused, match=leaves):
        look(reference, volunteer, Right.EXPORT)
    with pytest.raises(AccessRefused, match=leaves):
        letter.preview(reference, NOON, by=volunteer)
    with pytest.raises(AccessRefused, match=leaves):
        dispatch.release(reference, SentBy.EMAIL, by=volunteer, at=NOON)
    assert letter.preview(reference, NOON, by=officer)
    need_to_know.take_away(reference, volunteer, by=manager, at=NOON)
    with pytest.raises(AccessRefused, match="BNS-5"):
        look(reference, volunteer)
    with pytest.raises(AccountRefused, match="not assigned to that account"):
        need_to_know.take_away(reference, volunteer, by=manager, at=NOON)


def test_what_was_assigned_can_still_be_kept_from_them(installation: Path) -> None:
    """CUM-3.4 before BNS-5: an assignment opens nothing that is restricted to others."""
    manager, officer, volunteer = staff.of("cumbria")
    kept = staff.logged("cumbria", officer)
    need_to_know.assign(kept, volunteer, by=manager, at=NOON)
    need_to_know.restrict(kept, [officer], "Reason.", by=manager, at=NOON)
    with pytest.raises(AccessRefused, match=r"CUM-3\.4"):
        look(kept, volunteer)
    assert lists(volunteer) == ([], [kept])


def test_every_list_keeps_to_what_is_seen(installation: Path) -> None:
    """DER-1, HIL-9, CUM-3.4: clocks, proposals and the board hold one service's requests, none that is kept back."""
    manager, officer, _ = staff.of("derby")
    kept, other = staff.logged("derby", officer), staff.logged("derby", officer, way.FOI)
    _, elsewhere, _ = staff.of("hillingdon")
    theirs = staff.logged("hillingdon", elsewhere)
    need_to_know.restrict(kept, [officer], "Reason.", by=manager, at=NOON)
    seen = {officer: {kept, other}, manager: {other}, elsewhere: {theirs}}
    for by, references in seen.items():
        sight = access.sight_of(None, by=by, at=NOON)
        with reading() as session:
            assert {one.reference for page in clocks.pages(session, sight=sight) for one in page} == references
            assert {row.reference for row in board.rows(session, sight=sight)} == references
            assert len(proposals(session, sight=sight)) == len(references)
        assert {one for one in (kept, other, theirs) if access.sees(sight, one)} == references
    with transaction(officer, NOON) as tx:
        assert reads.sight(tx.who, "derby").service == "derby"


def test_a_reminder_of_a_restricted_request_says_that_it_is_restricted(installation: Path) -> None:
    """CUM-3.4: the digest goes round the office, so it holds no kind, date or state of what is kept to a few."""
    manager, officer, _ = staff.of("derby")
    kept = staff.logged("derby", officer)
    late = date(2026, 12, 10)
    open_to_all = [one for one in reminders.due_on("derby", late) if one.reference]
    assert any("late" in one.says for one in open_to_all)
    need_to_know.restrict(kept, [officer], "Reason.", by=manager, at=NOON)
    lines = [one for one in reminders.due_on("derby", late) if one.reference]
    assert {one.says for one in lines} == {f"{kept} is restricted: whoever is named on it looks at it (CUM-3.4)."}
    assert {one.whom for one in lines} == {"those named on it"}
    reminders.note_due("derby", at(late))
    assert [one for one in reminders.due_on("derby", late) if one.reference] == []


def test_bank_holidays_move_the_dates_of_ones_own_service(installation: Path) -> None:
    """DER-1, CUM-3.4: what an account applies changes its own service's requests, and of them none kept from it."""
    manager, officer, volunteer = staff.of("derby")
    kept, other = staff.logged("derby", officer, way.FOI), staff.logged("derby", officer, f"{way.FOI} Please.")
    elsewhere, _, _ = staff.of("hillingdon")
    theirs = staff.logged("hillingdon", elsewhere, way.FOI)
    need_to_know.restrict(kept, [officer], "Reason.", by=manager, at=NOON)
    proclaim(installation, row(date(2026, 11, 20), Nation.SCOTLAND))
    with pytest.raises(AccessRefused, match="BNS-5"):
        list(recompute.apply(volunteer, NOON))
    for by, references in ((manager, {other}), (officer, {kept}), (elsewhere, {theirs})):
        assert {one.reference for one in recompute.apply(by, NOON)} == references
    with pytest.raises(AccessRefused, match="may not restrict or assign requests, or keep"):
        holidays.import_list(b"[]", officer, NOON)


def test_training_and_agreement_are_in_the_reminder_run(installation: Path) -> None:
    """BNS-5, HIL-4: before the year is over and once it is, each occasion noted once, without a name."""
    manager, _, _ = staff.of("bathnes")
    accounts.add(
        accounts.Opening("n.ew", "bathnes", "Volunteer", "volunteer", staff.TRAINED), by=manager, at=staff.OPENED
    )

    def noted(day: date) -> list[str]:
        return [line for line in reminders.note_due("bathnes", at(day)).lines if " of account " in line]

    assert [line.split(" is not on record")[0] for line in noted(date(2026, 11, 2))] == [
        "Strategic Manager: The agreement of account 4 (Volunteer)"
    ]
    assert noted(date(2026, 11, 3)) == []
    assert len(noted(date(2027, 9, 1))) == 6  # three trained, the fourth too, one agreement; and one still missing
    assert noted(date(2027, 9, 2)) == []
    overdue = noted(date(2027, 10, 1))
    assert sum("was to be renewed by Friday 1 October 2027" in line for line in overdue) == 5
    assert not any(name in line for line in overdue for name in ("manager.", "officer.", "volunteer.", "n.ew"))
