"""Whether whom a request is about can decide for themself: what an assessment found, of whom, when and why."""

from collections.abc import Sequence

from rules.consents import ASKED_OF_OUTSIDERS
from rules.kinds import Kind
from tasks.competence import assess
from web.case import Case, Values
from web.decision import Decision
from web.decisions.fields import happened_on, reason
from web.field import Field, Option


def _fields(case: Case) -> Sequence[Field]:
    found = (
        Option("can", "They can decide for themself"),
        Option("cannot", "They cannot decide for themself"),
    )
    who = "A member of staff by their login, or a professional by their role."
    return (
        Field("found", "What did the assessment find?", "choice", options=found),
        Field("assessed_by", "Who assessed it?", hint=who),
        happened_on(case, "Day of the assessment"),
        reason("What shows it?", "What they understood, and how it was seen. It stays on record."),
    )


def _assess(case: Case, values: Values) -> str:
    assess(
        case.reference,
        values["found"] == "can",
        values["because"],
        assessed_by=values["assessed_by"],
        on=values["on"],
        by=case.who.login,
        at=case.at,
    )
    return "The assessment is recorded."


def _decides(case: Case) -> bool:
    return case.state.is_open and any(kind in {Kind.SAR, *ASKED_OF_OUTSIDERS} for kind in case.kinds)


DECISIONS = (
    Decision(
        "competence",
        "Record whether they can decide for themself",
        _fields,
        _assess,
        "CUM-3.2; Mental Capacity Act 2005 s.1(2), s.2 and s.3",
        intro=(
            "Under 16 it is asked whether the child understands; from 16 capacity is taken as given unless it was "
            "assessed. No birthday decides it, and no program.",
        ),
        group="People",
        offered=_decides,
        needs="It is for an open request for records of somebody, in which their own decision may count.",
    ),
)
