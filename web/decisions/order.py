"""An order of a court or tribunal: what its paper says, what exactly is ordered, and whether the paper is genuine."""

from collections.abc import Mapping, Sequence

from models import powers, queries
from models.court_order import CourtOrder
from models.db import reading
from rules.kinds import Kind
from rules.lifecycle import State
from rules.order_checks import Check, Found, asked_of
from rules.orders import REQUIRED
from rules.rights import Right
from tasks import orders
from web import answered
from web.case import Case, Values
from web.decision import Decision
from web.field import Field, Option

GROUP = "Order"
_FOUND = {Found.YES: "Yes", Found.NO: "No", Found.NOT_APPLICABLE: "It does not apply to this order"}


def _is_order(case: Case) -> bool:
    return case.state.is_open and Kind.COURT_ORDER in case.kinds


def _recorded(case: Case) -> CourtOrder | None:
    with reading() as session:
        return queries.court_order(session, queries.request(session, case.reference))


def _terms(case: Case) -> Sequence[Field]:
    row = _recorded(case)
    found = [
        Field("court", "Court or tribunal that made it", starts_as=row and row.court),
        Field("case_number", "Its number for the case", starts_as=row and row.case_number),
        Field("dated", "Date of the order", "date", starts_as=row and row.dated),
        Field("provision", "Rule under which it is made", hint="As the order gives it, such as CPR r.31.17.",
              starts_as=row and row.provision),
        Field("deadline", "Day by which it must be complied with", "date", "Leave it empty if the order gives none.",
              needed=False, starts_as=row and row.deadline),
        _yes_no("sealed", "Does it bear the court's seal?", row.sealed if row else None),
        _yes_no("witness_summons", "Does it call somebody to give evidence or to bring papers?",
                row.witness_summons if row else None),
        _yes_no("forbids_telling", "Does the order itself forbid telling the person of it?",
                row.forbids_telling if row else None),
    ]  # fmt: skip
    if row and row.deadline:
        none = "Does the order give no day after all, though one is on record?"
        found.insert(5, Field("none_stated", none, "yes_no", needed=False))
    return found


def _yes_no(name: str, label: str, stands: bool | None) -> Field:
    return Field(name, label, "yes_no", starts_as=None if stands is None else "yes" if stands else "no")


def _record(case: Case, values: Values) -> str:
    none_stated = bool(values.get("none_stated"))
    orders.record(
        case.reference,
        by=case.who.login,
        at=case.at,
        **{**values, "none_stated": none_stated, "deadline": None if none_stated else values["deadline"]},
    )
    return "What the order says is recorded."


def _pieces(case: Case) -> Sequence[Field]:
    known = answered.pieces(case)
    texts = Field("texts", "What exactly is ordered", "long", "One piece a line, in the words of the order.", rows=8)
    if not known:
        return (texts,)
    listed = "; ".join(f"{number}. {text}" for number, text in enumerate(known, 1))
    return (texts, Field("anew", "Do they take the place of those on record?", "yes_no", f"On record: {listed}"))


def _set_pieces(case: Case, values: Values) -> str:
    texts = [line for line in values["texts"].splitlines() if line.strip()]
    count = orders.set_pieces(case.reference, texts, by=case.who.login, at=case.at, anew=bool(values.get("anew")))
    return f"The order has {count} piece{'s' if count != 1 else ''} on record."


def _answers(case: Case) -> Mapping[Check, Found]:
    with reading() as session:
        rows = powers.checks(session, queries.request(session, case.reference))
        return {row.asked: row.found for row in rows}


def _checks(case: Case) -> Sequence[Field]:
    row, known = _recorded(case), _answers(case)
    asked = asked_of(row is not None and row.witness_summons)
    return (
        *(
            Field(
                check.value,
                f"{question.words} ({', '.join(question.cites)})",
                "choice",
                options=[
                    Option(found, words)
                    for found, words in _FOUND.items()
                    if question.may_not_apply or found is not Found.NOT_APPLICABLE
                ],
                needed=False,
                starts_as=known.get(check),
            )
            for check, question in asked.items()
        ),
        Field(
            "because",
            "If an answer is no: why may the order be relied on all the same?",
            "long",
            "Each no has its own reason: record them one after the other.",
            needed=False,
            rows=3,
        ),
    )


def _check(case: Case, values: Values) -> str:
    """What was answered already, and is answered so again, is not recorded twice; a new reason is."""
    known, because = _answers(case), values["because"]
    given = {Check(name): Found(value) for name, value in values.items() if value and name != "because"}
    new = {check: found for check, found in given.items() if known.get(check) is not found}
    if because and Found.NO not in new.values():
        new |= {check: found for check, found in given.items() if found is Found.NO}
    orders.answer_checks(case.reference, new, because, by=case.who.login, at=case.at)
    return "What was found of the order's paper is recorded."


DECISIONS = (
    Decision(
        "order",
        "Record what the order says",
        _terms,
        _record,
        intro=("As you read it from the paper. Its deadline sets the clock.",),
        clause=REQUIRED,
        group=GROUP,
        offered=_is_order,
        needs="It is for an open request that is an order of a court or tribunal: if this is one, say so first.",
        right=Right.WORK,
    ),
    Decision(
        "ordered",
        "Record what exactly is ordered, piece by piece",
        _pieces,
        _set_pieces,
        intro=("Nothing beyond it goes.",),
        clause=f"{REQUIRED}; UK GDPR Art 5(1)(c)",
        group=GROUP,
        offered=lambda case: _is_order(case) and case.state is not State.PREPARED,
        needs=(
            "It is for an open order of a court or tribunal whose answer is not prepared: a prepared answer names "
            "the pieces by their numbers, and is taken back first."
        ),
        right=Right.WORK,
    ),
    Decision(
        "order-check",
        "Check whether the order's paper is genuine",
        _checks,
        _check,
        intro=("A forged or misaddressed order compels nobody.",),
        clause=REQUIRED,
        group=GROUP,
        offered=lambda case: _is_order(case) and _recorded(case) is not None,
        needs="It is for an open order of a court or tribunal, once it is recorded what it says.",
        right=Right.WORK,
    ),
)
