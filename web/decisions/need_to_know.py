"""Who sees a request: it is kept to the people named on it, opened again, assigned, taken away."""

from collections.abc import Callable, Sequence

from models import access, queries
from models.account import Account
from models.db import reading
from rules.rights import Right
from tasks import need_to_know
from web.case import Case, Values
from web.decision import Decision
from web.decisions.fields import colleagues, is_a_volunteers, reason
from web.field import Field, Option

GROUP = "Who sees it"


def restricted_to(case: Case) -> list[str] | None:
    """Those to whom the request is kept; None where it is open to everybody of the service."""
    with reading() as session:
        standing = access.restriction(session, queries.request(session, case.reference))
        return access.named(session, standing) if standing else None


def _assigned(case: Case) -> list[str]:
    with reading() as session:
        return access.assigned(session, queries.request(session, case.reference))


def _to_restrict(case: Case) -> Sequence[Field]:
    return (Field("to", "Who may see it?", "many", options=colleagues(case)), reason("Why is it kept to them?"))


def _restrict(case: Case, values: Values) -> str:
    need_to_know.restrict(case.reference, values["to"], values["because"], by=case.who.login, at=case.at)
    return f"{case.reference} is restricted to {len(values['to'])} of the service."


def _restricts(case: Case, values: Values) -> list[str]:
    found = ["Everybody else of the service sees its reference, and that it is restricted."]
    if case.who.login not in values["to"]:
        found.append("You are not among them: you no longer see it, and can still open it to everybody again.")
    assigned = _assigned(case)
    return found + [
        f"{login} is a volunteer, and sees it only once it is assigned to them (BNS-5)."
        for login in _volunteers(case)
        if login in values["to"] and login not in assigned
    ]


def _after_restricting(case: Case, values: Values) -> str:
    return case.address if case.who.login in values["to"] else "/"


def _volunteers(case: Case) -> list[str]:
    return [option.value for option in colleagues(case, lambda one: is_a_volunteers(case, one))]


def _lift(case: Case, _values: Values) -> str:
    need_to_know.lift(case.reference, by=case.who.login, at=case.at)
    return f"{case.reference} is open to everybody of the service again."


def _to_assign(case: Case) -> Sequence[Field]:
    assigned = _assigned(case)
    free: Callable[[Account], bool] = lambda one: one.login not in assigned  # noqa: E731 - what `colleagues` asks
    return (Field("to", "To whom?", "choice", options=colleagues(case, free)),)


def _assign(case: Case, values: Values) -> str:
    need_to_know.assign(case.reference, values["to"], by=case.who.login, at=case.at)
    return f"{case.reference} is assigned."


def _assigns(case: Case, values: Values) -> list[str]:
    named = restricted_to(case)
    if named is not None and values["to"] not in named:
        return ["It is restricted, and they are not named: they see it only once they are (CUM-3.4)."]
    return ["A volunteer sees it from now on."] if values["to"] in _volunteers(case) else []


def _to_take_away(case: Case) -> Sequence[Field]:
    return (Field("from", "From whom?", "choice", options=[Option(one, one) for one in _assigned(case)]),)


def _take_away(case: Case, values: Values) -> str:
    need_to_know.take_away(case.reference, values["from"], by=case.who.login, at=case.at)
    return f"{case.reference} is no longer assigned to that account."


def _takes_away(case: Case, values: Values) -> list[str]:
    return ["A volunteer no longer sees it."] if values["from"] in _volunteers(case) else []


def _then_seen(case: Case, _values: Values) -> str:
    """The page of the request, unless it is restricted to others: whoever manages need not see it."""
    named = restricted_to(case)
    return case.address if named is None or case.who.login in named else "/"


DECISIONS = (
    Decision(
        "restrict",
        "Keep it to the people named",
        _to_restrict,
        _restrict,
        "CUM-3.4",
        intro=("Naming others takes the place of those who were named before.",),
        group=GROUP,
        offered=lambda _case: True,
        consequences=_restricts,
        right=Right.MANAGE,
        then=_after_restricting,
    ),
    Decision(
        "open-again",
        "Open it to everybody of the service again",
        lambda _case: (),
        _lift,
        "CUM-3.4",
        group=GROUP,
        offered=lambda case: restricted_to(case) is not None,
        needs="It is for a request that is kept to the people named on it.",
        right=Right.MANAGE,
    ),
    Decision(
        "assign",
        "Assign it to somebody",
        _to_assign,
        _assign,
        "BNS-5",
        intro=("A volunteer sees and works on what is assigned to them, and on nothing else.",),
        group=GROUP,
        offered=lambda _case: True,
        consequences=_assigns,
        right=Right.MANAGE,
        then=_then_seen,
    ),
    Decision(
        "take-away",
        "Take it away from somebody",
        _to_take_away,
        _take_away,
        "BNS-5",
        group=GROUP,
        offered=lambda case: bool(_assigned(case)),
        needs="It is for a request that is assigned to somebody.",
        consequences=_takes_away,
        right=Right.MANAGE,
        then=_then_seen,
    ),
)
