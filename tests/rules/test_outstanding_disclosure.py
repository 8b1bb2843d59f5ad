"""What a disclosure needs: consents that hold, a ground that fits, and the person told."""

from dataclasses import replace
from datetime import date

import pytest

from rules.approvals import Given
from rules.consents import Answer, Asked
from rules.grounds import Ground
from rules.kinds import Kind
from rules.letter import Outcome
from rules.lifecycle import State
from rules.outstanding import ConsentState, Facts, Prepared, before_answer
from tests.rules.complete_facts import (
    BOTH_MANAGERS,
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
        consent(answer=Answer.RESTRICTED, roles=roles), prepared=replace(EXTRACT, recipient_role=recipient)
    )
    found = before_answer(facts, BWD, TODAY)
    assert bool(found) is not enough
    assert all(one.cites == ("CUM-4.5",) for one in found)


@pytest.mark.parametrize("whom", Asked)
def test_silence_is_not_consent(whom: Asked) -> None:
    """CUM-4.2: none is assumed: whoever was asked and has not answered holds the disclosure back."""
    facts = replace(COMPLETE, consents=(PARENT_AGREES, ConsentState(whom, ("CUM-4.2",))))
    found = before_answer(facts, BWD, TODAY)
    assert len(found) == 1
    assert found[0].cites == ("CUM-4.2",)


@pytest.mark.parametrize(
    ("whom", "says"),
    [
        (Asked.PARENT, "consent of the parent"),
        (Asked.YOUNG_PERSON, "consent of the young person"),
        (Asked.PARENT_OR_YOUNG_PERSON, "consent of the parent (or young person from 16)"),
        (Asked.CHILD_CONFIRMATION, "the child's confirmation"),
        (Asked.AUTHORITY, "evidence of authority to act"),
    ],
)
def test_what_is_missing_is_said_in_words(whom: Asked, says: str) -> None:
    """The board shows plain words, and no name."""
    facts = replace(COMPLETE, consents=(ConsentState(whom, ("CUM-4.2",)),))
    assert [one.what for one in before_answer(facts, BWD, TODAY)] == [says]


OWN_RECORDS = Facts(
    State.PREPARED,
    (Kind.SAR,),
    (ConsentState(Asked.CHILD_CONFIRMATION, ("BNS-6",)),),
    (Given("Strategic Manager", "a.one", DIGEST),),
    Prepared(Outcome.DISCLOSED, Ground.OWN_RECORDS, None, 3, DIGEST),
)


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


@pytest.mark.parametrize("kind", [Kind.SAR, Kind.LA_LEGAL, Kind.THIRD_PARTY])
def test_the_ground_of_one_part_does_not_replace_the_consent_of_the_other(kind: Kind) -> None:
    """BWD-1, BWD-10: in a hybrid with an FOI part, public information is no ground to pass over a consent."""
    facts = Facts(
        State.PREPARED,
        (Kind.FOI, kind),
        (ConsentState(Asked.PARENT, ("BWD-10",)),),
        BOTH_MANAGERS,
        replace(EXTRACT, ground=Ground.PUBLIC_INFORMATION),
    )
    assert "consent of the parent (BWD-10)" in texts(before_answer(facts, BWD, TODAY))


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
    facts = replace(
        consent(answer=Answer.REFUSED),
        kinds=(kind,),
        prepared=replace(EXTRACT, ground=ground),
    )
    assert texts(before_answer(facts, BWD, TODAY)) == [
        "the person to be told before compliance, or the reason why not (CUM-0, UK GDPR Art 5(1)(a))"
    ]
    told = replace(facts, prepared=replace(EXTRACT, ground=ground, told=True))
    assert before_answer(told, BWD, TODAY) == ()


# --- Orders -----------------------------------------------------------------------------------------------------

ORDER = Facts(
    State.PREPARED,
    (Kind.COURT_ORDER,),
    approvals=(Given("Service Manager", "a.one", DIGEST),),
    prepared=Prepared(Outcome.DISCLOSED, Ground.COURT_ORDER, None, 1, DIGEST, told=True),
)


def test_an_order_needs_no_consent() -> None:
    """DPA 2018 Sch 2 para 5(2): an order compels; a consent asked for before it came does not stand in its way."""
    asked = replace(ORDER, consents=(ConsentState(Asked.PARENT, ("CUM-5.1",), Answer.REFUSED),))
    for facts in (ORDER, asked):
        assert before_answer(facts, POLICIES["cumbria"], TODAY) == ()


@pytest.mark.parametrize("slug", SERVICES)
def test_the_person_is_told_before_an_order_is_complied_with(slug: str) -> None:
    """CUM-0: before compliance, so that they can ask the court to vary it, or the reason why not is recorded."""
    assert ORDER.prepared
    untold = replace(ORDER, prepared=replace(ORDER.prepared, told=False))
    wanted = "the person to be told before compliance, or the reason why not"
    assert wanted in [one.what for one in before_answer(untold, POLICIES[slug], TODAY)]
    assert wanted not in [one.what for one in before_answer(ORDER, POLICIES[slug], TODAY)]


# --- Answers that disclose nothing ------------------------------------------------------------------------------


def test_neither_confirming_nor_denying_asks_for_no_consent() -> None:
    """HIL-6: the holding answer is the same for a client and a stranger, so no consent can decide it."""
    answer = Prepared(Outcome.NEITHER_CONFIRMED_NOR_DENIED, None, None, 0, DIGEST)
    facts = replace(consent(answer=None), prepared=answer)
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
    facts = Facts(State.PREPARED, (kind,), prepared=replace(EXTRACT, outcome=outcome))
    found = texts(before_answer(facts, BWD, TODAY))
    assert any(one.startswith(f"A {kind.words} is not answered as '{outcome}'; possible: ") for one in found)
