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


def missing(service: str, consents: tuple[ConsentState, ...], ground: Ground | None, recipient: str) -> bool:
    """Whether anything is missing before an approved answer goes to a recipient in that role."""
    policy = POLICIES[service]
    answer = replace(
        EXTRACT, kind=Kind.THIRD_PARTY, outcome=Outcome.DISCLOSED, ground=ground, recipient_role=recipient
    )
    roles = policy.settings.approvers[Kind.THIRD_PARTY].value
    facts = replace(
        COMPLETE,
        kinds=(Kind.THIRD_PARTY,),
        consents=consents,
        prepared=(answer,),
        approvals=tuple(Given(role, f"approver.{number}", DIGEST) for number, role in enumerate(roles)),
    )
    return bool(before_answer(facts, policy, TODAY))


@pytest.mark.parametrize("recorded", RECORDED)
@pytest.mark.parametrize("service", SERVICES)
def test_information_goes_to_a_professional_only_with_consent(service: str, recorded: str) -> None:
    """CUM-2.2, BNS-2, HIL-1: on the ground of consent it goes where a consent to just that holds, else not."""
    consents, enough = RECORDED[recorded]
    assert missing(service, consents, Ground.CONSENT, "head teacher") is not enough


@pytest.mark.parametrize("recipient", PROFESSIONALS)
@pytest.mark.parametrize("service", SERVICES)
def test_no_professional_is_excepted(service: str, recipient: str) -> None:
    """CUM-2.2, BNS-2, HIL-1: whatever the profession, without a consent nothing goes, and with one it may."""
    assert missing(service, (), Ground.CONSENT, recipient)
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
    assert missing(service, consents, ground, "head teacher")
