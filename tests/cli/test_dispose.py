"""`dispose`: what may be destroyed and why not, a list from its making to its certificate."""

from datetime import date
from pathlib import Path

import pytest
import time_machine

from rules.kinds import Kind
from tests import way
from tests.cli.conftest import Say
from tests.conftest import at


@pytest.fixture
def reference(say: Say) -> str:
    """A closed request of Bath; gives its reference."""
    found = way.prepared(Kind.FOI, "bathnes")
    way.approved(found, "bathnes", Kind.FOI)
    way.respond(found)
    return found


def test_a_list_goes_its_way(say: Say, reference: str, tmp_path: Path) -> None:
    """BNS-7, HIL-10: three years after closure, signed by another person, the paper confirmed, then a certificate."""
    with time_machine.travel(at(date(2027, 1, 4)), tick=False):
        assert "2029-11-12" in say("dispose").out
        assert say("dispose", "propose", "--service", "bathnes").code == 1
    with time_machine.travel(at(date(2030, 1, 7)), tick=False):
        assert "now" in say("dispose", "--service", "bathnes").out
        assert "List 1 is made" in say("dispose", "propose", "--service", "bathnes").out
        assert "Signed: no." in say("dispose", "show", "1").out
        assert say("dispose", "certificate", "1").code == 1
        assert say("dispose", "sign", "1", "--role", "Strategic Manager", "--by", "a.bove").code == 0
        assert say("dispose", "paper", "1", "--became", "burnt").code == 2
        destroyed = ("--became", "destroyed", "--who", "the caretaker", "--how", "shredded")
        assert say("dispose", "paper", "1", *destroyed).out == "Recorded.\n"
        assert f"{reference}: destroyed" in say("dispose", "carry-out", "1").out
        shown = say("dispose", "show", "1").out
        told = say("dispose", "certificate", "1").out
        page = tmp_path / "certificate.html"
        assert say("dispose", "certificate", "1", "--to", str(page)).code == 0
        plain = tmp_path / "certificate.txt"
        assert say("dispose", "certificate", "1", "--to", str(plain)).code == 0
        wrong = say("dispose", "certificate", "1", "--to", "certificate.odt")
        assert (wrong.code, "ends in .docx, .pdf, .html or .txt" in " ".join(wrong.err.split())) == (2, True)
    assert "<h1>Certificate of destruction, list 1</h1>" in page.read_text()
    assert "Dear" not in page.read_text()
    assert "Certificate of destruction, list 1" in plain.read_text()
    for words in ("Made: 2030-01-07 by m.manager.", "Signed: 2030-01-07 by a.bove, Strategic Manager.",
                  "Paper: the paper was destroyed by the caretaker (shredded).",
                  "Carried out: 2030-01-07 by m.manager."):  # fmt: skip
        assert words in shown
    assert "Signed by a.bove, Strategic Manager, on Monday 7 January 2030." in told
    assert f"- {reference}: 3 years after it was closed" in told
    assert "shredded" in told
    assert say("show", reference).code == 1


def test_what_is_struck_off_needs_a_reason(say: Say, reference: str) -> None:
    """A record is kept by somebody who says why."""
    with time_machine.travel(at(date(2030, 1, 7)), tick=False):
        say("dispose", "propose", "--service", "bathnes")
        assert say("dispose", "strike", "1", reference, "--because", " ").code == 1
        assert (
            say("dispose", "strike", "1", reference, "--because", "A claim.").out == f"{reference} is off the list.\n"
        )
        assert "struck" in say("dispose", "show", "1").out
