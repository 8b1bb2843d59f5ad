"""Hand-over: a request for one's own records goes to the data protection team and comes back (BNS-12)."""

from collections.abc import Sequence
from datetime import date, datetime

from models import handed_over, queries
from models.db import Transaction, transaction
from models.hand_over import HandOver
from models.moment import day_of
from models.queries import id_of
from models.request import Request
from rules import hand_over as rule
from rules.deed import Deed
from rules.hand_over import HandOverRefused
from rules.typed import needed
from tasks import policies


def hand_over(
    reference: str, team: str, saw: Sequence[str], *, by: str, at: datetime, on: date | None = None
) -> None:
    """Hand the request to the team: who, when, and what they are shown. Until it is back no answer goes.

    Raises:
        rules.hand_over.HandOverRefused: the policy names no such team, it is no request for one's own records,
            nothing is named that they are shown, or they have it already.
    """
    with transaction(by, at, trying="hand_over") as tx:
        request = tx.request(reference)
        policy = policies.of(request.service)
        rule.check([part.kind for part in queries.parts(tx.session, request)], policy)
        if not request.state.is_open:
            raise HandOverRefused(f"The request is {request.state}: nothing more is shared about it (BNS-12).")
        if handed_over.out(tx.session, request):
            raise HandOverRefused("The team has it already: it comes back first (BNS-12).", do=Deed.HANDED_BACK)
        day = _day(request.received_on, on, at)
        listed = _saw(saw)
        if not listed:
            raise HandOverRefused("Say what the team is shown, as little as it needs (BNS-12).", give=("saw",))
        tx.session.add(
            HandOver(
                request_id=id_of(request),
                team=needed(team, "team", 200),
                saw=listed,
                handed_on=day,
                handed_by=by,
            )
        )
        tx.record("hand_over.made", request, on=day.isoformat(), shown=len(listed))


def back(reference: str, saw: Sequence[str] = (), *, by: str, at: datetime, on: date | None = None) -> None:
    """The team has handed it back; what else they saw is added.

    Raises:
        rules.hand_over.HandOverRefused: it is not with them, or the day cannot be right.
    """
    with transaction(by, at, trying="hand_over") as tx:
        request = tx.request(reference)
        row = _out(tx, request)
        day = _day(row.handed_on, on, at)
        row.back_on, row.back_by, row.saw = day, by, [*row.saw, *_saw(saw)]
        tx.session.add(row)
        tx.record("hand_over.ended", request, on=day.isoformat(), shown=len(row.saw))


def _out(tx: Transaction, request: Request) -> HandOver:
    found = handed_over.out(tx.session, request)
    if found is None:
        raise HandOverRefused("The request is not with the data protection team (BNS-12).")
    return found


def _saw(saw: Sequence[str]) -> list[str]:
    return [needed(one, "paper that the team saw") for one in saw]


def _day(earliest: date, on: date | None, at: datetime) -> date:
    day = on or day_of(at)
    if not earliest <= day <= day_of(at):
        raise HandOverRefused("The day cannot be right: it lies before the request or the hand-over, or after today.")
    return day
