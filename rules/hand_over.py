"""Handing a request for one's own records to the data protection team, in confidence, as far as needed (BNS-12)."""

from collections.abc import Collection

from rules.kinds import Kind
from rules.missing import Missing
from rules.policy import Policy
from rules.refusal import Refusal


class HandOverRefused(Refusal):
    """The request cannot be handed over, or back; says why, with the clause."""


def check(kinds: Collection[Kind], policy: Policy) -> None:
    """Whether a request of these kinds may be handed to a data protection team at all.

    Raises:
        HandOverRefused: the service's policy names none, or nobody asks for their own records.
    """
    setting = policy.settings.data_protection_team
    if not setting.value:
        raise HandOverRefused(
            "This service's policy does not share a request with a data protection team: "
            f"nothing is handed over ({', '.join(setting.cites)})."
        )
    if Kind.SAR not in kinds:
        raise HandOverRefused(
            "Only a request for one's own records may be shared with the data protection team "
            f"({', '.join(setting.cites)})."
        )


def out(policy: Policy) -> Missing:
    """What is missing while the request is with the team."""
    cites = policy.settings.data_protection_team.cites
    return Missing("the data protection team to hand it back", "the data protection team", cites)
