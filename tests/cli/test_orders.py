"""`order`, `ordered`, `order-check`: an order as a person reads it, and whether its paper is genuine."""

from pathlib import Path

import pytest

from rules.kinds import Kind
from rules.order_checks import QUESTIONS
from tests import way
from tests.cli.conftest import Say
from tests.cli.story import one_line
from tests.tasks.on_record import events

pytestmark = pytest.mark.usefixtures("today")
TERMS = [
    *("--court", "the County Court at Exampleton", "--case-number", "X00EX001", "--dated", "2026-10-30"),
    *("--provision", "CPR 31.17", "--deadline", "2026-12-03", "--sealed"),
]
PIECES = b"All records about Bramble Oakenfold\nLetters to the school\n\n"


@pytest.fixture
def order(say: Say, home: Path) -> str:
    """An order that has come, with its terms."""
    reference = way.opened(Kind.COURT_ORDER, "cumbria")
    assert say("order", reference, *TERMS).code == 0
    return reference


def test_what_is_ordered_is_typed_at_a_prompt(say: Say, order: str) -> None:
    """DPA 2018 Sch 2 para 5(2): piece by piece, until a blank one; no output and no event repeats a name."""
    said = say("ordered", order, stdin=PIECES)
    assert (said.code, said.out) == (0, "")
    assert "Oakenfold" not in said.err
    shown = say("show", order).out
    assert "piece 1 of the order: All records about Bramble Oakenfold" in shown
    assert "piece 2 of the order: Letters to the school" in shown
    assert say("ordered", order, "--anew", stdin=b"The register\n\n").code == 0
    assert "piece 1 of the order: The register" in say("show", order).out
    assert "piece 2" not in say("show", order).out
    assert "Oakenfold" not in str(events())


def test_nothing_typed_is_no_piece(say: Say, order: str) -> None:
    """DPA 2018 Sch 2 para 5(2): a slip of the finger wipes nothing out."""
    assert say("ordered", order, stdin=PIECES).code == 0
    said = say("ordered", order, "--anew", stdin=b"\n")
    assert said.code == 1
    assert "the pieces are as they were" in said.err
    assert "piece 2 of the order" in say("show", order).out


def test_the_checklist_is_shown_and_answered(say: Say, order: str) -> None:
    """DPA 2018 Sch 2 para 5(2): each question in plain words with its source; a no is kept with its reason."""
    asked = say("order-check", order)
    assert (asked.code, asked.err) == (0, "")
    assert asked.out.count("not answered") == 5
    assert QUESTIONS["confirmed"].words in asked.out  # type: ignore[index] # the words are strings
    said = say("order-check", order, "seal=yes", "court=yes", "addressed=yes", "issued=yes")
    assert (said.code, said.out) == (0, "")
    assert "the order to be checked;" in one_line(said.err)
    assert "the order to be checked: the court's own word (UK GDPR Art 5(1)(f))" in say("show", order).out
    assert say("order-check", order, "confirmed=no", "--because", "The office is closed today.").code == 0
    asked = say("order-check", order)
    assert "not answered" not in asked.out
    assert "confirmed: no (The office is closed today.)" in asked.out
    assert "the court's own word: no, but The office is closed today." in say("show", order).out


@pytest.mark.parametrize("words", [[], ["seal=yes"]], ids=["the questions", "an answer"])
@pytest.mark.parametrize("kind", [Kind.SAR, Kind.FOI, Kind.LA_LEGAL])
def test_what_is_no_order_has_no_checklist(say: Say, home: Path, kind: Kind, words: list[str]) -> None:
    """DPA 2018 Sch 2 para 5(2): neither shown nor answered for another kind, and the way out is said."""
    said = say("order-check", way.opened(kind, "cumbria"), *words)
    assert (said.code, said.out) == (1, "")
    assert (
        "not recorded as a court or tribunal order: if it is one, say so. The command is `inforights kind REF`."
        in one_line(said.err)
    )


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["seal=maybe"], 2, "the answer one of yes, no, not_applicable"),
        (["colour=yes"], 2, "WORD is one of seal, court"),
        (["seal"], 2, "WORD is one of"),
        (["court=no"], 1, "though 'court' is no. The option is --because."),
        (["served=yes"], 1, "asked of a witness summons only"),
        (["court=not_applicable"], 1, "applies to every such order"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(say: Say, order: str, words: list[str], code: int, says: str) -> None:
    """DPA 2018 Sch 2 para 5(2): wrong words are told as such, and an answer that says too little is refused."""
    said = say("order-check", order, *words)
    assert (said.code, said.out) == (code, "")
    assert says in " ".join(said.err.replace("│", " ").split())


def test_each_line_that_is_missing_has_its_source(say: Say, order: str, tmp_path: Path) -> None:
    """DPA 2018 Sch 2 para 5(2), CUM-0: `show` lists what an answer to an order lacks, each line with its source."""
    assert say("ordered", order, stdin=PIECES).code == 0
    papers = tmp_path / "papers.csv"
    papers.write_text("document,dated,decision,exemption,reason,ordered\nNotes,,disclose,,,1\n", "utf-8")
    words = ["--outcome", "disclosed", "--ground", "court_order", "--purpose", "the order", "--schedule", str(papers)]
    assert say("disclose", order, *words).code == 0
    shown = say("show", order).out.partition("Missing before the answer may go:\n")[2].partition("\n\n")[0]
    missing = [line.strip() for line in shown.splitlines()]
    assert len(missing) == 8  # five checks, a piece, the person to be told, the approval
    assert all(line.endswith(")") for line in missing), missing
    assert any("piece 2 of the order" in line and "DPA 2018 Sch 2 para 5(2)" in line for line in missing)
    assert any(line.startswith("the person to be told before compliance") and "CUM-0" in line for line in missing)
    assert say("disclose", order, *words, "--not-held", "2").code == 0
    assert "piece 2 of the order: a document" not in say("show", order).out


@pytest.mark.parametrize(
    ("ordered", "says"),
    [
        ("", "document 1 of the schedule names in the column 'ordered' no piece of it, from 1 to 2"),
        ("3", "document 1 of the schedule names in the column 'ordered' no piece of it, from 1 to 2"),
        ("first", "ordered must be the number of the piece of the order that it answers"),
    ],
)
def test_nothing_beyond_the_order_is_prepared(say: Say, order: str, tmp_path: Path, ordered: str, says: str) -> None:
    """DPA 2018 Sch 2 para 5(2): a document names the piece that it answers, or it does not go."""
    assert say("ordered", order, stdin=PIECES).code == 0
    papers = tmp_path / "papers.csv"
    papers.write_text(f"document,dated,decision,exemption,reason,ordered\nNotes,,disclose,,,{ordered}\n", "utf-8")
    words = ["--outcome", "disclosed", "--ground", "court_order", "--purpose", "the order", "--schedule", str(papers)]
    said = say("disclose", order, *words)
    assert (said.code, said.out) == (1, "")
    assert says in one_line(said.err)


def test_an_order_that_forbids_telling_is_recorded_as_such(say: Say, home: Path) -> None:
    """CUM-0: `show` says so, and nobody asks for the person to be told."""
    reference = way.opened(Kind.COURT_ORDER, "cumbria")
    assert say("order", reference, *TERMS, "--forbids-telling", "--witness-summons").code == 0
    shown = say("show", reference).out
    assert "the order forbids to tell the person of it" in shown
    assert "the order to be checked: the conduct money (CPR r.34.7" in shown
