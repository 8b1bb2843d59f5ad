"""How a letter tells of dates and ends: the day after an extension, the last day for a fee, how a request ended."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlmodel import Session

from models import answering, queries
from models.request import Request
from rules import clock
from rules.clock import Wait
from rules.clock.events import Event, Happened, recorded, standing
from rules.clock.fee import last_day_to_pay
from rules.exemptions import ExemptionRefused, qualified
from rules.kinds import Kind
from rules.law import provision
from rules.occasions import BY_HAND
from rules.policy import Policy
from rules.schedule import Decision, Item
from tasks import holidays, policies


def new_due(session: Session, request: Request, name: str, kind: Kind, policy: Policy, today: date) -> date | None:
    """The date to keep once the requester was told today that the time is extended; None for any other letter.

    Raises:
        rules.clock.ClockRefused: it cannot be extended any more, or once more; names the provision.
    """
    occasion = BY_HAND.get(name)
    if occasion is None or occasion.records is not Happened.EXTENDED:
        return None
    calendars = holidays.in_force()
    if kind is Kind.FOI and not policy.is_public_authority:
        # Nothing of the Act extends the time of a charity (s.3(1); BWD-14): it aims at a council's last day.
        longest = provision("foi.public_interest", request.received_on).value
        return calendars.united_kingdom.nth_after(request.received_on, longest)
    events = queries.clock_events(session, request)
    told = Event(max((event.number for event in events), default=0) + 1, Happened.EXTENDED, today, kind)
    extended = any(event.what is Happened.EXTENDED and event.kind in {None, kind} for event in standing(events))
    found = clock.due(
        recorded(kind, request.received_on, events if extended else (*events, told)),
        policies.promise(kind, policy),
        calendars,
    )
    return found.statutory or found.due


def pay_by(name: str, request: Request, today: date) -> date | None:
    """The last day on which a fee can be paid that is asked for today (FOIA 2000 s.9(2))."""
    return last_day_to_pay(Wait(today), request.received_on) if name == "fees_notice" else None


def limit(received: date) -> dict[str, int]:
    """The appropriate limit of FOIA 2000 s.12, with its hours and the rate at which they are counted."""
    pounds, rate = (provision(name, received).value for name in ("foi.limit", "foi.limit_rate"))
    return {"pounds": pounds, "hours": pounds // rate, "rate": rate}


def answered(session: Session, request: Request, kinds: Sequence[Kind]) -> tuple[date | None, str | None]:
    """When the parts were answered, and how they ended, in words; (None, None) while they are not."""
    outcomes = {one.kind: one.outcome for one in answering.answers(session, request) if one.kind in kinds}
    if request.state.is_open or not outcomes:
        return None, None
    sent = [row.sent_on for row in queries.letters(session, request) if row.is_answer and row.sent_on]
    told = [
        f"{outcome.words} ({kind.words})." if len(outcomes) > 1 else f"{outcome.words}."
        for kind, outcome in outcomes.items()
    ]
    return max(sent, default=request.earlier_answered_on or request.closed_on), " ".join(told)


def refused(schedule: Sequence[Item]) -> list[dict[str, Any]]:
    """What is held back, by exemption, each once with its reasons: FOIA 2000 s.17(1)(b), (c); UK GDPR Art 12(4)."""
    found: dict[str, dict[str, Any]] = {}
    for item in schedule:
        if item.decision is Decision.DISCLOSE or not item.exemption:
            continue
        one = found.setdefault(item.exemption, {"exemption": item.exemption, "why": [], "public_interest": None})
        if item.reason and item.reason not in one["why"]:
            one["why"].append(item.reason)
        one["public_interest"] = public_interest(item) or one["public_interest"]
    return [{**one, "why": " ".join(f"{why.rstrip('.')}." for why in one["why"])} for one in found.values()]


def public_interest(item: Item) -> str | None:
    """Why the public interest does not outweigh a qualified exemption: FOIA 2000 s.17(3)(b).

    How another exemption was weighed tells about others, and stays here.
    """
    try:
        return item.weighed[-1] if item.exemption and qualified(item.exemption) and item.weighed else None
    except ExemptionRefused:
        return None
