"""Whose a file is, how it is opened, and whom an access request reaches."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.case_files import (
    OWN_FILES,
    CaseFileRefused,
    Opened,
    Owner,
    Referral,
    check_link,
    check_opening,
    confirmed,
    decides_for_themself,
    is_protected,
    reaches,
    refuse_beyond,
)
from rules.consents import Answer, Asked
from rules.ledger import ConsentState
from rules.role import Role

DAY = date(2026, 11, 23)
ROLES = ("head teacher", "SENCO", "health professional")
EVIDENCE = Referral("head teacher", date(2026, 11, 20), evidence=True)


def opening(owner: Owner = Owner.PARENT, how: Opened = Opened.SELF_REFERRAL, **changed: Any) -> None:
    """Try to open a file on `DAY`."""
    given: dict[str, Any] = {"opened": DAY, "born": None, "referral": Referral(), "roles": ROLES, **changed}
    check_opening(owner, how, **given)


def refused(*of: Any, **changed: Any) -> str | None:
    """Why a file may not be opened so; None where it may."""
    try:
        opening(*of, **changed)
    except CaseFileRefused as told:
        return str(told)
    return None


@pytest.mark.parametrize(
    ("referral", "says"),
    [
        (Referral(), "Say in what role"),
        (Referral("gardener", date(2026, 11, 20), evidence=True), "Say in what role"),
        (Referral("head teacher"), "only with that person's consent before it"),
        (Referral("head teacher", date(2026, 11, 20)), "only with that person's consent before it"),
        (Referral("head teacher", None, evidence=True), "only with that person's consent before it"),
        (Referral("head teacher", date(2026, 11, 24), evidence=True), "the consent comes first"),
    ],
)
def test_a_professional_refers_only_with_consent_before_it(referral: Referral, says: str) -> None:
    """CUM-2.1, BNS-1, HIL-3: a referral without evidence of the person's prior consent opens no file."""
    with pytest.raises(CaseFileRefused, match=says) as told:
        opening(how=Opened.PROFESSIONAL_REFERRAL, referral=referral)
    assert "CUM-2.1, BNS-1, HIL-3" in str(told.value)
    assert "gardener" not in str(told.value)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("agreed", [date(2026, 11, 20), DAY])
def test_evidence_of_the_same_day_is_before_it(role: str, agreed: date) -> None:
    """CUM-2.1, BNS-1, HIL-3: role, day and evidence open it, on the same day too; a later day or less does not."""
    enough = Referral(role, agreed, evidence=True)
    assert refused(how=Opened.PROFESSIONAL_REFERRAL, referral=enough) is None
    for lacking, says in (
        (replace(enough, role=None), "Say in what role"),
        (replace(enough, agreed_on=None), "that person's consent before it"),
        (replace(enough, evidence=False), "that person's consent before it"),
        (replace(enough, agreed_on=DAY + timedelta(days=1)), "the consent comes first"),
    ):
        assert says in (refused(how=Opened.PROFESSIONAL_REFERRAL, referral=lacking) or "")


def test_who_comes_by_themself_has_no_referrer() -> None:
    """HIL-3: people come by themselves, and what a professional brought says that they did not."""
    assert refused() is None
    for brought in (EVIDENCE, Referral(role="SENCO"), Referral(agreed_on=DAY), Referral(evidence=True)):
        assert "has no referrer" in (refused(referral=brought) or "")


@given(years=st.integers(0, 15), days=st.integers(0, 364))
def test_a_child_has_a_file_of_their_own_at_any_age(years: int, days: int) -> None:
    """BWD-2: children use the service separately, whatever their age; of those under 16 it is no young person's."""
    born = date(DAY.year - years, DAY.month, DAY.day) - timedelta(days=days)
    assert refused(Owner.CHILD, born=born) is None
    assert "it is a child's own file" in (refused(Owner.YOUNG_PERSON, born=born) or "")


def test_a_childs_file_ends_with_the_sixteenth_birthday() -> None:
    """Children and Families Act 2014 s.83(2): a day before a child's, on it a young person's; unknown, either."""
    before, on = date(2010, 11, 24), date(2010, 11, 23)
    taken = {(owner, born): refused(owner, born=born) is None for owner in OWN_FILES for born in (None, before, on)}
    assert taken == {
        (Owner.CHILD, None): True,
        (Owner.CHILD, before): True,
        (Owner.CHILD, on): False,
        (Owner.YOUNG_PERSON, None): True,
        (Owner.YOUNG_PERSON, before): False,
        (Owner.YOUNG_PERSON, on): True,
    }


@pytest.mark.parametrize(
    ("owner", "born", "says"),
    [
        (Owner.CHILD, date(2010, 11, 23), "it is a young person's file"),
        (Owner.YOUNG_PERSON, date(2010, 11, 24), "it is a child's own file"),
        (Owner.PARENT, date(2026, 11, 24), "check its year"),
        (Owner.PARENT, date(1826, 11, 24), "check its year"),
    ],
)
def test_a_birth_date_fits_whose_file_it_is(owner: Owner, born: date, says: str) -> None:
    """Children and Families Act 2014 s.83(2): from 16 it is a young person's; a slip in the year is told."""
    with pytest.raises(CaseFileRefused, match=says):
        opening(owner, born=born)


REQUESTERS = [None, *Role]


@pytest.mark.parametrize("requester", REQUESTERS)
@pytest.mark.parametrize("owner", Owner)
def test_a_childs_own_file_is_reached_by_the_child_or_by_their_word(owner: Owner, requester: Role | None) -> None:
    """BWD-2: every role and every owner; a parent's request does not reach the child's own file."""
    assert reaches(owner, requester, confirmed=True)
    assert reaches(owner, requester, confirmed=False) is (owner is Owner.PARENT or requester is Role.YOUNG_PERSON)


def test_staff_who_name_the_file_are_told_why() -> None:
    """BWD-2: the link of a parent's request to a child's own file is refused; with the child's word it stands."""
    for owner in OWN_FILES:
        with pytest.raises(CaseFileRefused, match=r"own confirmation is not on record.*\(BWD-2\)"):
            check_link(owner, Role.PARENT, confirmed=False)
        check_link(owner, Role.PARENT, confirmed=True)
    check_link(Owner.PARENT, Role.PARENT, confirmed=False)


YES = ConsentState(Asked.CHILD_CONFIRMATION, ("BNS-6",), Answer.FULL)


@pytest.mark.parametrize(
    ("consent", "decides", "is_word"),
    [
        (YES, False, True),
        (ConsentState(Asked.CHILD_CONFIRMATION, (), None), False, False),
        (ConsentState(Asked.CHILD_CONFIRMATION, (), Answer.REFUSED), False, False),
        (ConsentState(Asked.CHILD_CONFIRMATION, (), None, waived=True), False, False),
        (ConsentState(Asked.CHILD_CONFIRMATION, (), Answer.FULL, withdrawn=True), False, False),
        (ConsentState(Asked.CHILD_CONFIRMATION, (), Answer.FULL, covers=False), False, False),
        (ConsentState(Asked.CHILD_CONFIRMATION, (), Answer.FULL, review_on=DAY), False, False),
        (ConsentState(Asked.AUTHORITY, (), Answer.FULL), False, False),
        (ConsentState(Asked.AUTHORITY, (), Answer.FULL), True, True),
        (ConsentState(Asked.PARENT, (), Answer.FULL), True, False),
    ],
)
def test_only_a_standing_yes_of_the_child_is_their_word(consent: ConsentState, decides: bool, is_word: bool) -> None:
    """BWD-2, BNS-6: silence, a no, a waiver, a stale yes and a parent's yes are not the child's confirmation."""
    assert confirmed([consent], decides, DAY) is is_word


LINKED = {"DER-F-0001": Owner.PARENT, "DER-F-0002": Owner.CHILD}


def test_a_schedule_keeps_to_what_the_request_reaches() -> None:
    """BWD-2: a document of the child's own file goes only with the child's word; one of no file goes by itself."""
    files = ["DER-F-0001", None, "DER-F-0002"]
    refuse_beyond(files, LINKED, Role.PARENT, {"DER-F-0002"})
    refuse_beyond(files, LINKED, Role.YOUNG_PERSON, ())
    refuse_beyond(files[:2], LINKED, Role.PARENT, ())
    with pytest.raises(CaseFileRefused, match=r"^Document 3 of the schedule.*BWD-2"):
        refuse_beyond(files, LINKED, Role.PARENT, ())


def test_what_is_refused_says_the_same_whether_the_file_is_there_or_not() -> None:
    """BWD-2: from the story of a parent's request nobody can tell that the child has a file of their own."""
    said = set()
    for file in ("DER-F-0002", "DER-F-0003", "nonsense"):
        with pytest.raises(CaseFileRefused) as told:
            refuse_beyond([file], LINKED, Role.PARENT, ())
        said.add(str(told.value))
    assert len(said) == 1
    assert not {"child", "young", "DER-F"} & set(said.pop().replace("'", " ").split())


@given(
    st.lists(st.sampled_from(["A", "B", "C", None]), max_size=5),
    st.dictionaries(st.sampled_from(["A", "B", "C"]), st.sampled_from(Owner)),
    st.sampled_from(REQUESTERS),
    st.sets(st.sampled_from(["A", "B", "C"])),
)
def test_no_schedule_that_passes_takes_a_paper_from_beyond(
    files: list[str | None], linked: dict[str, Owner], requester: Role | None, word: set[str]
) -> None:
    """BWD-2: whatever is linked and whoever asks, what passes is linked, and no child's own without their word."""
    try:
        refuse_beyond(files, linked, requester, word)
    except CaseFileRefused:
        return
    for file in files:
        assert file is None or file in linked
        if file is not None and linked[file] in OWN_FILES and requester is not Role.YOUNG_PERSON:
            assert file in word


@pytest.mark.parametrize(
    ("owner", "born", "understands", "decides"),
    [
        (Owner.CHILD, date(2010, 11, 23), None, True),  # 16 today
        (Owner.CHILD, date(2010, 11, 24), None, False),  # 16 tomorrow
        (Owner.CHILD, date(2010, 11, 24), True, False),  # authority is a parent's until then
        (Owner.CHILD, date(2010, 11, 23), True, True),
        (Owner.CHILD, date(2010, 11, 23), False, False),  # lacks capacity
        (Owner.CHILD, None, None, False),
        (Owner.YOUNG_PERSON, None, None, True),
        (Owner.YOUNG_PERSON, None, False, False),
    ],
)
def test_from_16_they_decide_for_themself(
    owner: Owner, born: date | None, understands: bool | None, decides: bool
) -> None:
    """BWD-2, CUM-3.2, MCA 2005 s.1(2): from 16 on the day of receipt, unless they were found to lack capacity."""
    assert decides_for_themself(owner, born, DAY, understands) is decides


@pytest.mark.parametrize("role", [None, *Role])
def test_the_family_is_hidden_from_the_authority(role: Role | None) -> None:
    """DER-2, BWD-3: an anonymous issue names nobody of the family, nor anybody whose role is not known."""
    family = {None, Role.PARENT, Role.YOUNG_PERSON, Role.FOSTER_CARER, Role.RELATIVE}
    assert is_protected(role) is (role in family)
