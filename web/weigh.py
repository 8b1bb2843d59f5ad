"""The documents of a prepared answer, and what each one's place on the schedule still rests on."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from rules.gates import to_weigh
from rules.kinds import Kind
from rules.rights import Right
from rules.schedule import Item
from web import answered, decision
from web.answer_words import papers
from web.case import Case, case
from web.decision import Decision
from web.decisions import weighing
from web.page import drawn
from web.visitor import At, Form, Who

router = APIRouter(include_in_schema=False)


@router.get("/requests/{reference}/weigh")
def documents(request: Request, reference: str, who: Who, at: At) -> Response:
    """Every document, with what is to be weighed of it."""
    found = case(reference, who, at, Right.WORK)
    parts = [(one.kind, papers(one.schedule, one.kind)) for one in answered.prepared(found) if one.schedule]
    return drawn(request, "weigh.html", "Weigh documents", who=who, case=found, parts=parts, foi=Kind.FOI)


@router.get("/requests/{reference}/weigh/{kind}/{document}")
def balance_form(request: Request, reference: str, kind: Kind, document: int, who: Who, at: At) -> Response:
    """The questions of the balance."""
    found = case(reference, who, at, Right.WORK)
    return decision.opened(request, _balance(found, kind, document), found)


@router.post("/requests/{reference}/weigh/{kind}/{document}")
def balance(request: Request, reference: str, kind: Kind, document: int, who: Who, at: At, sent: Form) -> Response:
    """How it was weighed."""
    found = case(reference, who, at, Right.WORK)
    return decision.take(request, _balance(found, kind, document), found, sent)


@router.get("/requests/{reference}/opinion/{kind}/{document}")
def opinion_form(request: Request, reference: str, kind: Kind, document: int, who: Who, at: At) -> Response:
    """What is asked of an opinion."""
    found = case(reference, who, at, Right.WORK)
    return decision.opened(request, weighing.opinion(kind, document, _item(found, kind, document)), found)


@router.post("/requests/{reference}/opinion/{kind}/{document}")
def opinion(request: Request, reference: str, kind: Kind, document: int, who: Who, at: At, sent: Form) -> Response:
    """A health professional's opinion."""
    found = case(reference, who, at, Right.WORK)
    return decision.take(request, weighing.opinion(kind, document, _item(found, kind, document)), found, sent)


def _balance(found: Case, kind: Kind, document: int) -> Decision:
    item = _item(found, kind, document)
    if to_weigh(item, kind) is None:
        raise HTTPException(404, "Nothing is to be weighed of that document.")
    return weighing.balance(kind, document, item)


def _item(found: Case, kind: Kind, document: int) -> Item:
    answer = answered.prepared_to(found, kind)
    if answer is None or not 1 <= document <= len(answer.schedule):
        raise HTTPException(404, "There is no such document on the schedule.")
    return answer.schedule[document - 1]
