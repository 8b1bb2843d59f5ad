"""Safeguarding: a named person's decision that something goes without consent, because of a risk of harm."""

from collections.abc import Sequence
from datetime import date

from models import access
from models.db import reading
from rules.kinds import Kind
from rules.safeguarding import CITES, SafeguardingRefused
from tasks import safeguarding
from web.case import Case, Values
from web.decision import Decision
from web.decisions.fields import colleagues, earlier_day, happened_on, is_a_volunteers, recipient_role
from web.field import Field, Option


def _fields(case: Case) -> Sequence[Field]:
    procedure = case.policy.settings.safeguarding_procedure
    followed = Option("followed", f"{procedure.value[0].upper()}{procedure.value[1:]} was followed")
    told = (Option("told", "Yes"), Option("not_told", "No, for a reason"))
    return (
        Field("procedure", f"The procedure ({', '.join(procedure.cites)})", "many", options=(followed,)),
        Field(
            "decided_by",
            "Who decided?",
            "choice",
            "A named person, and never a volunteer.",
            colleagues(case, lambda one: not is_a_volunteers(case, one)),
        ),
        happened_on(case, "Day of the decision"),
        recipient_role(case),
        Field("what_goes", "What goes?", "long", rows=3),
        Field("necessity", "Why is it necessary?", "long", rows=3),
        Field("told", "Was the person told of it?", "choice", options=told),
        earlier_day("Day on which they were told", "told_on", "Where they were told."),
        Field("not_told", "Why they are not told", "long", "Where they were not told.", needed=False, rows=3),
    )


def _decide(case: Case, values: Values) -> str:
    told, because = _telling(values)
    safeguarding.decide(
        reference=case.reference,
        decided_by=values["decided_by"],
        decided_as=_role_of(values["decided_by"]),
        on=values["on"],
        necessity=values["necessity"],
        recipient_role=values["recipient"],
        what_goes=values["what_goes"],
        procedure_followed="followed" in values["procedure"],
        by=case.who.login,
        at=case.at,
        told_on=told,
        not_told_because=because,
    )
    return "The safeguarding decision is recorded. It sends nothing by itself."


def _telling(values: Values) -> tuple[date | None, str | None]:
    """When the person was told, or why not: the one that goes with the answer, and never both."""
    if values["told"] == "told":
        if values["told_on"] is None or values["not_told"]:
            raise SafeguardingRefused("They were told: say on which day, and leave the reason out (DER-7, CUM-0).")
    elif values["not_told"] is None or values["told_on"]:
        raise SafeguardingRefused("They were not told: say why, and leave the day out (DER-7, CUM-0).")
    return values["told_on"], values["not_told"]


def _role_of(login: str) -> str:
    with reading() as session:
        found = access.account(session, login)
    return found.role if found else ""  # the task refuses whom it does not know


DECISIONS = (
    Decision(
        "safeguarding",
        "Record a safeguarding decision",
        _fields,
        _decide,
        ", ".join(CITES),
        intro=(
            "Somebody is at risk of harm: a named person decided that something goes without consent. It is never "
            "automatic, and this record sends nothing.",
        ),
        group="Others with a say",
        offered=lambda case: case.state.is_open and any(kind is not Kind.FOI for kind in case.kinds),
        needs="It is for an open request about somebody, whose kind is decided.",
    ),
)
