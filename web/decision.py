"""A decision about a request: a short form, its consequence shown before it is confirmed, then the task that does it.

What is shown as the consequence is the task itself, carried out and taken back (`models.rehearsal`): no second rule
foretells it, and what the task would refuse is refused before anybody confirms.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from fastapi import Request
from fastapi.responses import Response
from sqlmodel import Session

from models import queries
from models.consequence import Standing, changes, standing
from models.rehearsal import rehearsing
from rules.refusal import Refusal
from rules.rights import Right
from rules.working_days import written
from web import ways
from web.case import Case, Values
from web.field import Field, Sent, carried, read, starts_as, typed
from web.guard import TooLarge
from web.page import drawn, form_page, onward
from web.ways import Way

CONFLICT = 409  # what is asked for does not fit how the request stands
NOTHING_MOVES = "No date moves, and nothing else is then asked for."


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing that a person may record or decide of a request.

    Attributes:
        slug: the last part of its address.
        title: what is done, as a heading and as a link; no person in it.
        clause: on whose authority it is asked for or limited, as it is cited.
        fields: what is asked, for this request as it stands.
        carry_out: does it by one task of one transaction, and says what was done. Given a file field, its value is
            None while it is rehearsed: a file is asked for with the confirmation.
        offered: whether it can come into question for this request as it stands; None: always while it is open.
        needs: for which requests it can, and what must be done first, in words; of one with `offered`.
        consequences: what else a person is to know before confirming, where the rehearsal cannot say it.
        warning: what cannot be taken back.
        right: what somebody must hold for the form to be offered and to open; the task asks again.
        then: where to go once it is done; the page of the request unless it says another.
        template: draws its form; one that shows more than the fields extends `decision.html`.
        shown: what that template shows beside the fields.
    """

    slug: str
    title: str
    fields: Callable[[Case], Sequence[Field]]
    carry_out: Callable[[Case, Values], str]
    clause: str = ""
    intro: Sequence[str] = ()
    group: str = "Record"
    offered: Callable[[Case], bool] | None = None
    consequences: Callable[[Case, Values], Sequence[str]] | None = None
    warning: str = ""
    submit: str = "Continue"
    right: Right = Right.WORK
    then: Callable[[Case, Values], str] | None = None
    template: str = "decision.html"
    shown: Callable[[Case], Mapping[str, Any]] | None = None
    needs: str = "It can be recorded while the request is open."

    def is_offered(self, case: Case) -> bool:
        """Whether the page of the request offers it."""
        return case.may(self.right) and (self.offered(case) if self.offered else case.state.is_open)


@dataclass(frozen=True, slots=True)
class Errand:
    """A decision that takes more than one form: it is offered among the others, and has pages of its own.

    Attributes:
        slug: the last part of the address of its first page, `/requests/REF/SLUG`.
        needs: as of a decision.
    """

    slug: str
    title: str
    group: str
    offered: Callable[[Case], bool]
    needs: str
    right: Right = Right.WORK

    def is_offered(self, case: Case) -> bool:
        """Whether the page of the request offers it."""
        return case.may(self.right) and self.offered(case)


def opened(request: Request, decision: Decision, case: Case) -> Response:
    """The empty form where the decision comes into question; else a page that says why it does not."""
    return show(request, decision, case) if decision.is_offered(case) else not_offered(request, decision, case)


def not_offered(request: Request, decision: Decision | Errand, case: Case) -> Response:
    """Why it does not come into question for the request as it stands, and what would have to be so."""
    kinds = " and ".join(kind.words for kind in case.kinds) or "kind not known yet"
    stands = f"{case.reference} is {case.state.replace('_', ' ')} ({kinds})."
    return drawn(
        request,
        "not_offered.html",
        decision.title,
        who=case.who,
        status=CONFLICT,
        back=case.address,
        reference=case.reference,
        stands=stands,
        needs=decision.needs,
    )


def show(request: Request, decision: Decision, case: Case) -> Response:
    """The empty form."""
    fields = _first(decision.fields(case))
    return _form(request, decision, case, fields, starts_as(_with_days(fields, request)), {})


def _with_days(fields: Sequence[Field], request: Request) -> list[Field]:
    """The fields, with the days that the link to the form names."""
    days = {}
    for field in fields:
        with suppress(ValueError):
            if field.kind == "date" and (word := request.query_params.get(field.name)):
                days[field.name] = date.fromisoformat(word[:10])
    return [replace(field, starts_as=days[field.name]) if field.name in days else field for field in fields]


def take(request: Request, decision: Decision, case: Case, sent: Sent) -> Response:
    """What was sent: shown with its consequence, or, once that was confirmed, done."""
    every = list(decision.fields(case))
    fields = _first(every)
    values, errors = read(fields, sent)
    files = [field for field in every if field.kind == "file"]
    step = sent.one("step")
    if sent.cut and not files:
        raise TooLarge
    if errors and not decision.is_offered(case):
        # The request has moved on since the form was opened: what is wrong is no field of it.
        says = f"This does not come into question any more. {decision.needs}"
        return _form(request, decision, case, fields, typed(fields, sent), {"": says}, status=CONFLICT)
    if errors or step == "change":
        return _form(request, decision, case, fields, typed(fields, sent), {} if step == "change" else errors)
    # The button stands after the files: where one was too large, what came before it was to be confirmed.
    confirmed = step == "confirm" or sent.cut
    if confirmed:
        given, errors = read(files, sent)
        values |= given
    try:
        if confirmed and not errors:
            done = decision.carry_out(case, values)
            return onward(decision.then(case, values) if decision.then else case.address, done)
        consequences = rehearsed(decision, case, values | dict.fromkeys(field.name for field in files))
    except Refusal as refused:
        way = ways.out_of(refused, request, case.who)
        return _form(request, decision, case, fields, typed(fields, sent), {"": str(refused)}, way=way)
    return drawn(
        request,
        "confirm.html",
        decision.title,
        who=case.who,
        status=413 if sent.cut else 422 if errors else 200,
        back=case.address,
        reference=case.reference,
        action=request.url.path,
        answers=answers(fields, values),
        consequences=consequences or [NOTHING_MOVES],
        caution=decision.warning,
        clause=decision.clause,
        carried=carried(fields, sent),
        fields=files,
        errors=errors,
    )


def rehearsed(decision: Decision, case: Case, values: Values) -> list[str]:
    """What it would do, a sentence each.

    Raises:
        rules.refusal.Refusal: as the task itself.
    """
    after: list[Standing] = []

    def look(session: Session) -> None:
        after.append(standing(session, queries.request(session, case.reference), case.today))

    with rehearsing(look):
        decision.carry_out(case, values)
    found = changes(case.standing, after[-1]) if after else []
    return [*found, *(decision.consequences(case, values) if decision.consequences else ())]


def _form(
    request: Request,
    decision: Decision,
    case: Case,
    fields: Sequence[Field],
    values: Values,
    errors: dict[str, str],
    *,
    way: Way | None = None,
    status: int | None = None,
) -> Response:
    return form_page(
        request,
        decision.title,
        fields,
        values,
        errors,
        who=case.who,
        template=decision.template,
        submit=decision.submit,
        back=case.address,
        intro=decision.intro,
        clause=decision.clause,
        reference=case.reference,
        way=way,
        status=status,
        **(decision.shown(case) if decision.shown else {}),
    )


def _first(fields: Sequence[Field]) -> list[Field]:
    """What is asked on the first page: a file cannot be carried over, and is asked for with the confirmation."""
    return [field for field in fields if field.kind != "file"]


def answers(fields: Sequence[Field], values: Values) -> list[tuple[str, str]]:
    """What was answered, as the page that asks to confirm it lists it."""
    return [
        (field.label, _answer(field, values[field.name]))
        for field in fields
        if field.kind != "hidden" and values.get(field.name) not in (None, [])
    ]


def _answer(field: Field, value: object) -> str:
    texts = {option.value: option.text for option in field.answers}
    match value:
        case bool():
            return "Yes" if value else "No"
        case date():
            return written(value)
        case list():
            return ", ".join(texts.get(str(word), str(word)) for word in value) or "none"
        case _:
            return texts.get(str(value), str(value))
