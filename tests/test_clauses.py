"""Each clause of the five policies is kept by something and proved by a test."""

from pathlib import Path

import pytest

from docs.clauses_kept import docstrings, every_clause, proofs, settings_of, sources
from docs.policies_page import policies_page
from rules.clauses import clauses, named
from tests.conftest import ROOT

CLAUSES = every_clause()
PROOFS = proofs(ROOT / "tests", CLAUSES)
NAMED = sources(ROOT, CLAUSES)


@pytest.mark.parametrize("clause", list(CLAUSES))
def test_a_clause_is_proved(clause: str) -> None:
    """What a service promises is promised by a test whose docstring names the clause."""
    assert PROOFS.get(clause), f"no test names {clause}: {CLAUSES[clause].says}"


@pytest.mark.parametrize("clause", list(CLAUSES))
def test_a_clause_is_kept_by_something(clause: str) -> None:
    """A setting of that service's policy or a part of the program names the clause, or the one that it is kept as."""
    slug = next(slug for slug, rows in clauses().items() if clause in rows)
    keeping = {*settings_of(slug), *NAMED}
    assert {clause, CLAUSES[clause].alike} & keeping, f"neither policy nor program names {clause}"


@pytest.mark.parametrize(
    "file", sorted((ROOT / "tests").rglob("*.py")), ids=lambda file: file.relative_to(ROOT / "tests").as_posix()
)
def test_a_docstring_names_clauses_that_exist(file: Path) -> None:
    """A mistyped id would prove nothing and be missed by nobody."""
    for function, says in docstrings(file.read_text("utf-8")):
        assert set(named(says, CLAUSES)) <= set(CLAUSES), function or "the module's docstring"


def test_the_program_names_clauses_that_exist() -> None:
    """A refusal or a policy that cites a clause cites one that a service wrote."""
    assert set(NAMED) <= set(CLAUSES)


# --- The page that shows it -------------------------------------------------------------------------------------


def test_the_page_has_a_row_for_each_clause() -> None:
    """`docs/policies.md` tells each clause once: its id, what it says, what keeps it and what proves it."""
    page = "".join(policies_page())
    rows = [
        line.split(" | ") for line in page.splitlines() if line.startswith("| ") and not line.startswith("| clause")
    ]
    assert [row[0].removeprefix("| ") for row in rows] == list(CLAUSES)
    for name, row in zip(CLAUSES, rows, strict=True):
        assert len(row) == 4, name
        assert row[1].startswith(CLAUSES[name].says), name
        assert row[3].startswith("not yet") is (name not in PROOFS), name
    assert "".join(policies_page()) == page, "drawn twice it is the same"


def test_what_proves_a_clause_is_found(tmp_path: Path) -> None:
    """Only the docstring of a test counts, no comment and no other function's; whoever names it first leads."""
    folder = tmp_path / "tests"
    folder.mkdir()
    (folder / "test_b.py").write_text(
        '"""DER-1."""\n\n\ndef given():\n    """DER-2."""\n\n\nclass TestRoom:\n'
        '    def test_inner(self):\n        """DER-3, DER-4: both."""\n        # DER-5\n\n\n'
        'def test_utf():\n    """UTF-8, and DER-2026-0042."""\n'
    )
    (folder / "test_c.py").write_text('async def test_later():\n    """DER-4: alone."""\n')
    (folder / "made.py").write_text('def test_not_run():\n    """DER-6."""\n')
    found = proofs(folder, CLAUSES)
    assert {name: [(test.path, test.function) for test in tests] for name, tests in found.items()} == {
        "DER-3": [("tests/test_b.py", "test_inner")],
        "DER-4": [("tests/test_c.py", "test_later"), ("tests/test_b.py", "test_inner")],
    }


def test_what_keeps_a_clause_is_found(tmp_path: Path) -> None:
    """Sources, data and letters' wording are read in the order of the rooms; what is only history is not."""
    for place, text in {
        "tasks/a.py": "# HIL-6",
        "rules/z.yaml": "cites: HIL-6, BWD-5",
        "rules/notes.txt": "HIL-1",
        "letters/wording/x.md.j2": "{# HIL-6 #}",
        "models/migrations/versions/0001.py": "# HIL-6",
    }.items():
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).write_text(text)
    assert sources(tmp_path, CLAUSES) == {
        "HIL-6": ["rules/z.yaml", "tasks/a.py", "letters/wording/x.md.j2"],
        "BWD-5": ["rules/z.yaml"],
    }
