"""The letters open in an office program and print."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader

from letters.render import render
from tests.letters.cases import CASES, facts

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
