"""Who looks at a page: the cookie, the account behind it, and the word that a form of theirs must bear."""

import hashlib
import hmac
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import Depends, HTTPException, Request, Response
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.formparsers import MultiPartException, MultiPartParser

import settings
from models.db import reading
from models.moment import now
from rules.access import rights_of
from rules.refusal import Refusal
from rules.rights import Right, RoleRights
from tasks import policies, sign_in
from web.field import Sent, Upload
from web.guard import FORM, TooLarge

SESSION = "inforights"  # the cookie of a sign-in
VISIT = "inforights-visit"  # that of a browser in which nobody is signed in yet
_FIELDS, _FILES = 3_000, 20  # a schedule of documents has ten fields a line
_PART = 2_000_000  # bytes of one field: what is too long for it comes back with the form, and is not lost


class NotSignedIn(Exception):
    """Whoever asks must sign in first, or finish signing in; `to` is the page for that."""

    def __init__(self, to: str) -> None:
        super().__init__(to)
        self.to = to


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who is signed in."""

    login: str
    service: str
    role: str
    has_codes: bool
    form: str  # the word that their forms bear
    alone: bool = False  # they started a command that shows a few of the pages alone


def role_rights(who: Visitor) -> RoleRights | None:
    """What the policy lets their role do; None where its file cannot be used, which the page itself says."""
    try:
        return rights_of(who.role, policies.of(who.service))
    except Refusal:
        return None


def may(who: Visitor, right: Right) -> bool:
    """Whether their role has a right to all of the service's requests: a volunteer's is to assigned ones (BNS-5)."""
    role = role_rights(who)
    return role is not None and right in role.may and not role.is_for_volunteers


def cookie_name(name: str) -> str:
    """A cookie's name; over HTTPS with the prefix by which a browser takes it from this host and over HTTPS alone."""
    return f"__Host-{name}" if settings.load().address else name


def set_cookie(response: Response, name: str, value: str) -> None:
    """Set a cookie that no script reads and no other site sends; it is gone when the browser closes."""
    secure = settings.load().address is not None
    response.set_cookie(cookie_name(name), value, httponly=True, samesite="lax", secure=secure, path="/")


def drop_cookie(response: Response, name: str) -> None:
    """Let the browser forget a cookie."""
    response.delete_cookie(cookie_name(name), path="/", secure=settings.load().address is not None, httponly=True)


def token_of(request: Request) -> str | None:
    """The token in the cookie, unproved."""
    return request.cookies.get(cookie_name(SESSION)) or None


def form_word(token: str) -> str:
    """The word that a form bears for whoever has this cookie: another page cannot know it."""
    return hmac.new(token.encode(), b"form", hashlib.sha256).hexdigest()


async def moment() -> datetime:  # what takes no time needs no thread of its own
    """When a page is asked for: asked once, and passed in."""
    return now()


At = Annotated[datetime, Depends(moment)]


def signed_in(request: Request, at: At) -> Visitor:
    """Who is signed in, fully.

    Raises:
        NotSignedIn
    """
    token = token_of(request)
    with reading() as session:
        found = sign_in.who(session, token, at) if token else None
    if token is None or found is None:
        raise NotSignedIn("/sign-in")
    if not found.verified:
        raise NotSignedIn("/sign-in/code" if found.has_codes else "/sign-in/codes")
    if at - found.seen_at > sign_in.SEEN_EVERY:
        sign_in.saw(token, at)
    request.state.who = Visitor(found.login, found.service, found.role, found.has_codes, form_word(token))
    visitor: Visitor = request.state.who
    return visitor


def half_signed_in(request: Request, at: At) -> sign_in.SignedIn:
    """Who gave a right password and has still to give a code.

    Raises:
        NotSignedIn
    """
    token = token_of(request)
    with reading() as session:
        found = sign_in.who(session, token, at) if token else None
    if found is None or found.verified:
        raise NotSignedIn("/sign-in" if found is None else "/")
    return found


def visit_of(request: Request) -> str:
    """The random word of a browser in which nobody is signed in; a new one where it has none."""
    return request.cookies.get(cookie_name(VISIT)) or secrets.token_urlsafe(24)


async def sent(request: Request) -> Sent:
    """The form that was sent, as `checked_form` took it: all of it.

    Raises:
        web.guard.TooLarge: something in it was.
    """
    found: Sent = request.state.sent
    if found.cut:
        raise TooLarge
    return found


async def sent_so_far(request: Request) -> Sent:
    """The same, for a page that says itself what was too large, and keeps what was typed."""
    found: Sent = request.state.sent
    return found


async def checked_form(request: Request) -> None:
    """Take the form that is sent, if it is one of these pages' own: it stands before all that changes.

    Raises:
        HTTPException: 400 or 403.
    """
    await take_form(request, (token_of(request), request.cookies.get(cookie_name(VISIT))))


async def take_form(request: Request, keys: Sequence[str | None]) -> None:
    """Take the form that is sent, if it bears the word of one of these keys (`form_word`).

    Raises:
        HTTPException: 400 or 403.
    """
    if request.method in {"GET", "HEAD"}:
        return
    words: dict[str, list[str]] = {}
    files: dict[str, list[Upload]] = {}
    try:
        items, cut = await _items(request)
        for name, value in items:
            if isinstance(value, str):
                words.setdefault(name, []).append(value)
            elif not cut:  # of a form that was cut no file is whole
                files.setdefault(name, []).append(Upload(value.filename or "", await value.read()))
                await value.close()
    except (MultiPartException, StarletteHTTPException, ValueError):
        raise HTTPException(400, "The form is not one of these pages: open it again.") from None
    _check_word(keys, words)
    request.state.sent = Sent(words, files, cut)


async def _items(request: Request) -> tuple[Sequence[tuple[str, str | UploadFile]], bool]:
    """The fields in their order, as far as they came before something that was too large; and whether they did."""
    if not request.headers.get("content-type", "").startswith("multipart/"):
        return (await request.form(max_fields=_FIELDS, max_part_size=FORM)).multi_items(), False
    sent = request.stream()
    parser = MultiPartParser(request.headers, sent, max_files=_FILES, max_fields=_FIELDS, max_part_size=_PART)
    try:
        return (await parser.parse()).multi_items(), False
    except TooLarge:
        return parser.items, True
    except MultiPartException as wrong:
        if "maximum size" not in wrong.message:  # of one field
            raise
        async for _ in sent:
            pass  # a browser comes to reading the answer once all is sent
        return parser.items, True


def _check_word(keys: Sequence[str | None], words: Mapping[str, Sequence[str]]) -> None:
    """Refuse a form without the word that this browser was given with it (CSRF)."""
    given = (words.get("form") or ("",))[0].encode()
    if not any(hmac.compare_digest(given, form_word(key).encode()) for key in keys if key):
        raise HTTPException(403, "The form is an old one: go back, load the page again, and send it once more.")


Who = Annotated[Visitor, Depends(signed_in)]
Form = Annotated[Sent, Depends(sent)]
FormSoFar = Annotated[Sent, Depends(sent_so_far)]
