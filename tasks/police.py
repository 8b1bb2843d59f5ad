"""The police: what they say in writing of their request. Until then nobody is asked and nobody is told."""

from datetime import datetime

from models import queries
from models.db import transaction
from models.moment import day_of
from models.person import Standing
from models.police_request import PoliceRequest
from models.queries import id_of
from rules import police
from rules.deed import Deed
from rules.refusal import Refusal
from rules.typed import needed
from tasks import consents


class PoliceRefused(Refusal):
    """What the police say cannot be recorded so; says why."""


def record(
    reference: str,
    *,
    on_form: bool,
    purpose: str,
    necessity: str,
    telling_prejudices: bool,
    by: str,
    at: datetime,
) -> None:
    """Record what the police say of their request; what is to be asked of whom follows from it.

    Args:
        on_form: it is in writing and signed by an officer with their rank; nobody acts on anything less.

    Raises:
        PoliceRefused: the request has ended, or the police did not make it. The refusal is recorded.
        rules.typed.TypedRefused: the purpose or the necessity is empty or too long.
    """
    with transaction(by, at, trying="police") as tx:
        request = tx.request(reference)
        if not request.state.is_open:
            raise PoliceRefused(f"{reference} is {request.state}: what the police say changes nothing any more.")
        requester = queries.people(tx.session, request).get(Standing.REQUESTER)
        kinds = [part.kind for part in queries.parts(tx.session, request)]
        if not any(police.asks(kind, requester.role if requester else None) for kind in kinds):
            raise PoliceRefused(
                f"{reference} is not recorded as a request of the police about somebody else: see its kind, and "
                "record who asks, in their role.",
                do=Deed.REQUESTER,
                give=("role",),
            )
        tx.session.merge(
            PoliceRequest(
                request_id=id_of(request),
                on_form=on_form,
                purpose=needed(purpose, "offence or other purpose"),
                necessity=needed(necessity, "reason why it is necessary"),
                telling_prejudices=telling_prejudices,
                recorded_by=by,
                recorded_on=day_of(at),
            )
        )
        tx.session.flush()
        tx.record("police.recorded", request, on_form=on_form, telling_prejudices=telling_prejudices)
        consents.follow(tx, request, day_of(at))
