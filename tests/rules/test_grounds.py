"""The grounds on which information may leave, and which request each can answer."""

import pytest

from rules.grounds import GROUNDS_FOR, WITHOUT_CONSENT, Ground
from rules.kinds import Kind
from rules.policy import load
from tests.rules.made_policies import SERVICES


@pytest.mark.parametrize(
    ("kind", "fits"),
    [
        (Kind.SAR, {Ground.OWN_RECORDS}),
        (Kind.FOI, {Ground.PUBLIC_INFORMATION}),
        (Kind.COURT_ORDER, {Ground.COURT_ORDER}),
        (Kind.LA_LEGAL, {Ground.CONSENT, *WITHOUT_CONSENT}),
        (Kind.THIRD_PARTY, {Ground.CONSENT, *WITHOUT_CONSENT}),
        (Kind.INSPECTION, {Ground.INSPECTION, Ground.CONSENT, Ground.REQUIRED_BY_LAW}),
        (Kind.ENQUIRY, set()),
    ],
)
def test_each_kind_has_its_own_grounds(kind: Kind, fits: set[Ground]) -> None:
    """BWD-1: a disclosure names one ground; an order's ground answers nothing but an order."""
    assert set(GROUNDS_FOR[kind]) == fits
    assert len(GROUNDS_FOR[kind]) == len(fits)


def test_consent_is_passed_over_on_three_grounds_only() -> None:
    """BWD-1: a duty of law, a child at risk, a strong public interest."""
    assert {Ground.REQUIRED_BY_LAW, Ground.SAFEGUARDING, Ground.PUBLIC_INTEREST} == WITHOUT_CONSENT


@pytest.mark.parametrize("slug", SERVICES)
def test_each_kind_can_be_answered_on_a_ground_of_the_service(slug: str) -> None:
    """HIL-7: no service's list leaves a kind of request without any ground on which it could be met."""
    listed = set(load(slug).settings.grounds.value)
    for kind in Kind:
        if kind is not Kind.ENQUIRY:
            assert listed & set(GROUNDS_FOR[kind]), kind
