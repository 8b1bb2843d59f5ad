"""Advice: that it was taken, of whom and when. What it says stays with whoever gave it."""

from datetime import date, datetime

from models.advice import Advice
from models.db import transaction
from models.moment import day_of
from models.queries import id_of
from rules.advice import Adviser
from rules.refusal import Refusal
from rules.working_days import written


class AdviceRefused(Refusal):
    """The advice cannot be recorded so; says why."""


def record(reference: str, of: Adviser, *, on: date, by: str, at: datetime) -> None:
    """Record that somebody advised on a request.

    Raises:
        AdviceRefused: the request has ended, or the day lies before it or in the future. The refusal is recorded.
    """
    with transaction(by, at, trying="advice") as tx:
        request = tx.request(reference)
        if not request.state.is_open:
            raise AdviceRefused(f"{reference} is {request.state}: advice changes nothing about it any more.")
        if not request.received_on <= on <= day_of(at):
            raise AdviceRefused(
                f"The advice was given between {written(request.received_on)}, when the request came, and today; "
                "check the day."
            )
        tx.session.add(Advice(request_id=id_of(request), of=of, on=on, recorded_by=by))
        tx.record("advice.recorded", request, of=of.value, on=on.isoformat())
