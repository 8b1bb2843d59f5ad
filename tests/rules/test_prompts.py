"""What a person is asked to consider: by who asks, and whom it is about."""

from dataclasses import replace

import pytest

from rules.ages import Age
from rules.consents import Circumstances
from rules.deed import Deed
from rules.kinds import Kind
from rules.policy import load
from rules.prompts import prompts
from rules.role import Role
from tests.rules.made_policies import SERVICES

POLICIES = {slug: load(slug) for slug in SERVICES}
PARENT = Circumstances(Role.PARENT, responsibility=True)
ASSESS = "assess whether they understand enough"


def said(kind: Kind, who: Circumstances, slug: str = "cumbria") -> str:
    """All that is prompted, as one text."""
    return " ".join(one.says for one in prompts(kind, who, POLICIES[slug]))


def asked(kind: Kind, who: Circumstances, slug: str = "cumbria") -> set[Deed | None]:
    """All that whoever is prompted is told to do."""
    return {one.do for one in prompts(kind, who, POLICIES[slug])}


@pytest.mark.parametrize("slug", SERVICES)
@pytest.mark.parametrize("role", [Role.PARENT, Role.REPRESENTATIVE, Role.RELATIVE, Role.FOSTER_CARER])
@pytest.mark.parametrize(("years", "asks"), [(5, False), (11, False), (12, True), (15, True), (16, False)])
def test_from_twelve_somebody_assesses_competence(slug: str, role: Role, years: int, asks: bool) -> None:
    """CUM-3.2: from 12 an assessment is prompted for and recorded; the number itself decides nothing."""
    who = Circumstances(role, age=Age(years), responsibility=True)
    found = said(Kind.SAR, who, slug)
    assert (ASSESS in found) is asks
    assert (Deed.COMPETENCE in asked(Kind.SAR, who, slug) and "CUM-3.2" in found) is asks


@pytest.mark.parametrize("kind", [Kind.LA_LEGAL, Kind.THIRD_PARTY, Kind.INSPECTION])
def test_a_child_whose_consent_may_count_is_assessed_too(kind: Kind) -> None:
    """CUM-3.2, BWD-10: "the child, young person or parent/carer": who of them is a question of understanding."""
    who = Circumstances(Role.LOCAL_AUTHORITY, age=Age(13))
    assert ASSESS in said(kind, who)
    assert ASSESS not in said(kind, replace(who, understands=False))
    assert ASSESS not in said(kind, replace(who, age=Age(11)))


@pytest.mark.parametrize("understands", [True, False])
def test_what_was_assessed_is_not_prompted_for_again(understands: bool) -> None:
    """CUM-3.2: once it is recorded who assessed it and why, nobody is sent to do it again."""
    assert ASSESS not in said(Kind.SAR, replace(PARENT, age=Age(13), understands=understands))


@pytest.mark.parametrize(
    ("age", "says"),
    [(None, "birth date is not known"), (Age(9, stated=True), "what the letter says"), (Age(9), None)],
)
def test_the_birth_date_is_found(age: Age | None, says: str | None) -> None:
    """CUM-3.2: the age on the date of receipt is from the birth date, not from what a letter says."""
    found = said(Kind.SAR, replace(PARENT, age=age))
    assert ("birth date" in found) is (says is not None)
    assert says is None or says in found


@pytest.mark.parametrize(
    ("who", "asks"),
    [
        (Circumstances(Role.PARENT, age=Age(7)), True),
        (Circumstances(Role.PARENT), True),
        (Circumstances(Role.PARENT, age=Age(7), responsibility=True), False),
        (Circumstances(Role.PARENT, age=Age(7), responsibility=False), False),
        (Circumstances(Role.PARENT, age=Age(17)), False),
        (Circumstances(Role.PARENT, age=Age(7), own=True), False),
        (Circumstances(Role.YOUNG_PERSON, age=Age(14)), False),
    ],
)
def test_parental_responsibility_is_looked_for(who: Circumstances, asks: bool) -> None:
    """CUM-3.2, Children Act 1989 s.3: that somebody is a parent is not yet that they may decide."""
    assert ("shows parental responsibility, and record it" in said(Kind.SAR, who)) is asks
    assert (Deed.RESPONSIBILITY in asked(Kind.SAR, who)) is asks


def test_a_foster_carer_is_asked_who_has_responsibility() -> None:
    """Children Act 1989 s.33: under a care order the council has it, which asks for care of its own."""
    assert "s.33" in said(Kind.SAR, Circumstances(Role.FOSTER_CARER, age=Age(7)))


@pytest.mark.parametrize("years", [8, 12, 15])
def test_a_child_who_asks_is_answered_whatever_their_age(years: int) -> None:
    """BWD-2: a child may use the service separately; nobody else is told that they asked."""
    who = Circumstances(Role.YOUNG_PERSON, age=Age(years))
    assert "whatever their age (BWD-2)" in said(Kind.SAR, who)
    assert "Nobody else is told that they asked (BWD-2)" in said(Kind.SAR, replace(who, understands=False))


@pytest.mark.parametrize("kind", [Kind.FOI, Kind.COURT_ORDER])
def test_competence_is_no_question_of_what_is_public_or_ordered(kind: Kind) -> None:
    """CUM-3.2: only where somebody's consent or access turns on it is competence assessed."""
    assert ASSESS not in said(kind, Circumstances(Role.PARENT, age=Age(12)))


def test_an_enquiry_may_be_about_an_earlier_request() -> None:
    """UK GDPR Art 12A(5): an answer to our own question stops a clock that is another request's."""
    assert "that one's clock runs on" in said(Kind.ENQUIRY, Circumstances())
