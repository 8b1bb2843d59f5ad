"""Mail by GOV.UK Notify's own client, to a server on this machine that answers as Notify does."""

import json
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest

from mail import Mail, NotSent
from mail.notify import NotifyWay
from settings.mail import Notify

SERVICE, SECRET = "11111111-2222-3333-4444-555555555555", "66666666-7777-8888-9999-000000000000"
KEY = f"reminders-{SERVICE}-{SECRET}"
TEMPLATE = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"
MAIL = Mail("officer@sendiass.example", "Reminders", "One.\n", "7b1d@inforights.invalid", datetime.now(UTC))


@dataclass
class Kept:
    """What the server was asked for, and how it answers."""

    port: int = 0
    status: int = 201
    sent: list[dict[str, object]] = field(default_factory=list)
    signed_by: set[str] = field(default_factory=set)


@contextmanager
def notify(kept: Kept) -> Iterator[NotifyWay]:
    """A way to that server."""

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            token = jwt.decode(self.headers["Authorization"].split()[1], SECRET, algorithms=["HS256"])
            kept.signed_by.add(token["iss"])
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if kept.status == 201:
                kept.sent.append(asked)
            self._answer(kept.status, {"id": TEMPLATE, "message": f"{asked['email_address']} was refused"})

        def do_GET(self) -> None:
            wanted = parse_qs(urlsplit(self.path).query)["reference"]
            found = [one for one in kept.sent if one["reference"] in wanted]
            self._answer(200, {"notifications": found, "links": {}})

        def _answer(self, status: int, body: dict[str, object]) -> None:
            content = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_words: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with NotifyWay(Notify(KEY, TEMPLATE, f"http://127.0.0.1:{server.server_port}")) as way:
            yield way
    finally:
        server.shutdown()
        server.server_close()


def test_a_mail_goes_by_its_template() -> None:
    """Our Message-ID is Notify's reference; the template has the subject and the text, and nothing of a person."""
    kept = Kept()
    with notify(kept) as way:
        way.send(MAIL)
    assert kept.sent == [
        {
            "email_address": MAIL.to,
            "template_id": TEMPLATE,
            "personalisation": {"subject": MAIL.subject, "text": MAIL.text},
            "reference": MAIL.message_id,
        }
    ]
    assert kept.signed_by == {SERVICE}


def test_a_second_attempt_asks_first_whether_the_first_one_arrived() -> None:
    """Design, 3: who dies after Notify took the mail and before it was noted sends it once all the same."""
    kept = Kept()
    with notify(kept) as way:
        way.send(MAIL)
        way.send(replace(MAIL, attempt=2))
        way.send(replace(MAIL, attempt=2, message_id="other@inforights.invalid"))
    assert [one["reference"] for one in kept.sent] == [MAIL.message_id, "other@inforights.invalid"]


@pytest.mark.parametrize(
    ("status", "for_good", "nobody"),
    [(400, True, False), (403, False, True), (429, False, True), (500, False, False), (503, False, True)],
)
def test_a_refusal_is_its_number(
    status: int, caplog: pytest.LogCaptureFixture, *, for_good: bool, nobody: bool
) -> None:
    """UK GDPR Art 5(1)(f): what Notify writes beside it may be an address, and is in no error and in no log."""
    with caplog.at_level(logging.DEBUG), notify(Kept(status=status)) as way, pytest.raises(NotSent) as refused:
        way.send(MAIL)
    assert (refused.value.for_good, refused.value.nobody) == (for_good, nobody)
    assert str(status) in refused.value.because
    assert "officer" not in refused.value.because + caplog.text
