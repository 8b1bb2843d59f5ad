"""What stands before every page: this machine's names alone, forms of these pages alone, sizes, headers."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.field import LETTER
from web.quiet import QUIET

PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; frame-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
# A letter brings its own style sheet and nothing else; it is shown in a frame of these pages alone.
LETTER_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox; base-uri 'none'; frame-ancestors 'self'"
_SAFE = {"GET", "HEAD", "OPTIONS"}
_BY_TOKEN = "/api/"  # programs come there, with a token and without cookies
# Bytes of a form without its files, with the longest of letters: a sign of it has four, percent-encoded twelve.
PARTS = 4 * LETTER + 100_000
FORM = 12 * LETTER + 100_000
_DRAINED = 4  # times as much is taken in and dropped, so that a browser comes to reading the answer


class Guard:
    """Refuses what no page of this program sends, and sets the headers that keep a browser to its pages.

    Args:
        hosts: the names by which it may be called: another site's page must not reach it through a name of its own.
        largest_file: bytes of a form with files, all of it.
        secure: whether people reach it over HTTPS alone.
    """

    def __init__(self, app: ASGIApp, hosts: Sequence[str], largest_file: int, *, secure: bool) -> None:
        self.app = app
        self.hosts = {*hosts}
        self.largest = largest_file
        self.secure = secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        wrong = self._wrong(scope, headers)
        if wrong:
            await wrong(scope, receive, self._with_headers(send))
            return
        most = self.largest if headers.get("content-type", "").startswith("multipart/") else FORM
        with QUIET.page():
            await self.app(scope, self._limited(receive, most), self._with_headers(send))

    def _wrong(self, scope: Scope, headers: Headers) -> PlainTextResponse | None:
        host = headers.get("host", "")
        if urlsplit(f"//{host}").hostname not in self.hosts:
            return PlainTextResponse("This server is not called that.", 400)
        if scope["method"] in _SAFE or scope["path"].startswith(_BY_TOKEN):
            return None
        # CSRF: a browser says where a form is from. The word in the form (`web.visitor`) must be right as well.
        if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
            return PlainTextResponse("The form was sent from another page.", 403)
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != host:
            return PlainTextResponse("The form was sent from another page.", 403)
        return None

    def _limited(self, receive: Receive, most: int) -> Receive:
        seen, comes = 0, True  # bytes, and whether there are more

        async def limited() -> Message:
            nonlocal seen, comes
            if seen <= most:
                message = await receive()
                body, comes = message.get("body", b""), message.get("more_body", False)
                seen += len(body)
                if seen <= most:
                    return message
                # What still fits is passed on: of a form the fields before it are read, and what was typed is kept.
                return {**message, "body": body[: len(body) - (seen - most)], "more_body": True}
            while comes and seen <= most * _DRAINED:
                message = await receive()
                comes = message.get("more_body", False)
                seen += len(message.get("body", b""))
            raise TooLarge

        return limited

    def _with_headers(self, send: Send) -> Send:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("Content-Security-Policy", PAGE_POLICY)
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "same-origin"  # without any, a browser would hide where a form is from
                headers["Cross-Origin-Opener-Policy"] = "same-origin"
                headers["Cross-Origin-Resource-Policy"] = "same-origin"
                headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
                headers.setdefault("Cache-Control", "no-store")
                if self.secure:
                    headers["Strict-Transport-Security"] = "max-age=31536000"
            await send(message)

        return with_headers


class TooLarge(Exception):
    """More was sent than is taken."""
