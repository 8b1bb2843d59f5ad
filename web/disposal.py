"""What may be destroyed and what stops it; lists that are looked at, signed by another person, and carried out."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from models import disposals
from models.db import reading
from models.disposal import DisposalItem, DisposalList
from models.moment import day_of
from rules.disposal import ItemState, Paper
from rules.letter_forms import Form as PaperForm
from rules.working_days import written
from tasks import disposal, retention
from web.case import Values
from web.change import Change, in_one_transaction, show, take
from web.field import Field, Option
from web.managing import Manager
from web.page import drawn, file, onward
from web.visitor import At, Form, Visitor

router = APIRouter(include_in_schema=False)
PLACE: Final = "/service/disposal"
_MOST: Final = 200  # records that a page shows of each sort
_NAME: Final = "what may be destroyed"


@router.get(PLACE)
def overview(request: Request, who: Manager, at: At) -> Response:
    """Every closed record with its day and what stops it, and the lists."""
    today = day_of(at)
    with reading() as session:
        lists = disposals.listed(session, who.service)
        taken = disposals.on_open_lists(session, who.service)
    found = retention.preview(who.service)
    return drawn(
        request,
        "disposal.html",
        "What may be destroyed",
        who=who,
        lists=lists,
        due=[one for one in found if one.is_due(today)],
        later=[one for one in found if not one.is_due(today)],
        most=_MOST,
        can_propose=any(one.is_due(today) and one.reference not in taken for one in found),
    )


@router.get(f"{PLACE}/propose")
def propose_form(request: Request, who: Manager, at: At) -> Response:
    """What would be on a list."""
    return show(request, _proposing(who, at), who)


@router.post(f"{PLACE}/propose")
def propose(request: Request, who: Manager, at: At, sent: Form) -> Response:
    """Make the list."""
    return take(request, _proposing(who, at), who, sent)


@router.get(f"{PLACE}/{{number}}")
def one(request: Request, number: int, who: Manager, at: At) -> Response:
    """One list: what is on it, how far it is, and what is to do next; once it was carried out, its certificate."""
    found, items = retention.look_at(number, by=who.login, at=at)
    told = retention.certificate(number, by=who.login, at=at) if found.done_on else []
    return drawn(
        request,
        "disposal_list.html",
        f"List {number}",
        who=who,
        found=found,
        items=items,
        offered=[(step, made(found, items, who, at).title) for step, made in _offered(found).items()],
        told=told,
        certificates=[
            (form.words, f"/export{_page(found)}/certificate.{form}") for form in (PaperForm.DOCX, PaperForm.PDF)
        ],
    )


@router.get(f"/export{PLACE}/{{number}}/certificate.{{form}}")
def certificate(number: int, form: PaperForm, who: Manager, at: At) -> Response:
    """The certificate of a list on the letterhead, to be signed."""
    content = retention.certificate_paper(number, form, by=who.login, at=at)
    return file(content, form.media_type, f"inforights-certificate-{number}.{form.suffix}")


@router.get(f"{PLACE}/{{number}}/{{step}}")
def step_form(request: Request, number: int, step: str, who: Manager, at: At) -> Response:
    """One step of a list."""
    return show(request, _step(number, step, who, at), who)


@router.post(f"{PLACE}/{{number}}/{{step}}")
def take_step(request: Request, number: int, step: str, who: Manager, at: At, sent: Form) -> Response:
    """What it does, then the step."""
    return take(request, _step(number, step, who, at), who, sent)


def _step(number: int, step: str, who: Visitor, at: datetime) -> Change:
    found, items = retention.look_at(number, by=who.login, at=at)
    made = _offered(found).get(step)
    if made is None:
        raise HTTPException(404, "There is no such step of this list, or it was taken already.")
    return made(found, items, who, at)


_Made = Callable[[DisposalList, Sequence[DisposalItem], Visitor, datetime], Change]


def _offered(found: DisposalList) -> dict[str, _Made]:
    """What can be done with a list as it stands, by the last part of the address."""
    if found.done_on:
        return {}
    if found.signed_on is None:
        return {"strike": _striking, "sign": _signing, "paper": _paper}
    return {"paper": _paper, **({"carry-out": _carrying_out} if found.paper else {})}


def _proposing(who: Visitor, at: datetime) -> Change:
    def carry_out(_values: Values) -> Response:
        number = retention.propose(who.service, by=who.login, at=at)
        return onward(f"{PLACE}/{number}", f"List {number} is made. Another person looks at it and signs it.")

    def consequences(values: Values) -> Sequence[str]:
        in_one_transaction(carry_out, values)
        due = [one.reference for one in retention.preview(who.service) if one.is_due(day_of(at))]
        return (f"On the list: {', '.join(due)}.", "Nothing is destroyed by it.")

    return Change("Make a list", PLACE, _NAME, carry_out, consequences)


def _striking(found: DisposalList, items: Sequence[DisposalItem], who: Visitor, at: datetime) -> Change:
    def carry_out(values: Values) -> Response:
        retention.strike(_number(found), values["reference"], values["because"], by=who.login, at=at)
        return onward(_page(found), f"{values['reference']} is off the list.")

    def consequences(values: Values) -> Sequence[str]:
        in_one_transaction(carry_out, values)
        return (f"{values['reference']} is kept. It stands on the next list again, unless a hold stops it.",)

    options = [Option(one.reference, one.reference) for one in items if one.state is ItemState.PROPOSED]
    fields = (Field("reference", "Which record?", "choice", options=options), Field("because", "Why is it kept?"))
    return _change(found, "Take a record off the list", carry_out, consequences, fields)


def _signing(found: DisposalList, items: Sequence[DisposalItem], who: Visitor, at: datetime) -> Change:
    def carry_out(_values: Values) -> Response:
        retention.sign(_number(found), who.role, by=who.login, at=at)
        return onward(_page(found), "Signed.")

    def consequences(_values: Values) -> Sequence[str]:
        going = [one.reference for one in items if one.state is ItemState.PROPOSED]
        told = f"You sign as {who.role} that these may be destroyed: {', '.join(going) or 'none'}."
        return (told, "What is on the list is then settled.", "Whoever made the list cannot sign it.")

    return _change(found, "Sign the list", carry_out, consequences)


def _paper(found: DisposalList, _items: Sequence[DisposalItem], who: Visitor, at: datetime) -> Change:
    def carry_out(values: Values) -> Response:
        retention.confirm_paper(
            _number(found), Paper(values["paper"]), who=values["person"], how=values["how"], by=who.login, at=at
        )
        return onward(_page(found), "Recorded what became of the paper.")

    def consequences(values: Values) -> Sequence[str]:
        in_one_transaction(carry_out, values)
        return (f"The certificate says of the paper: {Paper(values['paper']).words}.",)

    fields = (
        Field("paper", "What became of the paper?", "choice", options=[
            Option(Paper.NONE, "There was none"), Option(Paper.DESTROYED, "It was destroyed"),
        ]),
        Field("person", "Who destroyed it?", needed=False),
        Field("how", "How?", hint="Such as: shredded.", needed=False),
    )  # fmt: skip
    return _change(found, "Record what became of the paper", carry_out, consequences, fields, "HIL-10, BWD-6")


def _carrying_out(found: DisposalList, items: Sequence[DisposalItem], who: Visitor, at: datetime) -> Change:
    def carry_out(_values: Values) -> Response:
        done = disposal.carry_out(_number(found), by=who.login, at=at)
        gone = sum(one.state is ItemState.DESTROYED for one in done)
        return onward(_page(found), f"{gone} of {len(done)} records were destroyed.")

    def consequences(_values: Values) -> Sequence[str]:
        going = [one.reference for one in items if one.state is ItemState.PROPOSED]
        return (
            f"Destroyed for good: {', '.join(going)}, with every row, document, letter and e-mail about them.",
            "What something stops by now is kept, and the list says why.",
            "Days and kinds stay, so that the figures of earlier years are right.",
        )

    caution = "Nothing of it can be had back from here. Copies in backups end with the age of these."
    return _change(found, "Destroy what is on the list", carry_out, consequences, caution=caution)


def _change(
    found: DisposalList,
    title: str,
    carry_out: Callable[[Values], Response],
    consequences: Callable[[Values], Sequence[str]],
    fields: Sequence[Field] = (),
    clause: str = "",
    caution: str = "",
) -> Change:
    place = f"list {found.id} of {written(found.made_on)}"
    return Change(title, _page(found), place, carry_out, consequences, fields, clause, caution=caution)


def _page(found: DisposalList) -> str:
    return f"{PLACE}/{found.id}"


def _number(found: DisposalList) -> int:
    return retention.number_of(found)
