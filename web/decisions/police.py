"""The police: what they say in writing of their request. Until then nobody is asked and nobody is told."""

from collections.abc import Sequence

from models.person import Standing
from rules import police as rule
from tasks import police
from web.case import Case, Values
from web.decision import Decision
from web.decisions.people import on_record
from web.field import Field


def _fields(_case: Case) -> Sequence[Field]:
    signed = "Is it in writing, signed by an officer with their rank?"
    return (
        Field("on_form", signed, "yes_no", "Nobody acts on anything less."),
        Field("purpose", "The offence, or what else it is for", "long", "Name nobody.", rows=3),
        Field("necessity", "Why they need it", "long", "Name nobody.", rows=3),
        Field(
            "telling_prejudices",
            "Do they say that telling the family would prejudice it?",
            "yes_no",
            "Where it would, nobody is asked and nobody is told.",
        ),
    )


def _record(case: Case, values: Values) -> str:
    police.record(case.reference, by=case.who.login, at=case.at, **values)
    return "What the police say is recorded."


def _they_ask(case: Case) -> bool:
    if not case.state.is_open:
        return False
    requester = on_record(case).get(Standing.REQUESTER)
    return any(rule.asks(kind, requester.role if requester else None) for kind in case.kinds)


DECISIONS = (
    Decision(
        "police",
        "Record what the police say in writing",
        _fields,
        _record,
        "DPA 2018 Sch 2 para 2; CUM-0",
        intro=("Nothing compels the service without an order or a warrant.",),
        group="Others with a say",
        offered=_they_ask,
        needs="It is for an open request in which the police ask about somebody: record who asks, in their role.",
    ),
)
