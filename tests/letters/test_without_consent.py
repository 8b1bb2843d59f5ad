"""The letters of a disclosure that nobody's consent carries: what they say, and what they never say."""

import re
from typing import Any

import pytest

from letters import LettersError
from letters.render import render
from tests.letters.cases import COUNCIL, DUTY, HELD_BACK, PUBLIC, RISK, facts
from tests.letters.made_up_services import SERVICES

OUTSIDE: dict[str, Any] = {"kind": "third_party", "recipient": COUNCIL}


def said(letter: str, service: str = "derby", /, **changed: Any) -> str:
    """The text of a letter, its lines run together."""
    return " ".join(render(letter, facts(service, **changed)).text.split())


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize("basis", [DUTY, RISK, PUBLIC])
def test_nothing_is_said_of_consent(service: str, basis: dict[str, Any]) -> None:
    """CUM-2.4, BNS-3: whether the person was asked, and what they said, is not the recipient's business."""
    text = said("disclosure_without_consent", service, **OUTSIDE, basis=basis)
    assert not re.search(r"consent|agree|permission|refus", text, re.IGNORECASE)
    assert basis["law"] in text
    assert "one purpose: answering a claim for judicial review." in text
    assert "Keep it secure" in text
    assert "We send nothing beyond this list." in text


@pytest.mark.parametrize(
    ("basis", "only"),
    [
        (DUTY, "the law requires it. You named this law: an information notice under section 142"),
        (RISK, "it is needed to protect a child, or an adult at risk, from harm"),
        (PUBLIC, "there is a strong public interest in it"),
    ],
)
def test_each_ground_says_why_and_no_other_ground_says_it(basis: dict[str, Any], only: str) -> None:
    """CUM-2.4, DER-7, BWD-1: exactly one ground, told truly."""
    for other in (DUTY, RISK, PUBLIC):
        text = said("disclosure_without_consent", **OUTSIDE, basis=other)
        assert (only in text) is (other is basis)


def test_what_is_withheld_is_not_listed() -> None:
    """UK GDPR Art 5(1)(c), HIL-6: the list is of what goes; it says that silence on the rest says nothing."""
    text = said("disclosure_without_consent", **OUTSIDE, basis=RISK, schedule=HELD_BACK)
    assert "Letter of advice from a solicitor" not in text
    assert "says neither that we hold it nor that we do not" in text


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"basis": None}, "basis is missing"),
        ({"basis": {**DUTY, "power": None}}, "names the law"),
        ({"basis": {**DUTY, "ground": "consent"}}, "wrong shape"),
        ({"basis": RISK, "schedule": HELD_BACK[2:]}, "releases no document"),
        ({"basis": RISK, "kind": "sar"}, "does not answer"),
    ],
)
def test_a_letter_without_its_ground_is_not_written(changed: dict[str, Any], why: str) -> None:
    """BWD-1, CUM-2.4: no ground, no law, nothing that goes, or another kind: no letter."""
    with pytest.raises(LettersError, match=why):
        render("disclosure_without_consent", facts(**{**OUTSIDE, **changed}))


@pytest.mark.parametrize(
    ("basis", "says"),
    [
        (DUTY, "The law made us, and your agreement was not needed."),
        (RISK, "We believed that somebody could be at risk of harm."),
        (PUBLIC, "It weighed more than our promise to keep it to ourselves"),
    ],
)
def test_the_familys_copy_says_truly_why_it_went(basis: dict[str, Any], says: str) -> None:
    """BWD-10, CUM-0, UK GDPR Art 5(1)(a): never that they agreed, and never what they could still take back."""
    text = said("copy_to_service_user", kind="third_party", basis=basis)
    assert says in text
    assert "agreed" not in text
    assert "take back" not in text


def test_the_familys_copy_of_a_duty_names_the_law() -> None:
    """CUM-2.4: the family can look the law up and ask whether it reaches so far."""
    assert "section 142 of the Data Protection Act 2018" in said(
        "copy_to_service_user", kind="third_party", basis=DUTY
    )
    with pytest.raises(LettersError, match="names the law"):
        render("copy_to_service_user", facts(kind="third_party", basis={**DUTY, "power": None}))


@pytest.mark.parametrize(
    ("basis", "compulsory", "says"),
    [
        (DUTY, True, "Yes. The law makes us, and we do not need your agreement."),
        (RISK, False, "we may send it without your agreement, because somebody could be at risk of harm"),
        (PUBLIC, False, "we may send it without your agreement, because there is a strong public interest in it"),
        (None, False, "and we ask you first"),
    ],
)
def test_the_person_is_told_truly_whether_they_are_asked(
    basis: dict[str, Any] | None, compulsory: bool, says: str
) -> None:
    """CUM-0: who is told of what goes anyway is not told that they are asked first."""
    text = said("notify_service_user", kind="third_party", basis=basis, compulsory=compulsory, enclosures=[])
    assert says in text
    assert ("we ask you first" in text) is (basis is None)
    assert ("agree, to all of it or to part of it" in text) is (basis is None)
