"""`policy`, `settings`, `remind` and `audit verify`: what an installation goes by, and whether its log holds."""

import sqlite3
from datetime import date
from pathlib import Path

import pytest
import yaml

from rules.kinds import Kind
from tests import way
from tests.cli.conftest import Say
from tests.cli.story import one_line, stored
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("service", "code", "own"),
    [
        ("bathnes", "BNS", "BNS-"),
        ("blackburn", "BWD", "BWD-10"),
        ("cumbria", "CUM", "CUM-"),
        ("derby", "DER", "DER-5"),
        ("hillingdon", "HIL", "HIL-"),
    ],
)
def test_a_policy_is_told_in_words_with_its_clauses(say: Say, service: str, code: str, own: str) -> None:
    """Each setting with its source, the service's own marked: nothing of the file's syntax."""
    said = say("policy", service)
    assert (said.code, said.err) == (0, "")
    lines = said.out.splitlines()
    assert f"({code}), hosted by " in lines[0]
    settings = [line for line in lines if line.endswith("]")]
    assert len(settings) > 20
    assert all("[" in line and not line.endswith("[]") for line in settings), "no setting without a source"
    assert any(line.startswith("*") and own in line for line in settings)
    assert any(line.startswith(f"  {code}-") for line in lines[lines.index("What the clauses say:") :])
    assert not any(word in said.out for word in ("None", "True", "False", "Setting(", "{"))


@pytest.mark.parametrize("slug", ["nowhere", "default", "clauses", "../policies/derby", ""])
def test_an_unknown_service_is_told_with_those_there_are(say: Say, slug: str) -> None:
    """No file outside the policies is opened, whatever is typed."""
    said = say("policy", slug)
    assert (said.code, said.out) == (1, "")
    assert one_line(said.err).endswith("The services are: bathnes, blackburn, cumbria, derby, hillingdon.")


def test_a_policy_that_loosens_the_law_is_refused(say: Say, tmp_path: Path) -> None:
    """FOIA 2000 s.10(1): a service may promise less than twenty working days, never more."""
    own = tmp_path / "policies"
    own.mkdir()
    policy = yaml.safe_load((ROOT / "policies" / "derby.yaml").read_text("utf-8"))
    policy["settings"].setdefault("target_working_days", {})["foi"] = {"value": 25, "cites": ["DER-5"]}
    own.joinpath("derby.yaml").write_text(yaml.safe_dump(policy))
    said = say("policy", "derby", INFORIGHTS_POLICIES=str(own))
    assert (said.code, said.out) == (1, "")
    assert "target_working_days.foi may not exceed 20 (FOIA 2000 s.10(1))" in one_line(said.err)


def test_settings_tell_where_each_value_comes_from(say: Say, home: Path) -> None:
    """The environment wins over the file, the file over the default; a password is never shown."""
    home.mkdir()
    home.joinpath("settings.env").write_text("# ours\nINFORIGHTS_LARGEST_FILE_MB = 5\nINFORIGHTS_BOARD_PORT=8700\n")
    address = "postgresql://inforights:hunter2@db.service.example/requests"
    said = say("settings", INFORIGHTS_BOARD_PORT="8800", INFORIGHTS_DATABASE_URL=address)
    assert (said.code, said.err) == (0, "")
    for line in (
        f"INFORIGHTS_HOME = {home}  (the environment)",
        "INFORIGHTS_LARGEST_FILE_MB = 5  (settings.env)",
        "INFORIGHTS_BOARD_PORT = 8800  (the environment)",
        "INFORIGHTS_PREFECT_PORT = 4200  (the default)",
        "INFORIGHTS_DATABASE_URL = not shown: it may hold a password  (the environment)",
    ):
        assert line in said.out.splitlines()
    assert "hunter2" not in said.out


@pytest.mark.parametrize(
    ("file", "environment", "says"),
    [
        (b"INFORIGHTS_LARGEST=3\n", {}, "settings.env line 1: write NAME=value, where NAME is one of INFORIGHTS_"),
        (b"\nINFORIGHTS_HOME=/tmp\n", {}, "settings.env line 2: "),
        (b"caf\xe9\n", {}, "settings.env cannot be read: it must be a text file in UTF-8."),
        (b"INFORIGHTS_BOARD_PORT=99999\n", {}, "INFORIGHTS_BOARD_PORT must be a whole number from 1 to 65535."),
        (b"", {"INFORIGHTS_LARGEST_FILE_MB": "many"}, "INFORIGHTS_LARGEST_FILE_MB must be a whole number"),
        (b"", {"INFORIGHTS_LARGEST_FILE_MB": "0"}, "INFORIGHTS_LARGEST_FILE_MB must be a whole number"),
        (b"", {"INFORIGHTS_POLICIES": "/nowhere"}, "INFORIGHTS_POLICIES must be a folder"),
        (b"", {"INFORIGHTS_HOME": "/dev/null"}, "INFORIGHTS_HOME must be a folder"),
        (
            b"",
            {"INFORIGHTS_DATABASE_URL": "mysql://u:hunter2@db.example/x"},
            "must begin with postgresql://",
        ),
        (b"", {"INFORIGHTS_DATABASE_URL": "postgresql://u:hunter2@127.0.0.1:1/x"}, "The database cannot be used"),
    ],
)
def test_a_setting_that_cannot_be_used_is_told(
    say: Say, home: Path, file: bytes, environment: dict[str, str], says: str
) -> None:
    """One line that names the setting and what it must be, and no password."""
    home.mkdir()
    home.joinpath("settings.env").write_bytes(file)
    said = say("due", **environment)
    assert (said.code, said.out) == (1, "")
    assert says in one_line(said.err)
    assert "hunter2" not in said.err


def test_who_acts_may_stand_in_the_settings(say: Say, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The audit log names whom the installation names, where the command does not."""
    reference = way.opened(Kind.SAR, "derby")
    home.joinpath("settings.env").write_text("INFORIGHTS_USER=front.desk\n")
    monkeypatch.delenv("INFORIGHTS_USER")
    assert say("person", reference, "--is-the", "requester", "--role", "parent").code == 0
    assert "Person recorded (requester) by front.desk" in say("show", reference).out


@pytest.mark.usefixtures("today")
def test_a_dry_run_of_reminders_notes_nothing(say: Say, home: Path) -> None:
    """Roles, references and dates, no person; said twice it says the same, because nothing was noted."""
    late = way.opened(Kind.SAR, "derby", date(2026, 10, 5))
    before = stored(home)
    said = say("remind", "--dry-run")
    assert (said.code, said.err) == (0, "")
    assert any(line.startswith("[derby] ") and late in line and "late" in line for line in said.out.splitlines())
    assert not any(name in said.out for name in ("Marigold", "Fernwhistle", "Clover"))
    assert say("remind", "--dry-run") == said
    assert stored(home) == before


@pytest.mark.usefixtures("today")
def test_reminders_are_told_as_on_another_day(say: Say, home: Path) -> None:
    """`--on` asks for a day: what is not due for a reminder today is then."""
    reference = way.opened(Kind.SAR, "derby")
    assert reference in say("remind", "--dry-run", "--on", "2026-11-30").out
    assert say("remind", "--dry-run", "--on", "soon").code == 2


@pytest.mark.prefect
@pytest.mark.usefixtures("on_server")
def test_a_reminder_is_noted_once(say: Say, home: Path) -> None:
    """The daily run said twice on a day tells each thing once."""
    first = say("remind")
    assert first.code == 0
    assert "[derby] Service Manager: The confidentiality policy was to be reviewed" in first.out
    assert say("remind").out == "Nothing new to be reminded of.\n"


@pytest.mark.usefixtures("today")
def test_the_audit_log_holds(say: Say, home: Path) -> None:
    """Every change of state wrote its event, each following on the one before."""
    assert say("audit", "verify").out == "The audit log holds: 0 events, each following on the one before it.\n"
    way.opened(Kind.SAR, "derby")
    said = say("audit", "verify")
    assert (said.code, said.err) == (0, "")
    assert said.out == f"The audit log holds: {stored(home)[1]} events, each following on the one before it.\n"


BREAKS = [
    "UPDATE audit_event SET actor = 'somebody.else' WHERE number = 3",
    "UPDATE audit_event SET at = '2026-11-01 09:00:00' WHERE number = 2",
    "UPDATE audit_event SET what = '{}' WHERE number = 1",
    "UPDATE audit_event SET reference = NULL WHERE number = 1",
    "DELETE FROM audit_event WHERE number = 2",
    "DELETE FROM audit_event WHERE number = (SELECT max(number) FROM audit_event)",
    "DELETE FROM audit_event",
    "DELETE FROM audit_head",
    "UPDATE audit_event SET number = number + 100 WHERE number = (SELECT max(number) FROM audit_event)",
]


@pytest.mark.usefixtures("today")
@pytest.mark.parametrize("statement", BREAKS)
def test_a_change_behind_the_programs_back_is_found(say: Say, home: Path, statement: str) -> None:
    """Whoever can drop the triggers can change the log, and cannot hide it."""
    way.opened(Kind.SAR, "derby")
    with sqlite3.connect(home / "inforights.db") as connection:
        triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        assert triggers, "the database itself refuses a change as long as they stand"
        for (name,) in triggers:
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute(statement)
    connection.close()
    said = say("audit", "verify")
    assert said.code == 1
    assert one_line(said.out).startswith("The audit log does not hold: ")
    assert said.err == ""


def test_everything_about_a_request_goes_into_one_file(say: Say, home: Path) -> None:
    """UK GDPR Art 5(2): one file for the regulator, its owner's alone; nothing is replaced; and it can be checked."""
    reference = way.opened(Kind.FOI, "derby")
    file = home.with_name("record.json")
    said = say("audit", "export", reference.lower(), str(file), "--by", "m.manager")
    assert (said.code, said.out) == (0, "")
    assert "It names people" in said.err
    assert file.stat().st_mode & 0o077 == 0
    assert "This is the file that was taken out on" in say("audit", "check", str(file)).out
    assert say("audit", "export", reference, str(file), "--by", "m.manager").code == 1
    file.write_text(file.read_text().replace('"actor": "m.manager"', '"actor": "n.obody"'))
    said = say("audit", "check", str(file))
    assert (said.code, "was changed after it was written" in said.out) == (1, True)


@pytest.mark.parametrize(
    ("file", "says"),
    [
        ("record.txt", "End the name of the file in .pdf, .docx, .html, .json."),
        ("nowhere/record.pdf", "its folder is not there"),
    ],
)
def test_a_place_that_cannot_be_written_is_told_before(say: Say, home: Path, file: str, says: str) -> None:
    """Nothing is taken out, and the log does not say so, where it can be written nowhere."""
    reference = way.opened(Kind.FOI, "derby")
    said = say("audit", "export", reference, str(home.parent / file), "--by", "m.manager")
    assert said.code == 1
    assert says in one_line(said.err)
    assert "Everything about it taken out" not in say("show", reference).out
