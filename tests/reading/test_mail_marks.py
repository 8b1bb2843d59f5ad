"""What the headers of a message say of its way, also where they are broken, endless or none."""

import time

import pytest

from reading import Unreadable, mail_marks
from rules.incoming import Report
from tests.mail_messages import bounce, message


def test_what_a_letter_says() -> None:
    """RFC 5322 s.3.6.4: what it answers, the nearest first, and its own number without the brackets."""
    more = {"In-Reply-To": "<b@x.example>", "References": "<a@x.example>\r\n <b@x.example> <c@x.example>"}
    seen = mail_marks.seen(message(more=more))
    assert seen.named == ("b@x.example", "c@x.example", "a@x.example")
    assert (seen.message_id, seen.sender) == ("letter-1@example.org", "clover@example.org")
    assert seen.subject == "My daughter's records"
    assert seen.report is None
    marks = (seen.list_id, seen.auto_reply, seen.null_path, seen.failed_recipient, seen.ours)
    assert marks == (False,) * 5


@pytest.mark.parametrize(
    ("name", "value", "field"),
    [
        ("List-Id", "<list.example>", "list_id"),
        ("X-Autoreply", "yes", "auto_reply"),
        ("X-Autorespond", "yes", "auto_reply"),
        ("Return-Path", "<>", "null_path"),
        ("X-Failed-Recipients", "a@example.org", "failed_recipient"),
        ("X-Inforights", "1", "ours"),
    ],
)
def test_each_sign_is_seen(name: str, value: str, field: str) -> None:
    """RFC 3834: a sign counts however its header is written."""
    for written in (name, name.upper()):
        assert getattr(mail_marks.seen(message(more={written: value})), field) is True


def test_what_suppresses_automatic_answers_is_no_sign() -> None:
    """Outlook puts X-Auto-Response-Suppress on what people write."""
    plain = mail_marks.seen(message())
    assert mail_marks.seen(message(more={"X-Auto-Response-Suppress": "All"})) == plain


def test_a_report_says_what_failed() -> None:
    """RFC 3464 s.2.3: the action, the code, and the mail that it returns with what that answers."""
    failed = mail_marks.seen(bounce("digest@example.org", more="In-Reply-To: <letter-1@example.org>\r\n"))
    assert failed.report == Report(True, "5.1.1", "digest@example.org", ("letter-1@example.org",))
    assert failed.null_path
    late = mail_marks.seen(bounce("digest@example.org", action="delayed", status="4.4.1"))
    assert late.report == Report(False, "4.4.1", "digest@example.org")


@pytest.mark.parametrize(
    "broken",
    [
        b"Content-Type: multipart/report\r\n\r\nAction: failed\r\n",
        b'Content-Type: multipart/report; boundary="x\r\n\r\n--x\r\n',
        b"Content-Type: multipart/report; boundary=x\r\n\r\n" + b"--x\r\n" * 10_000,
        b"Content-Type: multipart/report; boundary=x\r\n\r\n--x\r\n\r\n\r\nAction: failed\r\n--x--",
    ],
)
def test_a_broken_report_is_none(broken: bytes) -> None:
    """What only looks like a report is no mail that came back."""
    assert mail_marks.seen(b"From: a@example.org\r\n" + broken).report is None


def test_garbage_is_read_as_far_as_it_goes() -> None:
    """Bytes that are no letters, in every header: the message is still told from others."""
    seen = mail_marks.seen(
        b"From: \xff\xfe\x00 <\xe9@x>\r\nSubject: =?utf-8?q?=ff?= \x80\r\nMessage-ID: \xff\r\n\r\n\xff"
    )
    assert seen.message_id is not None
    assert mail_marks.digest(seen.message_id)
    no_brackets = mail_marks.seen(b"Message-ID: a b\r\n\r\n")
    assert no_brackets.message_id == "a b"
    for empty in (b"<>", b"< >", b""):  # two people's messages are not the same one for that
        assert mail_marks.seen(b"Message-ID: " + empty + b"\r\n\r\n").message_id is None


@pytest.mark.parametrize(
    "content", [b"", b"\r\n\r\n", b"\xff" * 1000, b"no header here\r\n\r\ntext", b"\r\n: x\r\n\r\n"]
)
def test_a_message_without_headers_is_refused(content: bytes) -> None:
    """What has no header can be nothing: it is for a person to look at."""
    with pytest.raises(Unreadable, match="no headers"):
        mail_marks.seen(content)


@pytest.mark.parametrize(
    "head",
    [
        b"".join(b"X-%d: x\r\n" % number for number in range(10_000)),
        b"References: " + b"<a@b> " * 400_000,
        b"Subject: " + b"=?utf-8?q?a?= " * 100_000,
        b"From: " + b'"a" <' * 200_000,
        b"Subject: a\r\n" + b" b\r\n" * 200_000,
        b"References: <a@b>\r\n" + b" a\n" * 680_000,
        b"From: " + b"(" * 100_000 + b"\r\n",
        b"Content-Type: multipart/report; boundary=" + b"x" * 1_000_000,
    ],
    ids=[
        "many lines",
        "long references",
        "encoded words",
        "brackets",
        "folded",
        "folded references",
        "comments",
        "boundary",
    ],
)
def test_no_message_takes_long(head: bytes) -> None:
    """10,000 header lines, or one without end: the time is measured in the processor's own seconds."""
    began = time.process_time()
    seen = mail_marks.seen(head + b"\r\nMessage-ID: <last@example.org>\r\n\r\n" + b"text\r\n" * 1000)
    mail_marks.said_by(head + b"\r\n\r\n")
    assert time.process_time() - began < 2
    assert len(seen.named) <= 100


def test_the_body_tells_one_message_from_another() -> None:
    """The same letter by another way has other trace headers and the same body."""
    one, other = message(), b"Received: by mx.example\r\n" + message().replace(b"\r\n", b"\n")
    assert mail_marks.body_digest(one) == mail_marks.body_digest(other)
    assert mail_marks.body_digest(one) != mail_marks.body_digest(message("Another text."))


def test_where_it_comes_from() -> None:
    """The addresses alone, of From and of Reply-To, however they are written."""
    found = mail_marks.addresses(message(more={"Reply-To": "Home <HOME@Example.org>"}))
    assert found == {"clover@example.org", "home@example.org"}
    assert mail_marks.said_by(message())[0] == "Clover Fernwhistle <clover@example.org>"
