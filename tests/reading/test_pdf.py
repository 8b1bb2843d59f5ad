"""PDF files."""

from pathlib import Path
from time import monotonic

import pytest

from reading import Trust, Unreadable, read
from reading.door import read_in_process
from reading.limits import Limits
from reading.pdf import NO_TEXT_LAYER
from tests.reading.pdf_page import form_pdf, locked_pdf, pdf

PAGE = ["Dear service,", "Please send me the case notes (all of them) about my son.", "It\u2019s urgent."]


def test_the_text_layer_is_read_page_by_page() -> None:
    """The words of a PDF come in the order of its pages."""
    reading = read_in_process(pdf(PAGE, ["Yours", "Jo Testperson"]), "letter.pdf")
    assert reading.text.split() == " ".join([*PAGE, "Yours", "Jo Testperson"]).split()
    assert (reading.how, reading.trust, reading.doubts) == ("PDF, text layer", Trust.SURE, ())


@pytest.mark.parametrize("pictured", [True, False])
def test_no_text_layer_is_a_doubt_not_an_empty_letter(pictured: bool) -> None:
    """A scan, or a PDF that comes back silently empty, is read by a person."""
    reading = read_in_process(pdf([], [], pictured=pictured), "scan.pdf")
    assert (reading.text, reading.trust, reading.doubts[0]) == ("", Trust.DOUBTFUL, NO_TEXT_LAYER)


@pytest.fixture
def nothing_installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine without tesseract and poppler."""
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.mark.usefixtures("nothing_installed")
def test_a_scanned_page_among_others_is_a_doubt_where_nothing_reads_it() -> None:
    """A typed cover with a scanned letter behind it is not wholly read."""
    reading = read_in_process(pdf(PAGE, [], pictured=True), "letter.pdf")
    assert reading.trust is Trust.DOUBTFUL
    assert "page 2 of 2" in reading.doubts[0]


def test_a_logo_beside_a_few_words_changes_nothing() -> None:
    """The last page of a typed letter has a logo and a name; the picture of it says nothing new."""
    reading = read_in_process(pdf(PAGE * 3, ["Yours faithfully", "Jo Testperson"], pictured=True), "letter.pdf")
    assert (reading.how, reading.trust) == ("PDF, text layer", Trust.SURE)


def test_a_blank_page_is_no_doubt() -> None:
    """The empty back of a letter hides nothing."""
    assert read_in_process(pdf(PAGE, []), "letter.pdf").trust is Trust.SURE


def test_a_scanning_programs_stamp_is_no_letter() -> None:
    """Scans whose only text is a stamp on each page are still scans."""
    pages = [["Scanned with AnyScanner"]] * 3
    assert read_in_process(pdf(*pages, pictured=True), "scan.pdf").trust is Trust.DOUBTFUL


def test_a_garbled_text_layer_is_a_doubt() -> None:
    """A font without a table of characters gives signs for letters."""
    content = pdf(["\u00a4\u00a6\u00a8\u00ac\u00ae ^~<>{} a"])
    assert read_in_process(content, "letter.pdf").trust is Trust.DOUBTFUL


def test_words_typed_into_a_form_are_read() -> None:
    """The answers on a request form are part of the request."""
    reading = read_in_process(form_pdf("I ask for", "my case notes"), "form.pdf")
    assert reading.text == "I ask for: my case notes"


def test_a_password_is_refused_with_what_to_do() -> None:
    """A locked PDF is an error that says to ask for the password."""
    with pytest.raises(Unreadable, match=r"password.*Ask the sender"):
        read_in_process(locked_pdf("secret", PAGE), "letter.pdf")


def test_a_pdf_that_only_forbids_changes_is_read() -> None:
    """What every viewer opens without a password is no locked letter."""
    assert "case notes" in read_in_process(locked_pdf("", PAGE), "letter.pdf").text


def test_too_many_pages_are_refused() -> None:
    """A bundle is not a letter."""
    with pytest.raises(Unreadable, match="more than 3 pages"):
        read_in_process(pdf(*[PAGE] * 4), "bundle.pdf", Limits(pages=3))


def test_a_long_letter_is_read_in_two_seconds() -> None:
    """Ten close pages, the start of the child process included; the best of three, as the machine may be busy."""
    content = pdf(*[["A line of a long letter about my son and the records that you hold of him."] * 50] * 10)
    taken = []
    for _ in range(3):
        start = monotonic()
        assert len(read(content, "letter.pdf").text.split()) > 7_000
        taken.append(monotonic() - start)
    assert min(taken) < 2
