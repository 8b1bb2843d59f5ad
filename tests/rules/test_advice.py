"""Before an in-house service turns its own council down: the advice of somebody outside the dispute."""

from dataclasses import replace

import pytest

from rules.advice import missing
from rules.kinds import Kind
from rules.letter import Outcome
from rules.outstanding import before_answer
from rules.policy import load
from tests.rules.complete_facts import TODAY, prepared, texts
from tests.rules.made_policies import SERVICES

WANTED = (
    "advice of the data protection officer or an independent lawyer before the council is not given what it asks for "
    "(UK GDPR Art 38(1), SEND Code 2.8)"
)


@pytest.mark.parametrize("outcome", Outcome)
@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("host", ["in_house", "charity"])
@pytest.mark.parametrize("advised", [True, False])
def test_only_an_in_house_service_that_turns_its_council_down_is_advised(
    kind: Kind, outcome: Outcome, host: str, advised: bool
) -> None:
    """UK GDPR Art 38(1): one controller asks itself, so its own officer is heard first; a charity is another."""
    found = texts(tuple(missing(kind, outcome, host, advised)))
    nothing_given = {Outcome.NEITHER_CONFIRMED_NOR_DENIED, Outcome.CONSENT_REFUSED}
    turned_down = kind is Kind.LA_LEGAL and outcome in nothing_given
    assert found == ([WANTED] if turned_down and host == "in_house" and not advised else [])


@pytest.mark.parametrize("slug", SERVICES)
@pytest.mark.parametrize("known", [True, False])
def test_it_is_asked_for_a_client_and_a_stranger_alike(slug: str, known: bool) -> None:
    """HIL-6: whether the person is known changes nothing, so that the advice tells nobody which it is."""
    refusal = replace(
        prepared(outcome=Outcome.NEITHER_CONFIRMED_NOR_DENIED, ground=None, items=0), subject_known=known
    )
    found = texts(before_answer(refusal, load(slug), TODAY))
    assert (WANTED in found) is (slug != "blackburn")
    assert WANTED not in texts(before_answer(replace(refusal, advised=True), load(slug), TODAY))
