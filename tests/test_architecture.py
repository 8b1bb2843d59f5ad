"""The house keeps its shape: import directions, small files, telling names, tests that say their rule."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

ROOMS = (
    "bundle",
    "cli",
    "confined",
    "flows",
    "letters",
    "mail",
    "models",
    "reading",
    "rules",
    "settings",
    "tasks",
    "web",
)
FILES = sorted(path for room in (*ROOMS, "docs", "tests") for path in (ROOT / room).rglob("*.py"))
LONGEST = 300
# Longer than the limit, each for its reason.
LONG_BUT_ONE_THING = {
    "models/migrations/versions/0001_the_first_tables.py": "one migration is written once and never taken apart",
}


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_imports_go_one_way() -> None:
    """web, cli -> flows -> tasks -> letters, reading, models -> rules, and rules know no framework."""
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([program], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", FILES, ids=name)
def test_a_file_is_small(path: Path) -> None:
    """No file is longer than 300 lines, but for those with a stated reason."""
    lines = len(path.read_text("utf-8").splitlines())
    assert lines <= LONGEST or name(path) in LONG_BUT_ONE_THING


def test_no_name_hides_what_is_inside() -> None:
    """No utils and their like; no flow bears the name of a room, which it would shadow."""
    hiding = {"utils", "util", "helpers", "helper", "common", "misc", "manager"}
    assert [name(path) for path in FILES if path.stem in hiding or path.parent.name in hiding] == []
    assert [path.stem for path in (ROOT / "flows").glob("*.py") if path.stem in {*ROOMS, "tests", "docs"}] == []


def test_only_the_edges_ask_what_time_it_is() -> None:
    """Time is passed in: `models.moment.now` is called by flows, commands, pages and nothing deeper."""
    edges = {"flows", "cli", "web", "models/moment.py"}
    asking = [
        name(path)
        for path in FILES
        if path.parts[len(ROOT.parts)] != "tests"
        and any(
            isinstance(node, ast.Call)
            and (
                (isinstance(node.func, ast.Name) and node.func.id == "now")
                or (isinstance(node.func, ast.Attribute) and node.func.attr in {"now", "today", "utcnow"})
            )
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
        )
    ]
    assert [file for file in asking if not any(file.startswith(edge) for edge in edges)] == []


@pytest.mark.parametrize("path", [p for p in FILES if p.name.startswith("test_")], ids=name)
def test_each_test_says_what_it_proves(path: Path) -> None:
    """A test without a line that states its rule protects nobody who reads it later."""
    silent = [
        node.name
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and not ast.get_docstring(node)
    ]
    assert silent == []


@pytest.mark.parametrize("path", [p for p in FILES if p.parts[len(ROOT.parts)] in ROOMS], ids=name)
def test_each_public_name_is_documented(path: Path) -> None:
    """Every module, public class and public function has a docstring."""
    if "versions" in path.parts:
        return
    tree = ast.parse(path.read_text("utf-8"))
    bare = [] if ast.get_docstring(tree) else ["the module"]
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef) and not node.name.startswith("_"):
            bare += [] if ast.get_docstring(node) else [node.name]
    assert bare == []
