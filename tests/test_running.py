"""What docs/running.md and its systemd units say is so: the commands, the files and the addresses are there."""

import configparser
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from cli.app import app
from cli.parts import Name
from settings import KNOWN
from tests.conftest import ROOT

UNITS = ROOT / "docs" / "systemd"
PAGE = (ROOT / "docs" / "running.md").read_text("utf-8")
PROGRAM = "/opt/inforights/.venv/bin/inforights"


def unit(name: str) -> configparser.ConfigParser:
    """A unit file, read: each of its names once in its section."""
    read = configparser.ConfigParser(strict=True, interpolation=None)
    read.optionxform = str  # type: ignore[assignment,method-assign] # systemd's names keep their capitals
    read.read_string((UNITS / name).read_text("utf-8"))
    return read


def test_there_is_a_unit_for_each_part() -> None:
    """The target wants each part's unit, and nothing else is in the folder."""
    services = {f"inforights-{part}.service" for part in Name}
    assert {file.name for file in UNITS.iterdir()} == {*services, "inforights.target"}
    assert set(unit("inforights.target")["Unit"]["Wants"].split()) == services


@pytest.mark.parametrize("part", Name)
def test_a_unit_starts_its_part_and_lets_it_do_little(part: Name) -> None:
    """It runs a command that there is, comes back when it ends, ends with the target, and may not become more."""
    read = unit(f"inforights-{part}.service")
    service = read["Service"]
    program, *words = service["ExecStart"].split()
    command = typer.main.get_command(app).commands[words[0]]  # type: ignore[attr-defined] # a group
    assert (program, words) == (PROGRAM, ["up", part.value])
    assert [argument.name for argument in command.params if argument.param_type_name == "argument"] == ["part"]
    assert read["Unit"]["PartOf"] == read["Install"]["WantedBy"] == "inforights.target"
    assert (service["Restart"], read["Unit"]["StartLimitIntervalSec"]) == ("always", "0")
    assert (service["User"], service["EnvironmentFile"]) == ("inforights", "/etc/inforights/settings")
    assert service["Environment"] == f"INFORIGHTS_HOME=/var/lib/{service['StateDirectory']}"
    hardened = {"NoNewPrivileges": "yes", "ProtectSystem": "strict", "ProtectHome": "yes", "PrivateTmp": "yes"}
    assert hardened.items() <= dict(service).items()
    assert (service["CapabilityBoundingSet"], service["UMask"]) == ("", "0077")


def test_systemd_takes_the_units(tmp_path: Path) -> None:
    """Where systemd is at hand it finds nothing wrong with them; only the program lies elsewhere here."""
    if not (analyze := shutil.which("systemd-analyze")):
        return  # read above in any case
    for file in UNITS.iterdir():
        text = file.read_text("utf-8").replace(PROGRAM, sys.executable).replace("User=inforights", "User=root")
        (tmp_path / file.name).write_text(text.replace("Group=inforights", "Group=root"))
    files = sorted(str(file) for file in tmp_path.iterdir())
    done = subprocess.run([analyze, "verify", "--man=no", *files], capture_output=True, text=True)
    said = [line for line in (done.stdout + done.stderr).splitlines() if "inforights" in line]
    assert (done.returncode, said) == (0, [])


def test_the_page_names_what_there_is() -> None:
    """Settings, commands, logs and addresses that the page speaks of exist."""
    assert set(re.findall(r"INFORIGHTS_[A-Z_]+", PAGE)) <= set(KNOWN)
    root = typer.main.get_command(app)
    for words in re.findall(r"`inforights ([a-z-]+)", PAGE):
        assert words in root.commands  # type: ignore[attr-defined] # a group
    from web.app import PUBLIC

    paths = {route.path for room in PUBLIC for route in room.router.routes}  # type: ignore[attr-defined]
    assert {"/healthz", "/readyz", "/metrics"} <= paths
    assert re.search(r"1, 2, 5, 15, 30, then each 60 seconds", PAGE)
