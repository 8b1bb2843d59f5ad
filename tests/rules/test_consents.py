"""Whom to ask, by kind, requester, age and service: expected answers written by hand from the clauses."""

from datetime import date

import pytest

from rules.consents import MAY_BE_WAIVED, ON_PAPER, Asked, age_on, concerns, prompts, review_on, to_ask
from rules.kinds import Kind
from rules.policy import load
from rules.role import Role
from tests.rules.made_policies import SERVICES

RECEIVED = date(2026, 11, 23)
POLICIES = {slug: load(slug) for slug in SERVICES}
NOT_BATHNES = tuple(slug for slug in SERVICES if slug != "bathnes")
NOT_BLACKBURN = tuple(slug for slug in SERVICES if slug != "blackburn")

# Somebody of that age on the day of receipt, half a year past their birthday.
AGES: dict[str, date | None] = {
    "unknown": None,
    **{str(age): date(2026 - age, 5, 23) for age in (5, 11, 12, 13, 15, 16, 17, 25)},
}
UNDER_16 = ("5", "11", "12", "13", "15")
FROM_16 = ("16", "17", "25")
EVERY_AGE = tuple(AGES)

NOBODY: tuple[Asked, ...] = ()
PARENT = (Asked.PARENT,)
YOUNG = (Asked.YOUNG_PERSON,)
EITHER = (Asked.PARENT_OR_YOUNG_PERSON,)
CONFIRM = (Asked.CHILD_CONFIRMATION,)
AUTHORITY = (Asked.AUTHORITY,)

OUTSIDE = (Role.LOCAL_AUTHORITY, Role.SOLICITOR, Role.POLICE, Role.SCHOOL, Role.PROFESSIONAL, None)
Row = tuple[Kind, tuple[Role | None, ...], tuple[str, ...], tuple[str, ...], tuple[Asked, ...]]

TABLE: list[Row] = [
    # A parent asks for a child's records. 12 prompts and bars nobody (CUM-3.2).
    (Kind.SAR, (Role.PARENT,), ("unknown", "5", "11", "12"), tuple(SERVICES), NOBODY),
    # Over 12 Bath & North East Somerset asks the child (BNS-6); no other policy does.
    (Kind.SAR, (Role.PARENT,), ("13", "15"), ("bathnes",), CONFIRM),
    (Kind.SAR, (Role.PARENT,), ("13", "15"), NOT_BATHNES, NOBODY),
    # From 16 the right is the young person's to use (Children and Families Act 2014 s.83(2)).
    (Kind.SAR, (Role.PARENT,), FROM_16, tuple(SERVICES), AUTHORITY),
    # A child or young person asks for themself, whatever their age (BWD-2).
    (Kind.SAR, (Role.YOUNG_PERSON,), EVERY_AGE, tuple(SERVICES), NOBODY),
    # A solicitor, an advocate, or anybody else writing for another: signed authority.
    (Kind.SAR, (Role.REPRESENTATIVE,), EVERY_AGE, tuple(SERVICES), AUTHORITY),
    (
        Kind.SAR,
        tuple(role for role in Role if role not in {Role.PARENT, Role.YOUNG_PERSON, Role.REPRESENTATIVE}),
        EVERY_AGE,
        tuple(SERVICES),
        AUTHORITY,
    ),
    # Nobody knows yet who asks: nobody can be asked, and the answer waits until it is known.
    (Kind.SAR, (None,), EVERY_AGE, tuple(SERVICES), NOBODY),
    # Anybody outside: nothing without consent (BWD-5, BWD-10, CUM-2.2, CUM-5.1, BNS-2, HIL-1).
    (Kind.LA_LEGAL, OUTSIDE, UNDER_16, tuple(SERVICES), PARENT),
    (Kind.LA_LEGAL, OUTSIDE, FROM_16, tuple(SERVICES), YOUNG),
    (Kind.LA_LEGAL, OUTSIDE, ("unknown",), tuple(SERVICES), EITHER),
    (Kind.THIRD_PARTY, OUTSIDE, UNDER_16, tuple(SERVICES), PARENT),
    (Kind.THIRD_PARTY, OUTSIDE, FROM_16, tuple(SERVICES), YOUNG),
    (Kind.THIRD_PARTY, OUTSIDE, ("unknown",), tuple(SERVICES), EITHER),
    # Only Blackburn's policy lets inspectors see files without consent (BWD-1, BWD-4).
    (Kind.INSPECTION, (Role.INSPECTOR, None), EVERY_AGE, ("blackburn",), NOBODY),
    (Kind.INSPECTION, (Role.INSPECTOR, None), UNDER_16, NOT_BLACKBURN, PARENT),
    (Kind.INSPECTION, (Role.INSPECTOR, None), FROM_16, NOT_BLACKBURN, YOUNG),
    (Kind.INSPECTION, (Role.INSPECTOR, None), ("unknown",), NOT_BLACKBURN, EITHER),
    # An order compels (DPA 2018 Sch 2 para 5(2)); the other two are about nobody.
    (Kind.COURT_ORDER, (Role.COURT, Role.LOCAL_AUTHORITY, None), EVERY_AGE, tuple(SERVICES), NOBODY),
    (Kind.FOI, (Role.PUBLIC, Role.PARENT, None), EVERY_AGE, tuple(SERVICES), NOBODY),
    (Kind.ENQUIRY, (Role.PUBLIC, Role.PARENT, None), EVERY_AGE, tuple(SERVICES), NOBODY),
]
CASES = [
    pytest.param(kind, role, AGES[age], slug, asked, id=f"{kind}-{role}-{age}-{slug}")
    for kind, roles, ages, slugs, asked in TABLE
    for role in roles
    for age in ages
    for slug in slugs
]


@pytest.mark.parametrize(("kind", "role", "born", "slug", "asked"), CASES)
def test_the_right_person_is_asked(
    kind: Kind, role: Role | None, born: date | None, slug: str, asked: tuple[Asked, ...]
) -> None:
    """BNS-6, BWD-4, BWD-10, CUM-3.2, CUM-5.1, HIL-1: who is asked follows kind, requester, age and policy."""
    found = to_ask(kind, role, RECEIVED, born, POLICIES[slug])
    assert tuple(one.whom for one in found) == asked
    assert all(one.why.endswith(".") and one.cites for one in found)


@pytest.mark.parametrize("slug", SERVICES)
@pytest.mark.parametrize("kind", [Kind.LA_LEGAL, Kind.THIRD_PARTY])
def test_a_consent_names_the_clause_that_asks_for_it(kind: Kind, slug: str) -> None:
    """BWD-10, HIL-1: the reason is the service's own clause, and a consent is never waived."""
    (found,) = to_ask(kind, Role.LOCAL_AUTHORITY, RECEIVED, AGES["5"], POLICIES[slug])
    assert found.cites == POLICIES[slug].settings.consent_required[kind].cites
    assert found.whom not in MAY_BE_WAIVED


@pytest.mark.parametrize("whom", Asked)
def test_only_a_childs_confirmation_may_be_waived(whom: Asked) -> None:
    """BNS-6: confirmation "may be sought": a manager may waive it with a reason; nothing else is waivable."""
    assert (whom in MAY_BE_WAIVED) is (whom is Asked.CHILD_CONFIRMATION)


@pytest.mark.parametrize("whom", Asked)
def test_what_is_signed_is_kept_on_paper(whom: Asked) -> None:
    """CUM-5.1: a consent to disclose and an authority to act are signed; a child's word need not be."""
    assert (whom in ON_PAPER) is (whom is not Asked.CHILD_CONFIRMATION)


@pytest.mark.parametrize(("kind", "role", "born", "slug", "asked"), CASES)
def test_what_is_asked_bears_on_the_answer_for_which_it_is_asked(
    kind: Kind, role: Role | None, born: date | None, slug: str, asked: tuple[Asked, ...]
) -> None:
    """BWD-1: whatever is asked for a kind holds that kind's answer back, and no answer to the general public."""
    assert all(concerns(whom, kind) for whom in asked)
    assert not any(concerns(one.whom, Kind.FOI) for one in to_ask(kind, role, RECEIVED, born, POLICIES[slug]))


@pytest.mark.parametrize(
    ("born", "asked"),
    [
        (date(2013, 11, 24), NOBODY),  # thirteen tomorrow
        (date(2013, 11, 23), CONFIRM),  # thirteen on the day of receipt
        (date(2010, 11, 24), CONFIRM),  # sixteen tomorrow
        (date(2010, 11, 23), AUTHORITY),  # sixteen on the day of receipt
    ],
)
def test_the_age_is_that_of_the_day_of_receipt(born: date, asked: tuple[Asked, ...]) -> None:
    """CUM-3.2, BNS-6: the age counts on the date of receipt, to the day."""
    found = to_ask(Kind.SAR, Role.PARENT, RECEIVED, born, POLICIES["bathnes"])
    assert tuple(one.whom for one in found) == asked


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2024, 2, 28), 11),
        (date(2024, 2, 29), 12),
        (date(2025, 2, 28), 12),
        (date(2025, 3, 1), 13),
        (date(2028, 2, 28), 15),
        (date(2028, 2, 29), 16),
        (date(2012, 2, 29), 0),
    ],
)
def test_a_child_born_on_29_february(day: date, expected: int) -> None:
    """CUM-3.2: in a year without that day a year of age is complete on 1 March."""
    assert age_on(day, date(2012, 2, 29)) == expected


@pytest.mark.parametrize("slug", SERVICES)
@pytest.mark.parametrize(
    ("age", "says"),
    [
        ("unknown", "birth date is not known"),
        ("5", None),
        ("11", None),
        ("12", "was 12"),
        ("15", "was 15"),
        ("16", None),
    ],
)
@pytest.mark.parametrize("role", [Role.PARENT, Role.REPRESENTATIVE])
def test_twelve_is_a_prompt(slug: str, age: str, says: str | None, role: Role) -> None:
    """CUM-3.2: from 12 somebody assesses competence and records it; the number itself decides nothing."""
    found = prompts(Kind.SAR, role, RECEIVED, AGES[age], POLICIES[slug])
    assert len(found) == (says is not None)
    if says:
        assert says in found[0]
    if says and age != "unknown":
        assert "CUM-3.2" in found[0]
        assert "record who assessed it" in found[0]


@pytest.mark.parametrize("slug", SERVICES)
def test_twelve_is_never_a_bar(slug: str) -> None:
    """CUM-3.2: at 12 neither the child nor the parent is stopped by the birth date."""
    for role in (Role.PARENT, Role.YOUNG_PERSON):
        assert to_ask(Kind.SAR, role, RECEIVED, AGES["12"], POLICIES[slug]) == ()


@pytest.mark.parametrize(
    ("kind", "role"),
    [
        (Kind.SAR, Role.YOUNG_PERSON),
        (Kind.SAR, None),
        (Kind.LA_LEGAL, Role.LOCAL_AUTHORITY),
        (Kind.COURT_ORDER, Role.COURT),
        (Kind.FOI, Role.PARENT),
    ],
)
def test_competence_is_a_question_of_a_parents_access_only(kind: Kind, role: Role | None) -> None:
    """CUM-3.2: only where somebody else uses the child's right of access is competence assessed."""
    assert prompts(kind, role, RECEIVED, AGES["12"], POLICIES["cumbria"]) == ()


@pytest.mark.parametrize("slug", SERVICES)
def test_a_consent_is_reviewed_after_a_year(slug: str) -> None:
    """CUM-4.4, BNS-10: a consent carries the day on which it is confirmed again."""
    assert review_on(date(2026, 11, 22), POLICIES[slug]) == date(2027, 11, 22)
    assert review_on(date(2028, 2, 29), POLICIES[slug]) == date(2029, 2, 28)
