"""The letters open in an office program and print."""

import os
import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.shared import Cm
from PIL import Image
from pypdf import PdfReader

from letters.letterhead import plain
from letters.pdf import to_pdf
from letters.render import render
from tests.letters.cases import CASES, CHILD, HELD_BACK, PARENT, SERVICES, facts
from tests.letters.test_names import NAMES

pytestmark = pytest.mark.libreoffice


def _office() -> str:
    program = shutil.which("soffice")
    if program is None and os.environ.get("CI"):
        pytest.fail("LibreOffice (soffice) is not installed, so no letter was opened.")
    if program is None:
        pytest.skip("LibreOffice (soffice) is not installed.")
    return program


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every case at a council's and at a charity's service, printed in one run."""
    office = _office()
    folder = tmp_path_factory.mktemp("letters")
    for letter, case, changed in CASES:
        for service in ("derby", "blackburn"):
            content = render(letter, facts(service, **changed)).docx
            (folder / f"{letter}.{case}.{service}.docx").write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    sources = [str(source) for source in sorted(folder.glob("*.docx"))]
    subprocess.run(
        [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *sources],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return folder


def test_every_letter_prints(printed: Path) -> None:
    """Each Word file opens, and no page of it is empty below its letterhead."""
    for source in sorted(printed.glob("*.docx")):
        pages = [page.extract_text() for page in PdfReader(source.with_suffix(".pdf")).pages]
        assert 1 <= len(pages) <= 4, source.name
        assert all(len(page) > 350 for page in pages), source.name


def test_no_signature_stands_alone(printed: Path) -> None:
    """A page that begins with the close has left the letter behind."""
    for source in sorted(printed.glob("*.pdf")):
        for page in PdfReader(source).pages:
            lines = [line.strip() for line in page.extract_text().splitlines()]
            assert not any(line.startswith("Yours ") for line in lines[:3]), source.name


@pytest.fixture(scope="module")
def named() -> dict[str, list[str]]:
    """The pages of one letter for each kind of name, which stands in its address, its text and its table."""
    _office()
    printed = to_pdf([render("sar_disclosure", _named(name)).docx for name in NAMES.values()])
    return {
        kind: [page.extract_text() for page in PdfReader(BytesIO(content)).pages]
        for kind, content in zip(NAMES, printed, strict=True)
    }


def _named(name: str) -> dict[str, Any]:
    schedule = [{**HELD_BACK[1], "description": name}]
    return facts(about={**CHILD, "name": name}, recipient={**PARENT, "name": name}, schedule=schedule)


def test_a_long_name_breaks_inside_the_line(named: dict[str, list[str]]) -> None:
    """400 characters without a space stay within the margins, in the text and in a cell, and none is lost."""
    whole = "".join("".join(page.split()) for page in named["long"])
    assert whole.count("X" * 400) == 3
    assert max(len(line) for page in named["long"] for line in page.splitlines()) < 160
    assert len(named["long"]) <= len(named["markup"]) + 1


def test_every_kind_of_name_prints(named: dict[str, list[str]]) -> None:
    """Markup is printed as it was typed, and the page round any name is whole: subject, footer, signature."""
    assert "<b>&{{ }}** </w:t> %}" in " ".join(named["markup"][0].split())
    for kind, pages in named.items():
        assert "The personal information that you asked for" in pages[0], kind
        assert all("Confidential: for the person or office" in page for page in pages), kind
        assert any("Yours sincerely" in page for page in pages), kind


def test_a_long_letter_keeps_its_form_on_one_page(printed: Path) -> None:
    """Art 7(1) UK GDPR: whoever signs a consent sees the name and the signature on the same sheet."""
    for source in printed.glob("consent_form.*.pdf"):
        pages = [page.extract_text() for page in PdfReader(source).pages]
        assert any("Your name" in page and "Your signature" in page for page in pages), source.name


def test_a_logo_finds_its_place(tmp_path: Path) -> None:
    """Put into the frame of the plain letterhead, a logo moves no line of the letter."""
    _office()
    without = plain(SERVICES["derby"])
    pages = []
    for head in (without, _with_logo(without)):
        (printed,) = to_pdf([render("acknowledgement", facts(), head).docx])
        pages.append([page.extract_text().strip() for page in PdfReader(BytesIO(printed)).pages])
    assert pages[0] == pages[1]


def _with_logo(head: bytes) -> bytes:
    document = Document(BytesIO(head))
    frame = document.sections[0].header.paragraphs[1]
    picture = BytesIO()
    Image.new("RGB", (400, 180), "#1d3c63").save(picture, "PNG")
    frame.add_run().add_picture(picture, height=Cm(1.8))
    result = BytesIO()
    document.save(result)
    return result.getvalue()
