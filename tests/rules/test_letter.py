"""Which letter goes when: the choices that the clauses bind."""

import pytest

from rules.consents import Asked
from rules.kinds import Kind
from rules.letter import (
    ACKNOWLEDGEMENTS,
    CONSENT_LETTERS,
    COPIED,
    HOLDING_ANSWER,
    RESPONSES,
    TOLD_BEFORE,
    NoSuchAnswer,
    Outcome,
    response,
)

PAIRS = [(kind, outcome) for kind in Kind for outcome in Outcome]


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_is_acknowledged(kind: Kind) -> None:
    """HIL-6, HIL-8: every request is acknowledged, one from the council or a third party by the holding answer."""
    holding = kind in {Kind.LA_LEGAL, Kind.THIRD_PARTY}
    assert ACKNOWLEDGEMENTS[kind] == (HOLDING_ANSWER if holding else "acknowledgement")


@pytest.mark.parametrize(("kind", "outcome"), [pair for pair in PAIRS if pair in RESPONSES])
def test_a_known_answer_has_its_letter(kind: Kind, outcome: Outcome) -> None:
    """BWD-4, BWD-5: what discloses something is a letter; the holding answer stands and no second one is written."""
    assert (response(kind, outcome) is None) is (
        outcome in {Outcome.NEITHER_CONFIRMED_NOR_DENIED, Outcome.DEALT_WITH}
    )


@pytest.mark.parametrize(("kind", "outcome"), [pair for pair in PAIRS if pair not in RESPONSES])
def test_any_other_answer_is_refused(kind: Kind, outcome: Outcome) -> None:
    """UK GDPR Art 15, FOIA 2000 s.1(1): the refusal says how a request of that kind can be answered."""
    with pytest.raises(NoSuchAnswer) as refused:
        response(kind, outcome)
    possible = [after.value for before, after in RESPONSES if before is kind]
    assert possible
    assert str(refused.value).endswith(f"possible: {', '.join(possible)}.")


@pytest.mark.parametrize("kind", Kind)
def test_the_family_gets_a_copy_and_is_told(kind: Kind) -> None:
    """BWD-10, CUM-0: a copy of what went to the council or a third party; word of an order before compliance."""
    assert (kind in COPIED) is (kind in {Kind.LA_LEGAL, Kind.THIRD_PARTY})
    assert (kind in TOLD_BEFORE) is (kind is Kind.COURT_ORDER)


def test_a_young_person_is_written_to_in_their_own_letter() -> None:
    """UK GDPR Art 12(1): from 16 the request for consent goes to the young person, in words for them."""
    assert CONSENT_LETTERS[Asked.YOUNG_PERSON] != CONSENT_LETTERS[Asked.PARENT]
    assert CONSENT_LETTERS[Asked.PARENT_OR_YOUNG_PERSON] == CONSENT_LETTERS[Asked.PARENT]
