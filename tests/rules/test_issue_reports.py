"""An issue that is raised with the authority says of nobody who it is, unless they agreed or a child is at risk."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.issue_reports import (
    MOST,
    IssueReportRefused,
    check_anonymous,
    check_named,
    check_recipient,
    check_words,
    identifying,
)
from rules.standing_consents import NoSupport, Purpose, Says, StandingConsent
from tests.rules.complete_facts import BWD, POLICIES
from tests.rules.made_policies import changed, setting

BORN = date(2019, 4, 3)
PEOPLE = [("Marigold Fernwhistle", BORN), ("Mrs Clover de la Fernwhistle", None), (None, None)]
AGREED = StandingConsent(Purpose.TELL_LA, Says.FULL, date(2026, 11, 2))
NOT = NoSupport("No consent to tell the local authority is on record, and none is assumed", ("CUM-4.2", "BWD-8"))

NAMING = [
    ("Marigold waits for her plan.", "a name"),
    ("Mrs FERNWHISTLE was told nothing.", "a name"),
    ("the fernwhistle family was told nothing", "a name"),
    ("Fernwhistle's plan is late.", "a name"),
    ("M\u00e4rigold waits.", "a name"),
    ("Mari\u200bgold waits.", "a name"),
    ("The plan of a child born on 3 April 2019 is late.", "a birth date"),
    ("d.o.b. 03/04/2019", "a birth date"),
    ("d.o.b. 3.4.19", "a birth date"),
    ("born 2019-04-03", "a birth date"),
    ("She is seven on the 3rd of April.", "a birth date"),
    ("April 3, 2019", "a birth date"),
    ("Write to someone@gardenpost.example", "an e-mail address"),
]


@pytest.mark.parametrize(("text", "what"), NAMING)
def test_words_that_say_who_it_is_are_refused(text: str, what: str) -> None:
    """DER-2, BWD-3: a name in any spelling, a birth date in any form, an address; and none of it is repeated."""
    assert identifying(text, PEOPLE) == (what,)
    with pytest.raises(IssueReportRefused, match=rf"holds {what} of somebody.*\(DER-2, BWD-3\)") as told:
        check_anonymous(text, PEOPLE)
    assert not {"Fernwhistle", "Marigold", "2019", "gardenpost"} & set(str(told.value).split())


@pytest.mark.parametrize(
    "text",
    [
        "Several families wait more than twenty weeks for a plan; the LA gives no reason.",
        "The de facto rule of the authority is no reply before 4 April.",
        "A letter of 3 April 2020 was not answered.",
        "Dr and Mrs say little.",
    ],
)
def test_words_that_name_nobody_may_go(text: str) -> None:
    """DER-2, BWD-3: an issue is raised anonymously; a title, a particle and another date say of nobody who it is."""
    assert identifying(text, PEOPLE) == ()
    check_anonymous(text, PEOPLE)


def test_a_name_that_is_a_word_counts_as_it_is_written() -> None:
    """DER-2, BWD-3: "a young person may wait" names nobody of that name; with a capital, or whole, it does."""
    people = [("May Young", None)]
    assert identifying("a young person may wait", people) == ()
    assert identifying("the Young family waits", people) == ("a name",)
    assert identifying("may young waits", people) == ("a name",)


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_words_around_it_hide_a_name(before: str, after: str) -> None:
    """DER-2, BWD-3: a name between blanks is found, whatever stands around it."""
    assert "a name" in identifying(f"{before} Fernwhistle {after}", PEOPLE)


def test_an_issue_has_words_of_a_sensible_length() -> None:
    """DER-2: nothing is not raised, nor a whole file."""
    check_words("A plan is late.")
    for text in ("  \n", "x" * (MOST + 1)):
        with pytest.raises(IssueReportRefused):
            check_words(text)


@pytest.mark.parametrize("role", ["head teacher", "regulator or ombudsman", "solicitor", "Hazel Quillmarsh"])
def test_an_issue_goes_to_somebody_at_the_authority(role: str) -> None:
    """BWD-8: to its officers, in a role of the policy; what was typed is not repeated."""
    check_recipient("SEND officer", BWD)
    with pytest.raises(IssueReportRefused, match=r"SEND officer, local authority solicitor.*BWD-8, DER-2") as told:
        check_recipient(role, BWD)
    assert "Quillmarsh" not in str(told.value)


@pytest.mark.parametrize("slug", POLICIES)
def test_a_role_that_the_policy_does_not_list_is_never_the_authority(slug: str, tmp_path: Path) -> None:
    """BWD-8, DER-2: the service's own list decides, so that a new role of a recipient is nobody at the authority."""
    settings = POLICIES[slug].settings
    roles = [*settings.recipient_roles.value, "virtual school head"]
    policy = changed(slug, tmp_path, {"settings.recipient_roles": setting(roles, "CUM-4.2")})
    for role in roles:
        if role in settings.authority_roles.value:
            check_recipient(role, policy)
        else:
            with pytest.raises(IssueReportRefused, match="BWD-8"):
                check_recipient(role, policy)
    mine = {"settings.recipient_roles": setting(roles), "settings.authority_roles": setting(["virtual school head"])}
    policy = changed(slug, tmp_path, mine)
    check_recipient("virtual school head", policy)
    with pytest.raises(IssueReportRefused, match="virtual school head"):
        check_recipient("SEND officer", policy)


def test_a_named_issue_needs_the_consent_of_each() -> None:
    """DER-2, BWD-3: of everybody whose file it comes from, or it is raised anonymously."""
    check_named([AGREED], BWD)
    check_named([AGREED, replace(AGREED, number=2)], BWD)
    for support in ([NOT], [AGREED, NOT]):
        with pytest.raises(IssueReportRefused, match=r"none is assumed \(CUM-4.2, BWD-8\)\. Without it.*BWD-3"):
            check_named(support, BWD)


def test_a_childs_safety_needs_no_consent_but_a_decision() -> None:
    """BWD-3, BWD-12, DER-7: a named person's decision stands in the place of the consent; the word alone does not."""
    for policy in POLICIES.values():
        check_named([NOT], policy, at_risk=True, decided=True)
        with pytest.raises(IssueReportRefused, match=r"until a named person has decided.*BWD-3, BWD-12, DER-7"):
            check_named([AGREED], policy, at_risk=True)
    with pytest.raises(IssueReportRefused, match="none is assumed"):
        check_named([NOT], BWD, decided=True)


def test_a_policy_without_that_ground_names_nobody(tmp_path: Path) -> None:
    """DER-7: the exception is the policy's; where the list of grounds lacks it, nobody is named without consent."""
    grounds = ["own_records", "public_information", "consent", "court_order", "required_by_law"]
    policy = changed("derby", tmp_path, {"settings.grounds": setting(grounds, "DER-2")})
    with pytest.raises(IssueReportRefused, match=r"knows no ground.*\(DER-2\)"):
        check_named([NOT], policy, at_risk=True, decided=True)
