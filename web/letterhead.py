"""The letterhead: the one in use to be changed in Word, another taken into use, or the program's own again."""

from datetime import datetime

from fastapi import APIRouter, Request
from fastapi.responses import Response

from models.db import reading
from models.letterhead import letterheads as versions
from models.moment import LONDON
from tasks import letterheads
from tasks.letterheads import LetterheadRefused
from web import change
from web.case import Values
from web.change import Change, in_one_transaction
from web.field import Field, read
from web.managing import Manager
from web.page import drawn, file, onward
from web.visitor import At, Form, Visitor

router = APIRouter(include_in_schema=False)
PLACE = "/service/letterhead"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FILE = (Field("file", "A Word file (.docx)", "file"),)


@router.get(PLACE)
def letterhead(request: Request, who: Manager) -> Response:
    """Which one is in use, and the form for another."""
    return _page(request, who)


@router.post(PLACE)
def take(request: Request, who: Manager, at: At, sent: Form) -> Response:
    """Say what a file lacks; or use it, if it lacks nothing that letters need."""
    values, errors = read(_FILE, sent)
    if errors:
        return _page(request, who, errors=errors)
    content = values["file"].content
    if sent.one("do") != "use":
        found = letterheads.missing(who.service, content)
        return _page(request, who, found=[(one.must, one.what, one.how) for one in found], looked=True)
    try:
        found = letterheads.take(who.service, content, by=who.login, at=at)
    except LetterheadRefused as refused:
        lines = [line.removeprefix("- ") for line in str(refused).splitlines()]
        return _page(request, who, errors={"file": lines[0]}, found=[(True, line, "") for line in lines[1:]])
    if not found:
        return onward(PLACE, "The letterhead is in use for every letter written from now on.")
    return _page(request, who, found=[(one.must, one.what, one.how) for one in found], taken=True)


@router.get(f"{PLACE}/file")
def download(who: Manager) -> Response:
    """The one in use, as a Word file."""
    return file(letterheads.in_force(who.service), _WORD, f"letterhead-{who.service}.docx")


@router.get(f"{PLACE}/restore")
def restore_form(request: Request, who: Manager, at: At) -> Response:
    """Back to the program's own."""
    return change.show(request, _restoring(who, at), who)


@router.post(f"{PLACE}/restore")
def restore(request: Request, who: Manager, at: At, sent: Form) -> Response:
    """Back to the program's own, once it was confirmed."""
    return change.take(request, _restoring(who, at), who, sent)


def _restoring(who: Visitor, at: datetime) -> Change:
    def carry_out(_values: Values) -> Response:
        letterheads.restore(who.service, by=who.login, at=at)
        return onward(PLACE, "The program's own letterhead is in use.")

    def consequences(values: Values) -> tuple[str, ...]:
        in_one_transaction(carry_out, values)
        return (
            "Letters that are written from now on have the program's own letterhead.",
            "Letters that are written already stay as they are. Your file is kept, and can be used again.",
        )

    return Change("Use the program's letterhead again", PLACE, "the letterhead", carry_out, consequences)


def _page(
    request: Request,
    who: Visitor,
    *,
    errors: dict[str, str] | None = None,
    found: list[tuple[bool, str, str]] | None = None,
    looked: bool = False,
    taken: bool = False,
) -> Response:
    with reading() as session:
        rows = versions(session, who.service)
    return drawn(
        request,
        "letterhead.html",
        "Letterhead",
        who=who,
        status=422 if errors else 200,
        fields=_FILE,
        values={},
        errors=errors or {},
        found=found or [],
        looked=looked,
        taken=taken,
        own=bool(rows) and rows[-1].sha256 is not None,
        rows=[(row.at.astimezone(LONDON).date(), row.by, row.sha256 is not None) for row in rows[::-1]],
    )
