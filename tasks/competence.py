"""An assessment of whether somebody can decide for themself is recorded: by whom, when and why (CUM-3.2)."""

from datetime import date, datetime

from models import answering
from models.competence import Competence
from models.db import transaction
from models.moment import day_of
from models.queries import id_of
from rules.refusal import Refusal
from rules.typed import needed
from tasks import consents


class CompetenceRefused(Refusal):
    """The assessment cannot be recorded so; says why."""


def assess(
    reference: str, understands: bool, because: str, *, assessed_by: str, on: date, by: str, at: datetime
) -> None:
    """Record what an assessment found. Whom to ask follows from it at once.

    Args:
        assessed_by: who assessed it: a member of staff by their name for the log, or a professional by their role.

    Raises:
        CompetenceRefused: the request has ended, or the day lies in the future.
        rules.typed.TypedRefused: no reason or nobody who assessed it is given.
    """
    with transaction(by, at, trying="competence") as tx:
        request = tx.request(reference)
        if not request.state.is_open:
            raise CompetenceRefused(f"The request is {request.state}: nothing more is assessed for it.")
        if on > day_of(at):
            raise CompetenceRefused("The day of the assessment lies in the future; check it.")
        age = answering.circumstances(tx.session, request).age
        tx.session.merge(
            Competence(
                request_id=id_of(request),
                understands=understands,
                of_a_child=not (age and age.from_16),
                assessed_by=needed(assessed_by, "person who assessed it (CUM-3.2)", 80),
                assessed_on=on,
                because=needed(because, "reason for what was found (CUM-3.2)", 2000),
                recorded_by=by,
            )
        )
        tx.session.flush()
        tx.record("competence.assessed", request, understands=understands, on=on.isoformat())
        consents.follow(tx, request, day_of(at))
