"""`inforights disclose --schedule`: a CSV file as an officer keeps it, or a line that says what is wrong with it."""

import sqlite3
from pathlib import Path

import pytest

from rules.kinds import Kind
from tests import way
from tests.cli.conftest import Say
from tests.cli.story import one_line, stored

pytestmark = pytest.mark.usefixtures("today")
HEADINGS = "document,dated,decision,exemption,reason\n"
MARKED = "document,dated,decision,exemption,reason,held,others,health\n"
GOOD = MARKED + (
    "Case notes,2026-03-04,disclose,,,electronic,none,known\n"
    '"Record of a call, with notes",,redact,DPA 2018 Sch 2 para 16,"It names another family, twice.",'
    "Paper,removed,none\n"
    "Advice of counsel,2026-05-01,Withhold,DPA 2018 Sch 2 para 19,It is legal advice.,paper,,\n"
)


@pytest.fixture
def reference(home: Path) -> str:
    """An open subject access request."""
    return way.opened(Kind.SAR, "derby")


def disclose(say: Say, reference: str, file: Path) -> tuple[int, str, str]:
    said = say("disclose", reference, "--outcome", "disclosed", "--ground", "own_records", "--schedule", str(file))
    return said.code, said.out, said.err


@pytest.mark.parametrize(
    "content",
    [
        GOOD.encode(),
        b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode(),
        GOOD.replace(
            "document,dated,decision,exemption,reason", "Document, Dated ,DECISION,Exemption,Reason"
        ).encode(),
        GOOD.replace("\n", ",,,\n").replace("health,,,", "health,note,,").encode(),
    ],
    ids=["plain", "from Excel", "other capitals", "with a column of one's own"],
)
def test_a_schedule_is_stored_as_it_stands(
    say: Say, home: Path, reference: str, tmp_path: Path, content: bytes
) -> None:
    """Each document with its decision, exemption and reason, whole: what is approved is what stood in the file."""
    file = tmp_path / "papers.csv"
    file.write_bytes(content)
    code, out, err = disclose(say, reference, file)
    assert (code, out) == (0, "")
    assert one_line(err).startswith(f"{reference}: subject access request; due ")
    with sqlite3.connect(home / "inforights.db") as connection:
        columns = "description, dated, decision, exemption, reason, held, others, health"
        rows = connection.execute(f"SELECT {columns} FROM schedule_item ORDER BY number").fetchall()
    assert rows == [
        ("Case notes", "2026-03-04", "disclose", None, None, "electronic", "none", "known"),
        (
            "Record of a call, with notes",
            None,
            "redact",
            "DPA 2018 Sch 2 para 16",
            "It names another family, twice.",
            "paper",
            "removed",
            "none",
        ),
        (
            "Advice of counsel",
            "2026-05-01",
            "withhold",
            "DPA 2018 Sch 2 para 19",
            "It is legal advice.",
            "paper",
            None,
            None,
        ),
    ]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "lacks the column document, dated, decision, exemption, reason"),
        (b"document,decision,exemption,reason\nCase notes,disclose,,\n", "lacks the column dated"),
        (HEADINGS.replace(",", ";").encode() + b"Case notes;;disclose;;\n", "lacks the column document"),
        (HEADINGS.encode(), "lists no document"),
        (HEADINGS.encode() + b",,disclose,,\n", "line 2: say which document"),
        (HEADINGS.encode() + b"Notes,,disclose,,\nNotes,,burn,,\n", "line 3: decision must be disclose, redact"),
        (HEADINGS.encode() + b"Notes,,,,\n", "line 2: decision must be"),
        (HEADINGS.encode() + b"Notes,04/03/2026,disclose,,\n", "line 2: dated must be a date such as"),
        (HEADINGS.encode() + b"Notes,,withhold,,\n", "line 2: name the exemption"),
        (HEADINGS.encode() + b"Notes,,redact,DPA 2018 Sch 2 para 16,\n", "line 2: say why the exemption applies"),
        (
            HEADINGS.encode() + b"Notes,,redact,Sch 2,It names others, twice.\n",
            "line 2 has more fields than headings",
        ),
        (MARKED.encode() + b"Notes,,disclose,,,shelf,none,none\n", "line 2: held must be electronic or paper"),
        (MARKED.encode() + b"Notes,,disclose,,,paper,some,none\n", "line 2: others must be none, agreed, official"),
        (MARKED.encode() + b"Notes,,disclose,,,paper,none,yes\n", "line 2: health must be none, known or opinion"),
        (b"ordered," + HEADINGS.encode() + b"first,Notes,,disclose,,\n", "line 2: ordered must be the number"),
        (HEADINGS.encode() + b"Caf\xe9 notes,,disclose,,\n", "save it as a CSV file in UTF-8"),
        (GOOD.encode("utf-16"), "save it as a CSV file in UTF-8"),
        (HEADINGS.encode() + b'"' + b"x" * 200_000 + b'",,disclose,,\n', "save it as a CSV file in UTF-8"),
    ],
)
def test_a_schedule_that_says_too_little_is_refused_whole(
    say: Say, home: Path, reference: str, tmp_path: Path, content: bytes, says: str
) -> None:
    """UK GDPR Art 12(4), FOIA 2000 s.17(1)(b), BWD-6: what is kept back says why; each line says how it is kept."""
    file = tmp_path / "papers.csv"
    file.write_bytes(content)
    before = stored(home)
    code, out, err = disclose(say, reference, file)
    assert (code, out) == (1, "")
    assert says in one_line(err)
    assert stored(home) == before


@pytest.mark.parametrize("name", ["missing.csv", ""])
def test_a_schedule_that_cannot_be_opened_is_told(say: Say, reference: str, tmp_path: Path, name: str) -> None:
    """A missing file and a folder are not called badly written."""
    code, out, err = disclose(say, reference, tmp_path / name)
    assert (code, out) == (1, "")
    assert one_line(err) == "The schedule cannot be opened: check the file's name."
