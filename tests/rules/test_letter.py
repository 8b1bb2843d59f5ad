"""Which letter goes when: the choices that the clauses bind."""

import pytest

from rules.consents import Asked
from rules.grounds import WITHOUT_CONSENT, Ground
from rules.kinds import Kind
from rules.letter import (
    ACKNOWLEDGEMENTS,
    AFTER_REFUSAL,
    CONSENT_LETTERS,
    COPIED,
    COPY,
    FORM,
    HOLDING_ANSWER,
    LISTS_PAPERS,
    RESPONSES,
    TELL,
    TO_FAMILY,
    TO_PASS_ON,
    TOLD_BEFORE,
    NoSuchAnswer,
    Outcome,
    encloses,
    response,
)

PAIRS = [(kind, outcome) for kind in Kind for outcome in Outcome]


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_is_acknowledged(kind: Kind) -> None:
    """HIL-6: every request is acknowledged, one from the council or a third party by the holding answer."""
    holding = kind in {Kind.LA_LEGAL, Kind.THIRD_PARTY}
    assert ACKNOWLEDGEMENTS[kind] == (HOLDING_ANSWER if holding else "acknowledgement")


@pytest.mark.parametrize(("kind", "outcome"), [pair for pair in PAIRS if pair in RESPONSES])
def test_a_known_answer_has_its_letter(kind: Kind, outcome: Outcome) -> None:
    """BWD-4: what discloses something is a letter; the holding answer stands and no second one is written."""
    assert (response(kind, outcome) is None) is (
        outcome in {Outcome.NEITHER_CONFIRMED_NOR_DENIED, Outcome.SHOWN, Outcome.DEALT_WITH}
    )


@pytest.mark.parametrize(("kind", "outcome"), [pair for pair in PAIRS if pair not in RESPONSES])
def test_any_other_answer_is_refused(kind: Kind, outcome: Outcome) -> None:
    """UK GDPR Art 15, FOIA 2000 s.1(1): the refusal says how a request of that kind can be answered."""
    with pytest.raises(NoSuchAnswer) as refused:
        response(kind, outcome)
    possible = [after.value for before, after in RESPONSES if before is kind]
    assert possible
    assert str(refused.value).endswith(f"Possible: {', '.join(possible)}.")


@pytest.mark.parametrize("kind", Kind)
def test_the_family_gets_a_copy_and_is_told(kind: Kind) -> None:
    """BWD-10, CUM-0: a copy of what went to the council or a third party; word of an order before compliance."""
    assert (kind in COPIED) is (kind in {Kind.LA_LEGAL, Kind.THIRD_PARTY})
    assert (kind in TOLD_BEFORE) is (kind is Kind.COURT_ORDER)


def test_a_young_person_is_written_to_in_their_own_letter() -> None:
    """UK GDPR Art 12(1): from 16 the request for consent goes to the young person, in words for them."""
    assert CONSENT_LETTERS[Asked.YOUNG_PERSON] != CONSENT_LETTERS[Asked.PARENT]
    assert CONSENT_LETTERS[Asked.PARENT_OR_YOUNG_PERSON] == CONSENT_LETTERS[Asked.PARENT]


@pytest.mark.parametrize("ground", Ground)
@pytest.mark.parametrize("kind", [Kind.LA_LEGAL, Kind.THIRD_PARTY])
def test_a_letter_that_says_that_the_person_agreed_goes_only_where_they_did(kind: Kind, ground: Ground) -> None:
    """CUM-5.1, HIL-1: on a ground that needs no consent another letter goes, on any other ground none."""
    if ground is Ground.CONSENT:
        assert response(kind, Outcome.DISCLOSED, ground) == "la_response_disclosure_with_consent"
    elif ground in WITHOUT_CONSENT:
        assert response(kind, Outcome.DISCLOSED, ground) == "disclosure_without_consent"
    else:
        with pytest.raises(NoSuchAnswer, match=r"does not carry a disclosure to somebody outside \(BWD-1\)"):
            response(kind, Outcome.DISCLOSED, ground)
    assert response(kind, Outcome.NEITHER_CONFIRMED_NOR_DENIED, ground) is None


@pytest.mark.parametrize("outcome", Outcome)
def test_whatever_gives_something_needs_a_ground(outcome: Outcome) -> None:
    """BWD-1, BWD-4: to send and to show are both to give; the other answers give nothing."""
    assert outcome.gives is (outcome in {Outcome.DISCLOSED, Outcome.SENT_TO_FAMILY, Outcome.SHOWN})


def test_documents_come_with_answers_and_copies_only() -> None:
    """BWD-10: no question to a family, no acknowledgement and no refusal ever carries a document."""
    giving = {letter for (_, outcome), letter in RESPONSES.items() if letter and outcome.gives}
    assert all(encloses(name) for name in {*giving, COPY})
    others = {letter for letter in RESPONSES.values() if letter} - giving
    assert {"refusal_s17", "sar_refusal", "la_response_consent_refused", "information_not_held"} <= others
    asking = {*ACKNOWLEDGEMENTS.values(), *CONSENT_LETTERS.values(), TELL, FORM, AFTER_REFUSAL}
    assert not any(encloses(name) for name in others | asking)


def test_letters_to_the_family_are_known_as_such() -> None:
    """BWD-10, CUM-0, CUM-5.1: whoever wrote the request, these go to the person concerned or their parent."""
    assert {*CONSENT_LETTERS.values(), COPY, TELL, TO_PASS_ON, FORM, AFTER_REFUSAL} == TO_FAMILY
    assert {AFTER_REFUSAL} == TO_FAMILY - LISTS_PAPERS
    # One answer alone goes to the family: the papers that they asked to have themselves.
    assert TO_FAMILY & {letter for letter in RESPONSES.values() if letter} == {TO_PASS_ON}
    assert not TO_FAMILY & set(ACKNOWLEDGEMENTS.values())
