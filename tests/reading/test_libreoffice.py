"""Documents as a real office program writes them."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from docx.document import Document

from reading import Trust
from reading.door import read_in_process
from tests.reading.word_file import word

pytestmark = pytest.mark.libreoffice

LETTERHEAD = "Anytown Council Legal Services"
SENTENCE = "Dear service \u2014 it\u2019s \u201curgent\u201d, \u00a35, Zo\u00eb Testpe\u0159son"
CELLS = ("Item", "Why", "Notes", "Trial\nnow")
WORDS = " ".join([LETTERHEAD, SENTENCE, "all notes", *CELLS, "Yours faithfully Registered office"]).split()


def build(document: Document) -> None:
    """Put a letterhead, a list, a table and hidden words into a letter."""
    document.sections[0].header.paragraphs[0].text = LETTERHEAD
    document.sections[0].footer.paragraphs[0].text = "Registered office"
    document.add_paragraph("all notes", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for cell, said in zip((cell for row in table.rows for cell in row.cells), CELLS, strict=True):
        cell.text = said
    document.add_paragraph("").add_run("never").font.hidden = True
    document.add_page_break()
    document.add_paragraph("Yours faithfully")


@pytest.fixture(scope="module")
def saved_as(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same letter, saved in each format in one run."""
    office = shutil.which("soffice")
    if office is None and os.environ.get("CI"):
        pytest.fail("LibreOffice (soffice) is not installed, so no document was saved by it.")
    if office is None:
        pytest.skip("LibreOffice (soffice) is not installed.")
    folder = tmp_path_factory.mktemp("saved")
    letter = folder / "letter.docx"
    letter.write_bytes(word(build, SENTENCE))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for form in ("rtf", "odt", "pdf"):
        subprocess.run(
            [office, profile, "--headless", "--convert-to", form, "--outdir", str(folder), str(letter)],
            check=True,
            capture_output=True,
            timeout=300,
        )
    return folder


@pytest.mark.parametrize("form", ["docx", "rtf", "odt", "pdf"])
def test_the_same_letter_has_the_same_words_in_every_format(saved_as: Path, form: str) -> None:
    """Whatever a sender saves the letter as, the words are the same, in the order of the page."""
    reading = read_in_process((saved_as / f"letter.{form}").read_bytes(), f"letter.{form}")
    words = [word for word in reading.text.split() if word not in ("-", "\u2022")]
    if form == "pdf":  # where each page repeats its margins
        words = [word for word in WORDS if word in words]
    assert words == WORDS
    assert reading.trust is Trust.SURE
