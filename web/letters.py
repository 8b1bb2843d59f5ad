"""The letters of a request: those that are there, those that can be written, and each as it is."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from rules.letter import ACKNOWLEDGEMENTS
from rules.letter_forms import Form
from rules.letter_words import letter_words
from rules.lifecycle import State
from rules.occasions import BY_HAND
from rules.rights import Right
from tasks import letter, letter_by_hand, letter_check, letter_copy
from tasks.letter_by_hand import Writable
from tasks.letter_copy import Kept
from web.case import Case, case
from web.framed import framed
from web.page import drawn, file, onward
from web.visitor import At, Who
from web.ways import out_of

router = APIRouter(include_in_schema=False)
FORMS = (Form.DOCX, Form.PDF, Form.TEXT)  # in which one is copied out here
_AGAIN = (State.OPEN, State.PREPARED)  # where an acknowledgement that has not gone can be written anew


@router.get("/requests/{reference}/letters")
def listed(request: Request, reference: str, who: Who, at: At) -> Response:
    """The letters that are there, and those that can be written."""
    found = case(reference, who, at)
    can = _writable(found)
    return drawn(
        request,
        "letters.html",
        f"Letters of {found.reference}",
        who=who,
        case=found,
        letters=letter_copy.listed(found.reference, by=who.login, at=at),
        can=[one for one in can if one.refused is None and one.said is None],
        cannot=[(one.name, one.refused, out_of(one.refused, request, who)) for one in can if one.refused],
        prepared=found.state is State.PREPARED and found.may(Right.EXPORT),
        words=letter_words,
    )


@router.get("/requests/{reference}/letters/prepared")
def prepared(request: Request, reference: str, who: Who, at: At) -> Response:
    """The letters of the prepared answer as they would go now; nothing is stored."""
    found = case(reference, who, at, Right.EXPORT)
    made = letter.preview(found.reference, at, by=who.login)
    return drawn(
        request,
        "letters_prepared.html",
        "The answer as it would go",
        who=who,
        case=found,
        made=[one for _, one in made],
        forms=FORMS,
        words=letter_words,
    )


@router.get("/requests/{reference}/letters/prepared/{number}")
def prepared_page(reference: str, number: int, who: Who, at: At) -> Response:
    """One of them as a page."""
    found = case(reference, who, at, Right.EXPORT)
    made = letter.preview(found.reference, at, by=who.login)
    if not 0 < number <= len(made):
        raise HTTPException(404, "The prepared answer has no such letter.")
    return framed(made[number - 1][1].html)


@router.get("/requests/{reference}/letters/prepared/{number}/{form}")
def prepared_file(reference: str, number: int, form: Form, who: Who, at: At) -> Response:
    """One of them as a file."""
    found = case(reference, who, at, Right.EXPORT)
    made = letter.preview(found.reference, at, by=who.login)
    if not 0 < number <= len(made) or form not in FORMS:
        raise HTTPException(404, "The prepared answer has no such letter.")
    title, one = made[number - 1]
    return file(letter_copy.in_form(one, form), form.media_type, f"{title}.{form.suffix}")


@router.get("/requests/{reference}/letters/{occasion}")
def one(request: Request, reference: str, occasion: str, who: Who, at: At) -> Response:
    """One letter: itself, what it must say, and what can be done with it."""
    found = case(reference, who, at)
    kept = letter_copy.one(found.reference, occasion, by=who.login, at=at)
    return drawn(
        request,
        "letter.html",
        kept.words,
        who=who,
        case=found,
        letter=kept,
        checked=letter_check.check(found.reference, occasion, by=who.login, at=at),
        forms=FORMS if found.may(Right.EXPORT) else (),
        may_note=_may_note(found, kept),
        may_change=_may_change(found, kept),
        may_anew=_may_anew(found, kept),
    )


@router.get("/requests/{reference}/letters/{occasion}/page")
def page(reference: str, occasion: str, who: Who, at: At) -> Response:
    """The letter itself, for the frame in which it is shown."""
    found = case(reference, who, at)
    return framed(letter_copy.page(found.reference, occasion, by=who.login, at=at))


@router.get("/requests/{reference}/letters/{occasion}/copy/{form}")
def copy(reference: str, occasion: str, form: Form, who: Who, at: At) -> Response:
    """The letter as a file, for those who may copy letters out (BNS-5)."""
    found = case(reference, who, at)
    if form not in FORMS:
        raise HTTPException(404, "There is no such page.")
    content, name = letter_copy.copy(found.reference, occasion, form, by=who.login, at=at)
    return file(content, form.media_type, name)


@router.post("/requests/{reference}/letters/{occasion}/anew")
def anew(reference: str, occasion: str, who: Who, at: At) -> Response:
    """The draft of an acknowledgement once more, because what it says has changed."""
    found = case(reference, who, at, Right.WORK)
    letter_by_hand.write(found.reference, occasion, by=who.login, at=at)
    return onward(f"{found.address}/letters/{occasion}", "It is written anew.")


def _writable(found: Case) -> list[Writable]:
    if not found.may(Right.WORK):
        return []
    return letter_by_hand.writable(found.reference, by=found.who.login, at=found.at)


def _may_note(found: Case, kept: Kept) -> bool:
    return found.may(Right.WORK) and kept.sent_on is None and not kept.is_answer


def _may_change(found: Case, kept: Kept) -> bool:
    return _may_note(found, kept) and kept.name in BY_HAND


def _may_anew(found: Case, kept: Kept) -> bool:
    return _may_note(found, kept) and kept.name in ACKNOWLEDGEMENTS.values() and found.state in _AGAIN
