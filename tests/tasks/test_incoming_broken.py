"""Messages that cannot be logged, cannot be read, or break something: none is lost, and none keeps another back."""

from datetime import date, datetime
from pathlib import Path

import pytest

from models import access, document_store, incoming_mail
from models.db import Transaction, reading
from reading import mail_marks
from rules.incoming import Sort, Stage
from tasks import incoming, intake
from tests.arrived import arrived, request_of, requests
from tests.conftest import at
from tests.mail_messages import NOON, TAKEN, bounce, message

REFUSED: dict[str, tuple[bytes, datetime | None, str]] = {
    "tomorrow": (message(), at(date(2026, 11, 10)), "future"),
    "years ago": (message(), at(date(2020, 11, 9)), "two years"),
    "no time": (message(), None, "does not say when"),
    "no headers": (b"\xff\xfe\x00 \x80" * 100, TAKEN, "no headers"),
    "too large": (message("word " * 300_000), TAKEN, "larger than 1 MB"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_logged_is_kept_aside(home: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Design, mail: kept aside with its reason, never lost; it makes no half request."""
    monkeypatch.setenv("INFORIGHTS_LARGEST_FILE_MB", "1")
    content, received, says = REFUSED[name]
    row = arrived(content, received=received)
    assert (row.sort, row.stage, requests()) == (Sort.KEPT_ASIDE, Stage.WAITING, 0)
    assert says in (row.because or "")
    assert row.sha256 is not None
    assert document_store.get(row.sha256) == content


HOSTILE = {
    "eight-bit headers": b"From: \xff\xfe <\xe9@x.example>\r\nSubject: \x80\x81\r\n\r\nPlease send me my file.\r\n",
    "10,000 headers": b"".join(b"X-%d: x\r\n" % n for n in range(10_000)) + message(),
    "no date": message(without=("Date",)),
    "no Message-ID": message(without=("Message-ID",)),
    "brackets": message(more={"From": "(" * 5000}),
    "nested parts": b"From: a@example.org\r\nMIME-Version: 1.0\r\n"
    + b"".join(b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(2000)),
    "a broken boundary": b"From: a@example.org\r\nContent-Type: multipart/report; boundary=\xff\r\n\r\n--\xff\r\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_broken_message_is_still_somebodys_to_read(home: Path, name: str) -> None:
    """Design, 8: it becomes a request that a person reads where the program cannot; nothing breaks on it."""
    row = arrived(HOSTILE[name])
    assert (row.sort, row.stage) == (Sort.REQUEST, Stage.DONE)
    assert request_of(row).received_on == date(2026, 11, 9)


@pytest.mark.parametrize("sign", [b"\xe9", b"\x00"], ids=["half a sign", "NUL"])
@pytest.mark.parametrize("header", ["Message-ID", "In-Reply-To", "References"])
def test_a_message_id_that_is_no_text_breaks_nothing(installation: Path, header: str, sign: bytes) -> None:
    """RFC 5322 s.3.6.4 wants ASCII, and some programs write what they have: no database takes that for text."""
    row = arrived(message(more={header: "<caf?@x.example>"}).replace(b"caf?", b"caf" + sign))
    assert (row.sort, row.stage) == (Sort.REQUEST, Stage.DONE)


def test_a_report_on_a_mail_whose_message_id_is_no_text_is_put_to_somebody(installation: Path) -> None:
    """RFC 3464: it is no mail of ours, whatever its bytes are."""
    row = arrived(bounce("caf?@x.example").replace(b"caf?", b"caf\xe9"))
    assert (row.sort, row.stage) == (Sort.BOUNCE, Stage.WAITING)


def test_a_message_that_breaks_something_keeps_no_other_back(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Design, 3: it is told by its number alone, stays stored, and is finished once nothing breaks any more."""
    with monkeypatch.context() as patch:
        patch.setattr(incoming, "take_further", lambda *_: None)
        for number in (1, 2):
            arrived(message(f"Letter {number} of Zephyrine", number=number))
    enter = intake.enter

    def breaks(tx: Transaction, content: bytes, *words: object, **more: object) -> object:
        if b"Letter 1" in content:
            raise KeyError("Zephyrine Quackenbosh")
        return enter(tx, content, *words, **more)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(intake, "enter", breaks)
        logged, (line,) = incoming.finish(NOON)
    assert (logged, requests()) == (["DER-2026-0001"], 1)
    assert line.startswith("e-mail 1: ")
    assert "KeyError" in line
    assert "Zephyrine" not in line
    with reading() as session:
        assert [one.number for one in incoming_mail.waiting(session, access.EVERYTHING)] == [1]  # a person sees it
    assert incoming.finish(NOON) == (["DER-2026-0002"], [])
    assert incoming.finish(NOON) == ([], [])


def test_what_breaks_the_reader_is_kept_aside(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a hostile message makes of the library: a person looks at it."""

    def breaks(_content: bytes) -> None:
        raise RecursionError("Zephyrine")

    monkeypatch.setattr(mail_marks, "seen", breaks)
    row = arrived(message())
    assert (row.sort, row.stage) == (Sort.KEPT_ASIDE, Stage.WAITING)
    assert "RecursionError" in (row.because or "")
    assert "Zephyrine" not in (row.because or "")
