"""E-mails for the tests, written as they travel."""

from email.message import EmailMessage
from email.policy import SMTP

RECEIVED = (
    "from mx.sender.example by mx.service.example with ESMTPS id 1; Fri, 9 Oct 2026 22:40:00 +0000",
    "from laptop by mx.sender.example with ESMTPSA id 2; Fri, 9 Oct 2026 21:00:00 +0000",
)


def headers(message: EmailMessage) -> EmailMessage:
    """Put the usual headers on a message, trace lines first."""
    for line in RECEIVED:
        message["Received"] = line
    message["From"] = '"Testperson, Jo" <jo@home.example>'
    message["Reply-To"] = "Jo <jo.post@home.example>"
    message["To"] = "office@service.example"
    message["Subject"] = "My son\u2019s records"
    message["Date"] = "Thu, 8 Oct 2026 20:00:00 -0500"
    message["Message-ID"] = "<1@home.example>"
    return message


def mail(text: str | None, html: str | None = None) -> EmailMessage:
    """Give a message with a plain text body, an HTML body, or both as alternatives."""
    message = headers(EmailMessage(policy=SMTP))
    if text is not None:
        message.set_content(text)
        if html is not None:
            message.add_alternative(html, subtype="html")
    elif html is not None:
        message.set_content(html, subtype="html")
    return message


def attach(message: EmailMessage, content: bytes, kind: str, filename: str | None) -> EmailMessage:
    """Attach a file of this content type."""
    maintype, _, subtype = kind.partition("/")
    message.add_attachment(content, maintype=maintype, subtype=subtype, filename=filename)
    return message


def nested_parts(depth: int) -> bytes:
    """Give a message of multiparts inside multiparts."""
    opening = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(depth)
    )
    head = b"From: a@b.example\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
    return head + opening + b"Content-Type: text/plain\r\n\r\nhi\r\n"
