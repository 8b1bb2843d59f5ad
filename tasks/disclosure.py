"""Disclosure: the answer is prepared, with its outcome, its ground and the schedule of documents."""

from collections.abc import Sequence
from datetime import date, datetime

from models import queries
from models.db import transaction
from models.disclosure import Disclosure, ScheduleItem
from models.moment import day_of
from models.queries import id_of
from rules import disclosure
from rules.disclosure import Item
from rules.grounds import GROUNDS_FOR, Ground
from rules.letter import Outcome, response
from rules.lifecycle import MoveRefused, State
from rules.refusal import Refusal
from tasks import policies


class DisclosureRefused(Refusal):
    """The answer cannot be prepared so; names the clause or the provision."""


def prepare(
    reference: str,
    outcome: Outcome,
    *,
    by: str,
    at: datetime,
    ground: Ground | None = None,
    schedule: Sequence[Item] = (),
    purpose: str | None = None,
    recipient_role: str | None = None,
    told_on: date | None = None,
    not_told_because: str | None = None,
) -> str:
    """Record what is to go and on what ground; returns the digest that approvals are of.

    Preparing it anew takes the place of what was prepared, and voids every approval of it.

    Raises:
        DisclosureRefused: a ground that the service does not know or that does not fit the request.
        rules.letter.NoSuchAnswer, rules.lifecycle.MoveRefused
    """
    with transaction(by, at) as tx:
        request = tx.request(reference)
        policy = policies.of(request.service)
        kinds = [part.kind for part in queries.parts(tx.session, request)]
        if request.state not in {State.OPEN, State.PREPARED}:
            raise MoveRefused(f"The answer to a request that is {request.state} cannot be prepared now.")
        for kind in kinds:
            response(kind, outcome)
        if outcome is Outcome.DISCLOSED:
            known = policy.settings.grounds
            if ground is None or ground not in known.value:
                raise DisclosureRefused(
                    "A disclosure names one ground from the service's list "
                    f"({', '.join(known.value)}): {', '.join(known.cites)}."
                )
            if not any(ground in GROUNDS_FOR[kind] for kind in kinds):
                raise DisclosureRefused(f"The ground '{ground}' does not fit a {kinds[0].words} (BWD-1).")
            if not schedule:
                raise DisclosureRefused("A disclosure has a schedule of what goes (UK GDPR Art 5(1)(c)).")
        elif schedule or ground:
            raise DisclosureRefused(f"An answer of '{outcome}' discloses nothing: give no ground and no schedule.")
        made = disclosure.digest(outcome, ground, recipient_role, purpose, schedule)
        old = queries.disclosure(tx.session, request)
        if old:
            row = old[0]
            for line in queries.schedule_items(tx.session, row):
                tx.session.delete(line)
            tx.session.flush()
        else:
            row = Disclosure(
                request_id=id_of(request), outcome=outcome, prepared_by=by, prepared_on=day_of(at), digest=made
            )
        row.outcome, row.ground, row.purpose, row.recipient_role = outcome, ground, purpose, recipient_role
        row.told_on, row.not_told_because = told_on, not_told_because
        row.prepared_by, row.prepared_on, row.digest = by, day_of(at), made
        row.released_by = row.send_by = None
        tx.session.add(row)
        tx.session.flush()
        assert row.id is not None
        for number, item in enumerate(schedule, 1):
            tx.session.add(
                ScheduleItem(
                    disclosure_id=row.id,
                    number=number,
                    description=item.description,
                    dated=item.dated,
                    decision=item.decision,
                    exemption=item.exemption,
                    reason=item.reason,
                )
            )
        facts = {"outcome": outcome.value, "ground": ground.value if ground else None, "digest": made}
        facts |= {"documents": str(len(schedule)), "told": told_on.isoformat() if told_on else None}
        if request.state is State.OPEN:
            tx.move(request, State.PREPARED, **facts)
        else:
            tx.record("answer.changed", request, **facts)
        return made


def reopen(reference: str, because: str, *, by: str, at: datetime) -> None:
    """Take a prepared answer back; its approvals no longer count once it is prepared anew."""
    with transaction(by, at) as tx:
        request = tx.request(reference)
        tx.move(request, State.OPEN, reason_given=bool(because.strip()))
