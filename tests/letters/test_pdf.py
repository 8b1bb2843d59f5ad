"""Letters as PDF: for a screen reader as well as for print, and nothing left lying about."""

import os
import shutil
import tempfile
import time
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from letters import LettersError, pdf
from letters.render import render
from tests.letters.cases import HELD_BACK, facts


@pytest.fixture(scope="module")
def printed() -> list[bytes]:
    """Two letters, printed in one run."""
    if shutil.which("soffice") is None:
        if os.environ.get("CI"):
            pytest.fail("LibreOffice (soffice) is not installed, so no letter was printed.")
        pytest.skip("LibreOffice (soffice) is not installed.")
    letters = [render("sar_disclosure", facts(schedule=HELD_BACK)), render("acknowledgement", facts())]
    return pdf.to_pdf([letter.docx for letter in letters])


@pytest.mark.libreoffice
def test_a_pdf_says_its_structure(printed: list[bytes]) -> None:
    """PDF/UA (ISO 14289-1) and WCAG 1.3.1, 2.4.2, 3.1.1: tagged, with headings, title and language."""
    reader = PdfReader(BytesIO(printed[0]))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == "The personal information that you asked for"
    assert not reader.metadata.author
    assert b"pdfuaid" in root["/Metadata"].get_data()
    assert {"/H1", "/L", "/LI", "/Table", "/TH", "/TD"} <= set(_tags(root["/StructTreeRoot"]))
    assert [str(each.title) for each in reader.outline if not isinstance(each, list)]


def _tags(element: Any) -> list[str]:
    """The kinds of all elements of the structure, each as its own or as the standard one it stands for."""
    found, waiting = [], [element.get_object()]
    roles = waiting[0].get("/RoleMap", {})
    while waiting:
        each = waiting.pop()
        if "/S" in each:
            found.append(roles.get(each["/S"], each["/S"]))
        inside = each.get("/K", [])
        for child in inside if isinstance(inside, list) else [inside]:
            child = child.get_object()
            if hasattr(child, "get"):
                waiting.append(child)
    return found


@pytest.mark.libreoffice
def test_each_letter_gets_its_own_pdf(printed: list[bytes]) -> None:
    """They come in the order in which they were given."""
    titles = [PdfReader(BytesIO(each)).metadata for each in printed]
    assert [each.title for each in titles if each] == [
        "The personal information that you asked for",
        render("acknowledgement", facts()).title,
    ]


@pytest.mark.libreoffice
def test_nothing_stays_behind(printed: list[bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """UK GDPR Art 32: letters lie in a folder that only this user can read, and only while they are printed."""
    modes = []
    convert = pdf._convert
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(
        pdf, "_convert", lambda *given: (modes.append(given[1].stat().st_mode & 0o777), convert(*given))
    )
    pdf.to_pdf([render("acknowledgement", facts()).docx])
    assert modes == [0o700]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.libreoffice
def test_a_file_that_cannot_be_printed_is_a_clear_error(printed: list[bytes]) -> None:
    """The error says which of many it was."""
    with pytest.raises(LettersError, match="Word file number 2"):
        pdf.to_pdf([render("acknowledgement", facts()).docx, b"PK\x03\x04 no Word file"])


def test_without_libreoffice_the_error_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing to install is needed to write letters; printing them says what it needs."""
    monkeypatch.setenv("PATH", "")
    with pytest.raises(LettersError, match="install libreoffice-writer, or open the Word file and print it"):
        pdf.to_pdf([b"x"])
    assert pdf.to_pdf([]) == []


def test_a_program_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It ends with all that it started, and the error says so."""
    program, mark = tmp_path / "soffice", tmp_path / "child"
    program.write_text(f"#!/bin/sh\n/bin/sleep 60 & echo $! > {mark}\nwait\n")
    program.chmod(0o700)
    monkeypatch.setattr(pdf, "which", lambda _: str(program))
    monkeypatch.setattr(pdf, "_STARTING", 0.5)
    monkeypatch.setattr(pdf, "_EACH", 0.0)
    with pytest.raises(LettersError, match="did not end within"):
        pdf.to_pdf([b"x"])
    status, until = Path(f"/proc/{mark.read_text().strip()}/stat"), time.monotonic() + 20
    while _alive(status):
        assert time.monotonic() < until, "what it started works on"
        time.sleep(0.01)


def _alive(status: Path) -> bool:
    """Whether the process is there: one that was killed may be seen for a moment before it dies."""
    try:
        return status.read_text().split()[2] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
