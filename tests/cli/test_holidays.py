"""`holidays`: the days in force, gov.uk's list, and what moves with them, told before it is changed."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rules.kinds import Kind
from tests import way
from tests.cli.conftest import Say
from tests.cli.story import one_line, stored
from tests.rules.gov_uk_list import DATA

pytestmark = pytest.mark.usefixtures("today")
LIST = DATA / "bank-holidays.json"
NAMES = ("Marigold", "Fernwhistle", "Clover", "Linden", "Marshgrove")
Write = Callable[..., str]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a list as gov.uk's, with more days for Scotland or without some; gives its path."""

    def make(*more: str, without: tuple[str, ...] = ()) -> str:
        found: dict[str, Any] = json.loads(LIST.read_bytes())
        events = [event for event in found["scotland"]["events"] if event["date"] not in without]
        found["scotland"]["events"] = events + [{"title": "A day of thanks", "date": day} for day in more]
        place = tmp_path / "list.json"
        place.write_text(json.dumps(found))
        return str(place)

    return make


@pytest.fixture
def two(home: Path) -> list[str]:
    """An FOI request that a day of Scotland moves, and a subject access request that it does not."""
    return [way.opened(Kind.FOI, "bathnes"), way.opened(Kind.SAR, "cumbria")]


def test_the_days_in_force_are_listed_with_where_each_comes_from(say: Say, home: Path, write: Write) -> None:
    """A manager sees which days count, in which nation, by whose word; a day that is worked is told as such."""
    usual = say("holidays", "list", "--year", "2027")
    assert (usual.code, usual.err) == (0, "")
    lines = usual.out.splitlines()
    assert len(lines) == 8 + 9 + 10 + 1, "as gov.uk lists them: the substitutes of Christmas and Boxing Day alone"
    assert lines[0].startswith("2027-01-01  England and Wales: New Year's Day  [the data of the release]")
    assert not home.exists(), "no database is made to read a list"
    assert say("holidays", "import", write("2027-05-07", "2027-06-01", without=("2027-05-03",))).code == 0
    out = say("holidays", "list", "--year", "2027").out
    authority = "[gov.uk list of bank holidays, imported on 2026-11-23]"
    assert f"2027-05-07  Scotland: A day of thanks  {authority}" in out
    assert f"2027-05-03  Scotland: Early May bank holiday is a working day  {authority}" in out
    assert "3 proclaimed since" in out.splitlines()[-1]


def test_the_list_of_days_as_json(say: Say, home: Path) -> None:
    """One object a line with fixed keys, from this year to the last one published, in order."""
    found = [json.loads(line) for line in say("holidays", "list", "--json").out.splitlines()]
    assert all(list(row) == ["date", "nation", "title", "closed", "from"] for row in found)
    assert found == sorted(found, key=lambda row: row["date"])
    assert {row["date"][:4] for row in found} == {"2026", "2027", "2028"}
    assert "No bank holidays are known" in say("holidays", "list", "--year", "2011").out


def test_an_import_tells_each_day_and_what_would_move(say: Say, home: Path, two: list[str], write: Write) -> None:
    """In words, no request changed; the same list again changes nothing and says so."""
    before = [say("show", reference).out for reference in two]
    said = say("holidays", "import", write("2026-11-24"))
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines() == [
        "Tuesday 24 November 2026 is no working day in Scotland (A day of thanks).",
        "1 open request has a date that would move: run `inforights holidays check`.",
    ]
    assert [say("show", reference).out for reference in two] == before
    kept = stored(home)
    again = say("holidays", "import", write("2026-11-24"))
    assert (again.code, again.out) == (0, "The list says what the data says already: nothing was changed.\n")
    assert stored(home) == kept
    back = say("holidays", "import", str(LIST)).out
    assert "Tuesday 24 November 2026 is a working day in Scotland (A day of thanks)." in back
    assert "The row for 2026-11-24 in Scotland goes, as the list differs" in back
    assert "kept as bank-holidays.yaml.before" in back


def test_a_check_lists_what_moves_and_changes_nothing(say: Say, home: Path, two: list[str], write: Write) -> None:
    """Reference, kind, which date, from and to; what stays is counted; `--apply` changes it, once."""
    assert say("holidays", "import", write("2026-11-24")).code == 0
    kept = stored(home)
    said = say("holidays", "check")
    assert (said.code, said.err) == (0, "")
    moves = [
        f"{two[0]}: freedom of information request, statutory date 2026-12-01 -> 2026-12-02",
        f"{two[0]}: freedom of information request, service target 2026-12-01 -> 2026-12-02",
    ]
    lines = said.out.splitlines()
    assert lines[:2] == moves
    assert lines[3:] == [
        "1 open request has a date that would move.",
        "1 open request with dates that stay would be noted as worked out with this data.",
        "Nothing was changed: run `inforights holidays check --apply`.",
    ]
    assert stored(home) == kept
    applied = say("holidays", "check", "--apply", "--by", "m.manager")
    assert applied.code == 0
    assert one_line(applied.err).endswith(
        f"Write it again before it goes: `inforights letter {two[0]} acknowledgement.foi`."
    )
    assert applied.out.splitlines()[:2] == moves
    assert applied.out.splitlines()[3:] == [
        "1 open request has a date that moved.",
        "1 open request with dates that stay rests on this data now.",
    ]
    after = stored(home)
    assert after[1] == kept[1] + 2, "one event for the request that moved, one for the other"
    assert "due 2026-12-02" in say("show", two[0]).out
    again = say("holidays", "check", "--apply")
    assert again.out.splitlines()[1:] == ["No date of an open request moved."]
    assert stored(home) == after
    assert say("audit", "verify").code == 0
    assert not any(name in said.out + applied.out for name in NAMES)


def test_a_check_as_json_has_one_object_a_date(say: Say, two: list[str], write: Write) -> None:
    """For a spreadsheet: objects on standard output and nothing else."""
    said = say("holidays", "check", write("2026-11-24"), "--json")
    assert (said.code, said.err) == (0, "")
    first, second = [json.loads(line) for line in said.out.splitlines()]
    assert first == {
        "reference": two[0],
        "service": "bathnes",
        "kind": "foi",
        "which": "statutory",
        "from": "2026-12-01",
        "to": "2026-12-02",
        "earlier": False,
        "because": "bank holidays",
    }
    assert second["which"] == "target"
    assert say("holidays", "check", "--json").out == ""


def test_a_list_can_be_tried_before_it_is_imported(say: Say, home: Path, two: list[str], write: Write) -> None:
    """What it has that the data lacks, and what would move; an earlier date is marked. Nothing is kept."""
    kept = stored(home)
    said = say("holidays", "check", write("2026-11-27", "2026-10-01", without=("2026-11-30",)))
    assert said.code == 0
    assert "Monday 30 November 2026 is a working day in Scotland (St Andrew's Day)." in said.out
    assert "No date of an open request would move." in said.out
    said = say("holidays", "check", write("2026-10-01", without=("2026-11-30",)))
    assert f"{two[0]}: freedom of information request, statutory date 2026-12-01 -> 2026-11-30  earlier!" in said.out
    assert "1 open request has a date that would move, 1 of them to an earlier date!" in said.out
    assert "run `inforights holidays import FILE`, then `inforights holidays check --apply`" in said.out
    assert stored(home) == kept
    assert not (home / "bank-holidays.yaml").exists()


def test_a_list_is_not_applied_before_it_is_imported(say: Say, two: list[str], write: Write) -> None:
    """A date must rest on data that is kept: the words were wrong."""
    said = say("holidays", "check", write("2026-11-24"), "--apply")
    assert (said.code, said.out) == (2, "")
    assert "import the list first" in said.err


def test_a_date_that_cannot_be_worked_out_is_told_and_the_others_go_on(
    say: Say, home: Path, two: list[str], write: Write, tmp_path: Path
) -> None:
    """Its reason stands on standard error, and the command ends with 1."""
    policies = tmp_path / "policies"
    policies.mkdir()
    for file in (Path(way.__file__).parent.parent / "policies").glob("*.yaml"):
        if file.stem != "cumbria":
            (policies / file.name).write_bytes(file.read_bytes())
    assert say("holidays", "import", write("2026-11-24")).code == 0
    for words in (["check"], ["check", "--apply"]):
        said = say("holidays", *words, INFORIGHTS_POLICIES=str(policies))
        assert said.code == 1
        assert said.out.startswith(f"{two[0]}: freedom of information request, statutory date")
        reason, count = [line for line in said.err.splitlines() if "not noted as sent" not in line]
        assert reason.startswith(f"{two[1]}: subject access request: There is no service 'cumbria'")
        assert count == "1 open request could not be worked out and stayed as stored."


def test_what_rests_on_earlier_data_is_told_with_what_is_due(say: Say, two: list[str], write: Write) -> None:
    """Nobody has to remember the check: on standard error, so that the list stays a list."""
    assert say("due").err == ""
    assert say("holidays", "import", write("2026-11-24")).code == 0
    said = say("due", "--json")
    assert said.err == "2 open requests rest on earlier bank-holiday data: run `inforights holidays check`.\n"
    assert len([json.loads(line) for line in said.out.splitlines()]) == 2
    assert say("holidays", "check", "--apply").code == 0
    assert say("due").err == ""


@pytest.mark.prefect
@pytest.mark.usefixtures("on_server")
def test_what_rests_on_earlier_data_stands_in_the_digest(say: Say, two: list[str], write: Write) -> None:
    """The daily run tells it every day until it is done; the reminders come as ever."""
    line = "2 open requests rest on earlier bank-holiday data: run `inforights holidays check`."
    assert line not in say("remind").out
    assert say("holidays", "import", write("2026-11-24")).code == 0
    assert say("remind").out.splitlines()[-1] == line
    assert say("remind").out.splitlines() == [line]


def test_rows_without_effect_are_told(say: Say, home: Path) -> None:
    """A date that is wrong by a day, or a release that caught up: the row stops nothing and is named."""
    home.mkdir()
    row = "{date: 2026-12-05, nation: Scotland, title: A day of thanks, authority: a proclamation}"
    (home / "bank-holidays.yaml").write_text(f"days:\n- {row}\n")
    for command in ("list", "check"):
        said = say("holidays", command)
        assert said.code == 0
        assert "The row for 2026-12-05 in Scotland in bank-holidays.yaml has no effect" in one_line(said.err)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"{}", "must hold the divisions"),
        (b"", "not valid JSON"),
        (b"[" * 500_000, "not valid JSON"),
        (b"\xef\xbb\xbf{", "not valid JSON"),
        (b" " * 2_000_000, "far too large"),
        (None, "cannot be opened"),
    ],
)
@pytest.mark.parametrize("command", ["check", "import"])
def test_a_list_that_is_none_is_refused_in_one_line(
    say: Say, home: Path, tmp_path: Path, command: str, content: bytes | None, says: str
) -> None:
    """Exit code 1, no half of a change, and the name of the file is not repeated."""
    file = tmp_path / "Fernwhistle.json"
    if content is not None:
        file.write_bytes(content)
    said = say("holidays", command, str(file))
    assert (said.code, said.out) == (1, "")
    assert says in one_line(said.err)
    assert "Fernwhistle" not in said.err
    assert not (home / "bank-holidays.yaml").exists()


def test_a_file_that_cannot_be_read_gives_no_date_at_all(say: Say, home: Path) -> None:
    """A wrong date is a breach of the law: with a file that may be wrong there is none, and one line why."""
    home.mkdir()
    (home / "bank-holidays.yaml").write_text("days: [")
    for words in (["list"], ["check"], ["check", "--apply"], ["import", str(LIST)]):
        said = say("holidays", *words)
        assert (said.code, said.out) == (1, "")
        assert "bank-holidays.yaml is not valid YAML" in one_line(said.err)
    said = say("deadline", "--kind", "foi", "--received", date(2026, 11, 2).isoformat())
    assert (said.code, said.out) == (1, "")
