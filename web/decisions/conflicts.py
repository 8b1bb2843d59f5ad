"""Those behind a request are at odds: it is noted, and a manager decides whether and how it is answered."""

from collections.abc import Sequence

from models import queries
from models.conflict import ConflictNote
from models.db import reading
from rules.conflicts import Conflict
from rules.rights import Right
from tasks import conflicts
from web.case import Case, Values
from web.decision import Decision
from web.decisions.fields import reason
from web.field import Field, Option

GROUP = "People"
_TITLES = {
    Conflict.CHILD_AND_PARENT: "A child and a parent",
    Conflict.SEPARATED_PARENTS: "Parents who have separated",
    Conflict.OTHER: "Others behind the request",
}


def _options(among: Sequence[Conflict]) -> list[Option]:
    return [Option(one.value, _TITLES[one], _hint(one)) for one in among]


def _hint(one: Conflict) -> str:
    """What is at stake, after the colon, and where it is said that it matters."""
    at_stake = one.words.partition(": ")[2]
    cites = ", ".join(one.cites)
    return f"{at_stake[0].upper()}{at_stake[1:]} ({cites})." if at_stake else f"{cites}."


def _noted(case: Case) -> Sequence[ConflictNote]:
    with reading() as session:
        return queries.conflicts(session, queries.request(session, case.reference))


def _undecided(case: Case) -> list[Conflict]:
    return [row.what for row in _noted(case) if row.decided_on is None]


def _to_note(case: Case) -> Sequence[Field]:
    waiting = _undecided(case)
    among = [one for one in Conflict if one not in waiting]
    return (Field("what", "Who is at odds?", "choice", options=_options(among)),)


def _note(case: Case, values: Values) -> str:
    conflicts.note(case.reference, Conflict(values["what"]), by=case.who.login, at=case.at)
    return "The conflict is noted: a manager decides before anything goes."


def _to_decide(case: Case) -> Sequence[Field]:
    waiting = _undecided(case)
    fields = [
        Field("what", "On which conflict?", "choice", options=_options(waiting)),
        reason("Why, and how is it to be answered?"),
    ]
    if Conflict.SEPARATED_PARENTS in waiting:
        hint = "Only of parents who have separated."
        fields.append(
            Field("both_parents", "Are both parents asked for their consent?", "yes_no", hint, needed=False)
        )
    return fields


def _decide(case: Case, values: Values) -> str:
    conflicts.decide(
        case.reference,
        Conflict(values["what"]),
        values["because"],
        by=case.who.login,
        at=case.at,
        both_parents=bool(values.get("both_parents")),
    )
    return "The decision on the conflict is recorded."


DECISIONS = (
    Decision(
        "conflict",
        "Note that people are at odds",
        _to_note,
        _note,
        "BWD-2; Children Act 1989 s.2(7); UK GDPR Art 5(1)(f)",
        intro=("While it is open nothing about anybody goes in answer to the request.",),
        group=GROUP,
    ),
    Decision(
        "conflict-decided",
        "Decide on a conflict",
        _to_decide,
        _decide,
        "BWD-2",
        group=GROUP,
        offered=lambda case: case.state.is_open and bool(_undecided(case)),
        needs="It is for an open request on which a conflict is noted and not decided: note it first.",
        right=Right.APPROVE,
    ),
)
