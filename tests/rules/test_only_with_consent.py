"""What goes to a professional: only with the consent that was given before, unless the law requires it."""

from dataclasses import replace
from datetime import date

import pytest

from rules.approvals import Given
from rules.consents import Answer, Asked
from rules.grounds import WITHOUT_CONSENT, Ground
from rules.kinds import Kind
from rules.ledger import ConsentState
from rules.letter import Outcome
from rules.outstanding import before_answer
from tests.rules.complete_facts import COMPLETE, DIGEST, EXTRACT, POLICIES, TODAY

SERVICES = ["cumbria", "bathnes", "hillingdon"]
PROFESSIONALS = ["head teacher", "SENCO", "educational psychologist", "health professional", "social worker"]
AGREES = ConsentState(Asked.PARENT, ("CUM-2.2",), Answer.FULL, review_on=date(2027, 11, 2))
# What is on record of the parent's consent, and whether information may go to a head teacher on it.
RECORDED = {
    "nobody was asked": ((), False),
    "no answer yet": ((replace(AGREES, answer=None),), False),
    "refused": ((replace(AGREES, answer=Answer.REFUSED),), False),
    "taken back": ((replace(AGREES, withdrawn=True),), False),
    "to be confirmed again": ((replace(AGREES, review_on=TODAY),), False),
    "to something else": ((replace(AGREES, covers=False),), False),
    "to social workers": ((replace(AGREES, answer=Answer.RESTRICTED, roles=("social worker",)),), False),
    "one of two": ((AGREES, replace(AGREES, whom=Asked.OTHER_PARENT, answer=None)), False),
    "to head teachers": ((replace(AGREES, answer=Answer.RESTRICTED, roles=("head teacher",)),), True),
    "in full": ((AGREES,), True),
}


def missing(
    service: str,
    consents: tuple[ConsentState, ...],
    ground: Ground | None,
    recipient: str,
    power: bool = True,
    decided_for: frozenset[str] = frozenset(),
) -> list[str]:
    """What is missing before an approved answer, of which the person was told, goes to a recipient in that role."""
    policy = POLICIES[service]
    answer = replace(
        EXTRACT,
        kind=Kind.THIRD_PARTY,
        outcome=Outcome.DISCLOSED,
        ground=ground,
        recipient_role=recipient,
        told=True,
        power=power,
    )
    roles = policy.settings.approvers[Kind.THIRD_PARTY].value
    facts = replace(
        COMPLETE,
        kinds=(Kind.THIRD_PARTY,),
        consents=consents,
        prepared=(answer,),
        approvals=tuple(Given(role, f"approver.{number}", DIGEST) for number, role in enumerate(roles)),
        decided_for=decided_for,
    )
    return [one.what for one in before_answer(facts, policy, TODAY)]


@pytest.mark.parametrize("recorded", RECORDED)
@pytest.mark.parametrize("service", SERVICES)
def test_information_goes_to_a_professional_only_with_consent(service: str, recorded: str) -> None:
    """CUM-2.2, BNS-2, HIL-1: on the ground of consent it goes where a consent to just that holds, else not."""
    consents, enough = RECORDED[recorded]
    lines = missing(service, consents, Ground.CONSENT, "head teacher")
    assert (lines == []) is enough
    assert all("consent" in line for line in lines), "nothing else holds it back"


@pytest.mark.parametrize("recipient", PROFESSIONALS)
@pytest.mark.parametrize("service", SERVICES)
def test_no_professional_is_excepted(service: str, recipient: str) -> None:
    """CUM-2.2, BNS-2, HIL-1: whatever the profession, without a consent nothing goes, and with one it may."""
    (line,) = missing(service, (), Ground.CONSENT, recipient)
    assert line.startswith("a consent to rest on")
    assert not missing(service, (AGREES,), Ground.CONSENT, recipient)


@pytest.mark.parametrize(
    "ground",
    [
        None,
        *(ground for ground in Ground if ground not in {*WITHOUT_CONSENT, Ground.CONSENT}),
        Ground.PUBLIC_INTEREST,
    ],
)
@pytest.mark.parametrize("consents", [(), (AGREES,)], ids=["no consent", "consent"])
@pytest.mark.parametrize("service", SERVICES)
def test_no_other_ground_gets_round_consent(
    service: str, consents: tuple[ConsentState, ...], ground: Ground | None
) -> None:
    """CUM-2.2, BNS-2, HIL-1: but for a duty of law or a child at risk, no ground carries it to a professional."""
    lines = missing(service, consents, ground, "head teacher", decided_for=frozenset({"head teacher"}))
    wrong = {
        "a ground from the service's list",
        f"a ground that fits a {Kind.THIRD_PARTY.words}: '{ground}' does not",
        f"a ground that the service knows: '{ground}' is not on its list",
    }
    assert len(wrong & set(lines)) == 1, "it is held back by its ground, whatever else is done"


@pytest.mark.parametrize("recipient", PROFESSIONALS)
@pytest.mark.parametrize("service", SERVICES)
def test_a_duty_of_law_or_a_child_at_risk_needs_no_consent(service: str, recipient: str) -> None:
    """CUM-2.4, BNS-3, HIL-5: with the law that is named, or a person's decision for that recipient, and only so."""
    refused = (replace(AGREES, answer=Answer.REFUSED),)
    for consents in ((), refused):
        assert missing(service, consents, Ground.REQUIRED_BY_LAW, recipient) == []
        (line,) = missing(service, consents, Ground.REQUIRED_BY_LAW, recipient, power=False)
        assert line.startswith("the power on which the requester relies")
        decided = frozenset({recipient})
        assert missing(service, consents, Ground.SAFEGUARDING, recipient, decided_for=decided) == []
        for other in (frozenset[str](), frozenset({"police officer"})):
            (line,) = missing(service, consents, Ground.SAFEGUARDING, recipient, decided_for=other)
            assert line.startswith("a safeguarding decision, by a named person")
