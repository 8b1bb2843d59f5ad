"""Which letters may be asked for: by the kinds of a request and its state."""

import pytest

from rules.kinds import Kind
from rules.letter import AFTER_REFUSAL, CLOSING
from rules.lifecycle import State
from rules.occasions import possible

FOI = {"clarification_foi", "extension_foi_public_interest", "fees_notice"}
SAR = {"clarification_sar", "id_request", "extension_sar"}


@pytest.mark.parametrize(
    ("kinds", "there", "not_there"),
    [
        ((Kind.FOI,), FOI, SAR | {CLOSING}),
        ((Kind.SAR,), SAR, FOI | {CLOSING}),
        ((Kind.SAR, Kind.FOI), SAR | FOI, {CLOSING}),
        ((Kind.LA_LEGAL,), {"consent_request_parent", AFTER_REFUSAL}, SAR | FOI | {CLOSING}),
    ],
)
def test_a_letter_is_for_its_kinds(kinds: tuple[Kind, ...], there: set[str], not_there: set[str]) -> None:
    """UK GDPR Art 12A(5), FOIA 2000 s.10(6): a question to the requester is of one regime, and named for it."""
    found = set(possible(State.OPEN, kinds))
    assert there <= found
    assert not not_there & found


def test_nothing_closes_with_a_letter_to_an_outside_body() -> None:
    """HIL-6: it would say that there was somebody to ask about."""
    assert possible(State.CLOSED, (Kind.LA_LEGAL,)) == (AFTER_REFUSAL,)
    assert possible(State.CLOSED, (Kind.SAR,)) == (AFTER_REFUSAL, CLOSING)


@pytest.mark.parametrize("state", [State.LOGGED, State.IN_DOUBT, State.CLASSIFIED, State.WITHDRAWN])
def test_before_it_is_open_and_once_it_is_withdrawn_no_letter_is_asked_for(state: State) -> None:
    """`rules.lifecycle`: the first letters come by themselves, and nothing goes out about what was withdrawn."""
    assert possible(state, (Kind.SAR, Kind.FOI)) == ()
