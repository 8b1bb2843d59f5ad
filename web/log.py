"""Logging a request: the letter typed, pasted or as its file; how and when it came; and what the program makes of it.

What was typed is never lost. A file must be chosen again where it was refused: no page may fill that field.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from fastapi import APIRouter, Request
from fastapi.responses import Response

import settings
from rules.channel import Channel
from rules.rights import Right
from tasks import access
from web import runs
from web.field import LETTER, Field, Option, read, starts_as, typed
from web.incoming import AGAIN, Log, Outcome, letters
from web.page import drawn, onward
from web.visitor import At, FormSoFar, Visitor, Who

router = APIRouter(include_in_schema=False)
_AS_IT_STANDS: Final = f"As it stands, with its date; up to {LETTER:,} characters."
_CHANNELS: Final = {
    Channel.EMAIL: "E-mail",
    Channel.POST: "Post",
    Channel.FORM: "A form",
    Channel.PHONE: "Telephone",
    Channel.IN_PERSON: "In person",
}


def _fields(before: Sequence[str] = ()) -> list[Field]:
    """What is asked; of letters that were logged before also whether they are to be logged once more."""
    most = settings.load().largest_file_mb
    again = Field(
        AGAIN,
        "Log it once more?",
        "many",
        "A second copy, or the same words as a new request. Its file need not be chosen again.",
        [Option(one, f"Yes, log the letter of {one} once more") for one in before],
        needed=False,
    )
    return [
        *([again] if before else []),
        Field("text", "The letter, typed or pasted", "long", _AS_IT_STANDS, needed=False, rows=10, longest=LETTER),
        Field(
            "files",
            "Or its file",
            "file",
            f"E-mail, Word, PDF, a scan or a photograph. Several are several requests; together up to {most} MB.",
            needed=False,
            several=True,
        ),
        Field(
            "channel",
            "How did it come?",
            "choice",
            "The file of an e-mail says so itself.",
            [Option(channel.value, text) for channel, text in _CHANNELS.items()],
            needed=False,
        ),
        Field(
            "received",
            "When did it arrive?",
            "date",
            "The day on which it reached the service, whoever took it. Empty: today; of an e-mail's file the day on "
            "which the mail server took it.",
            needed=False,
        ),
    ]


@router.get("/log")
def form(request: Request, who: Who, at: At) -> Response:
    """The empty form, for those who may log.

    Raises:
        rules.access.AccessRefused: a volunteer (BNS-5); that they tried is recorded.
    """
    access.service_of(by=who.login, at=at, right=Right.WORK)
    fields = _fields()
    return _page(request, who, fields, starts_as(fields), Outcome())


@router.post("/log")
def take(request: Request, who: Who, at: At, sent: FormSoFar) -> Response:
    """Log what was sent; one letter leads to its proposal, several are listed."""
    access.service_of(by=who.login, at=at, right=Right.WORK)
    fields = _fields()
    values, errors = read(fields, sent)
    if len(sent.one("text")) > LETTER:
        errors["text"] = f"The letter has more than {LETTER:,} characters: save it as a text file, and choose that."
    wanted = [word.upper()[:20] for word in sent.words.get(AGAIN, ())]
    if not errors and not values["text"] and not values["files"] and not wanted:
        errors["text"] = "Type or paste the letter, or choose its file."
    if errors:
        status = 413 if sent.cut else 422
        return _page(request, who, fields, typed(fields, sent), Outcome(errors=errors), status)
    channel = Channel(values["channel"]) if values["channel"] else None
    done = Log(who, at, values["received"], channel).every(list(letters(values)), wanted)
    _go_on(done.logged, at)
    if len(done.logged) == 1 and not done.errors:
        return onward(f"/requests/{done.logged[0]}/proposal", done.said[0])
    fields = _fields(done.before)
    shown = typed(fields, sent) if done.errors else starts_as(fields)
    return _page(request, who, fields, shown | ({"text": ""} if done.typed_is_logged else {}), done)


def _go_on(references: Sequence[str], at: datetime) -> None:
    """Let the program read them, and wait a little: a page does not wait for a scan, nor for Prefect."""
    runs.waited([runs.propose(reference, at) for reference in references], runs.WAIT)


def _page(
    request: Request,
    who: Visitor,
    fields: Sequence[Field],
    values: Mapping[str, Any],
    done: Outcome,
    wrong: int = 422,
) -> Response:
    return drawn(
        request,
        "log.html",
        "Log a request",
        who=who,
        status=wrong if done.errors else 200,
        fields=fields,
        values=values,
        errors=done.errors,
        logged=list(zip(done.logged, done.said, strict=True)),
    )
