"""Who must approve what leaves, and who may not."""

from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.approvals import ApprovalRefused, Given, check, missing, roles_needed
from rules.kinds import Kind
from rules.policy import load
from tests.rules.made_policies import SERVICES, changed, setting

POLICIES = {slug: load(slug) for slug in SERVICES}
BWD = POLICIES["blackburn"]
CVS, SENDIASS = "CVS Manager", "SENDIASS Manager"
ANSWER, OTHER = "digest of the answer", "digest of another answer"
LEGAL = (Kind.LA_LEGAL,)


@pytest.mark.parametrize(
    ("slug", "kind", "roles"),
    [
        ("blackburn", Kind.LA_LEGAL, {CVS: ("BWD-10",), SENDIASS: ("BWD-10",)}),
        ("blackburn", Kind.SAR, {SENDIASS: ("BWD-7",)}),
        ("blackburn", Kind.COURT_ORDER, {SENDIASS: ("BWD-1",)}),
        ("cumbria", Kind.FOI, {"Service Manager": ("CUM-5.2",)}),
        ("cumbria", Kind.LA_LEGAL, {"Service Manager": ("CUM-5.1",)}),
        ("bathnes", Kind.FOI, {"Strategic Manager": ("BNS-11",)}),
        ("bathnes", Kind.SAR, {"Strategic Manager": ("BNS-12",)}),
        ("derby", Kind.SAR, {"Service Manager": ("CUM-3.3",)}),
        ("hillingdon", Kind.COURT_ORDER, {"Service Manager": ("CUM-5.1",)}),
    ],
)
def test_each_kind_is_approved_by_the_role_that_the_policy_names(
    slug: str, kind: Kind, roles: dict[str, tuple[str, ...]]
) -> None:
    """BWD-7, BWD-10, BNS-11, CUM-5.1, CUM-5.2: the roles and the clause behind each."""
    assert roles_needed([kind], POLICIES[slug]) == roles


@pytest.mark.parametrize("slug", SERVICES)
def test_an_enquiry_needs_nobody(slug: str) -> None:
    """Nothing about anybody leaves with the answer to an enquiry."""
    assert roles_needed([Kind.ENQUIRY], POLICIES[slug]) == {}


def test_a_hybrid_needs_the_roles_of_all_its_parts_once() -> None:
    """BWD-7, BWD-10: a role asked for twice approves once, with both sources."""
    found = roles_needed([Kind.SAR, Kind.LA_LEGAL], BWD)
    assert found == {SENDIASS: ("BWD-7", "BWD-10"), CVS: ("BWD-10",)}
    assert roles_needed([Kind.SAR, Kind.SAR], BWD) == {SENDIASS: ("BWD-7",)}


@pytest.mark.parametrize(
    ("approvals", "left"),
    [
        ((), {CVS, SENDIASS}),
        ((Given(CVS, "a.one", ANSWER),), {SENDIASS}),
        ((Given(SENDIASS, "b.two", ANSWER),), {CVS}),
        ((Given(CVS, "a.one", ANSWER), Given(SENDIASS, "b.two", ANSWER)), set()),
        ((Given(CVS, "a.one", ANSWER), Given(SENDIASS, "b.two", OTHER)), {SENDIASS}),
        ((Given(CVS, "a.one", OTHER), Given(SENDIASS, "b.two", OTHER)), {CVS, SENDIASS}),
        ((Given("Officer", "c.three", ANSWER),), {CVS, SENDIASS}),
    ],
)
def test_both_roles_approve_exactly_this_answer(approvals: tuple[Given, ...], left: set[str]) -> None:
    """BWD-10: both roles, and a change after approval voids it: an approval of another digest counts for nothing."""
    found = missing(LEGAL, BWD, approvals, ANSWER)
    assert set(found) == left
    assert all(cites == ("BWD-10",) for cites in found.values())


def test_two_different_people_may_approve() -> None:
    """BWD-10: one in each role, neither of them the one who prepared it."""
    check(CVS, "a.one", LEGAL, BWD, (), ANSWER, ["o.officer"])
    check(SENDIASS, "b.two", LEGAL, BWD, (Given(CVS, "a.one", ANSWER),), ANSWER, ["o.officer"])
    # Saying it twice changes nothing and is no second person's approval.
    check(CVS, "a.one", LEGAL, BWD, (Given(CVS, "a.one", ANSWER),), ANSWER, ["o.officer"])
    # What one approved before the answer was changed does not tie them to that role.
    check(SENDIASS, "a.one", LEGAL, BWD, (Given(CVS, "a.one", OTHER),), ANSWER, ["o.officer"])


@pytest.mark.parametrize("by", ["a.one", "A.One", "A.ONE"])
def test_one_person_cannot_approve_in_both_roles(by: str) -> None:
    """BWD-10: the CVS Manager and the SENDIASS Manager are two people, however the name is written."""
    with pytest.raises(ApprovalRefused, match=r"Two different people.*\(BWD-10\)"):
        check(SENDIASS, by, LEGAL, BWD, (Given(CVS, "a.one", ANSWER),), ANSWER, ["o.officer"])


@pytest.mark.parametrize("by", ["o.officer", "O.Officer"])
@pytest.mark.parametrize(
    ("slug", "kind", "role"),
    [
        ("blackburn", Kind.LA_LEGAL, CVS),
        ("derby", Kind.SAR, "Service Manager"),
        ("bathnes", Kind.FOI, "Strategic Manager"),
    ],
)
def test_whoever_prepared_an_answer_does_not_approve_it(slug: str, kind: Kind, role: str, by: str) -> None:
    """BWD-10: four eyes on everything that leaves."""
    with pytest.raises(ApprovalRefused, match="prepared an answer does not approve"):
        check(role, by, [kind], POLICIES[slug], (), ANSWER, ["o.officer"])


def test_whoever_prepared_a_part_approves_none_of_it() -> None:
    """BWD-10: an answer in parts has several who prepared it; none of them approves the whole."""
    hybrid = (Kind.LA_LEGAL, Kind.FOI)
    for by in ("o.officer", "P.Other"):
        with pytest.raises(ApprovalRefused, match="prepared an answer does not approve"):
            check(CVS, by, hybrid, BWD, (), ANSWER, ["o.officer", "p.other"])
    check(CVS, "a.one", hybrid, BWD, (), ANSWER, ["o.officer", "p.other"])


def test_a_role_that_is_not_asked_approves_nothing() -> None:
    """BWD-10: the refusal names the roles that are asked."""
    with pytest.raises(ApprovalRefused, match="asked are: CVS Manager, SENDIASS Manager"):
        check("Officer", "c.three", LEGAL, BWD, (), ANSWER, ["o.officer"])
    with pytest.raises(ApprovalRefused, match="asked are: nobody"):
        check(SENDIASS, "c.three", [Kind.ENQUIRY], BWD, (), ANSWER, ["o.officer"])


def test_a_refusal_names_no_person() -> None:
    """No exception carries a name: a refused approval is stored and logged as it stands."""
    cases = [(SENDIASS, "a.one", "o.officer"), (CVS, "o.officer", "o.officer"), ("Officer", "a.one", "o.officer")]
    for role, by, prepared_by in cases:
        with pytest.raises(ApprovalRefused) as refused:
            check(role, by, LEGAL, BWD, (Given(CVS, "a.one", ANSWER),), ANSWER, [prepared_by])
        assert "a.one" not in str(refused.value)
        assert "o.officer" not in str(refused.value)


STEPS = st.lists(
    st.tuples(
        st.sampled_from([CVS, SENDIASS, "Officer"]),
        st.sampled_from(["a.one", "A.One", "b.two", "o.officer", "O.OFFICER"]),
        st.sampled_from([ANSWER, OTHER]),
    ),
    max_size=8,
)


@settings(max_examples=300, deadline=None)
@given(STEPS)
def test_no_row_of_attempts_gets_past_two_people(steps: list[tuple[str, str, str]]) -> None:
    """BWD-10: when nothing is missing, two different people other than the preparer approved this answer."""
    have: list[Given] = []
    for role, by, of in steps:
        try:
            check(role, by, LEGAL, BWD, have, of, ["o.officer"])
        except ApprovalRefused:
            continue
        have.append(Given(role, by, of))
    for digest in (ANSWER, OTHER):
        people = {one.by.casefold() for one in have if one.of == digest}
        assert "o.officer" not in people
        if not missing(LEGAL, BWD, have, digest):
            assert len(people) >= 2


def test_three_roles_need_three_people(tmp_path: Path) -> None:
    """BWD-10 for a policy that asks for more: each role is another person."""
    roles = [CVS, SENDIASS, "Officer"]
    policy = changed("blackburn", tmp_path, {"settings.approvers.la_legal": setting(roles, "BWD-10")})
    for first, second in product(roles, roles):
        if first == second:
            continue
        with pytest.raises(ApprovalRefused, match="Two different people"):
            check(second, "a.one", LEGAL, policy, (Given(first, "a.one", ANSWER),), ANSWER, ["o.officer"])
    two = (Given(CVS, "a.one", ANSWER), Given(SENDIASS, "b.two", ANSWER))
    assert set(missing(LEGAL, policy, two, ANSWER)) == {"Officer"}
