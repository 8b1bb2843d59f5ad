"""The way of a request on the command line, from the post to the answer, on a real Prefect server."""

import subprocess
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from docx import Document

from models.moment import day_of, now
from rules.kinds import Kind
from tests import way
from tests.cli.conftest import Say
from tests.cli.story import LETTER, one_line, stored

pytestmark = pytest.mark.prefect
Cli = Callable[..., subprocess.CompletedProcess[str]]
SCHEDULE = (
    "document,dated,decision,exemption,reason,held,others,health\n"
    "Case notes,2026-03-04,disclose,,,electronic,none,known\n"
)


def test_a_letter_goes_the_whole_way(cli: Cli, say: Say, home: Path, tmp_path: Path, on_server: str) -> None:
    """BWD-1: refused with each thing missing and its clause; when nothing is missing it goes, once."""
    letter, papers = tmp_path / "letter.txt", tmp_path / "papers.csv"
    letter.write_text(LETTER)
    papers.write_text(SCHEDULE)
    received = day_of(now()) - timedelta(days=3)

    reference = say("log", str(letter), "--service", "derby", "--received", str(received)).out.strip()
    assert reference == f"DER-{now().year}-0001"
    assert say("person", reference, "--is-the", "requester", "--name", stdin=b"Clover Fernwhistle\n").code == 0

    early = say("respond", reference, "--send-by", "tracked-post")
    assert (early.code, early.out) == (1, "")
    assert one_line(early.err).startswith(f"The answer to {reference} may not go yet. Missing: ")
    assert "(BWD-1)" in early.err

    words = ["--outcome", "disclosed", "--ground", "own_records", "--schedule", str(papers), "--by", "o.officer"]
    words += ["--searched", "electronic", "--searched", "paper"]
    prepared = say("disclose", reference, *words)
    assert prepared.code == 0
    assert "approval by the Service Manager" in one_line(prepared.err)

    unapproved = say("respond", reference, "--send-by", "tracked-post")
    assert (unapproved.code, unapproved.out) == (1, "")
    assert "approval by the Service Manager (CUM-3.3)" in one_line(unapproved.err)
    assert "answer.sar" not in say("letter", reference).out, "nothing is written before it may go"

    approved = say("approve", reference, "--role", "Service Manager", "--by", "s.manager")
    assert "the answer to be sent" in one_line(approved.err)

    # The release itself in a process of its own, as a person says it.
    gone = cli("respond", reference, "--send-by", "tracked-post", PREFECT_API_URL=on_server)
    assert (gone.returncode, gone.stderr) == (0, "")
    assert gone.stdout == f"{reference} is closed. Print and send: inforights letter {reference} --to FOLDER\n"
    listed = say("letter", reference, "--to", str(tmp_path / "out"))
    assert f"answer.sar: sar_disclosure (sent {day_of(now())} by tracked post)" in listed.out
    answer = next((tmp_path / "out").glob("*answer sar*"))
    assert "Clover Fernwhistle" in "\n".join(paragraph.text for paragraph in Document(str(answer)).paragraphs)

    # A second time nothing goes and nothing is written, whatever it says.
    before = stored(home)
    again = say("respond", reference, "--send-by", "by-hand")
    assert (again.code, again.out) == (1, "")
    assert "closed" in one_line(again.err)
    assert stored(home)[2] == before[2]
    assert "by hand" not in say("letter", reference).out
    assert say("due").out == "Nothing is open.\n"
    assert say("audit", "verify").code == 0


@pytest.mark.usefixtures("on_server")
def test_a_manager_corrects_the_kind(say: Say, home: Path) -> None:
    """The clock is that of the new kinds, their letter takes the place of the old draft, and who decided is kept."""
    reference = way.opened(Kind.SAR, "derby")
    said = say("kind", reference, "la_legal", "foi", "--by", "a.manager")
    assert (said.code, said.out) == (0, "")
    told = one_line(said.err)
    kinds = "local authority's request for legal reasons and freedom of information request"
    assert told.startswith(f"{reference}: {kinds}; due 20")
    assert "consent of the parent" in told
    shown = say("show", reference).out
    assert "FOIA 2000 s.10(1)" in shown
    assert f"Kind decided ({kinds}) by a.manager" in shown
    assert "la_response_ncnd" in say("letter", reference).out
