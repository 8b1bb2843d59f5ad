"""An earlier register is taken over: what is wrong with its rows, or would be done, is shown first, then confirmed.

No page keeps a file for the next one: whoever confirms chooses the file once more, and it must be the same.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from fastapi import APIRouter, Request
from fastapi.responses import Response

from rules.channel import Channel
from rules.earlier_register import Column, RegisterRefused
from rules.earlier_register.told import consequence, open_line
from rules.refusal import Refusal
from tasks import register_import
from tasks.register_import import RowsRefused
from tasks.register_plan import Asked, Plan, examine
from web.field import Field, Option, Sent, carried, read, starts_as, typed
from web.managing import Manager
from web.page import drawn, form_page, onward
from web.visitor import At, FormSoFar, Visitor

router = APIRouter(include_in_schema=False)
PLACE: Final = "/service/earlier-register"
_TITLE: Final = "Take over an earlier register"
_MOST: Final = 2_000  # rows that a page waits for
_SHOWN: Final = 500  # problems, or open requests, on a page
_FILE: Final = Field("file", "The register", "file", "An Excel workbook (.xlsx) or a CSV file.")
_AGAIN: Final = Field("file", "The same file once more", "file", "No page can keep it for you.")
_CHANNELS: Final = {
    Channel.EMAIL: "E-mail", Channel.POST: "Post", Channel.FORM: "A form", Channel.PHONE: "Telephone",
    Channel.IN_PERSON: "In person",
}  # fmt: skip
_MORE: Final = (
    Field("sheet", "Sheet", hint="Where the workbook has several with something in them.", needed=False),
    Field(
        "map",
        "Headings that are not known",
        "long",
        "One a line, such as: When it came = received. The columns are: " + ", ".join(Column) + ". A heading that is "
        "known and means something else is none of them: Method = none.",
        needed=False,
    ),
    Field(
        "channel",
        "How did those come that do not say it?",
        "choice",
        options=[Option(channel.value, text) for channel, text in _CHANNELS.items()],
        needed=False,
    ),
    Field("skip_known", "Pass over what is here already", "yes_no", starts_as="no"),
)
_INTRO: Final = (
    "Every request of it becomes one of ours, open or closed, with its dates worked out as for any other. Where "
    "something is wrong with any row, none does. Nothing is sent. The file is not kept, only its rows.",
)


@router.get(PLACE)
def form(request: Request, who: Manager) -> Response:
    """The empty form."""
    return _form(request, who, starts_as(_MORE), {})


@router.post(PLACE)
def take(request: Request, who: Manager, at: At, sent: FormSoFar) -> Response:
    """What is wrong with it, or what would be done; then it is done."""
    fields = (_FILE, *_MORE)
    values, errors = read(fields, sent)
    step = sent.one("step")
    if step == "change":
        return _form(request, who, typed(_MORE, sent), {})
    if not errors:
        try:
            asked = _asked(who, values)
            if step == "confirm":
                return _done(values["file"].content, asked, who, at, sent.one("seen"))
            plan = examine(values["file"].content, asked, by=who.login, at=at)
            _check_size(plan)
            if plan.problems:
                return _problems(request, who, plan, typed(_MORE, sent))
            return _effect(request, who, plan, sent)
        except RowsRefused as refused:
            errors = {"file": str(refused)}
        except _MapRefused as refused:
            errors = {"map": str(refused)}
        except Refusal as refused:
            errors = {"file": str(refused)}
    return _form(request, who, typed(_MORE, sent), errors, 413 if sent.cut else None)


class _MapRefused(Refusal):
    """A line that maps a heading cannot be understood."""


def _asked(who: Visitor, values: Mapping[str, Any]) -> Asked:
    return Asked(
        who.service,
        values["sheet"],
        _mapped(values["map"] or ""),
        Channel(values["channel"]) if values["channel"] else None,
        skip_known=bool(values["skip_known"]),
    )


def _mapped(text: str) -> dict[str, Column | None]:
    found: dict[str, Column | None] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        heading, between, word = line.rpartition("=")
        column = word.strip().lower().replace(" ", "_")
        if not between or not heading.strip() or column not in {*Column, "none"}:
            raise _MapRefused(
                f"Headings that are not known: line {number} is not a heading, an equals sign and a column."
            )
        found[heading.strip()] = None if column == "none" else Column(column)
    return found


def _check_size(plan: Plan) -> None:
    if len(plan.rows) > _MOST:
        raise RegisterRefused(
            f"It has more than {_MOST:,} rows, which takes longer than a page can wait: whoever runs the program can "
            "take it over there."
        )


def _done(content: bytes, asked: Asked, who: Visitor, at: datetime, seen: str) -> Response:
    done = register_import.take_over(content, asked, by=who.login, at=at, seen=seen)
    many = len(done.references)
    first, last = done.references[0], done.references[-1]
    said = f"{many:,} requests are taken over: {first} to {last}." if many > 1 else f"One is taken over: {first}."
    return onward("/requests", said)


def _effect(request: Request, who: Visitor, plan: Plan, sent: Sent) -> Response:
    told = consequence(
        plan.summary, plan.headings.unknown, passed_over=plan.passed_over, without_letter=plan.without_letter
    )
    told += [open_line(one, plan.today) for one in plan.summary.open[:_SHOWN]]
    if len(plan.summary.open) > _SHOWN:
        told.append(f"And {len(plan.summary.open) - _SHOWN:,} more open ones.")
    return drawn(
        request, "confirm.html", _TITLE, who=who, back="/service", reference="the service", action=PLACE,
        answers=(), consequences=told, clause="", fields=(_AGAIN,),
        caution="What is taken over cannot be taken back as a whole.",
        carried=[*carried(_MORE, sent), ("seen", plan.sha256)],
    )  # fmt: skip


def _problems(request: Request, who: Visitor, plan: Plan, values: dict[str, Any]) -> Response:
    many = len(plan.problems)
    return form_page(
        request, _TITLE, (_FILE, *_MORE), values, {}, who=who, template="earlier_register.html", status=422,
        back="/service", reference="the service", submit="Look at it again", action=PLACE,
        problems=[str(one) for one in plan.problems[:_SHOWN]], many=many, shown=min(many, _SHOWN),
    )  # fmt: skip


def _form(
    request: Request, who: Visitor, values: dict[str, Any], errors: dict[str, str], status: int | None = None
) -> Response:
    return form_page(
        request, _TITLE, (_FILE, *_MORE), values, errors, who=who, template="decision.html", status=status,
        back="/service", reference="the service", intro=_INTRO, submit="Look at it", action=PLACE,
    )  # fmt: skip
