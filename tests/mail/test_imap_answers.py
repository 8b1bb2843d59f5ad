"""What a mail server's answers mean, in whatever order and form it gives them."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from mail.mailbox import _received, _responses


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        (b"09-Nov-2026 09:00:00 +0000", datetime(2026, 11, 9, 9, tzinfo=UTC)),
        (b" 9-Nov-2026 09:00:00 +0000", datetime(2026, 11, 9, 9, tzinfo=UTC)),
        (b"09-nov-2026 09:00:00 -0530", datetime(2026, 11, 9, 9, tzinfo=timezone(-timedelta(hours=5, minutes=30)))),
        (b"31-Dec-2026 23:59:60 +0000", datetime(2026, 12, 31, 23, 59, 59, tzinfo=UTC)),  # a leap second
        (b"09-Mai-2026 09:00:00 +0000", None),
        (b"31-Feb-2026 09:00:00 +0000", None),
        (b"09-Nov-0000 09:00:00 +0000", None),
        (b"09-Nov-2026 09:00:00 +9999", None),
        (b"yesterday", None),
    ],
)
def test_when_the_server_took_it(written: bytes, moment: datetime | None) -> None:
    """RFC 9051 section 9, date-time: English months whatever the machine speaks; what is none is not guessed."""
    assert _received(b'1 (UID 7 INTERNALDATE "' + written + b'" RFC822.SIZE 12)') == moment


ANSWERS: dict[str, tuple[list[Any], list[tuple[bytes, bytes]]]] = {
    "one": ([(b"1 (UID 7 BODY[] {2}", b"ab"), b")"], [(b"1 (UID 7 BODY[] {2} )", b"ab")]),
    "the number last": ([(b"1 (BODY[] {2}", b"ab"), b" UID 7)"], [(b"1 (BODY[] {2}  UID 7)", b"ab")]),
    "another's flags before it": (
        [b"3 (UID 9 FLAGS (\\Seen))", (b"1 (UID 7 BODY[] {2}", b"ab"), b")"],
        [(b"3 (UID 9 FLAGS (\\Seen))", b""), (b"1 (UID 7 BODY[] {2} )", b"ab")],
    ),
    "nothing": ([], []),
    "an empty message": ([(b"1 (UID 7 BODY[] {0}", b""), b")"], [(b"1 (UID 7 BODY[] {0} )", b"")]),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_whose_answer_it_is(name: str) -> None:
    """RFC 9051 section 7: a server may tell of another message meanwhile, and names what it gives in any order."""
    data, found = ANSWERS[name]
    assert list(_responses(data)) == found
