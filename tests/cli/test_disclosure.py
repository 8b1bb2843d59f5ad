"""`disclose`, `weigh` and `opinion`: what a document on the schedule rests on, typed where it may name somebody."""

from pathlib import Path

import pytest

from rules.kinds import Kind
from tests import way
from tests.cli.conftest import Say
from tests.cli.story import one_line, stored

pytestmark = pytest.mark.usefixtures("today")
PAPERS = (
    "document,dated,decision,exemption,reason,held,others,health\n"
    "Case notes,2026-03-04,disclose,,,electronic,weighed,none\n"
    "Report of a clinic,2026-04-01,disclose,,,paper,official,opinion\n"
)


@pytest.fixture
def sar(say: Say, home: Path, tmp_path: Path) -> str:
    """A subject access request whose answer is prepared: one document to weigh, one that waits for an opinion."""
    reference = way.opened(Kind.SAR, "derby")
    papers = tmp_path / "papers.csv"
    papers.write_text(PAPERS)
    words = ["--outcome", "disclosed", "--ground", "own_records", "--schedule", str(papers)]
    said = say("disclose", reference, *words, "--searched", "electronic", "--searched", "paper")
    assert said.code == 0
    return reference


def test_show_lists_what_is_missing_each_with_its_source(say: Say, sar: str) -> None:
    """BWD-1, DPA 2018 Sch 2 para 16, Sch 3 para 6: each line says what, and why."""
    lines = say("show", sar).out.splitlines()
    start = lines.index("Missing before the answer may go:")
    assert [line.strip() for line in lines[start + 1 : start + 4]] == [
        "document 1: the balance to be recorded (DPA 2018 Sch 2 para 16) The command is `inforights weigh REF`.",
        "document 2: the opinion of the health professional concerned (DPA 2018 Sch 3 para 6) "
        "The command is `inforights opinion REF`.",
        "approval by the Service Manager (CUM-3.3)",
    ]


def test_each_thing_that_the_law_names_is_asked_for(say: Say, sar: str) -> None:
    """DPA 2018 Sch 2 para 16(3): five questions, each typed at a prompt, none in the shell's history or an output."""
    answers = "A remark about a neighbour.\nYes.\nWe wrote to them.\nYes.\nNo.\n"
    said = say("weigh", sar, "1", stdin=answers.encode())
    assert (said.code, said.out) == (0, "")
    assert "DPA 2018 Sch 2 para 16, document 1:" in said.err
    assert said.err.count(": ") >= 5
    assert "neighbour" not in said.err
    assert "the balance to be recorded" not in say("show", sar).out


def test_an_opinion_is_recorded_by_role_and_day(say: Say, sar: str) -> None:
    """DPA 2018 Sch 3 para 6: who said so in what role, and when; it opens the gate of this document alone."""
    words = ["--no-serious-harm", "--of", "consultant paediatrician", "--on", "2026-11-02"]
    said = say("opinion", sar, "2", *words)
    assert said.code == 0
    assert "document 2" not in said.err
    assert "document 1: the balance" in said.err


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["weigh", "2"], 1, "Nothing is to be weighed of document 2"),
        (["weigh", "7"], 1, "There is no document 7 on the schedule: it has 2"),
        (["weigh", "1", "--part", "foi"], 1, "Prepare first what would go"),
        (["weigh", "1", "--part", "letters"], 2, "one of sar, foi"),
        (["opinion", "2", "--of", "nurse", "--on", "2026-11-02"], 2, "Missing option"),
        (["opinion", "2", "--of", "nurse", "--on", "2026-12-02", "--serious-harm"], 1, "lies in the future"),
        (["disclose", "--outcome", "disclosed", "--searched", "attic"], 2, "one of electronic, paper"),
    ],
)
def test_what_cannot_be_weighed_is_told(
    say: Say, home: Path, sar: str, words: list[str], code: int, says: str
) -> None:
    """DPA 2018 Sch 2 para 16, Sch 3 para 6: a slip is told, and no balance or opinion is kept for it."""
    requests, _, documents = stored(home)
    said = say(words[0], sar, *words[1:])
    assert (said.code, said.out) == (code, "")
    assert says in (one_line(said.err) if code == 1 else " ".join(said.err.replace("\u2502", " ").split()))
    assert (stored(home)[0], stored(home)[2]) == (requests, documents)
    assert "document 1: the balance to be recorded" in say("show", sar).out
