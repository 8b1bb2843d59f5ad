"""What keeps each clause and what proves it: the settings, the sources and the tests that name its id."""

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rules.clauses import Clause, clauses, named
from rules.policy import load
from rules.policy_words import every_setting, value_in_words

ROOT = Path(__file__).parent.parent
ROOMS = ("rules", "tasks", "letters", "reading", "models", "flows", "cli", "web")
_SOURCES = {".py", ".yaml", ".j2"}


@dataclass(frozen=True, slots=True)
class Proof:
    """A test whose docstring names a clause. `first`: it names that clause before any other."""

    path: str
    function: str
    first: bool


def every_clause() -> dict[str, Clause]:
    """All clauses of all services by their ids, in the order of `clauses.yaml`."""
    return {name: clause for rows in clauses().values() for name, clause in rows.items()}


def docstrings(text: str) -> Iterator[tuple[str, str]]:
    """Each function of a source with its docstring; the module's own under an empty name."""
    tree = ast.parse(text)
    yield "", ast.get_docstring(tree) or ""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name, ast.get_docstring(node) or ""


def proofs(folder: Path, known: Iterable[str]) -> dict[str, list[Proof]]:
    """By clause, the tests below a folder that name it: those that name it first come first, then by their place."""
    found = defaultdict(list)
    for file in sorted(folder.rglob("test_*.py")):
        for function, says in docstrings(file.read_text("utf-8")):
            if function.startswith("test_"):
                ids = named(says, known)
                for name in ids:
                    found[name].append(Proof(file.relative_to(folder.parent).as_posix(), function, name == ids[0]))
    return {name: sorted(tests, key=lambda test: not test.first) for name, tests in found.items()}


def sources(root: Path, known: Iterable[str]) -> dict[str, list[str]]:
    """By clause, the files of the program that name it, in the order of the rooms; migrations are history."""
    found = defaultdict(list)
    for room in ROOMS:
        for file in sorted((root / room).rglob("*")):
            if file.suffix in _SOURCES and "migrations" not in file.relative_to(root).parts:
                for name in named(file.read_text("utf-8"), known):
                    found[name].append(file.relative_to(root).as_posix())
    return dict(found)


def settings_of(slug: str) -> dict[str, list[tuple[str, str]]]:
    """By what is cited, the settings of a service's merged policy that cite it: dotted name and value in words."""
    found = defaultdict(list)
    for place, setting in every_setting(load(slug).settings):
        for cite in setting.cites:
            found[cite].append((place, value_in_words(setting.value)))
    return dict(found)
