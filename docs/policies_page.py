"""The page of the clauses: what each service's policy promises, what keeps the promise, and what proves it."""

from collections.abc import Iterable, Iterator

from docs.clauses_kept import ROOT, Proof, every_clause, proofs, settings_of, sources
from rules.clauses import clauses, what_is_done
from rules.policy import load

_TESTS_SHOWN = 3
_FILES_SHOWN = 4
_INTRODUCTION = """\
Five services wrote down how they keep what families tell them. Each promise, a clause, has an id, which the
program shows wherever it does or refuses something because of it. For each clause this page says what in the
program keeps it (a setting of that service's policy, or a part of the program) and which test proves it; a
clause without a test is not kept yet. `inforights policy SLUG` prints a service's whole policy in words.

"""


def policies_page() -> Iterator[str]:
    """The page, piece by piece."""
    known = every_clause()
    proved, named_in = proofs(ROOT / "tests", known), sources(ROOT, known)
    kept = [name for name in known if name in proved]
    yield "<!-- Generated from policies/, the program and tests/ by `make fix`; do not edit. -->\n\n"
    yield "# What each service's policy promises\n\n"
    yield _INTRODUCTION
    yield f"{len(kept)} of {len(known)} clauses are proved by a test that names them.\n"
    for slug, rows in clauses().items():
        cited = settings_of(slug)
        yield f"\n## {load(slug).service.name}\n\n"
        yield "| clause | what it says, *and what the program does* | kept by | proved by |\n|---|---|---|---|\n"
        for name, clause in rows.items():
            words = f"{clause.says}<br>*{what_is_done(clause, known)}*"
            settings = [f"`{place}`: {value}" for place, value in cited.get(name, [])]
            files = list(named_in.get(name, []))
            if clause.alike:  # what keeps the clause that this one is kept as keeps this one too
                files += [file for file in named_in.get(clause.alike, []) if file not in files]
            cells = (name, words, _several([*settings, *_shown(files)]), _several(_tests(proved.get(name, []))))
            yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"


def _shown(files: list[str]) -> Iterator[str]:
    yield from (f"`{file}`" for file in files[:_FILES_SHOWN])
    if len(files) > _FILES_SHOWN:
        yield f"and {len(files) - _FILES_SHOWN} more"


def _tests(tests: list[Proof]) -> Iterator[str]:
    yield from (f"`{test.path}::{test.function}`" for test in tests[:_TESTS_SHOWN])
    if len(tests) > _TESTS_SHOWN:
        yield f"and {len(tests) - _TESTS_SHOWN} more"


def _several(entries: Iterable[str]) -> str:
    return "<br>".join(entries) or "not yet"
