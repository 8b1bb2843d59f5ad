"""`due`, `show` and `letter`: what stands, why, and where its papers lie."""

import json
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from rules.kinds import Kind
from tests import way
from tests.cli.conftest import Say
from tests.cli.story import one_line, stored

pytestmark = pytest.mark.usefixtures("today")
NAMES = ("Marigold", "Fernwhistle", "Clover", "Rowan", "Thistlebrook", "Hazel", "Quillmarsh")
KEYS = [
    "reference",
    "service",
    "kinds",
    "state",
    "received",
    "due",
    "statutory_due",
    "stated",
    "working_days_left",
    "late",
    "waits_for",
]


@pytest.fixture
def three(home: Path) -> list[str]:
    """Three open requests, of two services, the soonest last."""
    return [
        way.opened(Kind.LA_LEGAL, "blackburn"),
        way.opened(Kind.SAR, "derby", date(2026, 10, 28)),
        way.opened(Kind.FOI, "blackburn", date(2026, 10, 5)),
    ]


def test_what_is_due_comes_soonest_first_and_names_nobody(say: Say, three: list[str]) -> None:
    """The board is read over shoulders: references, kinds and dates, late ones told as late, no person."""
    said = say("due")
    assert (said.code, said.err) == (0, "")
    rows = said.out.splitlines()[2:]
    assert [row.split()[0] for row in rows if row.startswith(("BWD", "DER"))] == [three[2], three[1], three[0]]
    assert "2026-11-02" in rows[0]
    assert "15 late" in rows[0]
    assert not any(name in said.out for name in NAMES)


def test_due_as_json_has_one_object_a_line(say: Say, three: list[str]) -> None:
    """The same for a wall screen: fixed keys, ISO dates, working days left as a number, and of one service only."""
    said = say("due", "--service", "blackburn", "--json")
    found = [json.loads(line) for line in said.out.splitlines()]
    assert [row["reference"] for row in found] == [three[2], three[0]]
    assert all(list(row) == KEYS for row in found)
    assert (found[0]["due"], found[0]["working_days_left"]) == ("2026-11-02", -15)
    assert not any(name in said.out for name in NAMES)


def test_due_on_another_day_counts_from_that_day(say: Say, three: list[str]) -> None:
    """`--on` looks from a day: on the due date itself it is due today."""
    assert "today" in say("due", "--service", "blackburn", "--on", "2026-12-01").out
    row = json.loads(say("due", "--service", "derby", "--on", "2026-11-25", "--json").out)
    assert row["working_days_left"] == 0


def test_an_empty_board_says_so(say: Say) -> None:
    """Nothing is open, in words; in JSON no line at all."""
    assert say("due").out == "Nothing is open.\n"
    assert say("due", "--json").out == ""


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--service", "nowhere"], "There is no service 'nowhere'"),
        (["--on", "9999-12-31"], "check the date"),
        (["--on", "1066-10-14"], "check the date"),
    ],
)
def test_a_board_that_cannot_be_given_is_refused(say: Say, three: list[str], words: list[str], says: str) -> None:
    """A misspelt service is an error and no empty board; a day outside the calendars is one too."""
    said = say("due", *words)
    assert (said.code, said.out) == (1, "")
    assert says in one_line(said.err)


def test_show_tells_the_whole_story(say: Say, three: list[str]) -> None:
    """What it is and the words that say so, the clock with its working and rules, what is missing, what happened."""
    said = say("show", three[1].lower())
    assert (said.code, said.err) == (0, "")
    for words in (
        f"{three[1]}  derby  open",
        "data subject: Marigold Fernwhistle, born 2019-04-03",
        "Subject access request: due 2026-11-25",
        "Received on Wednesday 28 October 2026.",
        "Rules: UK GDPR Art 12A(1); ICO guidance, right of access; DER-5",
        "subject access request: Asks for records",
        "Missing before the answer may go:",
        "acknowledgement.sar: acknowledgement, draft",
        "Request logged (Wednesday 28 October 2026) by m.manager",
    ):
        assert words in said.out
    assert "None" not in said.out
    quote = next(line for line in said.out.splitlines() if "Asks for records" in line)
    assert quote.endswith('"'), "a quote is one line, whatever the line breaks of the letter"


def test_show_as_json_says_the_same(say: Say, three: list[str]) -> None:
    """One object, unknown values null, dates ISO."""
    found = json.loads(say("show", three[0], "--json").out)
    assert (found["reference"], found["service"], found["state"]) == (three[0], "blackburn", "open")
    assert found["parts"][0]["statutory_due"] is None
    assert found["parts"][0]["due"] == found["due"] == "2026-12-01"
    assert any("consent" in line["says"] for line in found["missing"])


def test_letters_are_listed_and_copied_out(say: Say, three: list[str], tmp_path: Path) -> None:
    """The stored Word file, byte for byte one that opens; the folder is made."""
    listed = say("letter", three[0])
    assert (listed.code, listed.out) == (0, "holding_answer: la_response_ncnd (draft)\n")
    folder = tmp_path / "out" / "letters"
    said = say("letter", three[0], "--to", str(folder))
    assert said.code == 0
    [file] = folder.iterdir()
    assert str(file) in said.out
    assert file.name == "Your request for information.docx"  # the holding answer bears no reference (HIL-6)
    words = "\n".join(paragraph.text for paragraph in Document(BytesIO(file.read_bytes())).paragraphs)
    assert "neither confirm nor deny" in words
    assert not any(name in words for name in ("Rowan", "Thistlebrook"))


def test_an_answer_can_be_read_before_it_is_approved(say: Say, home: Path, tmp_path: Path) -> None:
    """Who approves has seen the letter: a preview is written out, and nothing of it is stored."""
    reference = way.prepared(Kind.FOI, "bathnes")
    before = stored(home)
    said = say("letter", reference, "--preview", "--to", str(tmp_path / "out"))
    assert said.code == 0
    [file] = (tmp_path / "out").iterdir()
    assert file.name == f"{reference} answer foi PREVIEW.docx"
    assert Document(BytesIO(file.read_bytes())).paragraphs
    assert stored(home) == before
    assert say("letter", reference, "--preview").code == 2


def test_a_folder_that_cannot_be_written_is_told(say: Say, three: list[str], tmp_path: Path) -> None:
    """Where a file stands in the way, one line and exit code 1."""
    file = tmp_path / "file"
    file.write_text("")
    said = say("letter", three[0], "--to", str(file))
    assert (said.code, said.out) == (1, "")
    assert one_line(said.err) == "The folder cannot be written to: name another."


def test_a_letter_is_written_when_asked_for(say: Say, home: Path) -> None:
    """The consent request lists what would go, so the schedule comes first (UK GDPR Art 4(11))."""
    early = way.opened(Kind.LA_LEGAL, "blackburn")
    refused = say("letter", early, "consent_request_parent")
    assert (refused.code, refused.out) == (1, "")
    assert "inforights disclose" in one_line(refused.err)
    unknown = say("letter", early, "love_letter")
    assert (unknown.code, unknown.out) == (1, "")
    assert "consent_request_parent, consent_request_young_person" in one_line(unknown.err)
    reference = way.prepared(Kind.LA_LEGAL, "cumbria")
    said = say("letter", reference, "consent_request_parent")
    assert said.code == 0
    assert "consent_request_parent (draft)" in said.out
