"""Refusing: what a refusal rests on before it may go, and what it may list."""

from collections.abc import Collection, Iterator, Sequence

from rules.consents import DISCLOSURE, Answer
from rules.kinds import Kind
from rules.ledger import ConsentState
from rules.letter import Outcome
from rules.missing import Missing
from rules.refusal import Refusal
from rules.schedule import Decision, Item


class RefusingRefused(Refusal):
    """The request cannot be refused so; names the provision."""


def check_listed(kind: Kind, outcome: Outcome, schedule: Sequence[Item], *, unfounded: bool) -> None:
    """Refuse a refusal that lists what it gives, or that rests on nothing.

    Args:
        unfounded: it is said to be manifestly unfounded or excessive, which rests on the request and on no document.

    Raises:
        RefusingRefused: names the provision.
    """
    if outcome is not Outcome.REFUSED:
        return
    if any(item.decision is not Decision.WITHHOLD for item in schedule):
        raise RefusingRefused(
            "A refusal gives nothing, and the schedule lists a document that goes: choose the outcome 'disclosed'."
        )
    if unfounded and schedule:
        raise RefusingRefused(
            "A request that is manifestly unfounded or excessive is refused as it stands (UK GDPR Art 12(5)): "
            "give no schedule, or refuse under the exemptions that the schedule names."
        )
    if not schedule and not unfounded:
        cite = "FOIA 2000 s.17(1)" if kind is Kind.FOI else "UK GDPR Art 12(4)"
        raise RefusingRefused(
            f"A refusal says of each document under which exemption it is kept back, and why ({cite}): "
            "give the schedule.",
            give=("schedule",),
        )


def missing(outcome: Outcome, consents: Collection[ConsentState]) -> Iterator[Missing]:
    """What a refusal to somebody outside still lacks."""
    if outcome is not Outcome.CONSENT_REFUSED:
        return
    asked = [one for one in consents if one.whom in DISCLOSURE]  # an authority, or a child's word, is another matter
    if not any(one.withdrawn or one.answer is Answer.REFUSED for one in asked):
        # Said of somebody who was never asked it would be untrue, and of a stranger it would tell that they are none.
        what = "a refusal on record of somebody who was asked: without one the holding answer stands"
        yield Missing(what, "an officer", ("HIL-6", "UK GDPR Art 5(1)(a)"))
