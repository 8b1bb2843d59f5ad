"""What a file says of itself when it arrives; and that whatever is let in is read as well."""

from base64 import encodebytes
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from rules.channel import Channel
from rules.lifecycle import State
from rules.refusal import Refusal
from tasks import arrival, intake
from tasks.reading import read_original
from tests import way
from tests.conftest import at
from tests.reading import outlook_file as outlook

NOON = at(way.RECEIVED)
LIMIT = 25 * 1024 * 1024  # without a setting


def large_mail() -> bytes:
    """An e-mail that is larger than is taken without a setting: a short letter, and a long recording with it."""
    recording = encodebytes(bytes(LIMIT * 3 // 4))
    head = (
        "From: Clover Fernwhistle <clover@gardenpost.example>\r\nSubject: records\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\n'
        "Please send me a copy of all the records you hold about my daughter.\r\n--x\r\n"
        "Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    )
    return head.encode() + recording + b"--x--\r\n"


def test_what_a_setting_lets_in_is_read(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Design, the command line: one setting says what is large; a file that was logged is not unreadable by it."""
    content = large_mail()
    assert LIMIT < len(content) < 30 * 1024 * 1024
    with pytest.raises(Refusal, match="larger than 25 MB"):
        arrival.read(content, "letter.eml")
    monkeypatch.setenv("INFORIGHTS_LARGEST_FILE_MB", "30")
    arrival.read(content, "letter.eml", arrival.AT_A_GLANCE)
    logged = intake.log(
        content, "letter.eml", service="derby", received=way.RECEIVED, channel=Channel.EMAIL, by="m.manager", at=NOON
    )
    assert read_original(logged.reference, NOON) is State.LOGGED


@pytest.mark.parametrize("said", [None, Channel.POST])
def test_an_outlook_message_says_itself_that_it_is_mail(said: Channel | None) -> None:
    """Design, reading: the file of an e-mail says how it came, and when, where nobody says otherwise."""
    delivered = datetime(2026, 11, 3, 9, tzinfo=UTC)
    content = outlook.msg(
        {outlook.BODY: "Please send me my records.", outlook.SUBJECT: "records", outlook.DELIVERED: delivered}
    )
    found = arrival.read(content, "letter.msg")
    came = arrival.arrival(found, "letter.msg", received=None, channel=said, today=date(2026, 11, 12))
    assert came.channel is (said or Channel.EMAIL)
    assert came == arrival.Arrival(date(2026, 11, 3), came.channel, by_server=True)


@pytest.mark.parametrize("name", ["letter.txt", "letter.docx", "letter"])
def test_no_other_file_says_how_it_came(name: str) -> None:
    """BWD-1: a letter may have come by any way, so somebody says which."""
    found = arrival.read(b"Please send me my records.", "letter.txt")
    assert arrival.arrival(found, name, received=None, channel=None, today=way.RECEIVED).channel is None
