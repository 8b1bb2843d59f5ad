"""`review` and `complaint` on the command line, and where else they are told: `due`, `show`, `holidays check`."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from rules.kinds import Kind
from tests import way
from tests.cli.conftest import Say
from tests.cli.story import one_line
from tests.followed import answered
from tests.tasks.recomputed import SCOTLAND, proclaim, row

pytestmark = pytest.mark.usefixtures("today")


def test_a_review_goes_its_way(say: Say, home: Path) -> None:
    """Code of Practice, 5: recorded, made complex, acknowledged, put right, done by somebody else; each told."""
    reference = answered(Kind.FOI)
    assert say("review", reference).out == f"No internal review of {reference} is on record.\n"
    made = say("review", reference.lower(), "--received", "2026-11-16")
    assert (made.code, made.err) == (0, "")
    assert made.out.startswith(
        "Internal review: received 2026-11-16; due 2026-12-15; waits for the outcome of the review "
        "(FOIA 2000 s.45 Code of Practice)\n  Received on Monday 16 November 2026.\n"
    )
    assert "due 2027-01-18" in say("review", reference, "--complex").out
    assert "acknowledged 2026-11-17" in say("review", reference, "--acknowledged", "2026-11-17").out
    corrected = say("review", reference, "--correct", "2026-11-13", "--because", "The stamp says so.")
    assert "received 2026-11-13" in corrected.out
    refused = say("review", reference, "--ended", "upheld", "--on", "2026-11-20")
    assert refused.code == 1
    assert "did not decide the first answer" in one_line(refused.err)
    ended = say("review", reference, "--ended", "overturned", "--on", "2026-11-20", "--decided-by", "h.host")
    assert ended.out == (
        "Internal review: received 2026-11-13; acknowledged 2026-11-17; ended 2026-11-20: the answer is overturned, "
        "as h.host decided\n"
    )
    assert "Internal review: received 2026-11-13" in say("show", reference).out
    assert "Review or complaint ended (internal review" in say("show", reference).out


def test_a_complaint_is_a_line_of_what_is_due(say: Say, home: Path) -> None:
    """DPA 2018 s.164A(3): with the keys of every line and its own kind; without a date once it is acknowledged."""
    reference, other = answered(Kind.FOI), way.opened(Kind.SAR, "bathnes")
    say("complaint", reference, "--received", "2026-11-20")
    lines = [json.loads(line) for line in say("due", "--json").out.splitlines()]
    assert [(line["reference"], line["kinds"], line["due"]) for line in lines] == [
        (other, ["sar"], "2026-12-02"),
        (reference, ["complaint"], "2026-12-21"),
    ]
    assert lines[0].keys() == lines[1].keys()
    assert (lines[1]["statutory_due"], lines[1]["working_days_left"], lines[1]["late"]) == ("2026-12-21", 19, False)
    assert lines[1]["waits_for"] == "an acknowledgement (DPA 2018 s.164A(3))"
    assert f"{reference}" in say("due", "--on", "2026-12-22").out
    assert [json.loads(line)["late"] for line in say("due", "--json", "--on", "2026-12-22").out.splitlines()][1]
    say("complaint", reference, "--acknowledged", "2026-11-23")
    shown = say("due").out
    assert "no date" in shown
    assert "an outcome, without undue delay (DPA 2018 s.164A(4))" in shown
    assert "forecast" in json.loads(say("due", "--json", "--forecast").out.splitlines()[1])
    say("complaint", reference, "--ended", "upheld")
    assert reference not in say("due").out


def test_of_several_complaints_one_is_meant(say: Say, home: Path) -> None:
    """DPA 2018 s.164A: two people may complain; the last open one is meant unless its number is given."""
    reference = way.opened(Kind.SAR, "derby")
    for day in ("2026-11-18", "2026-11-19"):
        say("complaint", reference, "--received", day)
    say("complaint", reference, "--acknowledged", "2026-11-20", "--number", "1")
    shown = say("complaint", reference, "--ended", "withdrawn").out.splitlines()
    assert shown[0].startswith("Complaint: received 2026-11-18; acknowledged 2026-11-20; waits for an outcome")
    ended = "Complaint number 2: received 2026-11-19; ended 2026-11-23: the complaint is withdrawn"
    assert shown[-1].startswith(ended)


@pytest.mark.parametrize(
    "words",
    [
        ("complaint", "DER-2026-0001", "--ended", "overturned"),
        ("complaint", "DER-2026-0001", "--received", "2026-11-24"),  # tomorrow
        ("review", "DER-2026-0001", "--received", "2026-11-20"),  # not answered
        ("review", "DER-2026-0001", "--acknowledged", "2026-11-20"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(say: Say, home: Path, words: tuple[str, ...]) -> None:
    """Design: a refusal is one line with its reason, and changes nothing."""
    way.opened(Kind.FOI, "derby")
    said = say(*words)
    assert (said.code, said.out) == (1, "")
    assert one_line(said.err)


@pytest.mark.parametrize(
    "words",
    [
        ("--received", "2026-11-20", "--acknowledged", "2026-11-20"),
        ("--correct", "2026-11-20"),
        ("--take-back", "ended"),
        ("--take-back", "lost", "--because", "So."),
        ("--because", "So."),
        ("--on", "2026-11-20"),
        ("--ended", "forgotten"),
    ],
)
def test_what_does_not_go_together_is_said(say: Say, home: Path, words: tuple[str, ...]) -> None:
    """One step at a time, each with what it needs: else the command is refused as it was typed."""
    assert say("complaint", way.opened(Kind.SAR, "derby"), *words).code == 2


def test_what_was_recorded_by_mistake_is_taken_back(say: Say, home: Path) -> None:
    """The last one with such a step is meant; a reason is asked for, and what stood stays in the log."""
    reference = way.opened(Kind.SAR, "derby")
    say("complaint", reference, "--received", "2026-11-13")
    say("complaint", reference, "--ended", "upheld", "--on", "2026-11-16")
    assert "is upheld" in say("complaint", reference).out
    taken = say("complaint", reference, "--take-back", "ended", "--because", "It was another complaint.")
    assert (taken.code, "waits for an acknowledgement" in taken.out) == (0, True)


def test_a_moved_date_is_listed_and_applied(say: Say, home: Path) -> None:
    """FOIA 2000 s.10(6): `holidays check` lists the date of a review as that of a request, in words and in JSON."""
    reference = answered(Kind.FOI)
    say("review", reference, "--received", "2026-11-16")
    proclaim(home, row(date(2026, 11, 24), SCOTLAND))
    looked = say("holidays", "check").out
    assert f"{reference}: internal review, service target 2026-12-15 -> 2026-12-16\n" in looked
    assert "1 review or complaint has a date that would move.\n" in looked
    assert json.loads(say("holidays", "check", "--json").out)["kind"] == "internal_review"
    assert "1 review or complaint has a date that moved.\n" in say("holidays", "check", "--apply").out
    assert "due 2026-12-16" in say("review", reference).out


def test_the_command_as_people_run_it(home: Path, cli: Callable[..., CompletedProcess[str]]) -> None:
    """Design, command line: in a process of its own, with the words of a terminal; help names every outcome."""
    reference = answered(Kind.FOI)
    done = cli("complaint", reference, "--received", "2026-11-13")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Complaint: received 2026-11-13; due 2026-12-14; waits for an acknowledgement")
    assert "not_upheld" in cli("complaint", "--help").stdout
