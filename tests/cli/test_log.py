"""`inforights log`: a letter is kept and gets its reference, or is refused and nothing at all is stored."""

import sqlite3
from datetime import date, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from models.moment import LONDON, day_of, now
from tests.cli.conftest import Say
from tests.cli.story import FILE_NAME, LETTER, SECRETS, TODAY, mail, one_line, stored
from tests.reading.word_file import letter as word_letter


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    """A letter whose file is called after the family."""
    file = tmp_path / f"{FILE_NAME}.txt"
    file.write_text(LETTER)
    return file


def tells_nobody(said: str) -> bool:
    """True where a message repeats neither the letter nor the name of its file."""
    return not any(secret in said for secret in SECRETS)


def received_on(home: Path, reference: str) -> tuple[str, str]:
    """The day and the channel that are stored for a reference."""
    with sqlite3.connect(home / "inforights.db") as connection:
        query = "SELECT received_on, channel FROM request WHERE reference = ?"
        day, channel = connection.execute(query, [reference]).fetchone()
    return day, channel


BAD_FILES = [
    ("empty", ".txt", b"", "The file is empty."),
    ("blank", ".txt", b"\n \n", "The file is empty."),
    ("damaged", ".docx", word_letter("Dear all")[:700], "damaged or not complete"),
    ("no Word file", ".docx", b"Dear SENDIASS", "its content is not"),
    ("damaged", ".pdf", b"%PDF-1.7\n", "damaged or not complete"),
    ("unknown", ".xyz", b"Dear SENDIASS", "cannot be read. These can: plain text (.txt"),
    ("no ending", "", b"Dear SENDIASS", "cannot be read. These can: plain text (.txt"),
    ("oversize", ".txt", b"Dear SENDIASS \n" * 80_000, "larger than 1 MB"),
]


@pytest.mark.parametrize(("ending", "content", "says"), [row[1:] for row in BAD_FILES], ids=[r[0] for r in BAD_FILES])
def test_a_bad_file_is_refused_and_nothing_is_stored(
    say: Say, home: Path, tmp_path: Path, ending: str, content: bytes, says: str
) -> None:
    """Invariant 8: a clear line that says what to do, no name of the file, and never half a change."""
    file = tmp_path / f"{FILE_NAME}{ending}"
    file.write_bytes(content)
    said = say("log", str(file), "--service", "derby", INFORIGHTS_LARGEST_FILE_MB="1")
    assert (said.code, said.out) == (1, "")
    assert says in one_line(said.err)
    assert tells_nobody(said.err)
    assert stored(home) == (0, 0, 0)


@pytest.mark.parametrize(("name", "says"), [("missing.txt", "There is no such file"), ("", "That is a folder")])
def test_what_is_no_file_is_refused(say: Say, home: Path, tmp_path: Path, name: str, says: str) -> None:
    """A missing file and a folder: one line, nothing stored."""
    said = say("log", str(tmp_path / name), "--service", "derby")
    assert (said.code, said.out) == (1, "")
    assert says in one_line(said.err)
    assert stored(home) == (0, 0, 0)


@pytest.mark.usefixtures("today")
@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--service", "nowhere"], "There is no service 'nowhere'. The services are: bathnes, blackburn"),
        (["--service", "../policies/derby"], "There is no service"),
        (["--service", "default"], "There is no service"),
        (
            ["--service", "derby", "--received", str(TODAY + timedelta(days=1))],
            "24 November 2026, lies in the future",
        ),
        (["--service", "derby", "--received", "9999-12-31"], "lies in the future"),
        (["--service", "derby", "--received", "2006-11-23"], "more than two years ago; check the year"),
        (["--service", "derby", "--received", "0001-01-01"], "more than two years ago; check the year"),
    ],
)
def test_a_wrong_service_or_an_impossible_day_is_refused(
    say: Say, home: Path, letter: Path, words: list[str], says: str
) -> None:
    """A slip in the year must not start a clock; nothing is stored."""
    said = say("log", str(letter), *words)
    assert (said.code, said.out) == (1, "")
    assert says in one_line(said.err)
    assert stored(home) == (0, 0, 0)


@pytest.mark.parametrize(
    "words",
    [
        ["--service", "derby"],
        ["LETTER"],
        ["LETTER", "--service", "derby", "--received", "23/11/2026"],
        ["LETTER", "--service", "derby", "--channel", "pigeon"],
        ["LETTER", "--service", "derby", "--by", " "],
        ["LETTER", "--service", "derby", "--by", "x" * 81],
        ["LETTER", "--service", "derby", "--by", "a\x07b"],
        ["LETTER", "--service", "derby", "--force"],
    ],
)
def test_wrong_words_are_told_and_nothing_is_stored(say: Say, home: Path, letter: Path, words: list[str]) -> None:
    """Exit code 2 for what was typed wrong."""
    said = say("log", *(str(letter) if word == "LETTER" else word for word in words))
    assert (said.code, said.out) == (2, "")
    assert "Error: " in said.err
    assert tells_nobody(said.err)
    assert stored(home) == (0, 0, 0)


@pytest.mark.prefect
@pytest.mark.usefixtures("on_server")
def test_the_reference_alone_is_on_standard_output(say: Say, home: Path, letter: Path) -> None:
    """A script takes the reference; a person reads beside it what the letter is, its date, what it waits for."""
    said = say("log", str(letter), "--service", "derby")
    assert (said.code, said.out) == (0, f"DER-{now().year}-0001\n")
    assert one_line(said.err).startswith(f"{said.out.strip()}: subject access request; due 20")
    assert tells_nobody(said.err)
    requests, events, documents = stored(home)
    assert (requests, documents) == (1, 5)  # the original, its text, the acknowledgement in its three forms
    assert events > 1
    assert received_on(home, said.out.strip()) == (str(day_of(now())), "post")

    # The same file a second time: the first reference is named, and not a byte more is stored.
    again = say("log", str(letter), "--service", "derby")
    assert (again.code, again.out) == (1, "")
    assert said.out.strip() in one_line(again.err)
    assert "--again" in again.err
    assert stored(home) == (requests, events, documents)

    anew = say("log", str(letter), "--service", "derby", "--again")
    assert (anew.code, anew.out) == (0, f"DER-{now().year}-0002\n")


@pytest.mark.prefect
@pytest.mark.usefixtures("on_server")
def test_of_several_files_the_bad_one_keeps_nothing_back(say: Say, home: Path, letter: Path) -> None:
    """Two references on standard output, the bad file told by its place, exit code 1."""
    arrived = datetime.combine(day_of(now()) - timedelta(days=9), datetime.min.time(), LONDON).replace(hour=9)
    bad, post = letter.with_name(f"{FILE_NAME}.docx"), letter.with_name(f"{FILE_NAME}.eml")
    bad.write_bytes(b"PK\x03\x04")
    post.write_bytes(mail(format_datetime(arrived)))
    said = say("log", str(letter), str(bad), str(bad), str(post), "--service", "derby")
    first, second = f"DER-{now().year}-0001", f"DER-{now().year}-0002"
    assert (said.code, said.out) == (1, f"{first}\n{second}\n")
    assert stored(home)[0] == 2
    assert tells_nobody(said.err)
    told = said.err.splitlines()
    assert [line[:12] for line in told if line.startswith("File")] == ["File 2 of 4:", "File 3 of 4:"]

    # The Date header is the sender's: an e-mail is received when our own server took it.
    assert received_on(home, second) == (str(arrived.date()), "email")
    assert f"{second}: received on {arrived.date()}, when the mail server took it." in told

    # A person who knows better says so.
    day = arrived.date() + timedelta(days=2)
    said = say("log", str(post), "--service", "derby", "--again", "--received", str(day), "--channel", "form")
    assert said.code == 0
    assert received_on(home, said.out.strip()) == (str(day), "form")


def test_an_email_of_an_impossible_day_is_refused(say: Say, home: Path, tmp_path: Path) -> None:
    """The server's own date is held to the same bounds as a typed one."""
    file = tmp_path / "mail.eml"
    file.write_bytes(mail(format_datetime(datetime.combine(date(2016, 3, 1), datetime.min.time(), LONDON))))
    said = say("log", str(file), "--service", "derby")
    assert (said.code, said.out) == (1, "")
    assert "Tuesday 1 March 2016, is more than two years ago" in one_line(said.err)
    assert stored(home) == (0, 0, 0)


@pytest.mark.prefect
@pytest.mark.usefixtures("on_server")
def test_a_file_name_that_is_no_text_is_kept_all_the_same(say: Say, home: Path, tmp_path: Path) -> None:
    """A name from another system, in bytes that are no UTF-8, must not keep a letter out."""
    file = tmp_path / b"\xff.txt".decode("utf-8", "surrogateescape")
    file.write_text(LETTER)
    said = say("log", str(file), "--service", "derby")
    assert said.code == 0
    assert stored(home)[0] == 1
    said = say("classify", str(file), "--json")
    assert (said.code, said.err) == (0, "")
