"""The holding answer: nobody outside learns that somebody is a client."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from letters import LettersError, wording
from letters.render import render
from tests.letters.cases import CHILD, COUNCIL, SELF, SERVICES, facts

_KNOWN = {"service", "written_on", "recipient"}
_DOCUMENT = {
    "number": 1,
    "description": "Case notes",
    "dated": date(2026, 1, 5),
    "decision": "disclose",
    "exemption": None,
    "reason": None,
}
_WORDS = st.text(min_size=1, max_size=40)


@settings(max_examples=25, deadline=None)
@given(
    reference=_WORDS,
    kind=st.sampled_from(["la_legal", "third_party", "court_order"]),
    about=st.sampled_from([CHILD, SELF, None]),
    purpose=_WORDS,
    schedule=st.sampled_from([[], [_DOCUMENT]]),
    received_on=st.dates(date(2026, 1, 1), date(2027, 1, 1)),
    name=_WORDS,
)
def test_the_same_letter_for_a_client_and_a_stranger(
    reference: str, kind: str, about: Any, purpose: str, schedule: Any, received_on: date, name: str
) -> None:
    """HIL-6: whatever is on our files or in the request, the three forms are the same to the byte."""
    stranger = {key: fact for key, fact in facts(recipient=COUNCIL).items() if key in _KNOWN}
    client = facts(
        recipient={**COUNCIL, "name": name, "greeting": f"Dear {name}", "role": "police"},
        reference=reference,
        kind=kind,
        about=about,
        purpose=purpose,
        schedule=schedule,
        received_on=received_on,
        enclosures=["Case notes"],
    )
    assert render("la_response_ncnd", client) == render("la_response_ncnd", stranger)


@pytest.mark.parametrize("service", SERVICES)
def test_it_carries_no_reference_and_no_name(service: str) -> None:
    """HIL-6: no case reference, no echo of a name, nothing enclosed; the address is all that it repeats."""
    every = facts(service, recipient=COUNCIL)
    text = render("la_response_ncnd", every).text
    for told in (every["reference"], CHILD["name"], COUNCIL["name"], "Our reference", "Enclosed", every["purpose"]):
        assert str(told) not in text
    assert "Northmoor Council" in text


def test_its_wording_is_given_only_three_facts() -> None:
    """HIL-6, BWD-5: what the template does not get it cannot tell, not even by a condition."""
    declared = wording.declaration("la_response_ncnd")
    assert set(declared.needs) == {"service", "written_on", "recipient.address"}
    assert not declared.may_lack


@pytest.mark.parametrize("kind", ["la_legal", "third_party"])
def test_an_outside_request_gets_no_acknowledgement_of_its_own(kind: str) -> None:
    """HIL-6: an acknowledgement with our reference would be a second, telling answer."""
    with pytest.raises(LettersError, match="must not go out"):
        render("acknowledgement", facts(kind=kind, parts=[], recipient=COUNCIL))
