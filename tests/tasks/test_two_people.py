"""Two people, one family: who can decide, who must not know, and what a manager decides on it."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from models import queries
from models.db import reading
from rules.conflicts import Conflict
from rules.consents import Answer, Asked
from rules.grounds import Ground
from rules.kinds import Kind
from rules.letter import Outcome
from rules.lifecycle import State
from rules.refusal import Refusal
from rules.role import Role
from rules.schedule import Held
from tasks import classification, competence, conflicts, consents, disclosure, letter_by_hand, people
from tests import way
from tests.answer import DAY, NOON, assert_refused, ready, words_of
from tests.conftest import at
from tests.tasks.on_record import events

BY: dict[str, Any] = {"by": "o.officer", "at": NOON}
MANAGER: dict[str, Any] = {"by": "m.manager", "at": NOON}
FOUND: dict[str, Any] = {**BY, "assessed_by": "o.officer", "on": DAY}
CHILDS = """Dear SENDIASS

I am 13 and my name is Bramble Oakenfold. Please send me a copy of all the records you hold about me.
Please do not tell my mum that I wrote to you.

Bramble Oakenfold
"""


def asked(reference: str) -> set[Asked]:
    """Whom the service still asks."""
    with reading() as session:
        rows = queries.consents(session, queries.request(session, reference))
        return {row.whom for row in rows if row.needed}


def test_an_assessment_says_whose_consent_it_is(installation: Path) -> None:
    """CUM-3.2, BWD-10: who assessed it, when and why is recorded; a child who is able decides, and is written to."""
    reference = way.prepared(Kind.LA_LEGAL, "blackburn")  # the child is ten
    assert asked(reference) == {Asked.PARENT}
    competence.assess(reference, True, "They explained what the council wants and why.", **FOUND)
    assert asked(reference) == {Asked.CHILD}
    with reading() as session:
        row = queries.competence(session, queries.request(session, reference))
        assert row is not None
        assert (row.assessed_by, row.assessed_on, row.recorded_by) == ("o.officer", DAY, "o.officer")
    assert "They explained" not in str(events())
    letter_by_hand.write(reference, "consent_request_young_person", **BY)
    assert "Dear Rowan Thistlebrook" in words_of(reference, "consent_request_young_person")
    yes: dict[str, Any] = {**BY, "on": DAY, "paper": ("form.pdf", b"signed")}
    with pytest.raises(Refusal, match="Nothing is to be asked of 'parent'"):
        consents.answer(reference, Asked.PARENT, Answer.FULL, **yes)
    consents.answer(reference, Asked.CHILD, Answer.FULL, **yes)
    way.approved(reference, "blackburn", Kind.LA_LEGAL)
    way.respond(reference)
    assert "Dear Rowan Thistlebrook" in words_of(reference, "copy.la_legal")  # the copy is for whoever decided


def test_a_parents_consent_ends_where_the_child_can_decide(installation: Path) -> None:
    """CUM-3.2: found able after the parent agreed, the child is asked, and until then nothing goes."""
    reference = ready(Kind.LA_LEGAL, "blackburn")
    competence.assess(reference, True, "They explained it.", **FOUND)
    assert_refused(reference, "consent of the child")
    competence.assess(reference, False, "Seen again with a colleague: they did not follow.", **FOUND)
    way.respond(reference)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"on": date(2026, 11, 13)}, "lies in the future"),
        ({"because": "  "}, "Say the reason"),
        ({"assessed_by": ""}, "Say the person who assessed it"),
    ],
)
def test_an_assessment_has_a_day_a_reason_and_somebody_who_made_it(
    installation: Path, changed: dict[str, Any], says: str
) -> None:
    """CUM-3.2: the assessment, who made it and why is recorded, or there is none."""
    reference = way.opened(Kind.LA_LEGAL, "cumbria")
    with pytest.raises(Refusal, match=says):
        competence.assess(reference, True, **{"because": "They explained it.", **FOUND, **changed})
    with reading() as session:
        assert queries.competence(session, queries.request(session, reference)) is None


def test_who_must_not_know_is_seen_before_any_letter_is_written(installation: Path) -> None:
    """BWD-2: who asks that a parent is not told waits for a manager; no letter and no question goes before."""
    reference = way.log(CHILDS, "blackburn")
    way.receive(reference, at(way.RECEIVED))
    with reading() as session:
        request = queries.request(session, reference)
        assert request.state is State.IN_DOUBT
        assert queries.letters(session, request) == []
        assert [row.what for row in queries.conflicts(session, request)] == [Conflict.CHILD_AND_PARENT]
        proposal = queries.classification(session, request)
        assert proposal is not None
        assert proposal.conflict == "Please do not tell my mum that I wrote to you."
    assert "do not tell my mum" not in str(events())


def test_a_conflict_holds_an_answer_back_until_a_manager_decides(installation: Path) -> None:
    """BWD-2: a conflict flag asks a manager; nothing goes before they decided, and their reason is on record."""
    reference = ready(Kind.SAR, "blackburn")
    conflicts.note(reference, Conflict.CHILD_AND_PARENT, **BY)
    assert_refused(reference, "a manager's decision on a conflict between a child and a parent")
    with pytest.raises(Refusal, match="Say the reason"):
        conflicts.decide(reference, Conflict.CHILD_AND_PARENT, " ", **MANAGER)
    with pytest.raises(Refusal, match="waiting are: child_and_parent"):
        conflicts.decide(reference, Conflict.OTHER, "Nothing is at odds.", **MANAGER)
    conflicts.decide(reference, Conflict.CHILD_AND_PARENT, "The notes are of the mother's own calls.", **MANAGER)
    way.respond(reference)
    assert "mother's own calls" not in str(events())


def test_a_conflict_that_comes_up_again_is_decided_again(installation: Path) -> None:
    """BWD-2: what was decided once does not cover what came up since."""
    reference = ready(Kind.SAR, "blackburn")
    for _ in range(2):
        conflicts.note(reference, Conflict.SEPARATED_PARENTS, **BY)
        assert_refused(reference, "parents who have separated")
        conflicts.decide(reference, Conflict.SEPARATED_PARENTS, "Looked at.", **MANAGER)
    way.respond(reference)


def test_both_parents_are_asked_where_a_manager_says_so(installation: Path) -> None:
    """Children Act 1989 s.2(7), BWD-10: one parent's yes carries nothing where both were to be asked."""
    reference = ready(Kind.LA_LEGAL, "blackburn")
    conflicts.note(reference, Conflict.SEPARATED_PARENTS, **BY)
    conflicts.decide(reference, Conflict.SEPARATED_PARENTS, "They disagree.", both_parents=True, **MANAGER)
    assert asked(reference) == {Asked.PARENT, Asked.OTHER_PARENT}
    assert_refused(reference, "consent of the other parent")
    yes: dict[str, Any] = {**BY, "on": DAY, "paper": ("form.pdf", b"signed")}
    consents.answer(reference, Asked.OTHER_PARENT, Answer.REFUSED, on=DAY, **BY)
    assert_refused(reference, "consent of the other parent: it was refused")
    consents.answer(reference, Asked.OTHER_PARENT, Answer.FULL, **yes)
    way.respond(reference)


def test_only_parents_who_have_separated_are_both_asked(installation: Path) -> None:
    """Children Act 1989 s.2(7): of any other conflict there are no two parents to ask."""
    reference = way.opened(Kind.SAR, "derby")
    conflicts.note(reference, Conflict.OTHER, **BY)
    with pytest.raises(Refusal, match="Only of parents who have separated"):
        conflicts.decide(reference, Conflict.OTHER, "Looked at.", both_parents=True, **MANAGER)


def test_an_answer_that_gives_nothing_away_waits_for_no_conflict(installation: Path) -> None:
    """HIL-6: neither confirming nor denying goes at the same pace whoever is at odds."""
    reference = way.opened(Kind.LA_LEGAL, "blackburn")
    conflicts.note(reference, Conflict.OTHER, **BY)
    disclosure.prepare(reference, Outcome.NEITHER_CONFIRMED_NOR_DENIED, **BY)
    way.approved(reference, "blackburn", Kind.LA_LEGAL)
    assert way.respond(reference) is State.CLOSED


def test_a_parent_who_asks_for_their_own_records_is_no_parent_of_the_subject(installation: Path) -> None:
    """UK GDPR Art 15: a person says so of the requester; it is never taken from a name."""
    reference = way.opened(Kind.SAR, "derby")
    people.record(reference, people.Standing.DATA_SUBJECT, **BY, name="Clover Fernwhistle", forget=["date_of_birth"])
    own: dict[str, Any] = {"ground": Ground.OWN_RECORDS, "schedule": way.SCHEDULE[:1], "searched": tuple(Held)}
    disclosure.prepare(reference, Outcome.DISCLOSED, **own, **BY)
    assert_refused(reference, "the birth date of whom the records are about")
    with pytest.raises(Refusal, match="said of the requester"):
        people.record(reference, people.Standing.DATA_SUBJECT, **BY, own=True)
    people.record(reference, people.Standing.REQUESTER, **BY, own=True)
    way.approved(reference, "derby", Kind.SAR)
    way.respond(reference)


def test_parental_responsibility_is_shown_by_a_paper(installation: Path) -> None:
    """CUM-3.2, Children Act 1989 s.3: recorded with what shows it; without it somebody's authority is asked for."""
    reference = way.opened(Kind.SAR, "cumbria")
    with pytest.raises(Refusal, match="which paper on the file shows"):
        people.record(reference, people.Standing.REQUESTER, **BY, parental_responsibility=True)
    people.record(reference, people.Standing.REQUESTER, **BY, parental_responsibility=False)
    assert asked(reference) == {Asked.AUTHORITY}
    shown: dict[str, Any] = {"parental_responsibility": True, "shown_by": "a full birth certificate"}
    people.record(reference, people.Standing.REQUESTER, **BY, **shown)
    assert asked(reference) == set()


def test_a_stated_age_decides_until_the_birth_date_is_found(installation: Path) -> None:
    """BNS-6, CUM-3.2: who is said to be 14 is asked for their own word; the birth date then counts."""
    aged = way.SAR.replace("born 3 April 2019", "aged 14")
    reference = way.log(aged, "bathnes")
    way.receive(reference, at(way.RECEIVED))
    with reading() as session:
        request = queries.request(session, reference)
        assert queries.people(session, request)[people.Standing.DATA_SUBJECT].stated_age == 14
    people.record(reference, people.Standing.REQUESTER, **BY, role=Role.PARENT)
    classification.decide_kind(reference, [Kind.SAR], "m.manager", NOON)
    way.receive(reference, NOON)
    assert asked(reference) == {Asked.CHILD_CONFIRMATION}
    people.record(reference, people.Standing.DATA_SUBJECT, **BY, born=date(2010, 10, 1))
    assert asked(reference) == {Asked.AUTHORITY}
