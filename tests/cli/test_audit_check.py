"""`audit export` and `audit check`: one case as one file, and whether a file is that one."""

import json
from pathlib import Path

import pytest

from rules.kinds import Kind
from tests import way
from tests.cli.conftest import Say


def test_what_was_taken_out_is_known_again(say: Say, today: None, tmp_path: Path) -> None:
    """UK GDPR Art 5(2): the very file is told as unchanged, a changed one is not, and exit codes say so."""
    reference = way.opened(Kind.FOI, "hillingdon")
    made = tmp_path / "record.html"
    assert say("audit", "export", reference, str(made)).code == 0
    found = say("audit", "check", str(made))
    assert (found.code, "This is the file that was taken out on" in found.out) == (0, True)
    assert "by m.manager, unchanged." in found.out
    made.write_bytes(made.read_bytes() + b" ")
    found = say("audit", "check", str(made))
    assert (found.code, "no record of a case that was taken out here" in " ".join(found.err.split())) == (1, True)


def test_of_data_that_was_changed_the_events_are_checked(say: Say, today: None, tmp_path: Path) -> None:
    """It does not pass, as all else in it may be another; of its events it is said how they stand."""
    reference = way.opened(Kind.FOI, "hillingdon")
    made = tmp_path / "record.json"
    say("audit", "export", reference, str(made))
    record = json.loads(made.read_text())
    made.write_text(json.dumps(record))
    found = say("audit", "check", str(made))
    assert (found.code, "only the events in it were checked" in found.out) == (1, True)
    made.write_text(json.dumps({**record, "events": []}))
    found = say("audit", "check", str(made))
    assert (found.code, "The file has no event" in found.out) == (1, True)


@pytest.mark.parametrize(
    ("name", "says"), [("missing.pdf", "There is no file of that name."), ("", "That is a folder")]
)
def test_a_file_that_cannot_be_read_is_told_in_words(say: Say, tmp_path: Path, name: str, says: str) -> None:
    """No name of an error of the machine is told to anybody."""
    found = say("audit", "check", str(tmp_path / name))
    assert (found.code, says in found.err, "Error" in found.err) == (1, True, False)
