"""Who is written to about a reminder: the holders of its role who may see what it is about, and nobody else."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.access import About, Employed, Holder, allows, is_volunteer
from rules.addressees import of_reminder
from rules.policy import load
from rules.reminders import NAMED
from rules.rights import Right
from tests.rules.made_policies import SERVICES, changed, setting

DAY = date(2026, 3, 2)
BLACKBURN = load("blackburn")  # two roles manage and approve there: BWD-10
MANAGER = Holder("m.manager", "blackburn", "SENDIASS Manager", Employed.SERVICE, DAY, None)
OTHER = replace(MANAGER, login="c.other", role="CVS Manager")
OFFICER = replace(MANAGER, login="o.officer", role="Officer")
SECOND = replace(OFFICER, login="s.second")
VOLUNTEER = Holder("v.volunteer", "blackburn", "Volunteer", Employed.VOLUNTEER, DAY, DAY)
EVERYBODY = [VOLUNTEER, SECOND, OFFICER, OTHER, MANAGER]
OPEN = About("blackburn")


def assigned(*logins: str) -> About:
    """A request that is assigned to somebody."""
    return About("blackburn", frozenset(logins))


def restricted(*logins: str, to_work: tuple[str, ...] = ()) -> About:
    """A request that is kept to those named, and perhaps assigned to some."""
    return About("blackburn", frozenset(to_work), frozenset(logins))


@pytest.mark.parametrize(
    ("whom", "about", "to"),
    [
        ("an officer", OPEN, ["o.officer", "s.second"]),
        ("SENDIASS Manager", OPEN, ["m.manager"]),
        ("CVS Manager", OPEN, ["c.other"]),
        ("Officer", OPEN, ["o.officer", "s.second"]),  # a role that the policy names for what is late
        ("the approvers", OPEN, ["c.other", "m.manager"]),
        ("Director of Nothing", OPEN, []),
        ("", OPEN, []),
        # Of what is assigned those alone hear who have it, and of those an officer's work is.
        ("an officer", assigned("s.second"), ["s.second"]),
        ("an officer", assigned("m.manager"), ["m.manager"]),
        ("an officer", assigned("v.volunteer"), ["v.volunteer"]),
        ("an officer", assigned("v.volunteer", "o.officer"), ["o.officer", "v.volunteer"]),
        ("an officer", assigned("w.ho-left"), ["o.officer", "s.second"]),
        ("SENDIASS Manager", assigned("o.officer"), ["m.manager"]),
        ("the approvers", assigned("o.officer"), ["c.other", "m.manager"]),
        # A volunteer hears of what is assigned to them, and of nothing else.
        ("Volunteer", OPEN, []),
        ("Volunteer", assigned("o.officer"), []),
        ("Volunteer", assigned("v.volunteer"), ["v.volunteer"]),
        # Of a restricted request those hear who are named on it.
        (NAMED, restricted("o.officer", "c.other"), ["c.other", "o.officer"]),
        (NAMED, restricted("v.volunteer"), []),
        (NAMED, restricted("v.volunteer", to_work=("v.volunteer",)), ["v.volunteer"]),
        (NAMED, restricted("w.ho-left"), []),
        (NAMED, restricted(), []),
        (NAMED, OPEN, []),  # it is restricted no more
        ("an officer", restricted("m.manager"), ["m.manager"]),  # who of the named does an officer's work
        ("an officer", restricted("s.second"), ["s.second"]),
        ("an officer", restricted("s.second", to_work=("o.officer",)), ["s.second"]),
        ("SENDIASS Manager", restricted("o.officer"), []),
        ("the approvers", restricted("o.officer"), []),
    ],
)
def test_whoever_it_concerns_is_written_to(whom: str, about: About, to: list[str]) -> None:
    """BWD-10, BNS-5, CUM-3.4: by role, and among its holders those to whom it is assigned or restricted."""
    assert of_reminder(whom, about, EVERYBODY, BLACKBURN) == to
    assert of_reminder(whom, about, reversed(EVERYBODY), BLACKBURN) == to


@pytest.mark.parametrize(
    ("holders", "to"),
    [
        ([MANAGER, OTHER, VOLUNTEER], ["m.manager"]),
        ([MANAGER, OTHER, replace(OFFICER, closed_on=DAY)], ["m.manager"]),
        ([MANAGER, replace(OFFICER, trained_on=None), SECOND], ["s.second"]),
        ([OTHER, VOLUNTEER], []),
        ([], []),
    ],
)
def test_where_there_is_no_officer_the_manager_does_their_work(holders: list[Holder], to: list[str]) -> None:
    """BNS-5: a small service may have nobody but its manager; a volunteer is not asked in an officer's place."""
    assert of_reminder("an officer", OPEN, holders, BLACKBURN) == to


@pytest.mark.parametrize(
    "lacks",
    [{"closed_on": DAY}, {"trained_on": None}, {"agreement_on": None}],
    ids=["closed", "untrained", "unsigned"],
)
@pytest.mark.parametrize("whom", ["an officer", "Volunteer", NAMED])
def test_an_account_that_can_do_nothing_is_not_written_to(whom: str, lacks: dict[str, date | None]) -> None:
    """HIL-4, BNS-5: a closed account, one without training, a volunteer without an agreement: each reads nothing."""
    about = restricted("v.volunteer", to_work=("v.volunteer",)) if whom == NAMED else assigned("v.volunteer")
    assert of_reminder(whom, about, [VOLUNTEER], BLACKBURN) == ["v.volunteer"]
    assert of_reminder(whom, about, [replace(VOLUNTEER, **lacks)], BLACKBURN) == []


@pytest.mark.parametrize("whom", ["an officer", "Officer", "SENDIASS Manager", "the approvers", NAMED])
def test_two_services_are_never_mixed(whom: str) -> None:
    """DER-1, HIL-9: nobody of another service hears of it, were they named on it or had they the same role."""
    elsewhere = [replace(one, service="derby") for one in EVERYBODY]
    logins = [one.login for one in EVERYBODY]
    for about in (OPEN, assigned(*logins), restricted(*logins, to_work=tuple(logins))):
        assert of_reminder(whom, about, elsewhere, BLACKBURN) == []


def test_a_volunteer_who_may_approve_approves_what_is_assigned(tmp_path: Path) -> None:
    """BNS-5: a role that a policy asks for an approval hears of what it may see, and of nothing else."""
    policy = changed("blackburn", tmp_path, {"settings.approvers.foi": setting(["Volunteer"])})
    assert "v.volunteer" not in of_reminder("the approvers", OPEN, EVERYBODY, policy)
    assert "v.volunteer" in of_reminder("the approvers", assigned("v.volunteer"), EVERYBODY, policy)


LOGINS = st.sampled_from(["a.sparrow", "b.finch", "c.wren", "d.robin", "e.heron"])
WHOM = ["an officer", "the approvers", "those named on it"]


@st.composite
def holders(draw: st.DrawFn, slug: str) -> list[Holder]:
    """Accounts of this service and another, with or without what they need; a login is one person."""
    roles = st.sampled_from([*load(slug).service.roles, "no such role"])
    lack = st.sampled_from([DAY, DAY, DAY, None])
    one = st.builds(
        Holder,
        LOGINS,
        st.sampled_from([slug, slug, slug, "elsewhere"]),
        roles,
        st.sampled_from(Employed),
        lack,
        lack,
        st.sampled_from([None, None, None, DAY]),
    )
    return draw(st.lists(one, max_size=5, unique_by=lambda holder: holder.login))


@pytest.mark.parametrize("slug", SERVICES)
@settings(max_examples=80, deadline=None)
@given(st.data())
def test_nobody_hears_of_what_they_may_not_see(slug: str, data: st.DataObject) -> None:
    """DER-1, HIL-9, CUM-3.4, BNS-5: whoever is written to may read it; each once, and in one order."""
    policy = load(slug)
    accounts = data.draw(holders(slug))
    logins = st.frozensets(LOGINS)
    about = About(slug, data.draw(logins), data.draw(st.none() | logins))
    whom = data.draw(st.sampled_from([*WHOM, *policy.service.roles]))
    found = of_reminder(whom, about, accounts, policy)
    by_login = {one.login: one for one in accounts}
    assert found == sorted({*found})
    for login in found:
        holder = by_login[login]
        assert allows(holder, Right.READ, about, policy)
        assert holder.service == slug
        assert about.restricted_to is None or login in about.restricted_to
        assert not is_volunteer(holder, policy) or login in about.assigned_to
        assert whom in {*WHOM, holder.role}
    # Where an officer may see it, an officer hears of it.
    may_see = [one for one in accounts if allows(one, Right.WORK, about, policy)]
    if whom == "an officer" and any(one.role == "Officer" for one in may_see):
        assert found
