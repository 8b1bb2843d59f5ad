"""Changes the rules of the clock in one small way at a time and sees whether their tests notice.

    make mutants        (benchmarks/mutants.txt is installed in an environment of its own)

mutmut makes the changes, in a copy under build/. A change that no test notices is a mutant that survives: it is
killed by a test that proves a rule, or stands in docs/mutants.md with the reason why it changes nothing that
matters. Ends with 1 where one does neither, and where a line of docs/mutants.md is no longer true.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
COPY = ROOT / "build" / "mutants" / "copy"
EXPLAINED = ROOT / "docs" / "mutants.md"
ROOMS = ("letters", "mail", "models", "policies", "reading", "rules", "settings", "tasks")
TESTS = ("test_clock*.py", "test_bank_holidays*.py", "test_working_days*.py", "test_months.py", "test_law.py")
SENTENCE = re.compile(r"""["'][^"']*(\w+ ){3}""")
CITATION = re.compile(r"GDPR|FOIA|DPA|\bSI \d|\b(?:s|Art|Sch|reg)\b\.? ?\d", re.IGNORECASE)
KILLED = ("killed", "timeout")

# The tests share calendars that are made once, when they are imported. Here each process, and so each mutant, makes
# them anew before its first test; and every test makes a small one, by which mutmut notes that it counts with them.
# Examples are the same in each run and are not made smaller, which takes long and is for people.
CONFTEST = """
import os
from datetime import date

import pytest
from hypothesis import Phase, settings

from rules import bank_holidays, working_days
from rules.bank_holidays import BankHolidays, Nation, Proclaimed
from rules.working_days import Calendar
from tests.rules.calendars import RELEASE

settings.register_profile("mutants", derandomize=True, database=None, phases=(Phase.explicit, Phase.generate))
settings.load_profile("mutants")
ROW = Proclaimed(date(2012, 11, 30), Nation.SCOTLAND, "a day", "none", closed=False)
made_by = os.getpid()


def forget(module):
    for remembered in vars(module).values():
        if hasattr(remembered, "cache_clear"):
            remembered.cache_clear()


@pytest.fixture(autouse=True)
def counted_with():
    global made_by
    forget(bank_holidays)
    if made_by != os.getpid():
        made_by = os.getpid()
        forget(working_days)
        for calendar in (RELEASE.united_kingdom, RELEASE.england_and_wales):
            calendar.__init__(calendar.name, calendar.nations, BankHolidays())
    Calendar("small", (Nation.SCOTLAND,), BankHolidays((ROW,), published_to=2008))
"""


class Mutant(NamedTuple):
    """A change that survived. `change` is what is gone and what stands there now, on one line."""

    where: str
    change: str
    name: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from others, however the code around it moves."""
        return self.where, self.change

    @property
    def is_wording(self) -> bool:
        """True where a sentence differs in its letters alone (XX around it, or their case) and cites nothing."""
        gone, come = self.change.lower().split(" -> ", 1)
        only_letters = gone == come.replace("xx", "") and self.change.count(" -> ") == 1
        return only_letters and SENTENCE.search(gone) is not None and not CITATION.search(self.change)


def make_copy() -> None:
    """Everything that the tests of these rules need, and no other test."""
    shutil.rmtree(COPY, ignore_errors=True)
    tests = COPY / "tests" / "rules"
    tests.mkdir(parents=True)
    for room in ROOMS:
        shutil.copytree(ROOT / room, COPY / room, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", COPY)
    shutil.copy(ROOT / "tests" / "conftest.py", COPY / "tests")
    here = ROOT / "tests" / "rules"
    shutil.copytree(here / "data", tests / "data")
    shared = [file for file in here.glob("*.py") if not file.name.startswith("test_")]
    for file in {*shared, *(file for pattern in TESTS for file in here.glob(pattern))}:
        shutil.copy(file, tests)
    (tests / "conftest.py").write_text(CONFTEST, "utf-8")


def run() -> None:
    """Make the mutants and test each."""
    children = str(os.cpu_count() or 1)
    program = Path(sys.executable).with_name("mutmut")
    done = subprocess.run([program, "run", "--max-children", children], cwd=COPY, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"The tests themselves fail, or mutmut could not run:\n{done.stdout[-3000:]}{done.stderr[-3000:]}")


def outcomes() -> Iterator[tuple[str, str]]:
    """Each mutant's name with what became of it."""
    from mutmut.stats import status_by_exit_code

    for file in sorted((COPY / "mutants").rglob("*.meta")):
        for name, code in json.loads(file.read_text("utf-8"))["exit_code_by_key"].items():
            yield name, status_by_exit_code[code]


def change_of(name: str) -> Mutant:
    """The change behind a name: `rules.clock.sar.x__period__mutmut_29`."""
    from mutmut.mutation.diff_apply import get_diff_for_mutant

    module, function = name.rsplit("__mutmut_", 1)[0].rsplit(".", 1)
    lines = [line for line in get_diff_for_mutant(name).splitlines() if not line.startswith(("---", "+++"))]
    gone, come = (" ".join(line[1:].strip() for line in lines if line.startswith(sign)) for sign in "-+")
    shown = re.sub(r"^x_?", "", function).replace("ǁ", ".").lstrip(".")
    return Mutant(f"{module}.{shown}", f"{gone} -> {come}", name)


def explained() -> set[tuple[str, str]]:
    """The rows of the page: where, the change, and the reason that nobody but a reader judges."""
    found = re.findall(r"^\| `(.+?)` \| `` (.+) `` \|", EXPLAINED.read_text("utf-8"), flags=re.M)
    return {(where, change.replace(r"\|", "|")) for where, change in found}


def main() -> None:
    """Run, count, compare with the page."""
    make_copy()
    run()
    os.chdir(COPY)
    found = list(outcomes())
    count = Counter("killed" if what in KILLED else what for _, what in found)
    print(f"{len(found)} mutants: " + ", ".join(f"{number} {what}" for what, number in count.most_common()))
    alive = [change_of(name) for name, what in found if what not in KILLED]
    known = explained()
    wording = [mutant for mutant in alive if mutant.is_wording]
    new = [mutant for mutant in alive if mutant.key not in known and not mutant.is_wording]
    gone = known - {mutant.key for mutant in alive if not mutant.is_wording}
    because = len(alive) - len(new) - len(wording)
    print(f"of the survivors {because} are explained in docs/mutants.md and {len(wording)} are of wording only")
    for mutant in new:
        escaped = mutant.change.replace("|", r"\|")
        print(f"NOT EXPLAINED  {mutant.name}\n| `{mutant.where}` | `` {escaped} `` | |")
    for where, change in sorted(gone):
        print(f"NO LONGER SURVIVES, remove its row: {where}: {change}")
    sys.exit(1 if new or gone or not found else 0)


if __name__ == "__main__":
    main()
