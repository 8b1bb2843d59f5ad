"""Drawing a page: one frame for all, strict about what a template asks for, every value escaped."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from models.moment import LONDON
from rules.working_days import written
from web import assets, components
from web.field import Field
from web.menu import menu
from web.visitor import VISIT, Visitor, cookie_name, drop_cookie, form_word, set_cookie, visit_of

NOTE = "inforights-note"  # what was just done, for the next page alone
_templates = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_templates.filters |= {
    "day": written,
    "short": lambda day: f"{day.day} {day:%b %Y}" if day else "",
    # No reading of a letter is certain, however near to it.
    "sure": lambda share: f"{min(share, 0.99):.0%}",
    "moment": lambda at: f"{written(at.astimezone(LONDON).date())}, {at.astimezone(LONDON):%H:%M}",
}
_templates.globals |= {name: getattr(components, name) for name in (
    "button", "error_summary", "field", "link_button", "note", "summary_list", "tag", "warning",
)}  # fmt: skip


def drawn(
    request: Request, template: str, title: str, *, who: Visitor | None = None, status: int = 200, **values: Any
) -> HTMLResponse:
    """A page in the common frame.

    Args:
        title: of the page; no person's name, as it is kept in a browser's history.
        who: whoever is signed in; None for the pages before that.
    """
    said = unquote(request.cookies.get(cookie_name(NOTE), ""))
    visit = None if who else visit_of(request)
    given = {"errors": {}, "fields": (), "way": None, **values}
    html = _templates.get_template(template).render(
        title=title,
        who=who,
        form=who.form if who else form_word(visit or ""),
        said=said,
        here=request.url.path,
        menu=menu(who) if who and not who.alone else (),
        styles=assets.styles(),
        **given,
    )
    response = HTMLResponse(html, status)
    if said:
        drop_cookie(response, NOTE)
    if visit and visit != request.cookies.get(cookie_name(VISIT)):
        set_cookie(response, VISIT, visit)
    return response


def alone(template: str, title: str, **values: Any) -> HTMLResponse:
    """A page without the frame, a form or a cookie: a screen on a wall."""
    return HTMLResponse(_templates.get_template(template).render(title=title, styles=assets.styles(), **values))


def form_page(
    request: Request,
    title: str,
    fields: Sequence[Field],
    values: Mapping[str, Any],
    errors: Mapping[str, str],
    *,
    who: Visitor | None = None,
    template: str = "form.html",
    submit: str = "Continue",
    status: int | None = None,
    **more: Any,
) -> HTMLResponse:
    """A page with a form; unless a status is named, 422 where something is wrong with what was sent."""
    given = {"back": None, "intro": (), "clause": None, "action": request.url.path, **more}
    return drawn(
        request, template, title, who=who, status=status or (422 if errors else 200), fields=fields,
        values=values, errors=errors, submit=submit, **given,
    )  # fmt: skip


def onward(to: str, said: str = "") -> RedirectResponse:
    """To another page after something was done, which that page then says. No person in either."""
    response = RedirectResponse(to, 303)
    if said:
        set_cookie(response, NOTE, quote(said))
    return response


def local(to: str | None) -> str:
    """A page of this program to go to, whatever was asked for (open redirect)."""
    if to and to.startswith("/") and not to.startswith(("//", "/\\")) and to.isprintable() and "\\" not in to:
        return to
    return "/"


def file(content: bytes, media_type: str, name: str) -> Response:
    """A file to keep. The name is one of ours: references and words, never what somebody typed."""
    assert name.isascii() and not {*'"\\/\r\n'} & {*name}, "the name goes into a header"  # noqa: PT018 - one thing
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=media_type, headers=disposition)


def today(at: datetime) -> date:
    """The day of a moment in the United Kingdom."""
    return at.astimezone(LONDON).date()
