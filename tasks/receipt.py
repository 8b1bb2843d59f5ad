"""The day of receipt, where it was written down wrongly: every date rests on it, so it is corrected on record."""

from collections.abc import Iterator
from datetime import date

from models import powers, queries
from models.clock_event import ClockEvent
from models.db import Transaction
from models.moment import day_of
from models.person import Standing
from models.queries import id_of
from models.request import Request
from rules import letter
from rules.clock import look_by
from rules.clock.events import ENTERED, Happened, standing
from rules.deed import Deed
from rules.lifecycle import State
from rules.refusal import Refusal
from rules.working_days import written
from tasks import holidays, intake


class ReceiptRefused(Refusal):
    """The day of receipt cannot be corrected so; says what stands in the way."""


def correct(tx: Transaction, request: Request, received: date, because: str) -> tuple[str, ...]:
    """Correct the day of receipt, and all but the dates that follow from it; the caller derives those.

    What is to be asked is worked out again, because ages are taken on that day (CUM-3.2). Letters that
    have not gone quote the old day and are removed; an acknowledgement makes the request `classified` again,
    from where the flow `receive` writes it anew.

    Args:
        because: the reason, as it may stand in the audit log.

    Returns:
        The occasions of the letters removed.

    Raises:
        ReceiptRefused, tasks.intake.IntakeRefused: the day cannot be right, or the answer is prepared.
    """
    before, today = request.received_on, day_of(tx.at)
    if request.state is State.PREPARED:
        raise ReceiptRefused(
            "The answer is prepared already, and it names the day of receipt: take it back first; "
            "what was approved is then approved anew.",
            do=Deed.REOPEN,
        )
    if received == before:
        raise ReceiptRefused(f"It is recorded as received on {written(received)} already.")
    intake.check_received(received, today)
    logged = day_of(request.logged_at)
    if received > logged:
        raise ReceiptRefused(f"It was logged on {written(logged)}, so it had come by then: check the date received.")
    for what, day in _on_record(tx, request):
        if day < received:
            raise ReceiptRefused(f"{what} {written(day)}, before {written(received)}; check both dates.")
    order = queries.court_order(tx.session, request)
    if order and order.dated > received:
        raise ReceiptRefused(
            f"The order is dated {written(order.dated)}, after {written(received)}; check both dates."
        )
    subject = queries.people(tx.session, request).get(Standing.DATA_SUBJECT)
    if subject and subject.date_of_birth and subject.date_of_birth > received:
        raise ReceiptRefused("The birth date on record lies after that day; check both dates.")
    request.received_on = received
    request.look_by = look_by(received, holidays.in_force())
    tx.session.add(request)
    key = id_of(request)
    tx.session.add(ClockEvent(request_id=key, what=Happened.RECEIVED, on=received, at=tx.at, by=tx.actor))
    state, removed = request.state, _remove_drafts(tx, request)
    tx.record(
        "request.receipt_corrected",
        request,
        before=before.isoformat(),
        received=received.isoformat(),
        because=because,
        letters=list(removed),
        **{"from": state.value, "to": request.state.value},
    )
    if state is State.OPEN:
        from tasks import consents  # here, because Prefect comes with it and no other change of a clock needs it

        consents.set_questions(tx, request, today)
    return removed


def _on_record(tx: Transaction, request: Request) -> Iterator[tuple[str, date]]:
    """What cannot have happened before the request came, and its day."""
    session = tx.session
    for event in standing(queries.clock_events(session, request)):
        if event.what in ENTERED:
            yield f"'{event.what.words.capitalize()}' is recorded for", event.on
    for consent in queries.consents(session, request):
        for day in (consent.answered_on, consent.withdrawn_on):
            if day:
                yield "The answer to what we asked is recorded for", day
    for answer in queries.disclosures(session, request):
        if answer.told_on:
            yield "The person was told on", answer.told_on
    for advice in powers.advice(session, request):
        yield "Advice about it was given on", advice.on
    for decision in powers.safeguarding_decisions(session, request):
        yield "A safeguarding decision about it was taken on", decision.on
    for paper in queries.letters(session, request):
        if paper.sent_on:
            yield "A letter about it went on", paper.sent_on


def _remove_drafts(tx: Transaction, request: Request) -> tuple[str, ...]:
    """Remove the letters that have not gone. The holding answer names no day and stays (HIL-6)."""
    drafts = [
        row
        for row in queries.letters(tx.session, request)
        if row.sent_on is None and row.name != letter.HOLDING_ANSWER
    ]
    acknowledges = set(letter.ACKNOWLEDGEMENTS.values())
    for row in drafts:
        tx.session.delete(row)
    if request.state is State.OPEN and any(row.name in acknowledges for row in drafts):
        request.state = State.CLASSIFIED  # the move of a corrected kind; its event is that of the correction
    tx.session.flush()
    return tuple(row.occasion for row in drafts)
