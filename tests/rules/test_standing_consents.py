"""What stands on a file as agreed: for one purpose, to one recipient, since a day; and what it does not support."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.standing_consents import (
    OF_THE_LA,
    NoSupport,
    Purpose,
    Recipient,
    Says,
    StandingConsent,
    StandingConsentRefused,
    check_answer,
    in_force,
    missing,
    newest,
    state,
    supports,
)
from tests.rules.complete_facts import BWD

TODAY = date(2026, 11, 23)
GIVEN = date(2026, 11, 2)
ROLES = ("SEND officer", "head teacher", "health professional")
LA = BWD.settings.authority_roles.value
SCHOOL = Recipient("head teacher", "Exampleton Primary School")
TELL = StandingConsent(Purpose.TELL_LA, Says.FULL, GIVEN, review_on=date(2027, 11, 2), number=1)
SHARE = replace(TELL, purpose=Purpose.SHARE, recipient=SCHOOL)


def refusal(found: StandingConsent | NoSupport) -> str:
    """Why there is no support."""
    assert isinstance(found, NoSupport)
    return str(found)


def test_a_consent_in_force_supports_its_purpose() -> None:
    """BWD-8, CUM-4.2: a yes in full, in force, is what something for that purpose rests on."""
    assert supports([TELL], Purpose.TELL_LA, "SEND officer", TODAY, LA) is TELL
    assert supports([TELL], Purpose.TELL_LA, None, TODAY, LA) is TELL


@pytest.mark.parametrize("purpose", [p for p in Purpose if p is not Purpose.TELL_LA])
def test_each_purpose_is_a_question_of_its_own(purpose: Purpose) -> None:
    """BWD-8, HIL-2: to tell the authority is neither to ask it nor to work with it, nor to share with anybody."""
    found = supports([TELL], purpose, "SEND officer", TODAY, LA, organisation="Exampleton Council")
    assert "is on record, and none is assumed (CUM-4.2, BWD-8)" in refusal(found)


def test_silence_is_no_consent() -> None:
    """CUM-4.2: nothing recorded supports nothing."""
    for purpose in OF_THE_LA:
        assert "none is assumed" in refusal(supports([], purpose, "SEND officer", TODAY, LA))


WEAK = [
    (replace(TELL, says=Says.REFUSED, review_on=None), "was refused (CUM-4.2, CUM-4.3)"),
    (replace(TELL, withdrawn_on=TODAY), "was withdrawn (UK GDPR Art 7(3))"),
    (replace(TELL, withdrawn_on=GIVEN), "was withdrawn (UK GDPR Art 7(3))"),
    (replace(TELL, review_on=TODAY), "is due for review and must be confirmed (CUM-4.4, BNS-10)"),
    (replace(TELL, review_on=TODAY - timedelta(1)), "is due for review and must be confirmed (CUM-4.4, BNS-10)"),
    (replace(TELL, says=Says.RESTRICTED, roles=("social worker",)), "names only other roles (CUM-4.2, CUM-4.5)"),
    (replace(TELL, answered_on=TODAY + timedelta(1)), "none is assumed (CUM-4.2, BWD-8)"),
]


@pytest.mark.parametrize(("consent", "says"), WEAK)
def test_what_does_not_stand_supports_nothing(consent: StandingConsent, says: str) -> None:
    """CUM-4.2, CUM-4.4, BNS-10: refused, withdrawn, stale, for other roles, or not yet given."""
    assert refusal(supports([consent], Purpose.TELL_LA, "SEND officer", TODAY, LA)).endswith(says)


def test_a_restricted_consent_reaches_its_roles_alone() -> None:
    """CUM-4.2: restricted to certain roles; a recipient whose role is not known is none of them."""
    only = replace(TELL, says=Says.RESTRICTED, roles=("SEND officer",))
    assert supports([only], Purpose.TELL_LA, "SEND officer", TODAY, LA) is only
    assert "only other roles" in refusal(supports([only], Purpose.TELL_LA, None, TODAY, LA))


@pytest.mark.parametrize("purpose", OF_THE_LA)
def test_a_consent_about_the_authority_is_for_nobody_else(purpose: Purpose) -> None:
    """BWD-8, HIL-2: a school, a court, the police or a regulator is not the local authority's SEND service."""
    outside = {role for role in BWD.settings.recipient_roles.value if role not in LA}
    assert {"head teacher", "regulator or ombudsman", "solicitor", "court or tribunal"} <= outside
    for role in outside:
        found = supports([replace(TELL, purpose=purpose)], purpose, role, TODAY, LA)
        assert refusal(found).endswith("is for nobody else (BWD-8, HIL-2)")


@given(st.text(max_size=20) | st.sampled_from([*LA, *BWD.settings.recipient_roles.value]), st.sampled_from(OF_THE_LA))
def test_a_role_that_the_policy_does_not_list_is_never_the_authority(role: str, purpose: Purpose) -> None:
    """BWD-8, DER-2: whatever it is called, now or later, it is the authority's by the policy's list alone."""
    found = supports([replace(TELL, purpose=purpose)], purpose, role, TODAY, LA)
    assert isinstance(found, StandingConsent) is (role in LA)
    assert isinstance(supports([replace(TELL, purpose=purpose)], purpose, role, TODAY, ()), NoSupport)


def test_a_consent_to_share_is_to_the_third_party_that_it_names() -> None:
    """BNS-9: the one named, in its role, however its name is capitalised; no other, and none unnamed."""
    named = {"organisation": "EXAMPLETON primary school"}
    assert supports([SHARE], Purpose.SHARE, "head teacher", TODAY, LA, **named) is SHARE
    for role, organisation in (("SENCO", SCHOOL.organisation), ("head teacher", "Another School")):
        assert "none is assumed" in refusal(
            supports([SHARE], Purpose.SHARE, role, TODAY, LA, organisation=organisation)
        )
    for role, somewhere in ((None, SCHOOL.organisation), ("head teacher", None)):
        found = supports([SHARE], Purpose.SHARE, role, TODAY, LA, organisation=somewhere)
        assert refusal(found).endswith("(BNS-9)")


def test_the_newest_answer_counts_and_the_older_ones_stay() -> None:
    """CUM-4.2: a later no ends an earlier yes; on one day the later entry counts; an old yes is not revived."""
    no = replace(TELL, says=Says.REFUSED, answered_on=date(2026, 11, 9), number=2)
    assert newest([TELL, no], Purpose.TELL_LA) is no
    assert newest([no, TELL], Purpose.TELL_LA) is no
    same_day = replace(no, answered_on=GIVEN)
    assert newest([same_day, TELL], Purpose.TELL_LA) is same_day
    gone = replace(TELL, answered_on=date(2026, 11, 9), withdrawn_on=date(2026, 11, 10), number=2)
    assert "withdrawn" in refusal(supports([TELL, gone], Purpose.TELL_LA, None, TODAY, LA))


def test_two_third_parties_are_two_questions() -> None:
    """BNS-9: a no to one is not a no to the other, and both are listed."""
    other = replace(SHARE, recipient=Recipient("SENCO", "Another School"), says=Says.REFUSED, number=2)
    assert in_force([SHARE, other, TELL]) == (TELL, SHARE, other)


def test_a_file_lists_what_it_lacks() -> None:
    """BWD-8, CUM-4.2, CUM-4.4: three questions, a review, the word on how far we can help."""
    assert [str(one) for one in missing([], TODAY)] == [
        "an answer: do they agree to work with officers of the local authority? (BWD-8, CUM-4.2)",
        "an answer: do they agree to ask the local authority for information? (BWD-8, CUM-4.2)",
        "an answer: do they agree to tell the local authority? (BWD-8, CUM-4.2)",
    ]
    stale = replace(TELL, purpose=Purpose.WORK_WITH_LA, review_on=TODAY)
    refused = replace(TELL, purpose=Purpose.ASK_LA, says=Says.REFUSED, review_on=None)
    assert [str(one) for one in missing([stale, refused, TELL], TODAY)] == [
        "the consent to work with officers of the local authority to be confirmed (CUM-4.4, BNS-10)",
        "the person to be told how far we can help without the consent to ask the local authority for information "
        "(CUM-4.3)",
    ]
    told = replace(refused, limits_told_on=GIVEN)
    assert missing([replace(stale, review_on=None), told, TELL], TODAY) == ()


def test_a_refusal_that_was_overtaken_asks_for_nothing_more() -> None:
    """CUM-4.2: who said no and then yes is not told how far we can help without it."""
    first = replace(TELL, says=Says.REFUSED, answered_on=date(2026, 11, 1), number=0)
    assert not [one for one in missing([first, TELL], TODAY) if "CUM-4.3" in one.cites]


def test_how_a_consent_stands_is_said_in_words() -> None:
    """CUM-4.4, BNS-10: the day of the next review, and that a stale one supports nothing."""
    assert state(TELL, TODAY) == "full on 2026-11-02; to be confirmed by 2027-11-02"
    assert state(replace(TELL, review_on=TODAY), TODAY).endswith("supports nothing until it is confirmed")
    assert state(replace(TELL, withdrawn_on=TODAY), TODAY) == "withdrawn on 2026-11-23"
    only = replace(TELL, says=Says.RESTRICTED, roles=("SEND officer",), review_on=None)
    assert state(only, TODAY) == "restricted on 2026-11-02, for SEND officer alone"


@pytest.mark.parametrize(
    ("purpose", "says", "recipient", "roles", "because"),
    [
        (Purpose.TELL_LA, Says.RESTRICTED, None, (), "names the roles"),
        (Purpose.TELL_LA, Says.FULL, None, ("SEND officer",), "names the roles"),
        (Purpose.TELL_LA, Says.REFUSED, None, ("SEND officer",), "names the roles"),
        (Purpose.TELL_LA, Says.RESTRICTED, None, ("Hazel Quillmarsh",), "roles that a consent can name"),
        (Purpose.SHARE, Says.FULL, None, (), "names the third party"),
        (Purpose.TELL_LA, Says.FULL, SCHOOL, (), "names the third party"),
        (Purpose.SHARE, Says.FULL, Recipient("Hazel Quillmarsh", "A School"), (), "third party's role is one of"),
        (Purpose.SHARE, Says.RESTRICTED, SCHOOL, ("head teacher",), "to one third party already"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(
    purpose: Purpose, says: Says, recipient: Recipient | None, roles: tuple[str, ...], because: str
) -> None:
    """CUM-4.2, BNS-9: with its clause, and without the words that were typed."""
    with pytest.raises(StandingConsentRefused, match=because) as told:
        check_answer(purpose, says, recipient, roles, ROLES)
    assert "Quillmarsh" not in str(told.value)
    assert "CUM-4.2" in str(told.value) or "BNS-9" in str(told.value)


DAYS = st.dates(GIVEN, GIVEN + timedelta(60))
CONSENTS = st.lists(
    st.builds(
        StandingConsent,
        st.sampled_from(Purpose),
        st.sampled_from(Says),
        DAYS,
        recipient=st.sampled_from([None, SCHOOL]),
        roles=st.sampled_from([(), ("SEND officer",)]),
        review_on=st.none() | DAYS,
        withdrawn_on=st.none() | DAYS,
        number=st.integers(1, 9),
    ),
    max_size=6,
)


@given(CONSENTS, st.sampled_from(Purpose), st.sampled_from([None, *ROLES]), DAYS)
def test_what_supports_is_a_standing_yes_for_that_purpose(
    consents: list[StandingConsent], purpose: Purpose, role: str | None, today: date
) -> None:
    """HIL-2, CUM-4.2, CUM-4.4, BNS-9: whatever is on the file, nothing else ever carries anything."""
    found = supports(consents, purpose, role, today, LA, organisation=SCHOOL.organisation)
    if isinstance(found, NoSupport):
        assert found.cites
        return
    assert found.purpose is purpose
    assert found.agrees
    assert found.answered_on <= today
    assert found.review_on is None or found.review_on > today
    assert found.says is not Says.RESTRICTED or role in found.roles
    assert not [one for one in consents if one.purpose is purpose and one.recipient == found.recipient
                and found.answered_on < one.answered_on <= today]  # fmt: skip
