"""`stats`: the figures that may be published, on the screen and as files, and the report on the letterhead."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest
import time_machine
from docx import Document
from openpyxl import load_workbook

from rules import policy
from rules.kinds import Kind
from tests import staff, way
from tests.cli.conftest import Say
from tests.conftest import at
from tests.web import before

AUTUMN = ("--from", "2026-10-01", "--to", "2026-12-31")


@pytest.fixture
def six(say: Say) -> None:
    """Six requests of Cumbria."""
    for _ in range(6):
        before.opened(Kind.SAR, "cumbria")


def words_of(file: Path) -> str:
    """All that a Word file says in its body."""
    found = Document(str(file))
    cells = [cell.text for table in found.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(line.text for line in found.paragraphs), *cells])


def test_the_figures_are_shown_and_written(say: Say, six: None, tmp_path: Path) -> None:
    """DER-6: the same numbers on the screen, as CSV and as a workbook; of a few nothing is said."""
    with time_machine.travel(at(date(2027, 1, 12)), tick=False):
        shown = say("stats", "--service", "cumbria", *AUTUMN)
        files = ("--csv", str(tmp_path / "f.csv"), "--xlsx", str(tmp_path / "f.xlsx"))
        assert say("stats", "--service", "cumbria", *AUTUMN, *files).code == 0
    assert "subject access request 6 6" in " ".join(shown.out.split())
    found = list(csv.DictReader(io.StringIO((tmp_path / "f.csv").read_text("utf-8-sig"))))
    assert [line["Number"] for line in found] == ["6"] * 4
    assert load_workbook(tmp_path / "f.xlsx")["Statistics"].max_row == 5


def test_the_report_goes_to_those_whom_the_policy_names(say: Say, six: None, tmp_path: Path) -> None:
    """CUM-2.7: on the letterhead, to the local authority, with the tables and what is to be known of them."""
    with time_machine.travel(at(date(2027, 1, 12)), tick=False):
        told = say("stats", "--service", "cumbria", *AUTUMN, "--docx", str(tmp_path / "report.docx"))
    assert told.code == 0, told.err
    assert staff.newest().what == {"list": "publication", "form": "docx", "rows": 11}
    report = words_of(tmp_path / "report.docx")
    assert "Cumbria County Council" in report
    assert "Requests for information from 1 October 2026 to 31 December 2026" in report
    assert "Oct to Dec 2026" in report
    assert "[c] is confidential" in report
    assert "There were none." in report


def test_a_report_names_every_recipient(say: Say, tmp_path: Path) -> None:
    """BNS-4: the Annual Report's readers, the local authority and the commissioner of the CCG."""
    before.opened(Kind.SAR, "bathnes")
    with time_machine.travel(at(date(2027, 1, 12)), tick=False):
        say("stats", "--service", "bathnes", *AUTUMN, "--docx", str(tmp_path / "report.docx"))
    report = words_of(tmp_path / "report.docx")
    for recipient in policy.load("bathnes").settings.report_to.value:
        assert recipient[1:] in report
    assert "There were so few that their number is not published." in report
    assert "Publish a period once" not in report, "that is for whoever publishes it"
    foot = Document(tmp_path / "report.docx").sections[0].footer
    assert "Confidential" not in "".join(line.text for line in foot.paragraphs)


def test_a_report_replaces_none(say: Say, tmp_path: Path) -> None:
    """What lies under the name is somebody's work: it is told before it is lost."""
    before.opened(Kind.SAR, "bathnes")
    (tmp_path / "report.docx").write_text("ours")
    with time_machine.travel(at(date(2027, 1, 12)), tick=False):
        said = say("stats", "--service", "bathnes", *AUTUMN, "--docx", str(tmp_path / "report.docx"))
    assert (said.code, said.err) == (1, "There is a file of that name already: it is not replaced.\n")
    assert (tmp_path / "report.docx").read_text() == "ours"


def test_where_the_policy_names_nobody_it_is_said(say: Say, tmp_path: Path) -> None:
    """`report_to` is the service's to set; a period of other days than quarters is refused."""
    way.log(way.LETTERS[Kind.SAR], "derby")
    with time_machine.travel(at(date(2027, 1, 12)), tick=False):
        told = say("stats", "--service", "derby", *AUTUMN, "--docx", str(tmp_path / "report.docx"))
        refused = say("stats", "--service", "derby", "--from", "2026-10-02", "--to", "2026-12-31")
    assert "The policy names nobody" in told.err
    assert refused.code == 1
    assert "whole quarters" in refused.err
