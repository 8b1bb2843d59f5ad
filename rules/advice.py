"""Whose advice is taken before an in-house service turns its council down, or keeps back what an order reaches."""

from collections.abc import Iterator
from enum import StrEnum

from rules.kinds import Kind
from rules.letter import Outcome
from rules.missing import Missing


class Adviser(StrEnum):
    """Who advises. The council's own legal team acts for the council and is no independent lawyer here."""

    DATA_PROTECTION_OFFICER = "data_protection_officer"
    INDEPENDENT_LAWYER = "independent_lawyer"


ADVISED_BY = "the data protection officer or an independent lawyer"
# One controller asks itself: its data protection officer is involved (UK GDPR Art 38(1)), and the council's duties
# of disclosure in proceedings may reach the files. A charity is another controller, and may say no by itself.
_CITES = ("UK GDPR Art 38(1)", "SEND Code 2.8")


def missing(kind: Kind, outcome: Outcome, host: str, advised: bool) -> Iterator[Missing]:
    """What is missing before an in-house service does not give what a council's lawyers ask for.

    It is asked for whether or not the person is known to the service, so it tells nobody which it is (HIL-6).
    """
    turned_down = kind is Kind.LA_LEGAL and outcome in {Outcome.NEITHER_CONFIRMED_NOR_DENIED, Outcome.CONSENT_REFUSED}
    if turned_down and host == "in_house" and not advised:
        yield Missing(f"advice of {ADVISED_BY} before the council is not given what it asks for", "a manager", _CITES)
