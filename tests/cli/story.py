"""The letters of these tests, the day on which they play, and a look at what an installation has stored."""

import sqlite3
from datetime import date
from pathlib import Path

TODAY = date(2026, 11, 23)  # a Monday, three weeks after `tests.way.RECEIVED`
LETTER = (
    "Please send me a copy of all the records you hold about my daughter Marigold Fernwhistle, born 3 April 2019.\n"
)
# What a letter says and what its file is called: no message may repeat it.
SECRETS = ("Marigold", "Fernwhistle", "records you hold")
FILE_NAME = "Fernwhistle"


def mail(arrived: str) -> bytes:
    """Give an e-mail that its sender dates long before the server took it (`arrived`, as in a mail header)."""
    return (
        "Received: from smtp.gardenpost.example (smtp.gardenpost.example [192.0.2.41])\r\n"
        f" by mx.derby-sendias.example with ESMTPS id 7f20c1d9; {arrived}\r\n"
        "Date: Mon, 6 Jan 2020 21:17:02 +0000\r\n"
        "From: Clover Fernwhistle <clover@gardenpost.example>\r\n"
        "To: Derby SENDIASS <office@derby-sendias.example>\r\n"
        "Subject: records\r\n"
        "Message-ID: <1@gardenpost.example>\r\n"
        "Content-Type: text/plain; charset=utf-8\r\n"
        f"\r\n{LETTER}\r\nClover Fernwhistle\r\n"
    ).encode()


def stored(home: Path) -> tuple[int, int, int]:
    """How many requests, audit events and document files an installation has."""
    database = home / "inforights.db"
    documents = [file for file in (home / "documents").rglob("*") if file.is_file()]
    if not database.exists():
        return 0, 0, len(documents)
    with sqlite3.connect(database) as connection:
        count = "SELECT (SELECT count(*) FROM request), (SELECT count(*) FROM audit_event)"
        requests, events = connection.execute(count).fetchone()
    return requests, events, len(documents)


def one_line(text: str) -> str:
    """The one line that a message is, told without the machinery behind it."""
    lines = text.splitlines()
    assert len(lines) == 1, text
    assert "Traceback" not in text
    assert "broke" not in text
    return lines[0]
