"""`letter`, `letterhead`, `wording`, `specimens` and `bundle` as a manager types them."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document as word_file
from pypdf import PdfReader

from rules.kinds import Kind
from rules.letter import Outcome
from tests import way
from tests.answer import ready
from tests.cli.conftest import Say
from tests.cli.story import one_line

pytestmark = pytest.mark.usefixtures("today")
ASKED = "questions:\n  - Which years do you mean?\nbecause: We hold eleven years of notes.\n"


@pytest.fixture
def sar(home: Path) -> str:
    """A subject access request that came three weeks before."""
    return way.opened(Kind.SAR, "derby")


def test_a_letter_is_written_checked_and_sent(say: Say, sar: str, tmp_path: Path) -> None:
    """UK GDPR Art 12A(5): typed once, checked item by item, and the clock stands from the day on which it goes."""
    before = say("letter", sar, "clarification_sar", "--check")
    assert before.code == 1
    assert "[ ] Why reasonably required" in before.out
    assert "needs an answer to" in before.err
    (tmp_path / "said.yaml").write_text(ASKED)
    assert say("letter", sar, "clarification_sar", "--said", str(tmp_path / "said.yaml")).code == 0
    checked = say("letter", sar, "clarification_sar", "--check")
    assert checked.code == 0
    assert checked.out.count("[x] ") == 4
    assert "Which years do you mean?" in checked.out
    assert say("letter", sar, "clarification_sar", "--sent", "post").code == 0
    assert "when the clock runs again" in say("show", sar).out


def test_what_a_letter_asks_for_is_asked_at_prompts(say: Say, sar: str) -> None:
    """What is typed of a person stands in no shell's history; a list ends with an empty line."""
    said = say("letter", sar, "clarification_sar", stdin=b"Which years?\nWhich school?\n\nWe hold much.\n")
    assert said.code == 0
    assert "Which years?" not in said.out + said.err
    text = say("letter", sar, "clarification_sar", "--check").out
    assert "Which school?" in text


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("question: x\n", "does not ask for question"),
        ("- a\n- b\n", "fields"),
        ("questions: {a: b}\n", "fields"),
        ("questions: [\n", "cannot be read"),
        (None, "cannot be opened"),
    ],
)
def test_a_file_of_answers_that_is_none_is_refused(
    say: Say, sar: str, tmp_path: Path, content: str | None, says: str
) -> None:
    """Bad input gets one line that says what to do, and there is no half-filled letter."""
    if content is not None:
        (tmp_path / "said.yaml").write_text(content)
    said = say("letter", sar, "clarification_sar", "--said", str(tmp_path / "said.yaml"))
    assert said.code == 1
    assert says in one_line(said.err)
    assert "clarification_sar" not in say("letter", sar).out


def test_a_letter_is_copied_out_in_each_form(say: Say, sar: str, tmp_path: Path) -> None:
    """One source, three forms: the kept letter as Word, page and text."""
    for form, begins in (("docx", b"PK"), ("html", b"<!DOCTYPE html>"), ("text", b"Derby")):
        assert say("letter", sar, "--to", str(tmp_path / form), "--as", form).code == 0
        (file,) = (tmp_path / form).iterdir()
        assert file.read_bytes().startswith(begins)
    assert say("letter", sar, "--to", str(tmp_path), "--as", "rtf").code == 2


@pytest.mark.libreoffice
def test_a_letter_is_printed_to_pdf(say: Say, sar: str, tmp_path: Path) -> None:
    """PDF where LibreOffice is present: tagged, with its title."""
    said = say("letter", sar, "--to", str(tmp_path), "--as", "pdf")
    assert said.code == 0, said.err
    (file,) = tmp_path.glob("*.pdf")
    assert "subject access request" in PdfReader(file).pages[0].extract_text()


def test_a_refusal_is_prepared_with_what_its_letter_asks(say: Say, home: Path, tmp_path: Path) -> None:
    """FOIA s.12, 17(5): the estimate is typed at prompts, and stands in the letter that is approved."""
    reference = way.opened(Kind.FOI, "derby")
    typed = b"25\nWe counted 300 files.\nyes\nYou could ask for one year.\n\n"
    said = say("disclose", reference, "--outcome", Outcome.TOO_COSTLY.value, stdin=typed)
    assert said.code == 0, said.err
    assert say("letter", reference, "--preview", "--to", str(tmp_path / "look"), "--as", "text").code == 0
    (file,) = (tmp_path / "look").iterdir()
    text = file.read_text()
    assert "25 hours" in text
    assert "section 17(5)" in text


def test_a_letterhead_is_got_changed_and_taken(say: Say, home: Path, tmp_path: Path) -> None:
    """A service's own Word file: what is missing is said in words, and nothing is used before it is there."""
    own = tmp_path / "head.docx"
    assert say("letterhead", "derby", "--to", str(own)).code == 0
    checked = say("letterhead", "derby", str(own), "--check")
    assert checked.code == 0
    assert checked.out.startswith("better: The letterhead has no logo.")
    assert say("letterhead", "derby", str(own)).code == 0
    bare = tmp_path / "bare.docx"
    word_file().save(str(bare))
    document = word_file(str(bare))
    document.add_comment(document.add_paragraph("x").runs, text="note", author="Quentin")
    document.save(str(bare))
    refused = say("letterhead", "derby", str(bare), "--check")
    assert refused.code == 1
    assert "must: " in refused.out
    assert "Quentin" not in refused.out + refused.err
    assert say("letterhead", "derby", str(bare)).code == 1
    assert say("letterhead", "derby", "--default").code == 0
    assert say("letterhead", "derby").code == 2


def test_a_wording_is_got_changed_and_taken(say: Say, home: Path, tmp_path: Path) -> None:
    """A paragraph in a file: tried, looked at, used, listed, given back."""
    own = tmp_path / "contact.txt"
    assert say("wording", "derby", "paragraphs/contact", "--to", str(own)).code == 0
    own.write_text(own.read_text().replace("If you have a question", "If anything is unclear"))
    assert say("wording", "derby", "paragraphs/contact", str(own), "--check").code == 0
    assert say("wording", "derby", "paragraphs/contact", str(own), "--preview", str(tmp_path / "look")).code == 0
    assert "If anything is unclear" in (tmp_path / "look" / "acknowledgement SPECIMEN.txt").read_text()
    assert say("wording", "derby", "paragraphs/contact", str(own)).code == 0
    assert "paragraphs/contact: own, version 1 of 2026-11-23, m.manager" in say("wording", "derby").out
    own.write_text("Nothing.")
    refused = say("wording", "derby", "paragraphs/contact", str(own))
    assert refused.code == 1
    assert "No paragraph fulfils acknowledgement.contact" in refused.out
    assert say("wording", "derby", "paragraphs/contact", "--default").code == 0
    assert "paragraphs/contact: the program's" in say("wording", "derby").out
    assert "There is no wording" in say("wording", "derby", "none").err


@pytest.mark.libreoffice
def test_every_letter_of_a_service_on_one_contact_sheet(say: Say, home: Path, tmp_path: Path) -> None:
    """One command draws them again, with the service's own wording; here those of one letter."""
    said = say(
        "specimens", "derby", "blackburn", "--letter", "closing", "--to", str(tmp_path), "--as", "pdf", "--sheet"
    )
    assert said.code == 0, said.err
    assert len(list((tmp_path / "derby").glob("closing *.pdf"))) == len(list((tmp_path / "blackburn").iterdir())) > 3
    assert PdfReader(tmp_path / "contact sheet.pdf").pages
    assert say("specimens", "derby", "--letter", "none", "--to", str(tmp_path)).code == 1


def test_an_answer_is_locked_and_its_password_shown_once(say: Say, home: Path, tmp_path: Path) -> None:
    """HIL-12: looked through, locked, the plain papers deleted where that is asked for."""
    reference = ready(Kind.SAR, "derby")
    way.respond(reference)
    papers = tmp_path / "papers"
    papers.mkdir()
    for name in ("1 notes.docx", "2 record.docx"):
        made = word_file()
        made.add_paragraph("A paper")
        made.save(str(papers / name))
    checked = say("bundle", reference, "--papers", str(papers), "--check")
    assert checked.code == 0, checked.err
    place = tmp_path / "answer.docx"
    said = say("bundle", reference, "--papers", str(papers), "--to", str(place), "--delete-papers")
    assert said.code == 0, said.err
    assert re.search(r"Password, shown once: \S{20,}", said.out)
    assert list(papers.iterdir()) == []
    assert BytesIO(place.read_bytes()).read(4) == b"\xd0\xcf\x11\xe0"  # the box in which Office keeps what is locked
    again = say("bundle", reference, "--kept", "1", "--to", str(tmp_path / "ours.docx"))
    assert "Our own password" in again.out
    assert say("bundle", reference, "--papers", str(papers), "--to", str(tmp_path / "answer.txt")).code in {1, 2}
    assert say("bundle", reference, "--papers", str(tmp_path / "none"), "--check").code == 1
