"""Writing a letter by hand: what it asks for is typed, and it is a draft until somebody notes that it has gone."""

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from letters import checklist
from rules.kinds import Kind
from rules.letter_words import letter_words
from rules.refusal import Refusal
from rules.rights import Right
from tasks import letter_by_hand
from tasks.letter_by_hand import Writable
from web import said_fields
from web.case import Case, case
from web.field import Field, Option, read, starts_as, typed
from web.page import form_page, onward
from web.visitor import At, Form, Who
from web.ways import Way, out_of

router = APIRouter(include_in_schema=False)
PART = "part"  # of the request that it is about


@router.get("/requests/{reference}/letters/write/{name}")
def ask(request: Request, reference: str, name: str, who: Who, at: At) -> Response:
    """What the letter asks for, filled in with what was typed for its draft."""
    found = case(reference, who, at, Right.WORK)
    wanted = _wanted(found, name)
    fields = _fields(wanted)
    errors = {"": str(wanted.refused)} if wanted.refused else {}
    way = out_of(wanted.refused, request, who) if wanted.refused else None
    return _form(request, found, wanted, fields, starts_as(fields), errors, way)


@router.post("/requests/{reference}/letters/write/{name}")
def write(request: Request, reference: str, name: str, who: Who, at: At, sent: Form) -> Response:
    """The letter, written as a draft."""
    found = case(reference, who, at, Right.WORK)
    wanted = _wanted(found, name)
    fields = _fields(wanted)
    values, errors = read(fields, sent)
    if errors:
        return _form(request, found, wanted, fields, typed(fields, sent), errors)
    part = values.pop(PART, None)
    try:
        occasion = letter_by_hand.write(
            found.reference,
            name,
            by=who.login,
            at=at,
            said=said_fields.answers(values),
            part=Kind(part) if part else None,
        )
    except Refusal as refused:
        way = out_of(refused, request, who)
        return _form(request, found, wanted, fields, typed(fields, sent), {"": str(refused)}, way)
    said = "It is a draft. Read it, and note here that it has gone once it has."
    return onward(f"{found.address}/letters/{occasion}", said)


def _wanted(found: Case, name: str) -> Writable:
    listed = letter_by_hand.writable(found.reference, by=found.who.login, at=found.at)
    wanted = next((one for one in listed if one.name == name), None)
    if wanted is None:
        raise HTTPException(404, "That letter cannot be written for this request as it stands.")
    return wanted


def _fields(wanted: Writable) -> Sequence[Field]:
    asked = said_fields.fields(wanted.name, wanted.said)
    if len(wanted.kinds) < 2:
        return asked
    options = [Option(kind.value, f"{kind.words[0].upper()}{kind.words[1:]}") for kind in wanted.kinds]
    return [Field(PART, "Which part of the request is it about?", "choice", options=options), *asked]


def _form(
    request: Request,
    found: Case,
    wanted: Writable,
    fields: Sequence[Field],
    values: Mapping[str, Any],
    errors: Mapping[str, str],
    way: Way | None = None,
) -> Response:
    return form_page(
        request,
        letter_words(wanted.name),
        fields,
        values,
        errors,
        who=found.who,
        template="letter_write.html",
        submit="Write it anew" if wanted.said is not None else "Write the draft",
        case=found,
        must_say=checklist(wanted.name),
        way=way,
    )
