"""Messages as people and machines send them to a service. All people are fictional."""

from collections.abc import Mapping, Sequence
from datetime import date

from tests import way
from tests.conftest import at

ON = date(2026, 11, 9)  # a Monday: the day on which the server took them
TAKEN = at(ON, 9)
NOON = at(ON, 12)  # when the program fetches them
PARENT = "Clover Fernwhistle <clover@example.org>"


def message(
    text: str = way.SAR,
    *,
    subject: str = "My daughter's records",
    sender: str = PARENT,
    number: int = 1,
    more: Mapping[str, str] | None = None,
    without: Sequence[str] = (),
) -> bytes:
    """A message of a person. Its Message-ID has the number in it."""
    headers = {
        "From": sender,
        "To": "info@derby.example",
        "Subject": subject,
        "Date": "Mon, 02 Nov 2026 08:00:00 +0000",  # the sender's own word, a week before
        "Message-ID": f"<letter-{number}@example.org>",
        "Content-Type": "text/plain; charset=utf-8",
        **(more or {}),
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items() if name not in without)
    return (head + "\r\n" + text.replace("\n", "\r\n")).encode()


def bounce(about: str, *, action: str = "failed", status: str = "5.1.1", more: str = "") -> bytes:
    """A mail server's report on a mail (RFC 3464), with what it says in its own words."""
    return f"""Return-Path: <>\r
From: Mail Delivery System <MAILER-DAEMON@mx.example>\r
Subject: Undelivered Mail Returned to Sender\r
Message-ID: <report-{abs(hash((about, action, status)))}@mx.example>\r
Auto-Submitted: auto-replied\r
Content-Type: multipart/report; report-type=delivery-status; boundary="=_b"\r
\r
--=_b\r
Content-Type: text/plain\r
\r
I could not deliver it to Bryony Fallowfield, who has left.\r
--=_b\r
Content-Type: message/delivery-status\r
\r
Reporting-MTA: dns; mx.example\r
\r
Final-Recipient: rfc822; b.fallowfield@derby.example\r
Action: {action}\r
Status: {status}\r
Diagnostic-Code: smtp; 550 Bryony Fallowfield has left\r
\r
--=_b\r
Content-Type: message/rfc822\r
\r
Message-ID: <{about}>\r
{more}Subject: Reminders\r
\r
The text.\r
--=_b--\r
""".encode()
