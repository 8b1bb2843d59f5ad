"""Who may do what: every role, right and relation against a table written by hand."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from rules import access
from rules.access import About, AccessRefused, AccountRefused, Elsewhere, Employed, Holder
from rules.policy import PolicyRefused, load
from rules.rights import Right
from tests.rules.made_policies import SERVICES, changed, setting

DAY = date(2026, 3, 2)
MANAGER = Holder("m.manager", "derby", "Service Manager", Employed.SERVICE, DAY, None)
OFFICER = replace(MANAGER, login="o.officer", role="Officer")
VOLUNTEER = Holder("v.volunteer", "derby", "Volunteer", Employed.VOLUNTEER, DAY, DAY)
HOLDERS = {"manager": MANAGER, "officer": OFFICER, "volunteer": VOLUNTEER}
EVERYBODY = frozenset(one.login for one in HOLDERS.values())

# A request as it stands to whoever acts: of their service or another, assigned to them or not, kept to others or not.
RELATIONS = {
    "open": About("derby"),
    "assigned": About("derby", EVERYBODY),
    "named": About("derby", EVERYBODY, EVERYBODY),
    "named, not assigned": About("derby", frozenset(), EVERYBODY),
    "kept from them": About("derby", frozenset(), frozenset({"a.nother"})),
    "assigned, kept from them": About("derby", EVERYBODY, frozenset({"a.nother"})),
    "elsewhere": About("hillingdon", EVERYBODY, EVERYBODY),
}

# What may be done, by role and relation, as the clauses have it. What is not listed is refused, with this clause.
MANAGES = "read work approve export manage"
ALLOWED = {
    ("manager", "open"): MANAGES,
    ("manager", "assigned"): MANAGES,
    ("manager", "named"): MANAGES,
    ("manager", "named, not assigned"): MANAGES,
    ("manager", "kept from them"): "manage",  # to lift it, and to see nothing
    ("manager", "assigned, kept from them"): "manage",
    ("officer", "open"): "read work export",
    ("officer", "assigned"): "read work export",
    ("officer", "named"): "read work export",
    ("officer", "named, not assigned"): "read work export",
    ("volunteer", "assigned"): "read work",
    ("volunteer", "named"): "read work",
}
CLAUSE = {
    ("officer", "approve"): "HIL-9, DER-1",
    ("officer", "manage"): "HIL-9, DER-1",
    ("volunteer", "approve"): "BNS-5",
    ("volunteer", "export"): "BNS-5",
    ("volunteer", "manage"): "BNS-5",
}


def expected(role: str, right: Right, relation: str) -> str | None:
    """The clause of the refusal; None where it is allowed."""
    if right.value in ALLOWED.get((role, relation), "").split():
        return None
    if relation == "elsewhere":
        return "DER-1, HIL-9"
    if (role, right.value) in CLAUSE:
        return CLAUSE[role, right.value]
    return "CUM-3.4" if "kept from them" in relation else "BNS-5"


@pytest.mark.parametrize(("role", "right", "relation"), list(product(HOLDERS, Right, RELATIONS)))
def test_every_role_right_and_relation(role: str, right: Right, relation: str) -> None:
    """DER-1, HIL-9, CUM-3.4, BNS-5: what is not allowed in the table is refused, with the clause that it keeps."""
    clause = expected(role, right, relation)
    assert access.allows(HOLDERS[role], right, RELATIONS[relation], load("derby")) is (clause is None)
    if clause is None:
        access.check(HOLDERS[role], right, RELATIONS[relation], load("derby"))
        return
    with pytest.raises(AccessRefused, match=rf"\({clause}\)\.$") as refused:
        access.check(HOLDERS[role], right, RELATIONS[relation], load("derby"))
    assert isinstance(refused.value, Elsewhere) is (relation == "elsewhere")


@pytest.mark.parametrize(("right", "relation"), list(product(Right, RELATIONS)))
@pytest.mark.parametrize("holder", HOLDERS.values(), ids=HOLDERS)
@pytest.mark.parametrize(
    ("lacks", "clause"),
    [({"closed_on": DAY}, "DER-1"), ({"trained_on": None}, "HIL-4, BNS-5")],
    ids=["closed", "untrained"],
)
def test_an_account_that_is_closed_or_untrained_can_do_nothing(
    holder: Holder, right: Right, relation: str, lacks: dict[str, None], clause: str
) -> None:
    """DER-1, HIL-4, BNS-5: whatever is asked for, and before anything is said of it, even of another service's."""
    with pytest.raises(AccessRefused, match=rf"\({clause}\)\.$") as refused:
        access.check(replace(holder, **lacks), right, RELATIONS[relation], load("derby"))
    assert not isinstance(refused.value, Elsewhere)


@pytest.mark.parametrize("right", Right)
def test_a_volunteer_without_an_agreement_can_do_nothing(right: Right) -> None:
    """BNS-5: volunteers sign an agreement; what is assigned to them waits until they have."""
    with pytest.raises(AccessRefused, match=r"agreement first.*\(BNS-5\)"):
        access.check(replace(VOLUNTEER, agreement_on=None), right, RELATIONS["assigned"], load("derby"))
    access.check_usable(replace(OFFICER, agreement_on=None), load("derby"))


def test_without_an_account_there_is_no_access() -> None:
    """DER-1, HIL-9: only the service's own people open the records."""
    with pytest.raises(AccessRefused, match=r"no account of that name: say who you are, .*\(DER-1, HIL-9\)"):
        access.check_usable(None, None)


def test_no_refusal_names_anybody() -> None:
    """CUM-3.4, HIL-9: a refusal holds no login, neither of whoever acts nor of those who are named."""
    said: list[str] = []
    for holder, right, about in product(HOLDERS.values(), Right, RELATIONS.values()):
        with suppress_refusal(said):
            access.check(holder, right, about, load("derby"))
    assert len(said) > 60
    assert not any(name in line for line in said for name in (*EVERYBODY, "a.nother"))


@contextmanager
def suppress_refusal(said: list[str]) -> Iterator[None]:
    """Keep what was refused instead of raising it."""
    try:
        yield
    except AccessRefused as refused:
        said.append(str(refused))


@pytest.mark.parametrize("slug", SERVICES)
def test_whoever_manages_or_approves_may_do_everything(slug: str) -> None:
    """BWD-10, BNS-11, CUM-3.3: the service's managers hold every right; no volunteer exports or manages (BNS-5)."""
    policy = load(slug)
    approvers = {role for one in policy.settings.approvers.values() for role in one.value}
    for role in {policy.service.manager_role, *approvers}:
        assert access.rights_of(role, policy).may == tuple(Right)
    assert access.rights_of("Officer", policy).may == (Right.READ, Right.WORK, Right.EXPORT)
    assert access.rights_of("Volunteer", policy).may == (Right.READ, Right.WORK)
    assert access.rights_of("Volunteer", policy).is_for_volunteers
    assert access.rights_of("no such role", policy).may == ()


def test_a_volunteer_that_a_policy_lets_approve_still_exports_nothing(tmp_path: Path) -> None:
    """BNS-5: being asked for an approval adds the right to approve, and nothing else."""
    policy = changed("derby", tmp_path, {"settings.approvers.foi": setting(["Volunteer"])})
    assert access.rights_of("Volunteer", policy).may == (Right.READ, Right.WORK, Right.APPROVE)
    access.check(VOLUNTEER, Right.APPROVE, RELATIONS["assigned"], policy)
    with pytest.raises(AccessRefused, match="BNS-5"):
        access.check(VOLUNTEER, Right.APPROVE, RELATIONS["open"], policy)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"service.roles": ["Service Manager", "Officer", "Volunteer", "Clerk"]}, "rights lacks Clerk"),
        (
            {"settings.rights.Volunteer": setting({"may": ["read", "export"], "requests": "assigned"})},
            r"rights\.Volunteer.*BNS-5",
        ),
        (
            {"settings.rights.Volunteer": setting({"may": ["read", "manage"], "requests": "assigned"})},
            r"rights\.Volunteer.*BNS-5",
        ),
        ({"settings.rights.Officer": setting({"may": ["work"]})}, r"rights\.Officer must hold read"),
        ({"settings.rights.Officer": setting({"may": ["reed"]})}, "Invalid enum value 'reed'"),
        ({"settings.training_months": setting(0)}, "training_months must be 1 or more"),
    ],
)
def test_a_policy_with_rights_that_cannot_be_is_refused(
    changes: dict[str, object], says: str, tmp_path: Path
) -> None:
    """BNS-5: every role has its rights, and none that a volunteer must not have."""
    with pytest.raises(PolicyRefused, match=says):
        changed("derby", tmp_path, changes)


@pytest.mark.parametrize(
    ("name", "login"), [("M.Manager", "m.manager"), ("  o.officer ", "o.officer"), ("Two  Words", "two words")]
)
def test_one_person_is_one_login(name: str, login: str) -> None:
    """BWD-10: another way of writing a name must not make two approvers of one person."""
    assert access.login_of(name) == login


# --- Opening and closing ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("works_for", ["authority", "other", "", "council"])
@pytest.mark.parametrize("first", [True, False])
def test_nobody_of_the_authority_gets_an_account(works_for: str, first: bool) -> None:
    """DER-1: an LA officer cannot hold an account on a service's requests."""
    with pytest.raises(AccountRefused, match=r"local authority.*\(DER-1, HIL-9\)"):
        access.check_opening(MANAGER, works_for=works_for, policy=load("derby"), first=first)


@pytest.mark.parametrize(
    ("holder", "first", "says"),
    [
        (MANAGER, True, None),
        (MANAGER, False, None),
        (OFFICER, False, None),
        (VOLUNTEER, False, None),
        (replace(VOLUNTEER, agreement_on=None, trained_on=None), False, None),
        (OFFICER, True, "can open the others: Service Manager"),
        (VOLUNTEER, True, "can open the others: Service Manager"),
        (replace(MANAGER, trained_on=None), True, r"needs its training on record.*HIL-4"),
        (replace(MANAGER, role="CVS Manager"), False, "The roles of this service are"),
        (replace(VOLUNTEER, role="Officer"), False, r"A volunteer holds one of these roles: Volunteer \(BNS-5\)"),
        (
            replace(OFFICER, role="Volunteer"),
            False,
            r"employed by the service holds one of these roles: Service Manager, Officer \(BNS-5\)",
        ),
    ],
)
def test_an_account_that_fits_is_opened(holder: Holder, first: bool, says: str | None) -> None:
    """DER-1, BNS-5, HIL-4: the first account can open others; volunteers hold the role of volunteers."""
    if says is None:
        access.check_opening(holder, works_for=holder.employed, policy=load("derby"), first=first)
        return
    with pytest.raises(AccountRefused, match=says):
        access.check_opening(holder, works_for=holder.employed, policy=load("derby"), first=first)


def test_the_last_account_that_opens_others_stays_open() -> None:
    """DER-1: a service is never locked out of its own records; a closed or untrained manager is no successor."""
    policy = load("derby")
    other = replace(MANAGER, login="s.uccessor")
    access.check_closing("m.manager", [MANAGER, other], policy)
    access.check_closing("o.officer", [MANAGER, OFFICER], policy)
    for left in ([], [OFFICER], [replace(other, closed_on=DAY)], [replace(other, trained_on=None)]):
        with pytest.raises(AccountRefused, match="last account that can open others"):
            access.check_closing("m.manager", [MANAGER, *left], policy)


def test_an_account_approves_in_its_own_role() -> None:
    """BWD-10: two managers in two roles are two people, so nobody approves in a role that is not theirs."""
    access.check_role(MANAGER, "Service Manager")
    with pytest.raises(AccessRefused, match=r"Service Manager's.*\(BWD-10, DER-1\)"):
        access.check_role(MANAGER, "CVS Manager")
