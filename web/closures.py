"""The bank holidays in force, the days that a person adds or withdraws, gov.uk's list, and the dates that move."""

import json
from datetime import date, datetime
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from models.moment import day_of
from rules.bank_holidays import Nation
from rules.proclaimed import WHERE, added, withdrawn
from rules.refusal import Refusal
from tasks import holidays, recompute
from web import change
from web.case import Values
from web.change import Change
from web.closure_words import by_hand, days, drafts, effect, moving, said, texts, where
from web.copies import copies
from web.field import Field, Option, read
from web.managing import Manager
from web.page import drawn, form_page, onward
from web.visitor import At, Form, Visitor

router = APIRouter(include_in_schema=False)
PLACE = "/service/closures"
_NAME = "the bank holidays"
_LARGEST = 100_000  # characters of a list that is carried from one page to the next
_LIST = (
    Field("file", "The list", "file", hint="www.gov.uk/bank-holidays.json, as you saved it."),
    Field(
        "over_hand", "Follow the list also where a row that a person wrote says otherwise", "yes_no", starts_as="no"
    ),
)


@router.get(PLACE)
def closures(request: Request, who: Manager, at: At) -> Response:
    """The days from this year on, what of them was added here, and the dates that would move."""
    known = holidays.known()
    found = moving(known, who, at)
    lines = [text for one in found for text in texts(one)]
    return drawn(
        request,
        "closures.html",
        "Bank holidays",
        who=who,
        days=days(known, day_of(at).year),
        rows=[(said(row, nations), row.authority, path) for row, nations, path in by_hand(known)],
        idle=[(row.on, row.nation.words) for row in known.without_effect],
        version=known.version,
        published_to=known.published_to,
        lines=lines,
        rests=bool(found),
        copies=copies(request, who, "closures"),
    )


@router.post(f"{PLACE}/apply")
def apply(request: Request, who: Manager, at: At) -> Response:
    """Store the dates that moved, each with its event; and say which letters give the old ones."""
    found = list(recompute.apply(who.login, at))
    return drawn(
        request, "closures_applied.html", "Dates stored", who=who,
        lines=[text for one in found for text in texts(one)],
        drafts=[text for one in found for text in drafts(one)],
    )  # fmt: skip


@router.get(f"{PLACE}/add")
def add_form(request: Request, who: Manager, at: At) -> Response:
    """A day that was proclaimed, or moved away."""
    return change.show(request, _adding(who, at), who)


@router.post(f"{PLACE}/add")
def add(request: Request, who: Manager, at: At, sent: Form) -> Response:
    """The dates that would move, then the day."""
    return change.take(request, _adding(who, at), who, sent)


@router.get(f"{PLACE}/withdraw/{{on}}/{{nations}}")
def withdraw_form(request: Request, on: date, nations: str, who: Manager, at: At) -> Response:
    """The dates that would move back."""
    return change.show(request, _withdrawing(on, nations, who, at), who)


@router.post(f"{PLACE}/withdraw/{{on}}/{{nations}}")
def withdraw(request: Request, on: date, nations: str, who: Manager, at: At, sent: Form) -> Response:
    """The row goes."""
    return change.take(request, _withdrawing(on, nations, who, at), who, sent)


@router.get(f"{PLACE}/list")
def list_form(request: Request, who: Manager) -> Response:
    """gov.uk's list, as it was downloaded."""
    return _list_page(request, who, {"over_hand": "no"}, {})


@router.post(f"{PLACE}/list")
def take_list(request: Request, who: Manager, at: At, sent: Form) -> Response:
    """What the list would change and which dates move, then the import. The page that asks carries the list."""
    values, errors = read(_LIST, sent)
    over_hand = sent.one("over_hand") == "yes"
    carried = sent.one("list").encode()
    if sent.one("step") == "change":
        return _list_page(request, who, {"over_hand": sent.one("over_hand")}, {})
    if carried:
        errors.pop("file", None)
    if errors:
        return _list_page(request, who, {"over_hand": sent.one("over_hand")}, errors)
    try:
        content = carried or values["file"].content
        if sent.one("step") == "confirm":
            return _imported(content, who, at, over_hand=over_hand)
        return _list_effect(request, content, who, at, over_hand=over_hand)
    except Refusal as refused:
        return _list_page(request, who, {"over_hand": sent.one("over_hand")}, {"file": str(refused)})


def _imported(content: bytes, who: Visitor, at: datetime, *, over_hand: bool) -> Response:
    done = holidays.import_list(content, who.login, at, over_hand=over_hand)
    if not done.anything:
        return onward(PLACE, "The list says what the data says already: nothing was changed.")
    return onward(PLACE, "The list is taken over. The dates that move are below, until you store them.")


def _list_effect(request: Request, content: bytes, who: Visitor, at: datetime, *, over_hand: bool) -> Response:
    merged = holidays.with_list(content, at, over_hand=over_hand)
    text = json.dumps(json.loads(content.decode("utf-8-sig")), ensure_ascii=False, separators=(",", ":"))
    if len(text.encode()) > _LARGEST:
        raise Refusal("The list is too long for this page: whoever runs the program can import it there.")
    told = [said(row, row.nation.words) for row in merged.changed] or ["No day differs from the data."]
    told += [f"This row goes, as the list differs: {said(row, row.nation.words)}" for row in merged.replaced]
    told += [f"This row stays, though the list differs: {said(row, row.nation.words)}" for row in merged.contradicted]
    return drawn(
        request, "change.html", "Take over gov.uk's list", who=who, back=PLACE, reference=_NAME,
        action=request.url.path, answers=(), consequences=[*told, *effect(moving(merged.known, who, at))], caution="",
        clause="Banking and Financial Dealings Act 1971 s.1; FOIA 2000 s.10(6)",
        carried=[("list", text), ("over_hand", "yes" if over_hand else "no")], asked=True,
    )  # fmt: skip


def _list_page(request: Request, who: Visitor, values: dict[str, Any], errors: dict[str, str]) -> Response:
    intro = (
        "Only what the list has and the data lacks is taken over, or the other way round. No request is changed.",
    )
    return form_page(
        request, "Take over gov.uk's list", _LIST, values, errors, who=who, template="decision.html", back=PLACE,
        reference=_NAME, intro=intro, submit="Look at what it changes",
    )  # fmt: skip


def _adding(who: Visitor, at: datetime) -> Change:
    def carry_out(values: Values) -> Response:
        holidays.add(
            values["on"], values["nation"], values["title"], values["authority"],
            closed=values["what"] == "closed", by=who.login, at=at,
        )  # fmt: skip
        return onward(PLACE, "The day is added. The dates that move are below, until you store them.")

    def consequences(values: Values) -> list[str]:
        before = holidays.known()
        closed = values["what"] == "closed"
        after = added(before, values["on"], values["nation"], values["title"], values["authority"], closed=closed)
        new = [row for row in after.proclaimed if row not in before.proclaimed]
        return [said(new[0], where([row.nation for row in new])), *effect(moving(after, who, at))]

    fields = (
        Field("on", "Which day", "date"),
        Field(
            "what",
            "What it is",
            "choice",
            options=[
                Option("closed", "No working day", "It was proclaimed a bank holiday."),
                Option("open", "A working day after all", "A usual bank holiday that was moved away this year."),
            ],
        ),
        Field("nation", "Where", "choice", options=[Option(one, one) for one in WHERE]),
        Field("title", "Title", hint="As letters are to name it, such as Bank holiday for the coronation."),
        Field("authority", "What says so", hint="The proclamation or the list. Name no person."),
    )
    intro = (
        "A closure of the office, or a holiday that only the council has, is still a working day: add neither here.",
    )
    clause = "Banking and Financial Dealings Act 1971 s.1; FOIA 2000 s.10(6)"
    return Change("Add a day", PLACE, _NAME, carry_out, consequences, fields, clause, intro)


def _withdrawing(on: date, nations: str, who: Visitor, at: datetime) -> Change:
    if not {*nations.split("-")} <= {*Nation}:
        raise HTTPException(404, "There is no such page.")
    meant = [Nation(word) for word in nations.split("-")]

    def carry_out(_values: Values) -> Response:
        holidays.withdraw(on, meant, by=who.login, at=at)
        return onward(PLACE, "The row is withdrawn. The dates that move are below, until you store them.")

    def consequences(_values: Values) -> list[str]:
        before = holidays.known()
        after = withdrawn(before, on, meant)
        gone = [row for row in before.proclaimed if row not in after.proclaimed]
        told = f"This is said no more: {said(gone[0], where([row.nation for row in gone]))}"
        return [told, *effect(moving(after, who, at))]

    return Change("Withdraw a day", PLACE, _NAME, carry_out, consequences)
