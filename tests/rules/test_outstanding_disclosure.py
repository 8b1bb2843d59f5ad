"""What a disclosure needs: consents that hold, a ground that fits, and the person told."""

from dataclasses import replace
from datetime import date

import pytest

from rules.ages import Age
from rules.approvals import Given
from rules.consents import Answer, Asked, Circumstances
from rules.grounds import Ground
from rules.kinds import Kind
from rules.ledger import ConsentState
from rules.letter import Outcome
from rules.lifecycle import State
from rules.outstanding import Facts, Prepared, before_answer
from rules.role import Role
from rules.schedule import Held
from tests.rules.complete_facts import (
    BWD,
    COMPLETE,
    DIGEST,
    EXTRACT,
    PARENT_AGREES,
    POLICIES,
    TODAY,
    consent,
    prepared,
    texts,
)
from tests.rules.made_policies import SERVICES

# --- Consent ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("review_on", "stale"),
    [(date(2026, 11, 22), True), (TODAY, True), (date(2026, 11, 24), False), (None, False)],
)
def test_a_stale_consent_supports_nothing(review_on: date | None, stale: bool) -> None:
    """CUM-4.4: from its review date on a consent must be confirmed before anything goes on it."""
    assert bool(before_answer(consent(review_on=review_on), BWD, TODAY)) is stale


@pytest.mark.parametrize(
    ("roles", "recipient", "enough"),
    [
        (("local authority solicitor",), "local authority solicitor", True),
        (("SEND officer", "local authority solicitor"), "local authority solicitor", True),
        (("SEND officer",), "local authority solicitor", False),
        ((), "local authority solicitor", False),
        (("SEND officer",), None, False),
    ],
)
def test_a_restricted_consent_covers_the_roles_it_names(
    roles: tuple[str, ...], recipient: str | None, enough: bool
) -> None:
    """CUM-4.5: only recipients in the named roles; a recipient whose role is not recorded is in none of them."""
    facts = replace(
        consent(answer=Answer.RESTRICTED, roles=roles), prepared=(replace(EXTRACT, recipient_role=recipient),)
    )
    found = before_answer(facts, BWD, TODAY)
    assert bool(found) is not enough
    assert all(one.cites == ("CUM-4.5",) for one in found)


OF_13 = Circumstances(Role.PARENT, age=Age(13))
WHOM = [
    (Kind.LA_LEGAL, Asked.PARENT, "consent of the parent"),
    (Kind.LA_LEGAL, Asked.YOUNG_PERSON, "consent of the young person"),
    (Kind.THIRD_PARTY, Asked.PARENT_OR_YOUNG_PERSON, "consent of the parent (or young person from 16)"),
    (Kind.INSPECTION, Asked.PARENT, "consent of the parent"),
    (Kind.SAR, Asked.CHILD_CONFIRMATION, "the child's confirmation"),
    (Kind.SAR, Asked.AUTHORITY, "evidence of authority to act"),
]


@pytest.mark.parametrize(("kind", "whom", "says"), WHOM)
def test_silence_is_not_consent(kind: Kind, whom: Asked, says: str) -> None:
    """CUM-4.2: none is assumed: whoever was asked and has not answered holds the disclosure back, in plain words."""
    answer = ANSWERS[kind]
    facts = replace(
        COMPLETE,
        kinds=(kind,),
        prepared=(answer,),
        consents=(ConsentState(whom, ("CUM-4.2",)),),
        who=OF_13,
    )
    assert texts(before_answer(facts, BWD, TODAY)) == [f"{says} (CUM-4.2)"]
    agreed = replace(facts, consents=(ConsentState(whom, ("CUM-4.2",), Answer.FULL),))
    assert before_answer(agreed, BWD, TODAY) == ()


OWN_RECORDS = Facts(
    State.PREPARED,
    (Kind.SAR,),
    (ConsentState(Asked.CHILD_CONFIRMATION, ("BNS-6",)),),
    (Given("Strategic Manager", "a.one", DIGEST),),
    (Prepared(Kind.SAR, Outcome.DISCLOSED, Ground.OWN_RECORDS, None, 3, purpose=False, searched=tuple(Held)),),
    DIGEST,
    who=OF_13,
)
# An answer of each kind on the ground that asks for consents.
ANSWERS = {
    Kind.SAR: OWN_RECORDS.prepared[0],
    Kind.LA_LEGAL: EXTRACT,
    Kind.THIRD_PARTY: replace(EXTRACT, kind=Kind.THIRD_PARTY),
    Kind.INSPECTION: replace(EXTRACT, kind=Kind.INSPECTION, outcome=Outcome.SHOWN),
}


def test_a_childs_confirmation_is_awaited_or_waived() -> None:
    """BNS-6: a parent's access waits for the child over 12, unless a manager waives it with a reason."""
    waived = replace(OWN_RECORDS, consents=(replace(OWN_RECORDS.consents[0], waived=True),))
    assert texts(before_answer(OWN_RECORDS, POLICIES["bathnes"], TODAY)) == ["the child's confirmation (BNS-6)"]
    assert before_answer(waived, POLICIES["bathnes"], TODAY) == ()


def test_authority_to_act_is_evidenced_before_own_records_go() -> None:
    """UK GDPR Art 15: somebody else's records go to nobody without evidence of authority."""
    asked = ConsentState(Asked.AUTHORITY, ("UK GDPR Art 15",))
    facts = replace(OWN_RECORDS, consents=(asked,))
    assert texts(before_answer(facts, POLICIES["bathnes"], TODAY)) == [
        "evidence of authority to act (UK GDPR Art 15)"
    ]


@pytest.mark.parametrize("kind", [Kind.LA_LEGAL, Kind.THIRD_PARTY, Kind.SAR])
def test_the_ground_of_one_part_does_not_replace_the_consent_of_the_other(kind: Kind) -> None:
    """BWD-1, BWD-10: each part of a hybrid has its own ground; public information opens nobody's file."""
    whom = Asked.AUTHORITY if kind is Kind.SAR else Asked.PARENT
    public = Prepared(Kind.FOI, Outcome.DISCLOSED, Ground.PUBLIC_INFORMATION, None, 1)
    facts = replace(
        COMPLETE,
        kinds=(Kind.FOI, kind),
        consents=(ConsentState(whom, ("BWD-10",)),),
        prepared=(public, ANSWERS[kind]),
        who=Circumstances(Role.REPRESENTATIVE),
    )
    assert len(before_answer(facts, BWD, TODAY)) == 1
    borrowed = replace(facts, prepared=(public, replace(ANSWERS[kind], ground=Ground.PUBLIC_INFORMATION)))
    assert any("does not (BWD-1, BWD-12)" in one for one in texts(before_answer(borrowed, BWD, TODAY)))


def test_a_consent_holds_back_only_the_part_that_it_is_about() -> None:
    """BWD-1: a child's word on a parent's access is none on a letter to the council, nor the reverse."""
    child = replace(COMPLETE, consents=(PARENT_AGREES, ConsentState(Asked.CHILD_CONFIRMATION, ("BNS-6",))))
    assert before_answer(child, BWD, TODAY) == ()
    council = replace(
        OWN_RECORDS,
        consents=(replace(OWN_RECORDS.consents[0], waived=True), ConsentState(Asked.PARENT, ("BNS-2",))),
    )
    assert before_answer(council, POLICIES["bathnes"], TODAY) == ()


@pytest.mark.parametrize("role", [None, *Role])
def test_own_records_go_to_nobody_whose_role_is_unknown(role: Role | None) -> None:
    """UK GDPR Art 12(6): who asks decides who else must agree, so it is recorded before anything goes."""
    facts = replace(OWN_RECORDS, consents=(), who=Circumstances(role, age=Age(13)))
    found = texts(before_answer(facts, POLICIES["bathnes"], TODAY))
    assert found == (
        ["who the requester is (parent, young person, representative) (UK GDPR Art 12(6))"] if role is None else []
    )


# --- Grounds ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", SERVICES)
@pytest.mark.parametrize("ground", Ground)
def test_a_ground_that_is_not_on_the_services_list_carries_nothing(slug: str, ground: Ground) -> None:
    """BWD-1: a disclosure names a ground from the list of that service."""
    listed = POLICIES[slug].settings.grounds.value
    found = texts(before_answer(prepared(ground=ground), POLICIES[slug], TODAY))
    assert any("is not on its list" in one for one in found) is (ground not in listed)


@pytest.mark.parametrize("ground", [Ground.REQUIRED_BY_LAW, Ground.SAFEGUARDING, Ground.PUBLIC_INTEREST])
@pytest.mark.parametrize("kind", [Kind.LA_LEGAL, Kind.THIRD_PARTY])
def test_without_consent_only_on_a_ground_of_law_and_the_person_is_told(kind: Kind, ground: Ground) -> None:
    """CUM-0, DER-7, BWD-12: a duty or a risk of harm needs no consent; the person is told, or why not is recorded."""
    answer = replace(EXTRACT, kind=kind, ground=ground)
    facts = replace(consent(answer=Answer.REFUSED), kinds=(kind,), prepared=(answer,))
    wanted = "the person to be told before compliance, or the reason why not (CUM-0, UK GDPR Art 5(1)(a))"
    found = texts(before_answer(facts, BWD, TODAY))
    assert wanted in found
    assert not any("consent of the parent" in one for one in found)
    told = texts(before_answer(replace(facts, prepared=(replace(answer, told=True),)), BWD, TODAY))
    assert [one for one in found if one != wanted] == told
    # Of a risk of harm a named person decides, for that recipient: it is never automatic.
    assert bool(told) is (ground in {Ground.SAFEGUARDING, Ground.PUBLIC_INTEREST})
    decided = replace(facts, prepared=(replace(answer, told=True),), decided_for=frozenset({answer.recipient_role}))
    assert before_answer(decided, BWD, TODAY) == ()


@pytest.mark.parametrize("slug", SERVICES)
def test_inspectors_see_files_without_consent_only_where_the_policy_says_so(slug: str) -> None:
    """BWD-4: a power to inspect is a ground at Blackburn alone; elsewhere the consents that were asked decide."""
    shown = Prepared(Kind.INSPECTION, Outcome.SHOWN, Ground.INSPECTION, "inspector", 2)
    asked = (ConsentState(Asked.PARENT, ("BNS-2",)),)
    facts = Facts(State.PREPARED, (Kind.INSPECTION,), asked, prepared=(shown,))
    grounds = [one for one in texts(before_answer(facts, POLICIES[slug], TODAY)) if "ground" in one]
    assert bool(grounds) is (slug != "blackburn")
    on_consent = replace(facts, prepared=(replace(shown, ground=Ground.CONSENT),))
    assert "consent of the parent (BNS-2)" in texts(before_answer(on_consent, POLICIES[slug], TODAY))


@pytest.mark.parametrize(
    ("kind", "ground"),
    [
        (Kind.LA_LEGAL, Ground.COURT_ORDER),
        (Kind.LA_LEGAL, Ground.OWN_RECORDS),
        (Kind.LA_LEGAL, Ground.INSPECTION),
        (Kind.THIRD_PARTY, Ground.PUBLIC_INFORMATION),
        (Kind.SAR, Ground.CONSENT),
        (Kind.COURT_ORDER, Ground.CONSENT),
        (Kind.FOI, Ground.OWN_RECORDS),
    ],
)
def test_a_ground_that_does_not_fit_the_kind_carries_nothing(kind: Kind, ground: Ground) -> None:
    """BWD-1: one ground, and one that can carry an answer to this kind of request."""
    facts = replace(prepared(kind=kind, ground=ground, told=True), kinds=(kind,))
    wanted = f"a ground that fits a {kind.words}: '{ground}' does not (BWD-1, BWD-12)"
    assert wanted in texts(before_answer(facts, BWD, TODAY))


@pytest.mark.parametrize("kind", Kind)
def test_a_purpose_goes_with_what_leaves_the_family(kind: Kind) -> None:
    """HIL-2: each disclosure to somebody outside records its purpose; a right of access has none to state."""
    facts = replace(prepared(kind=kind, purpose=False), kinds=(kind,))
    missing = any("the purpose for which it goes" in one for one in texts(before_answer(facts, BWD, TODAY)))
    assert missing is (kind not in {Kind.SAR, Kind.FOI})


# --- Answers that disclose nothing ------------------------------------------------------------------------------


def test_neither_confirming_nor_denying_asks_for_no_consent() -> None:
    """HIL-6: the holding answer is the same for a client and a stranger, so no consent can decide it."""
    answer = Prepared(Kind.LA_LEGAL, Outcome.NEITHER_CONFIRMED_NOR_DENIED)
    facts = replace(consent(answer=None), prepared=(answer,), subject_known=False)
    assert before_answer(facts, BWD, TODAY) == ()
    assert len(before_answer(replace(facts, approvals=()), BWD, TODAY)) == 2


@pytest.mark.parametrize(
    ("kind", "outcome"),
    [
        (Kind.SAR, Outcome.NEITHER_CONFIRMED_NOR_DENIED),
        (Kind.LA_LEGAL, Outcome.NOT_HELD),
        (Kind.COURT_ORDER, Outcome.NEITHER_CONFIRMED_NOR_DENIED),
        (Kind.ENQUIRY, Outcome.DISCLOSED),
    ],
)
def test_an_answer_that_the_kind_does_not_know_cannot_go(kind: Kind, outcome: Outcome) -> None:
    """HIL-6, UK GDPR Art 15: not every request can be answered in every way; what is possible is said."""
    facts = Facts(State.PREPARED, (kind,), prepared=(replace(EXTRACT, kind=kind, outcome=outcome),))
    found = texts(before_answer(facts, BWD, TODAY))
    assert any(one.startswith(f"This is not how to answer a {kind.words}: '{outcome}'. Possible: ") for one in found)
