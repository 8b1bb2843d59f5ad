"""`register`: the log, missed dates, training and policies at the command line, on the screen and as files."""

import csv
from datetime import date
from pathlib import Path

import pytest
import time_machine

from cli.registers import _REASONS
from rules.kinds import Kind
from rules.late import Reason
from tests import staff, way
from tests.cli.conftest import Say
from tests.conftest import at
from tests.tasks.test_retention import closed

NOW = at(date(2026, 12, 14))


@pytest.fixture
def reference(say: Say) -> str:
    """A reporter's request to Derby that was answered; gives its reference."""
    return closed(Kind.FOI, "derby")


def rows(file: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


@time_machine.travel(NOW, tick=False)
def test_an_answer_is_published_and_the_log_written(say: Say, reference: str, tmp_path: Path) -> None:
    """FOIA 2000 s.19: what was typed is refused where it names somebody; the files say nothing of who asked."""
    assert f"Nobody has decided yet: {reference}" in say("register", "disclosure-log", "--service", "derby").out
    refused = say("register", "publish", reference, "--title", "What Linden asked", "--summary", "So many.")
    assert (refused.code, "holds a name" in refused.err) == (1, True)
    asked = say("register", "publish", reference.lower(), stdin=b"Families supported\n310 families.\n")
    assert asked.code == 0, asked.err
    files = {form: tmp_path / f"log.{form}" for form in ("csv", "xlsx", "html", "docx")}
    words = [word for form, file in files.items() for word in (f"--{form}", str(file))]
    assert say("register", "disclosure-log", "--service", "derby", *words).code == 0
    (row,) = rows(files["csv"])
    assert (row["Answered"], row["Title"], row["Summary"]) == ("November 2026", "Families supported", "310 families.")
    assert all(file.stat().st_size > 100 for file in files.values())
    assert "Families supported" in say("register", "disclosure-log", "--service", "derby").out
    assert say("register", "take-back", reference).code == 0
    assert say("register", "leave-out", reference, "--because", "Of no use to others.").code == 0
    assert f"Left out: {reference}" in say("register", "disclosure-log", "--service", "derby").out
    assert say("register", "remove", "1", "--service", "derby").code == 1


@time_machine.travel(NOW, tick=False)
def test_a_missed_date_is_listed_and_noted(say: Say, tmp_path: Path) -> None:
    """UK GDPR Art 5(2): by how many working days, where it stood, and why."""
    assert say("register", "late", "--service", "derby").out == "No date was missed.\n"
    reference = way.opened(Kind.SAR, "derby")
    shown = say("register", "late", "--service", "derby").out
    assert "nobody has noted why" in shown
    assert "2026-12-02: 8 working days late" in shown
    assert say("register", "late-note", reference, "--reason", "laziness", "--note", "x").code == 2
    assert say("register", "late-note", reference, "--reason", "absence", stdin=b"The officer was ill.\n").code == 0
    file = tmp_path / "late.csv"
    assert say("register", "late", "--service", "derby", "--csv", str(file)).code == 0
    (row,) = rows(file)
    assert (row["Reference"], row["Where it stood"], row["Note"]) == (reference, "preparing", "The officer was ill.")
    assert staff.newest().what == {"list": "late", "form": "csv", "rows": 1}
    assert staff.newest().service == "derby"
    nothing = say("register", "late", "--service", "derby", "--from", "2026-01-01", "--to", "2026-11-30")
    assert nothing.out == "No date was missed.\n"


@time_machine.travel(NOW, tick=False)
def test_policies_and_training_are_listed(say: Say, tmp_path: Path) -> None:
    """DER-9, HIL-4: a review moves the date; who is trained is for whoever keeps the accounts."""
    assert say("register", "reviewed", "derby", "--by-whom", "Steering Group").code == 2  # changed or not?
    done = say("register", "reviewed", "derby", "--by-whom", "Steering Group", "--unchanged", "--on", "2026-12-01")
    assert done.out == "Recorded. The next review is due by 2027-12-01.\n"
    assert "2026-12-01 Steering Group" in say("register", "policies", "--service", "derby").out
    assert "no date" in say("register", "policies").out
    assert say("register", "policies", "--csv", str(tmp_path / "policies.csv")).code == 0
    assert [row["Policy changed"] for row in rows(tmp_path / "policies.csv")].count("no") == 1
    assert say("register", "training", "--service", "derby").out == "There is no account.\n"
    staff.of("derby")
    assert say("register", "training", "--service", "derby", "--by", "officer.derby").code == 1
    shown = say("register", "training", "--service", "derby", "--by", "manager.derby").out
    assert "in force 2027-10-01" in shown


def test_every_reason_is_offered() -> None:
    """The help of the command lists what it takes."""
    assert tuple(Reason) == _REASONS
