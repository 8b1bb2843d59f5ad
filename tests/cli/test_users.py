"""Accounts on the command line: opened, listed and closed; and what each person then sees of a request."""

import json
import re
from pathlib import Path

import pytest

from rules.kinds import Kind
from tests import staff, way
from tests.cli.conftest import Say
from tests.cli.story import SECRETS, one_line

pytestmark = pytest.mark.usefixtures("today")

MANAGER, OFFICER, VOLUNTEER = "manager.derby", "officer.derby", "volunteer.derby"
ELSEWHERE = "manager.hillingdon"
ADD = ["user", "add", "n.ew", "--service", "derby", "--role"]
NOTHING = "There is no request "


@pytest.fixture
def sar(home: Path) -> str:
    """A subject access request of Derby, with the people of Derby and of Hillingdon."""
    reference = way.opened(Kind.SAR, "derby")
    staff.of("derby")
    staff.of("hillingdon")
    return reference


def as_(login: str) -> dict[str, str]:
    return {"INFORIGHTS_USER": login}


def test_the_first_account_is_opened_and_listed(say: Say) -> None:
    """DER-1: until then everybody may do everything, and the list says so; then it has the account."""
    assert "everybody at this machine can do everything" in say("user", "list").out
    first = [*ADD, "Service Manager", "--works-for", "service", "--trained", "2026-10-01"]
    assert say(*first) == type(say("user", "list"))(0, "The account is open: Service Manager, derby.\n", "")
    listed = say("user", "list", "--service", "derby", **as_("n.ew")).out
    assert re.search(r"1 +n\.ew +derby +Service Manager +service +2026-10-01", listed)
    assert "say who you are, or have the manager" in (nobody := one_line(say("user", "list").err))
    assert nobody.endswith(
        "The option is --by, or the setting INFORIGHTS_USER; the command is `inforights user add`."
    )


@pytest.mark.parametrize("works_for", ["authority", "other"])
def test_an_officer_of_the_authority_gets_no_account(say: Say, sar: str, works_for: str) -> None:
    """DER-1: an LA officer cannot hold an account on a service's requests."""
    said = say(*ADD, "Officer", "--works-for", works_for, **as_(MANAGER))
    assert said.code == 1
    assert "local authority" in one_line(said.err)
    assert "(DER-1, HIL-9)" in said.err
    assert "n.ew" not in say("user", "list", **as_(MANAGER)).out


def test_words_that_are_wrong_end_with_two(say: Say, sar: str) -> None:
    """DER-1: for whom somebody works is one of four words; a restriction names people or is lifted."""
    for words in (
        [*ADD, "Officer", "--works-for", "council"],
        ["restrict", sar],
        ["restrict", sar, "--to", OFFICER, "--lift", "--because", "x"],
        ["close", sar, "--withdrawn", "--by", "inforights"],
    ):
        assert say(*words, **as_(MANAGER)).code == 2


def test_training_and_agreement_are_recorded(say: Say, sar: str) -> None:
    """BNS-5, HIL-4: opened without them an account can do nothing, and says so; then each has its day."""
    opened = say(*ADD, "Volunteer", "--works-for", "volunteer", **as_(MANAGER))
    assert "It can do nothing before its training is recorded" in opened.out
    assert "agreement first" in one_line(say("due", **as_("n.ew")).err)
    assert "2026-11-02" in say("user", "agreed", "n.ew", "--on", "2026-11-02", **as_(MANAGER)).out
    assert "No training" in one_line(say("due", **as_("n.ew")).err)
    assert "2026-11-23" in say("user", "trained", "n.ew", **as_(MANAGER)).out
    assert say("due", **as_("n.ew")).out == "Nothing is open.\n"
    assert "2026-11-23   2026-11-02" in say("user", "list", **as_(MANAGER)).out
    assert say("user", "close", "n.ew", **as_(MANAGER)).code == 0
    assert "account is closed" in one_line(say("due", **as_("n.ew")).err)


READS = [["show"], ["show", "--json"], ["clock"], ["letter"], ["letter", "--to", "FOLDER"], ["hold"], ["order-check"]]
WRITES = [
    ["kind", "foi"],
    ["person", "--is-the", "data_subject", "--born", "2019-04-03"],
    ["clock", "--clarification-asked", "2026-11-10"],
    ["close", "--withdrawn"],
    ["weigh", "1"],
    ["hold", "--because", "A claim is threatened."],
    ["approve", "--role", "Service Manager"],
    ["respond", "--send-by", "tracked-post"],
    ["assign", "officer.hillingdon"],
    ["restrict", "--lift"],
]


@pytest.mark.parametrize("words", [*READS, *WRITES], ids=" ".join)
def test_another_services_request_is_none(say: Say, sar: str, tmp_path: Path, words: list[str]) -> None:
    """DER-1, HIL-9: word for word what is said of a reference that does not exist, with the same exit code."""
    command, *options = (str(tmp_path) if word == "FOLDER" else word for word in words)
    by = ["--by", ELSEWHERE]
    there = say(command, sar, *options, *by)
    nowhere = say(command, "DER-2026-0099", *options, *by)
    assert there.code == nowhere.code == 1
    assert (there.out, there.err) == ("", f"{NOTHING}{sar}.\n")
    assert nowhere.err == f"{NOTHING}DER-2026-0099.\n"
    assert not list(tmp_path.glob("*.docx"))
    assert f"Somebody who may not was kept out by {ELSEWHERE}" in say("show", sar, **as_(MANAGER)).out


def test_everybody_sees_their_own_service_on_the_board(say: Say, sar: str) -> None:
    """DER-1, HIL-9: `due` lists one service's requests, whatever is asked; a volunteer's are the assigned ones."""
    assert sar in say("due", **as_(OFFICER)).out
    assert say("due", **as_(ELSEWHERE)).out == "Nothing is open.\n"
    assert say("due", **as_(VOLUNTEER)).out == "Nothing is open.\n"
    asked = say("due", "--service", "derby", **as_(ELSEWHERE))
    assert (asked.code, asked.out) == (1, "")
    assert "(DER-1, HIL-9)" in one_line(asked.err)
    assert say("assign", sar, VOLUNTEER, **as_(MANAGER)).out == f"{sar} is assigned.\n"
    assert sar in say("due", **as_(VOLUNTEER)).out
    assert f"assigned to: Service Manager, {VOLUNTEER}" in say("show", sar, **as_(VOLUNTEER)).out
    assert say("assign", sar, VOLUNTEER, "--remove", **as_(MANAGER)).code == 0
    assert say("due", **as_(VOLUNTEER)).out == "Nothing is open.\n"


def test_a_restricted_request_is_a_reference(say: Say, sar: str) -> None:
    """CUM-3.4: others of the service see the reference and "restricted (CUM-3.4)": no kind, no date, no state."""
    restricted = say("restrict", sar, "--to", OFFICER, "--because", "A colleague is concerned.", **as_(MANAGER))
    assert restricted.out == f"{sar} is restricted to 1 of the service (CUM-3.4).\n"
    (line,) = [line for line in say("due", **as_(MANAGER)).out.splitlines() if sar in line]
    assert line.split() == [sar, "restricted", "(CUM-3.4)"]
    row = json.loads(say("due", "--json", **as_(MANAGER)).out)
    assert {name: value for name, value in row.items() if value} == {
        "reference": sar,
        "service": "derby",
        "waits_for": "restricted (CUM-3.4)",
    }
    for command in ("show", "clock", "letter"):
        said = say(command, sar, **as_(MANAGER))
        assert (said.code, said.out) == (1, "")
        assert "(CUM-3.4)" in one_line(said.err)
        assert not [secret for secret in SECRETS if secret in said.err]
    shown = say("show", sar, **as_(OFFICER)).out
    assert f"restricted to: {OFFICER} (CUM-3.4)" in shown
    assert "concerned" not in shown
    assert say("restrict", sar, "--lift", **as_(MANAGER)).code == 0
    assert say("show", sar, **as_(MANAGER)).code == 0


def test_a_volunteer_copies_no_letter_out(say: Say, sar: str, tmp_path: Path) -> None:
    """BNS-5: an assigned request's letters are listed for a volunteer and copied out for an officer."""
    say("assign", sar, VOLUNTEER, **as_(MANAGER))
    assert "acknowledgement.sar" in say("letter", sar, **as_(VOLUNTEER)).out
    for options in (["--to", str(tmp_path)], ["--to", str(tmp_path), "--preview"]):
        refused = say("letter", sar, *options, **as_(VOLUNTEER))
        assert refused.code == 1
        assert "(BNS-5)" in one_line(refused.err)
    assert list(tmp_path.glob("*.docx")) == []
    assert say("letter", sar, "--to", str(tmp_path), **as_(OFFICER)).code == 0
    assert list(tmp_path.glob("*.docx"))


def test_the_digest_and_the_record_are_of_ones_own_service(say: Say, sar: str) -> None:
    """DER-1, BNS-5: `remind` and `classify --report` tell of one service; a volunteer gets no digest."""
    told = say("remind", "--dry-run", **as_(MANAGER)).out.splitlines()
    assert told
    assert all(line.startswith("[derby]") for line in told)
    assert all(
        line.startswith("[hillingdon]") for line in say("remind", "--dry-run", **as_(ELSEWHERE)).out.splitlines()
    )
    assert "BNS-5" in one_line(say("remind", "--dry-run", **as_(VOLUNTEER)).err)
    assert "1 letters" in say("classify", "--report", **as_(OFFICER)).out
    assert "No letter was classified" in say("classify", "--report", **as_(ELSEWHERE)).out


@pytest.mark.parametrize(
    "words", [["remind", "--dry-run"], ["catch-up"], ["classify", "--report"]], ids=lambda words: words[0]
)
def test_who_asks_for_what_runs_can_be_said(say: Say, sar: str, words: list[str]) -> None:
    """DER-1, HIL-9: a login without an account is told how to say who one is; `--by` says it."""
    refused = say(*words)
    assert (refused.code, refused.out) == (1, "")
    assert "say who you are, or have" in one_line(refused.err)
    assert "The option is --by, or the setting INFORIGHTS_USER" in one_line(refused.err)
    assert "m.manager" not in refused.err
    assert "BNS-5" in one_line(say("remind", "--by", VOLUNTEER).err)
    if words[0] != "catch-up":
        assert say(*words, "--by", MANAGER).code == 0


@pytest.mark.parametrize("words", [["assign", OFFICER], ["restrict", "--to", OFFICER, "--because", "A colleague."]])
def test_before_the_first_account_there_is_nobody_to_name(say: Say, home: Path, words: list[str]) -> None:
    """BNS-5, CUM-3.4: where no account was ever opened the answer is to open them, not to look in an empty list."""
    said = say(words[0], way.opened(Kind.SAR, "derby"), *words[1:])
    assert (said.code, said.out) == (1, "")
    assert one_line(said.err) == ("There are no accounts yet: open them first. The command is `inforights user add`.")


def test_nobody_acts_in_the_programs_name(say: Say, sar: str) -> None:
    """DER-1: the program is always let, so no person may bear its name."""
    said = say("close", sar, "--withdrawn", **as_("inforights"))
    assert said.code == 2
    assert "which person acts" in said.err
    assert "no account of that name" in one_line(say("show", sar, **as_("inforights")).err)
