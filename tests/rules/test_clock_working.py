"""The working of each clock, word for word: what a manager reads, a letter quotes and a regulator is shown."""

from datetime import date
from typing import Any

import pytest
import yaml

from rules.clock import ClockRefused, Due, Promise, Recorded, Wait
from rules.kinds import FollowUp, Kind
from tests.rules.calendars import due
from tests.rules.gov_uk_list import DATA

# Each as a person would check it: the sentences in their order, the provisions, the days to keep an eye on.
EXPECTED: dict[str, dict[str, Any]] = yaml.safe_load((DATA / "workings.yaml").read_text("utf-8"))
REFUSALS: dict[str, str] = yaml.safe_load((DATA / "refusals.yaml").read_text("utf-8"))

NONE = Promise()
TWENTY = Promise(20, ("DER-5",))
CHARITY = Promise(20, ("BWD-14",), is_public_authority=False)
FIVE_DAYS = Promise(days=5, cites=("BNS-9",))

OCTOBER = date(2026, 10, 1)  # a Thursday
NOVEMBER = date(2026, 11, 20)  # a Friday, before Scotland's holiday of 30 November
TO_CHRISTMAS = date(2026, 11, 25)  # a month and thirty days from Christmas Day
DECEMBER = date(2026, 12, 2)  # twenty working days lead over Christmas and the New Year
OLD_LAW = date(2026, 2, 4)


def october(asked: int, answered: int | None = None) -> Wait:
    """Something asked in October 2026 and, unless it is open, answered there."""
    return Wait(date(2026, 10, asked), None if answered is None else date(2026, 10, answered))


CASES: dict[str, tuple[Recorded, Promise]] = {
    "SAR, a month that ends at Christmas, with a target": (Recorded(Kind.SAR, TO_CHRISTMAS), TWENTY),
    "SAR, a month that ends on a working day": (Recorded(Kind.SAR, date(2026, 11, 2)), NONE),
    "SAR extended, after identity, fee and two questions": (
        Recorded(
            Kind.SAR,
            OCTOBER,
            identity=october(2, 5),
            fee=october(2, 6),
            clarifications=(october(7, 8), october(20, 20)),
            extended=True,
        ),
        TWENTY,
    ),
    "SAR with a question answered": (Recorded(Kind.SAR, OCTOBER, clarifications=(october(7, 8),)), NONE),
    "SAR, identity shown on the day of receipt": (Recorded(Kind.SAR, OCTOBER, identity=october(1, 1)), NONE),
    "SAR that waits for identity": (Recorded(Kind.SAR, OCTOBER, identity=october(2)), NONE),
    "SAR that waits for the fee": (Recorded(Kind.SAR, OCTOBER, fee=october(2)), NONE),
    "SAR with a question open": (Recorded(Kind.SAR, OCTOBER, clarifications=(october(7),)), NONE),
    "SAR of the old law with questions": (
        Recorded(
            Kind.SAR,
            OLD_LAW,
            clarifications=(Wait(date(2026, 2, 6), date(2026, 2, 9)), Wait(date(2026, 2, 10))),
        ),
        NONE,
    ),
    "FOI over a Scottish holiday, with a target": (Recorded(Kind.FOI, NOVEMBER), TWENTY),
    "FOI over Christmas": (Recorded(Kind.FOI, DECEMBER), NONE),
    "FOI extended, after a question and a fee": (
        Recorded(Kind.FOI, OCTOBER, clarifications=(october(5, 6),), fee=october(7, 8), extended=True),
        NONE,
    ),
    "FOI extended, as told in time, after a fee of one day": (
        Recorded(Kind.FOI, OCTOBER, fee=october(8, 8), extended=True, extended_on=date(2026, 10, 29)),
        NONE,
    ),
    "FOI, a fee paid at a weekend": (Recorded(Kind.FOI, OCTOBER, fee=october(10, 11)), NONE),
    "FOI, a question answered on the day of receipt": (
        Recorded(Kind.FOI, OCTOBER, clarifications=(october(1, 1),)),
        NONE,
    ),
    "FOI that waits for the fee": (Recorded(Kind.FOI, OCTOBER, fee=october(7)), NONE),
    "FOI with a question open": (Recorded(Kind.FOI, OCTOBER, clarifications=(october(5),)), NONE),
    "FOI to a charity": (Recorded(Kind.FOI, NOVEMBER), CHARITY),
    "FOI to a charity, with a question open": (
        Recorded(Kind.FOI, OCTOBER, clarifications=(october(5),)),
        CHARITY,
    ),
    "an order": (Recorded(Kind.COURT_ORDER, OCTOBER, required_by=date(2026, 11, 28)), NONE),
    "an order without a date": (Recorded(Kind.COURT_ORDER, OCTOBER), NONE),
    "an order that came after its date": (Recorded(Kind.COURT_ORDER, OCTOBER, required_by=date(2026, 9, 28)), NONE),
    "an order for the day on which it came": (Recorded(Kind.COURT_ORDER, OCTOBER, required_by=OCTOBER), NONE),
    "a legal request for the day on which it came": (Recorded(Kind.LA_LEGAL, OCTOBER, required_by=OCTOBER), TWENTY),
    "an order of a later year": (Recorded(Kind.COURT_ORDER, OCTOBER, required_by=date(2029, 3, 1)), NONE),
    "a legal request that came after its day": (
        Recorded(Kind.LA_LEGAL, OCTOBER, required_by=date(2026, 9, 30)),
        TWENTY,
    ),
    "SAR with a question and a target": (Recorded(Kind.SAR, OCTOBER, clarifications=(october(5, 7),)), TWENTY),
    "SAR with a question of one day and a target": (
        Recorded(Kind.SAR, OCTOBER, clarifications=(october(5, 5),)),
        TWENTY,
    ),
    "SAR, evidence asked for twice, open": (
        Recorded(Kind.SAR, OCTOBER, identity=october(20), identity_before=(october(6, 6),)),
        NONE,
    ),
    "SAR extended, and when we said so": (
        Recorded(Kind.SAR, OCTOBER, extended=True, extended_on=date(2026, 10, 20)),
        NONE,
    ),
    "FOI with a question and a fee open": (
        Recorded(Kind.FOI, OCTOBER, clarifications=(october(6),), fee=october(5)),
        NONE,
    ),
    "a legal request that names a day": (
        Recorded(Kind.LA_LEGAL, DECEMBER, required_by=date(2026, 12, 10)),
        TWENTY,
    ),
    "a complaint, with a target": (Recorded(FollowUp.COMPLAINT, TO_CHRISTMAS), FIVE_DAYS),
    "a review": (Recorded(FollowUp.INTERNAL_REVIEW, NOVEMBER), NONE),
    "a complex review": (Recorded(FollowUp.INTERNAL_REVIEW, OCTOBER, extended=True), NONE),
    "an enquiry beyond the published years": (Recorded(Kind.ENQUIRY, date(2028, 12, 20)), TWENTY),
}


def shown(found: Due) -> dict[str, Any]:
    """A result as the file of the expected ones has it."""
    return {
        "because": list(found.because),
        "cites": list(found.cites),
        "alerts": [f"{alert.on.isoformat()}: {alert.says} ({alert.cite})" for alert in found.alerts],
    }


@pytest.mark.parametrize("name", CASES)
def test_the_working_says_step_by_step_how_a_date_came_about(name: str) -> None:
    """FOIA 2000 s.17(1), UK GDPR Art 12A(4) and good practice: who is given a date is told how it was counted."""
    assert shown(due(*CASES[name])) == EXPECTED[name]


REFUSED: dict[str, tuple[Recorded, Promise]] = {
    "an extension before receipt": (
        Recorded(Kind.SAR, OCTOBER, extended=True, extended_on=date(2026, 9, 30)),
        NONE,
    ),
    "the day of an extension that is none": (Recorded(Kind.SAR, OCTOBER, extended_on=date(2026, 10, 2)), NONE),
    "a question before receipt": (Recorded(Kind.SAR, OCTOBER, clarifications=(Wait(date(2026, 9, 30)),)), NONE),
    "a second question before receipt": (
        Recorded(Kind.FOI, OCTOBER, clarifications=(october(6), Wait(date(2026, 9, 30)))),
        NONE,
    ),
    "SAR, a fee before receipt": (Recorded(Kind.SAR, OCTOBER, fee=Wait(date(2026, 9, 30))), NONE),
    "an answer before its question": (Recorded(Kind.FOI, OCTOBER, clarifications=(october(5, 2),)), NONE),
    "an order extended": (Recorded(Kind.COURT_ORDER, OCTOBER, extended=True), NONE),
    "an enquiry with a fee": (Recorded(Kind.ENQUIRY, OCTOBER, fee=october(5)), NONE),
    "SAR, a question after the month": (
        Recorded(Kind.SAR, OCTOBER, clarifications=(Wait(date(2026, 11, 3)),)),
        NONE,
    ),
    "SAR, evidence asked for after the month": (
        Recorded(Kind.SAR, OCTOBER, identity=Wait(date(2026, 11, 3))),
        NONE,
    ),
    "SAR, a fee asked for after the month": (Recorded(Kind.SAR, OCTOBER, fee=Wait(date(2026, 11, 3))), NONE),
    "SAR, an extension after the month": (
        Recorded(Kind.SAR, OCTOBER, extended=True, extended_on=date(2026, 11, 3)),
        NONE,
    ),
    "FOI with evidence of identity": (Recorded(Kind.FOI, OCTOBER, identity=october(5)), NONE),
    "FOI, a fee after its three months": (
        Recorded(Kind.FOI, OCTOBER, fee=Wait(date(2026, 10, 5), date(2027, 1, 5))),
        NONE,
    ),
    "FOI, a fees notice after the twenty": (Recorded(Kind.FOI, OCTOBER, fee=october(30)), NONE),
    "FOI, a question after the twenty": (Recorded(Kind.FOI, OCTOBER, clarifications=(october(30),)), NONE),
    "FOI, an extension after the twenty": (
        Recorded(Kind.FOI, OCTOBER, extended=True, extended_on=date(2026, 10, 30)),
        NONE,
    ),
    "FOI to a charity, with evidence of identity": (Recorded(Kind.FOI, OCTOBER, identity=october(5)), CHARITY),
    "FOI to a charity, extended": (Recorded(Kind.FOI, OCTOBER, extended=True), CHARITY),
    "a complaint extended": (Recorded(FollowUp.COMPLAINT, TO_CHRISTMAS, extended=True), NONE),
    "a review by a charity": (Recorded(FollowUp.INTERNAL_REVIEW, OCTOBER), CHARITY),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_refusal_says_what_is_wrong_and_which_provision_is_in_the_way(name: str) -> None:
    """FOIA 2000 s.10 and UK GDPR Art 12A: what cannot be true is refused in words that a person can act on."""
    with pytest.raises(ClockRefused) as refused:
        due(*REFUSED[name])
    assert str(refused.value) == REFUSALS[name]
