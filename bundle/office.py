"""Word and Excel files become PDFs by LibreOffice, all in one run, in a private folder."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from shutil import which

from bundle.limits import LIMITS, Limits
from bundle.refusals import BundleRefused

_ROOT = Path(__file__).resolve().parent.parent
MISSING = (
    "LibreOffice, which prints Word and Excel files to PDF, is not installed on this machine. Install it "
    "(the program “soffice”), or print each paper to PDF yourself and use those."
)
TOO_SLOW = (
    "LibreOffice did not finish printing the papers to PDF. Print the longest ones to PDF yourself and use those."
)
# No macro runs, nothing is fetched from outside, and a form is printed as it looks; dates as in this country.
_SETTINGS = (
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Office.Calc/Content/Update", "Link", "2"),
    ("Office.Common/Filter/PDF/Export", "ExportFormFields", "false"),
    ("Office.Common/Filter/PDF/Export", "ExportNotes", "false"),
    ("Office.Common/Filter/PDF/Export", "UseTaggedPDF", "false"),
    ("Setup/L10N", "ooSetupSystemLocale", "en-GB"),
    ("Office.Linguistic/General", "DefaultLocale", "en-GB"),
    ("Office.Common/Misc", "FirstRun", "false"),
)


def program() -> str:
    """Where LibreOffice is.

    Raises:
        BundleRefused: it is not installed.
    """
    found = which("soffice") or which("libreoffice")
    if found is None:
        raise BundleRefused(MISSING)
    return found


def printed(files: Mapping[str, bytes], room: Path, limits: Limits = LIMITS) -> dict[str, bytes]:
    """The PDF of each file that could be printed, under the same name. The names say the kind: "p2.docx".

    All plain copies, LibreOffice's profile and its scratch files lie in `room`.

    Raises:
        BundleRefused: LibreOffice is not installed or did not finish.
    """
    if not files:
        return {}
    office = program()
    sources, made, profile = (_folder(room, name) for name in ("sources", "made", "profile"))
    _write_settings(profile)
    for name, content in files.items():
        (sources / name).write_bytes(content)
    command = [office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck"]
    command += ["--convert-to", "pdf", "--outdir", str(made), *(str(sources / name) for name in files)]
    _run(command, room, limits.office_seconds)
    results = {name: made / Path(name).with_suffix(".pdf") for name in files}
    pdfs = {name: result.read_bytes() for name, result in results.items() if result.is_file()}
    for path in (*results.values(), *(sources / name for name in files)):
        path.unlink(missing_ok=True)  # the next run in this room must not find it
    return pdfs


def _folder(room: Path, name: str) -> Path:
    folder = room / name
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _run(command: list[str], room: Path, seconds: float) -> None:
    scratch = _folder(room, "scratch")
    home = {name: str(scratch) for name in ("HOME", "TMPDIR", "TMP", "TEMP", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")}
    home |= {name: str(scratch) for name in ("XDG_DATA_HOME", "XDG_RUNTIME_DIR")}
    path = {"PATH": os.environ.get("PATH", os.defpath), "PYTHONPATH": str(_ROOT), "LC_ALL": "C.UTF-8"}
    child = subprocess.Popen(
        [sys.executable, "-P", "-s", "-m", "bundle.watched", *command],
        stdin=subprocess.PIPE,  # its end tells the watcher that we are gone
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=scratch,
        env={**home, **path, "SAL_USE_VCLPLUGIN": "svp"},
        start_new_session=True,
    )
    try:
        child.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        raise BundleRefused(TOO_SLOW) from None
    finally:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        if child.stdin is not None:
            child.stdin.close()


def _write_settings(profile: Path) -> None:
    user = _folder(profile, "user")
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop>'
        "</item>"
        for path, name, value in _SETTINGS
    )
    settings = user / "registrymodifications.xcu"
    if not settings.exists():
        settings.write_text(
            '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry" '
            'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
            f"{items}</oor:items>",
            "utf-8",
        )
