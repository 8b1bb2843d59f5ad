"""Word files as PDF, by LibreOffice: tagged, with a title, for a screen reader as well as for print."""

import json
import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

from letters.errors import LettersError

_MISSING = "LibreOffice is not installed here: install libreoffice-writer, or open the Word file and print it."
_STARTING, _EACH = 90.0, 5.0  # seconds; a letter takes a fifth of one
_AT_A_TIME = 60  # letters in one run; it ends early, without a word, when it is given hundreds
# PDF/UA-1 (ISO 14289-1): tagged, its title shown by the reader in place of the file's name.
_EXPORT = {
    "UseTaggedPDF": ("boolean", "true"),
    "PDFUACompliance": ("boolean", "true"),
    "ExportBookmarks": ("boolean", "true"),
    "DisplayPDFDocumentTitle": ("boolean", "true"),
}


def to_pdf(documents: Sequence[bytes]) -> list[bytes]:
    """Each Word file as a PDF, in the same order, by LibreOffice in a folder that nobody else reads.

    Raises:
        LettersError: LibreOffice is not installed, does not end, or makes no PDF of one of them.
    """
    if not documents:
        return []
    program = which("soffice")
    if program is None:
        raise LettersError(_MISSING)
    with TemporaryDirectory(prefix="letters-") as name:  # 0700
        folder = Path(name)
        sources = [folder / f"{at:05}.docx" for at in range(len(documents))]
        for source, content in zip(sources, documents, strict=True):
            source.write_bytes(content)
        for at in range(0, len(sources), _AT_A_TIME):
            _convert(program, folder, sources[at : at + _AT_A_TIME])
        return [_made(source) for source in sources]


def _convert(program: str, folder: Path, sources: Sequence[Path]) -> None:
    options = json.dumps({name: {"type": kind, "value": value} for name, (kind, value) in _EXPORT.items()})
    command = [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--convert-to",
        f"pdf:writer_pdf_Export:{options}",
        "--outdir",
        str(folder),
        *(source.name for source in sources),
    ]
    # The program starts others, which end with it only as a group.
    with subprocess.Popen(
        command,
        cwd=folder,
        env=_surroundings(folder),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as running:
        allowed = _STARTING + _EACH * len(sources)
        try:
            running.wait(allowed)
        except subprocess.TimeoutExpired:
            raise LettersError(
                f"LibreOffice did not end within {allowed:.0f} seconds. Try fewer letters at a time, or open the "
                "Word file and print it."
            ) from None
        finally:
            if running.poll() is None:
                os.killpg(running.pid, signal.SIGKILL)


def _surroundings(folder: Path) -> Mapping[str, str]:
    """What the program needs to know, and no more: it leaves nothing outside of its folder."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
    return {**kept, "HOME": str(folder), "TMPDIR": str(folder)}


def _made(source: Path) -> bytes:
    try:
        return source.with_suffix(".pdf").read_bytes()
    except FileNotFoundError:
        raise LettersError(
            f"LibreOffice made no PDF of Word file number {int(source.stem) + 1}: open that file in Word to see why."
        ) from None
