"""Legal holds on a request: placed and lifted by a person, with the reason."""

from collections.abc import Sequence

from models import holds as on_record
from models import queries
from models.db import reading
from rules.working_days import written
from tasks import holds
from web.case import Case, Values
from web.decision import Decision
from web.decisions.fields import happened_on, reason
from web.field import Field, Option

GROUP = "Keeping"


def _to_place(case: Case) -> Sequence[Field]:
    return (reason("Why is it held?"), happened_on(case, "From which day?", "since"))


def _place(case: Case, values: Values) -> str:
    holds.place(case.reference, values["because"], by=case.who.login, at=case.at, since=values["since"])
    return f"A hold is placed, from {written(values['since'])}."


def standing(case: Case) -> list[Option]:
    """The holds that stand, by the numbers that people see."""
    with reading() as session:
        rows = on_record.on(session, queries.request(session, case.reference))
    return [
        Option(str(number), f"Hold {number}: {row.because.words}, since {written(row.since)}", row.reason or "")
        for number, row in enumerate(rows, 1)
        if row.lifted_on is None
    ]


def _to_lift(case: Case) -> Sequence[Field]:
    return (Field("number", "Which hold ends?", "choice", options=standing(case)), reason("Why does it end?"))


def _lift(case: Case, values: Values) -> str:
    holds.lift(case.reference, int(values["number"]), values["because"], by=case.who.login, at=case.at)
    return "The hold is lifted, and stays on record."


DECISIONS = (
    Decision(
        "hold",
        "Place a legal hold",
        _to_place,
        _place,
        "UK GDPR Art 17(3)(e); FOIA 2000 s.77; DPA 2018 s.173",
        intro=("Nothing of the request, nor of a case file that is linked to it, is destroyed while it stands.",),
        group=GROUP,
        offered=lambda _case: True,
    ),
    Decision(
        "hold-lifted",
        "Lift a legal hold",
        _to_lift,
        _lift,
        "UK GDPR Art 17(3)(e)",
        group=GROUP,
        offered=lambda case: bool(standing(case)),
        needs="It is for a request on which a hold stands.",
        warning="Once nothing else stops it, what was held may be destroyed when its time is over.",
    ),
)
