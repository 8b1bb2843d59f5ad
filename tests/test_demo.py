"""The demo, as a new user runs it: the whole way, in a folder of its own, ending by itself."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from rules.kinds import Kind
from tests.conftest import ROOT


@pytest.mark.prefect
def test_the_demo_takes_every_letter_the_whole_way(tmp_path: Path) -> None:
    """Twenty letters, five services, one answered request of each of the four kinds, and the letters lie there."""
    environment = {**os.environ, "TMPDIR": str(tmp_path), "INFORIGHTS_HOME": str(tmp_path / "not-touched")}
    done = subprocess.run(
        [sys.executable, "-c", "from cli import main; main()", "demo"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=400,
    )
    assert done.returncode == 0, done.stderr
    rows = re.findall(r"^[A-Z]{3}-\d{4}-\d{4} .*$", done.stdout, re.MULTILINE)
    assert len(rows) == 20
    assert len({row.split()[1] for row in rows}) == 5
    assert {row.split()[2].rstrip("?") for row in rows} >= {kind.value for kind in Kind}
    assert sum("(closed)" in row for row in rows) == 4
    folder = Path(re.findall(r"The Word letters lie in (.+)", done.stdout)[0])
    letters = sorted(path.name for path in folder.rglob("*.docx"))
    assert {re.sub(r"^[A-Z]{3}-\S+ |\.docx$", "", name) for name in letters} >= {
        "Your request for information",  # the holding answer, whose file bears no reference (HIL-6)
        "acknowledgement sar",
        "acknowledgement court_order",
        "acknowledgement sar+foi",
        "answer sar",
        "answer foi",
        "answer la_legal",
        "copy la_legal",
        "answer court_order",
        "notify_service_user",
        "consent_request_parent",
    }
    assert not (tmp_path / "not-touched").exists()
    assert "Traceback" not in done.stderr
