"""A change of the service itself: a short form, its consequence in words, then the task that does it.

As `web.decision` does it for a request. What the task would refuse is refused before anybody confirms: where a change
is one transaction it is carried out and taken back for that (`models.rehearsal`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from fastapi import Request
from fastapi.responses import Response

from models.rehearsal import rehearsing
from rules.refusal import Refusal
from web import ways
from web.case import Values
from web.decision import answers
from web.field import Field, Sent, carried, read, starts_as, typed
from web.page import drawn, form_page
from web.visitor import Visitor
from web.ways import Way


@dataclass(frozen=True, slots=True)
class Change:
    """One change, as it is offered to whoever looks.

    Attributes:
        title: what is done; no person in it.
        back, place: the address to go back to, and what is there.
        carry_out: does it, and answers with where to go, or with a page.
        consequences: what it does, a sentence each; refuses what cannot be. Nothing is changed by it.
        clause: on whose authority it is asked for or limited.
        caution: what cannot be taken back, or is easily overlooked.
    """

    title: str
    back: str
    place: str
    carry_out: Callable[[Values], Response]
    consequences: Callable[[Values], Sequence[str]]
    fields: Sequence[Field] = ()
    clause: str = ""
    intro: Sequence[str] = ()
    caution: str = ""


def in_one_transaction(carry_out: Callable[[Values], Response], values: Values) -> None:
    """Carry it out and take it back, to see whether it is refused.

    Raises:
        rules.refusal.Refusal: as the task itself.
    """
    with rehearsing(lambda _session: None):
        carry_out(values)


def show(request: Request, change: Change, who: Visitor) -> Response:
    """The empty form; of a change that asks for nothing, what it does at once."""
    if not change.fields:
        return take(request, change, who, Sent({}, {}))
    return _form(request, change, who, starts_as(change.fields), {})


def take(request: Request, change: Change, who: Visitor, sent: Sent) -> Response:
    """What was sent: shown with its consequence, or, once that was confirmed, done."""
    values, errors = read(change.fields, sent)
    step = sent.one("step")
    if errors or (step == "change" and change.fields):
        return _form(request, change, who, typed(change.fields, sent), {} if step == "change" else errors)
    try:
        if step == "confirm":
            return change.carry_out(values)
        consequences = change.consequences(values)
    except Refusal as refused:
        if not change.fields:
            raise
        way = ways.out_of(refused, request, who)
        return _form(request, change, who, typed(change.fields, sent), {"": str(refused)}, way)
    return drawn(
        request,
        "change.html",
        change.title,
        who=who,
        back=change.back,
        reference=change.place,
        action=request.url.path,
        answers=answers(change.fields, values),
        consequences=consequences,
        caution=change.caution,
        clause=change.clause,
        carried=carried(change.fields, sent),
        asked=bool(change.fields),
    )


def _form(
    request: Request, change: Change, who: Visitor, values: Values, errors: dict[str, str], way: Way | None = None
) -> Response:
    return form_page(
        request,
        change.title,
        change.fields,
        values,
        errors,
        who=who,
        template="decision.html",
        back=change.back,
        reference=change.place,
        intro=change.intro,
        clause=change.clause,
        way=way,
    )
