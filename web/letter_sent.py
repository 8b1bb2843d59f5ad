"""Noting that a letter has gone: what that does to the clock is shown before it is confirmed."""

from collections.abc import Sequence

from fastapi import APIRouter, Request
from fastapi.responses import Response

from rules.letter_words import letter_words
from rules.rights import Right
from rules.sending import SentBy
from rules.working_days import written
from tasks import dispatch, letter_copy
from web import decision
from web.case import Case, Values, case
from web.decision import Decision
from web.field import Field, Option
from web.visitor import At, Form, Who

router = APIRouter(include_in_schema=False)
_HOW = [Option(one.value, f"{one.words[0].upper()}{one.words[1:]}") for one in SentBy]


@router.get("/requests/{reference}/letters/{occasion}/sent")
def ask(request: Request, reference: str, occasion: str, who: Who, at: At) -> Response:
    """How it went, and when."""
    found = case(reference, who, at, Right.WORK)
    return decision.show(request, _noted(found, occasion), found)


@router.post("/requests/{reference}/letters/{occasion}/sent")
def take(request: Request, reference: str, occasion: str, who: Who, at: At, sent: Form) -> Response:
    """What follows from it, then the note."""
    found = case(reference, who, at, Right.WORK)
    return decision.take(request, _noted(found, occasion), found, sent)


def _noted(found: Case, occasion: str) -> Decision:
    """The decision about one letter, which is read first, so that another's is not found.

    Raises:
        tasks.letter_copy.NoSuchLetter
    """
    kept = letter_copy.one(found.reference, occasion, by=found.who.login, at=found.at)

    def fields(case: Case) -> Sequence[Field]:
        return (
            Field("way", "How did it go?", "choice", options=_HOW),
            Field("on", "Day on which it went", "date", starts_as=case.today),
        )

    def carry_out(case: Case, values: Values) -> str:
        way, on = SentBy(values["way"]), values["on"]
        dispatch.note_sent(case.reference, occasion, way, on=on, by=case.who.login, at=case.at)
        return f"Noted as sent on {written(on)}."

    return Decision(
        "sent",
        f"{letter_words(kept.name)}: it has gone",
        fields,
        carry_out,
        intro=("A letter that has gone stays as it went: it can no longer be changed.",),
        right=Right.WORK,
        then=lambda case, _values: f"{case.address}/letters/{occasion}",
    )
