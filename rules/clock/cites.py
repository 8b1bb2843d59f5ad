"""The provision under which an event moves a clock: what a working rests on and a refusal names."""

from datetime import date

from rules.kinds import FollowUp, Kind
from rules.law import provision

NO_OTHER = "only UK GDPR Art 12A and FOIA 2000 s.10 have"


def of_clarification(kind: Kind | FollowUp, received: date) -> str:
    """Of a question to the requester and its answer."""
    return provision("sar.clarification", received).cite if kind is Kind.SAR else "FOIA 2000 s.1(3)"


def of_identity(received: date) -> str:
    """Of evidence of identity, which only subject access knows."""
    return provision("sar.identity_starts", received).cite


def of_fee(kind: Kind | FollowUp, received: date) -> str:
    """Of a fees notice and its fee."""
    return provision("sar.fee_starts", received).cite if kind is Kind.SAR else "FOIA 2000 s.9 and s.10(2)"


def of_extension(kind: Kind | FollowUp, received: date) -> str:
    """Of more time, and of the notice that says so."""
    return provision("sar.extended" if kind is Kind.SAR else "foi.public_interest", received).cite
