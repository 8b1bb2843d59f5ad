"""What an assessment, parental responsibility, the police and a manager's decision change in who is asked.

Who is asked where nothing of that is recorded: `test_who_must_consent`.
"""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.ages import Age, known_age
from rules.consents import (
    DISCLOSURE,
    MAY_BE_WAIVED,
    ON_PAPER,
    Asked,
    Circumstances,
    birth_date_decides,
    concerns,
    review_on,
    to_ask,
)
from rules.kinds import Kind
from rules.policy import load
from rules.role import Role
from tests.rules.made_policies import SERVICES

RECEIVED = date(2026, 11, 23)
POLICIES = {slug: load(slug) for slug in SERVICES}
PARENT_ASKS = Circumstances(Role.PARENT)
COUNCIL = Circumstances(Role.LOCAL_AUTHORITY)


def asked(kind: Kind, who: Circumstances, slug: str = "cumbria") -> tuple[Asked, ...]:
    """Whom the service asks."""
    return tuple(one.whom for one in to_ask(kind, who, POLICIES[slug]))


# --- An assessment of competence (CUM-3.2) ----------------------------------------------------------------------

OUTSIDE = [
    # years, what was found, who decides on a disclosure to somebody outside
    (8, None, Asked.PARENT),
    (8, False, Asked.PARENT),
    (8, True, Asked.CHILD),  # England has no age below which a child cannot be found able
    (12, None, Asked.PARENT),
    (12, True, Asked.CHILD),
    (15, None, Asked.PARENT),
    (15, False, Asked.PARENT),
    (15, True, Asked.CHILD),
    (16, None, Asked.YOUNG_PERSON),
    (16, True, Asked.YOUNG_PERSON),
    (16, False, Asked.ALTERNATIVE_PERSON),  # CFA 2014 s.80
    (22, False, Asked.ALTERNATIVE_PERSON),
]


@pytest.mark.parametrize("kind", [Kind.LA_LEGAL, Kind.THIRD_PARTY])
@pytest.mark.parametrize(("years", "understands", "whom"), OUTSIDE)
def test_who_was_found_able_decides_for_themself(kind: Kind, years: int, understands: bool, whom: Asked) -> None:
    """CUM-3.2, BWD-10, CFA 2014 s.80: an assessment decides and no birthday; from 16 only a lack of capacity."""
    who = replace(COUNCIL, age=Age(years), understands=understands)
    for slug in SERVICES:
        assert asked(kind, who, slug) == (whom,)


@pytest.mark.parametrize("slug", SERVICES)
@pytest.mark.parametrize(
    ("years", "understands", "expected"),
    [
        (9, True, (Asked.CHILD_CONFIRMATION,)),
        (12, True, (Asked.CHILD_CONFIRMATION,)),
        (15, True, (Asked.CHILD_CONFIRMATION,)),
        (12, False, ()),
        (16, False, (Asked.AUTHORITY,)),
    ],
)
def test_a_child_found_able_has_a_say_in_a_parents_access(
    slug: str, years: int, understands: bool, expected: tuple[Asked, ...]
) -> None:
    """CUM-3.2: with capacity the child has an independent right, so at each service their own word is asked for."""
    assert asked(Kind.SAR, replace(PARENT_ASKS, age=Age(years), understands=understands), slug) == expected


@pytest.mark.parametrize("slug", SERVICES)
@pytest.mark.parametrize("years", [11, 12, 13])
def test_twelve_alone_changes_nothing(slug: str, years: int) -> None:
    """CUM-3.2: 12 is where somebody looks; DPA 2018 s.208, which makes it a presumption, is Scotland's law."""
    confirms = slug == "bathnes" and years > 12  # BNS-6 has an age of its own
    assert asked(Kind.SAR, replace(PARENT_ASKS, age=Age(years)), slug) == (
        (Asked.CHILD_CONFIRMATION,) if confirms else ()
    )
    assert asked(Kind.SAR, Circumstances(Role.YOUNG_PERSON, age=Age(years)), slug) == ()


@given(
    who=st.builds(
        Circumstances,
        requester=st.sampled_from([None, *Role]),
        own=st.booleans(),
        age=st.none() | st.builds(Age, st.integers(0, 25), st.booleans()),
        understands=st.sampled_from([None, True, False]),
        responsibility=st.sampled_from([None, True, False]),
        telling_prejudices=st.sampled_from([None, True, False]),
        both_parents=st.booleans(),
    ),
    kind=st.sampled_from(list(Kind)),
    slug=st.sampled_from(SERVICES),
)
def test_whatever_is_on_record_nobody_is_asked_in_vain(who: Circumstances, kind: Kind, slug: str) -> None:
    """BWD-1, BWD-2: each question bears on the answer, with reason and source; a child who asks is enough."""
    found = to_ask(kind, who, POLICIES[slug])
    assert all(concerns(one.whom, kind) and one.why.endswith(".") and one.cites for one in found)
    assert len({one.whom for one in found}) == len(found)
    if kind in {Kind.FOI, Kind.COURT_ORDER, Kind.ENQUIRY} or (kind is Kind.SAR and who.own):
        assert found == ()
    if kind is Kind.SAR and who.requester is Role.YOUNG_PERSON:
        assert found == ()
    if who.age and who.age.from_16 and who.understands is not False:
        assert not {Asked.PARENT, Asked.OTHER_PARENT, Asked.CHILD} & {one.whom for one in found}


# --- Parents and carers -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("responsibility", "expected"), [(None, ()), (True, ()), (False, (Asked.AUTHORITY,))])
def test_a_parent_without_parental_responsibility_needs_authority(
    responsibility: bool | None, expected: tuple[Asked, ...]
) -> None:
    """CUM-3.2, Children Act 1989 s.3: the right of access is used by who has parental responsibility."""
    who = replace(PARENT_ASKS, age=Age(7), responsibility=responsibility)
    assert asked(Kind.SAR, who) == expected


@pytest.mark.parametrize("role", [Role.FOSTER_CARER, Role.RELATIVE])
@pytest.mark.parametrize("age", [None, Age(5), Age(14), Age(19)])
def test_care_or_kinship_is_no_parental_responsibility(role: Role, age: Age | None) -> None:
    """Children Act 1989 s.2 and s.3: a foster carer or a grandparent shows the authority of somebody who has it."""
    (found,) = to_ask(Kind.SAR, Circumstances(role, age=age), POLICIES["derby"])
    assert found.whom is Asked.AUTHORITY
    assert "parental responsibility" in found.why


@pytest.mark.parametrize("years", [5, 12, 15, 16])
@pytest.mark.parametrize("kind", [Kind.LA_LEGAL, Kind.THIRD_PARTY])
def test_both_parents_are_asked_where_a_manager_decided_so(kind: Kind, years: int) -> None:
    """Children Act 1989 s.2(7): each may act alone, so that only a decision asks both; from 16 neither."""
    who = replace(COUNCIL, age=Age(years), both_parents=True)
    expected = (Asked.YOUNG_PERSON,) if years >= 16 else (Asked.PARENT, Asked.OTHER_PARENT)
    assert asked(kind, who) == expected


@pytest.mark.parametrize("slug", SERVICES)
@pytest.mark.parametrize("role", [*Role, None])
@pytest.mark.parametrize("age", [None, Age(5), Age(13), Age(17)])
def test_nobody_else_is_asked_about_the_requesters_own_records(slug: str, role: Role, age: Age | None) -> None:
    """UK GDPR Art 15: a parent who asks for the notes about themself asks for nobody else's."""
    assert asked(Kind.SAR, Circumstances(role, own=True, age=age), slug) == ()
    assert not birth_date_decides(Kind.SAR, Circumstances(role, own=True, age=age))


@pytest.mark.parametrize(
    ("born", "stated", "decides"),
    [
        (None, None, True),
        (None, 15, True),  # sixteen since the letter, perhaps
        (None, 14, False),
        (None, 16, False),
        (date(2010, 11, 24), None, False),  # sixteen tomorrow
        (date(2010, 11, 23), 9, False),  # a birth date is more than what a letter says
    ],
)
def test_a_parents_access_waits_for_an_age_that_decides(born: date | None, stated: int | None, decides: bool) -> None:
    """CUM-3.2, CFA 2014 s.83(2): nobody knows yet whose right it is to use, so nobody is asked and nothing goes."""
    who = replace(PARENT_ASKS, age=known_age(RECEIVED, born, stated))
    assert birth_date_decides(Kind.SAR, who) is decides
    if decides:
        assert asked(Kind.SAR, who, "bathnes") == ()


# --- The police -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [Kind.LA_LEGAL, Kind.THIRD_PARTY])
@pytest.mark.parametrize(
    ("telling_prejudices", "expected"), [(None, ()), (True, ()), (False, (Asked.PARENT,))], ids=str
)
def test_the_family_is_asked_for_the_police_only_where_that_does_no_harm(
    kind: Kind, telling_prejudices: bool | None, expected: tuple[Asked, ...]
) -> None:
    """CUM-0, DPA 2018 Sch 2 para 2: first the police say whether asking would prejudice what they do."""
    who = Circumstances(Role.POLICE, age=Age(9), telling_prejudices=telling_prejudices)
    for slug in SERVICES:
        assert asked(kind, who, slug) == expected


# --- Each question ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", SERVICES)
@pytest.mark.parametrize("kind", [Kind.LA_LEGAL, Kind.THIRD_PARTY])
def test_a_consent_names_the_clause_that_asks_for_it(kind: Kind, slug: str) -> None:
    """BWD-10, HIL-1: the reason is the service's own clause, and a consent is never waived."""
    (found,) = to_ask(kind, replace(COUNCIL, age=Age(5)), POLICIES[slug])
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


@pytest.mark.parametrize(("whom", "kind"), list(product(Asked, Kind)), ids=str)
def test_a_consent_bears_on_its_own_kind_alone(whom: Asked, kind: Kind) -> None:
    """BWD-1, HIL-2: to disclose outside, or to a person's own records; never both, and never what is public."""
    own = {Asked.CHILD_CONFIRMATION, Asked.AUTHORITY}
    expected = kind is Kind.SAR if whom in own else kind in {Kind.LA_LEGAL, Kind.THIRD_PARTY, Kind.INSPECTION}
    assert concerns(whom, kind) is expected
    assert (whom in DISCLOSURE) is (whom not in own)


@pytest.mark.parametrize("slug", SERVICES)
def test_a_consent_is_reviewed_after_a_year(slug: str) -> None:
    """CUM-4.4, BNS-10: a consent carries the day on which it is confirmed again."""
    assert review_on(date(2026, 11, 22), POLICIES[slug]) == date(2027, 11, 22)
    assert review_on(date(2028, 2, 29), POLICIES[slug]) == date(2029, 2, 28)
