"""The wording of a service's letters: a text is changed, looked at as a letter of made-up people, and then used.

The dashboard has these pages behind its sign-in; `inforights wording --edit` shows them alone (`web.editor`).
"""

import re
import secrets
import threading
from collections import OrderedDict
from typing import Any

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import Response

from models.moment import LONDON
from rules.letter_words import letter_words
from rules.refusal import Refusal
from tasks import policies, wordings
from web.field import LETTER, Field, Option
from web.framed import framed
from web.managing import Manager, manager
from web.page import drawn
from web.visitor import At, Form, Visitor

router = APIRouter(include_in_schema=False)
PLACE = "/service/wording"
_KEPT = 32  # previews that are looked at
_HINT = (
    f"Up to {LETTER:,} characters. Keep what stands in double braces: the program puts the facts there. A line with "
    "'fulfils' says what the law asks for."
)


class _Looks:
    """The last few previews, by a name that nobody guesses."""

    def __init__(self) -> None:
        self.kept: OrderedDict[str, str] = OrderedDict()
        self.lock = threading.Lock()

    def keep(self, html: str) -> str:
        name = secrets.token_urlsafe(12)
        with self.lock:
            self.kept[name] = html
            while len(self.kept) > _KEPT:
                self.kept.popitem(last=False)
        return name


_looks = _Looks()


@router.get(PLACE)
def every(request: Request, who: Manager) -> Response:
    """Every letter and paragraph, and which of them are the service's own."""
    listed = wordings.listed(who.service)
    titled = [(name, _title(name), row) for name, row in listed.items()]
    shared = [one for one in titled if "/" in one[0]]
    whole = [one for one in titled if "/" not in one[0]]
    return drawn(
        request, "wordings.html", "Wording of letters", who=who, service=policies.of(who.service).service.name,
        groups=[("Letters", whole), ("Shared paragraphs", shared)],
    )  # fmt: skip


@router.get(f"{PLACE}/edit")
def edit(request: Request, name: str, who: Manager) -> Response:
    """One wording, with its preview."""
    try:
        text = wordings.text_of(who.service, name)
        return _page(request, who, name, text=text, **_preview(who, name, text, ""))
    except Refusal as refused:
        raise HTTPException(404, str(refused)) from None


@router.post(f"{PLACE}/edit")
def change(request: Request, who: Manager, at: At, sent: Form) -> Response:
    """Look at a text, use it, or go back to the program's; what cannot be used stays in the form."""
    name, case = sent.one("name"), sent.one("case")
    text = sent.one("text").replace("\r\n", "\n")
    shown: dict[str, Any] = {"text": text, "case": case}
    try:
        if len(text) > LETTER:
            raise Refusal(f"The text has more than {LETTER:,} characters: say it in fewer.")
        shown |= _preview(who, name, text, case)
        match sent.one("do"):
            case "take":
                on = int(sent.one("on")) if re.fullmatch("[0-9]{1,6}", sent.one("on")) else -1
                number = wordings.take(who.service, name, text, by=who.login, at=at, on=on)
                shown["done"] = f"Version {number} is in use for every letter written from now on."
            case "restore":
                wordings.restore(who.service, name, by=who.login, at=at)
                text = wordings.text_of(who.service, name)
                shown |= {"done": "The program's wording is in use again.", "text": text}
                shown |= _preview(who, name, text, shown["case"])
            case _:
                found = wordings.problems(who.service, name, text)
                shown["problems"] = [f"{one.letter} ({one.case}): {one.what}" for one in found]
    except Refusal as refused:
        shown["problems"] = str(refused).splitlines()
    try:
        return _page(request, who, name, **shown)
    except Refusal as refused:
        raise HTTPException(404, str(refused)) from None


@router.get(f"{PLACE}/look/{{which}}", dependencies=[Depends(manager)])
def look(which: str) -> Response:
    """A preview, in a frame that runs nothing and loads nothing."""
    html = _looks.kept.get(which)
    if html is None:
        raise HTTPException(404, "That preview is not kept any more: preview it again.")
    return framed(html)


def _title(name: str) -> str:
    """A letter as it is called everywhere; a paragraph by the name of its file, which other wordings include."""
    folder, _, short = name.rpartition("/")
    said = " ".join(word.upper() if word in {"foi", "sar"} else word for word in short.split("_"))
    return f"{said[0].upper()}{said[1:]}" if folder else letter_words(name)


def _preview(who: Visitor, name: str, text: str, case: str) -> dict[str, Any]:
    letter, _, which = case.partition(": ")
    made = wordings.preview(who.service, name, text, letter or None, which or None)
    return {"look": _looks.keep(made.html), "ticks": made.ticks}


def _page(request: Request, who: Visitor, name: str, **more: Any) -> Response:
    shown: dict[str, Any] = {"done": None, "problems": [], "text": "", "case": "", "look": None, "ticks": (), **more}
    versions = wordings.history(who.service, name)
    fields = (
        Field("text", "The text", "long", _HINT, rows=24),
        Field(
            "case",
            "Show it as",
            "select",
            options=[Option(one, one) for one in wordings.cases(who.service, name)],
            needed=False,
        ),
    )
    return drawn(
        request,
        "wording.html",
        f"Wording: {_title(name)}",
        who=who,
        status=422 if shown["problems"] else 200,
        name=name,
        fields=fields,
        # A text area drops the first empty line of what stands in it.
        values={"text": f"\n{shown['text']}", "case": shown["case"]},
        errors={"text": shown["problems"][0]} if shown["problems"] else {},
        problems=shown["problems"],
        done=shown["done"],
        look=shown["look"],
        ticks=shown["ticks"],
        own=bool(versions) and versions[-1].text is not None,
        on=len(versions),
        versions=[(row.number, row.at.astimezone(LONDON).date(), row.by, row.text is None) for row in versions[::-1]],
    )
