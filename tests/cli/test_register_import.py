"""`inforights register import`: what is wrong with each row, what would be done, and then it is done."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Say
from tests.conftest import ROOT
from tests.earlier import CLOSED, OPEN, SAMPLE, register
from tests.reading.workbook_file import workbook

NAMES = ("Fernwhistle", "Clover", "Marigold", "Hollowbeck", "2019")


def test_a_dry_run_says_what_would_be_done_and_does_nothing(say: Say, today: None) -> None:
    """Issue 9: how many, of which kind, the dates of the open ones, those already late, and columns not taken."""
    said = say("register", "import", str(SAMPLE), "--service", "derby", "--dry-run")
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines() == [
        "9 requests: 3 open, 1 open with a kind to be decided, 4 closed, 1 withdrawn.",
        "Subject access request: 1 open, 3 closed.",
        "Freedom of information request: 1 open, 2 closed.",
        "Local authority's request for legal reasons: 0 open, 1 closed.",
        "Request from a third party: 1 open, 0 closed.",
        "Kind to be decided: 1 open, 0 closed.",
        "The dates of the open ones are worked out as for any other; 1 of them late already.",
        "These columns become no field, and are kept with each request as they stand: 'Notes'.",
        "Nothing is sent, and nothing is acknowledged.",
        "  Row 10: kind to be decided, to be looked at by Tuesday 10 November 2026. That is past.",
        "  Row 7: subject access request, due Tuesday 1 December 2026.",
        "  Row 9: request from a third party, due Friday 4 December 2026.",
        "  Row 8: freedom of information request, no date while the clock waits.",
    ]
    assert say("due").out == "Nothing is open.\n"


def test_it_is_taken_over_and_found_by_its_earlier_reference(say: Say, today: None) -> None:
    """`show` knows it by our reference first, then by what the earlier register called it."""
    said = say("register", "import", str(SAMPLE), "--service", "derby")
    assert (said.code, said.out.splitlines()[-1]) == (0, "Taken over: DER-2026-0001 to DER-2026-0009.")
    for reference in ("DER-2026-0006", "SEND/2026/011", " SEND/2026/011 "):
        shown = say("show", reference).out
        assert shown.startswith("DER-2026-0006  derby  open\n  in the earlier register: SEND/2026/011\n")
    assert json.loads(say("show", "SEND/2026/011", "--json").out)["earlier_reference"] == "SEND/2026/011"
    assert "There is no request SEND/2026/999." in say("show", "SEND/2026/999").err
    again = say("register", "import", str(SAMPLE), "--service", "derby")
    assert (again.code, len(again.out.splitlines())) == (1, 9)
    assert again.out.startswith("Row 2, Ref No: It is here as DER-2026-0001: take the row out")
    assert "There are 9 problems in the register, and nothing was taken over" in again.err
    assert "is here already: there is nothing" in say(
        "register", "import", str(SAMPLE), "--service", "derby", "--skip-known"
    ).err  # fmt: skip
    assert say("audit", "verify").code == 0


def test_every_problem_is_listed_and_nobody_named(say: Say, today: None, tmp_path: Path) -> None:
    """Design, 4: a line for each problem with its row and column; no name, and no birth date, is printed."""
    file = tmp_path / "register.csv"
    bad = {**OPEN, "Reference": "Fernwhistle", "Received": "Clover", "DOB": "31/02/2019", "Kind": "Marigold"}
    file.write_bytes(register(bad, CLOSED, {**CLOSED, "Outcome": "Clover"}))
    words = ["register", "import", str(file), "--service", "derby"]
    said = say(*words, "--dry-run")
    assert (said.code, said.err) == (1, "6 problems; of the rows without any:\n")
    listed = [line for line in said.out.splitlines() if line.startswith("Row ")]
    assert [line.partition(":")[0] for line in listed] == [
        "Row 2, Reference", "Row 2, Received", "Row 2, Kind", "Row 2, DOB", "Row 4, Reference", "Row 4, Outcome"
    ]  # fmt: skip
    assert [name for name in NAMES if name in said.out + said.err] == []
    lines = [json.loads(line) for line in say(*words, "--dry-run", "--json").out.splitlines()]
    assert lines[1]["row"] == 2
    assert lines[1]["says"].startswith("It is no day that can be read")
    assert lines[-1] | {"open": []} == {
        "requests": 1, "problems": 6, "states": {"closed": 1}, "late": 0, "undated": 0, "passed_over": 0,
        "columns_not_taken": [], "open": [],
    }  # fmt: skip
    done = say(*words)
    assert (done.code, len(done.out.splitlines())) == (1, 6)


def test_a_workbook_with_headings_of_its_own_is_mapped(say: Say, today: None, tmp_path: Path) -> None:
    """`--sheet`, `--map` and `--channel` say what the register does not; each row's reference is told."""
    file = tmp_path / "register.xlsx"
    rows = [("Title",), ("Nr", "Came in", "What"), ("17", "2 Nov 2026", "FOI"), ("18", "3 Nov 2026", "SAR")]
    file.write_bytes(workbook([("x",)], rows))
    words = ["register", "import", str(file), "--service", "derby", "--json"]
    assert "2 sheets of the workbook hold something" in say(*words).err
    words += ["--sheet", "sheet1"]
    assert "No headings are found in the first 20 lines" in say(*words).err
    words += ["--map", "nr=reference", "--map", "Came in = received", "--map", "What=kind"]
    assert '"column": "channel"' in say(*words).out
    words += ["--channel", "email"]
    assert [json.loads(line) for line in say(*words).out.splitlines()[1:]] == [
        {"row": 3, "reference": "DER-2026-0001"}, {"row": 4, "reference": "DER-2026-0002"}
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["--map", "Nr"], 2, 'write it as "Heading=column"'),
        (["--map", "Nr=number"], 2, "one of reference, received, kind"),
        (["--channel", "pigeon"], 2, "one of email, post"),
    ],
)
def test_wrong_words_are_said_to_be_so(say: Say, words: list[str], code: int, says: str) -> None:
    """Exit 2: the command was not understood, and nothing was looked at."""
    said = say("register", "import", str(SAMPLE), "--service", "derby", *words)
    assert (said.code, says in said.err) == (code, True)


def test_a_file_that_is_not_there_is_refused(say: Say) -> None:
    """The name is not repeated: it may be a person's."""
    said = say("register", "import", str(ROOT / "Fernwhistle.csv"), "--service", "derby")
    assert (said.code, said.err) == (1, "There is no such file, or it cannot be opened: check its name.\n")
