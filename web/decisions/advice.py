"""Advice: that it was taken, of whom and when. What it says stays with whoever gave it."""

from collections.abc import Sequence

from rules.advice import Adviser
from rules.kinds import Kind
from rules.working_days import written
from tasks import advice
from web.case import Case, Values
from web.decision import Decision
from web.decisions.fields import happened_on
from web.field import Field, Option

_ADVISED = {Kind.LA_LEGAL, Kind.COURT_ORDER}
_HINTS = {Adviser.INDEPENDENT_LAWYER: "Not the council's own legal team: it acts for the council."}


def _fields(case: Case) -> Sequence[Field]:
    advisers = [Option(one.value, one.replace("_", " ").capitalize(), _HINTS.get(one, "")) for one in Adviser]
    return (Field("of", "Who advised?", "choice", options=advisers), happened_on(case, "Day on which they advised"))


def _record(case: Case, values: Values) -> str:
    advice.record(case.reference, Adviser(values["of"]), on=values["on"], by=case.who.login, at=case.at)
    return f"The advice of {written(values['on'])} is recorded."


DECISIONS = (
    Decision(
        "advice",
        "Record that advice was taken",
        _fields,
        _record,
        "UK GDPR Art 38(1); SEND Code 2.8",
        intro=("Only that it was taken, of whom and when. What it says stays with whoever gave it.",),
        group="Others with a say",
        offered=lambda case: case.state.is_open and bool(_ADVISED.intersection(case.kinds)),
        needs="It is for an open request of the local authority in proceedings, or for an order.",
    ),
)
