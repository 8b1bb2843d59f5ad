"""Headers of messages."""

from datetime import date
from email import message_from_bytes

import pytest

from reading.mail_headers import arrived_on, header, reply_to, sender, sent_on
from reading.mail_parts import SEALED


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (b"Subject: My records", "My records"),
        (b"Subject: =?utf-8?q?Zo=C3=AB=27s_records?=", "Zo\u00eb's records"),
        (b"Subject: =?utf-8?b?Wm/Dqw==?=\r\n =?utf-8?q?_and_Sam?=", "Zo\u00eb and Sam"),
        ("Subject: Zo\u00eb".encode(), "Zo\u00eb"),
        ("Subject: Zo\u00eb".encode("cp1252"), "Zo\u00eb"),
        (b"SUBJECT: one\r\n\ttwo", "one two"),
        (b"Subject:   ", None),
        (b"X-Other: x", None),
    ],
)
def test_a_subject_is_decoded_to_one_line(raw: bytes, value: str | None) -> None:
    """A subject is a cue of its own, so it must come out as the sender typed it."""
    assert header(message_from_bytes(raw + b"\r\n\r\nx", policy=SEALED), "Subject") == value


@pytest.mark.parametrize(
    ("raw", "whole", "answer"),
    [
        (b"From: jo@home.example", "jo@home.example", None),
        (
            b"From: Jo O'Test <jo@h.example>\r\nReply-To: a@b.example",
            "Jo O'Test <jo@h.example>",
            "a@b.example",
        ),
        (b"From: =?utf-8?q?Zo=C3=AB?= <z@h.example>\r\nReply-To: nobody", "Zo\u00eb <z@h.example>", None),
        (b"From: =?utf-8?q?\r\nReply-To: Jo <jo@home.example", "=?utf-8?q?", "jo@home.example"),
        (b"Subject: x", None, None),
    ],
)
def test_sender_and_reply_address(raw: bytes, whole: str | None, answer: str | None) -> None:
    """The sender is name and address; a reply address is given only when the message has one."""
    message = message_from_bytes(raw + b"\r\n\r\nx", policy=SEALED)
    assert (sender(message), reply_to(message)) == (whole, answer)


@pytest.mark.parametrize(
    ("stamp", "day"),
    [
        ("Fri, 9 Oct 2026 22:59:59 +0000", date(2026, 10, 9)),
        ("Fri, 9 Oct 2026 23:00:00 +0000", date(2026, 10, 10)),  # summer time
        ("Fri, 6 Nov 2026 23:30:00 +0000", date(2026, 11, 6)),  # winter time
        ("Fri, 6 Nov 2026 23:30:00 -0000", date(2026, 11, 6)),
        ("Fri, 6 Nov 2026 19:30:00 -0500 (EST)", date(2026, 11, 7)),
        ("6 Nov 2026 09:00 GMT", date(2026, 11, 6)),
        ("yesterday", None),
        ("Fri, 99 Nov 2026 19:30:00 +0000", None),
        ("Fri, 6 Nov 99999 19:30:00 +0000", None),
        ("Fri, 31 Dec 9999 23:30:00 -1200", None),
        ("", None),
    ],
)
def test_days_are_uk_days_or_nothing(stamp: str, day: date | None) -> None:
    """A date is the calendar day in the United Kingdom; one that cannot be understood is not guessed."""
    raw = f"Received: from a by b; {stamp}\r\nDate: {stamp}\r\n\r\nx"
    message = message_from_bytes(raw.encode(), policy=SEALED)
    assert (sent_on(message), arrived_on(message)) == (day, day)


def test_only_the_topmost_trace_line_counts() -> None:
    """If the receiving server's line cannot be understood, an earlier server's does not replace it."""
    raw = b"Received: by b; never\r\nReceived: from c by a; Fri, 9 Oct 2026 10:00:00 +0000\r\n\r\nx"
    assert arrived_on(message_from_bytes(raw, policy=SEALED)) is None
