"""`hold`, `hand-over` and `issue-report` on the command line."""

from pathlib import Path

import pytest

from rules.kinds import Kind
from tests import way
from tests.cli.conftest import Say
from tests.cli.story import one_line, stored

pytestmark = pytest.mark.usefixtures("today")
TEAM = ["--to", "the council's data protection team"]


def opened(say: Say, service: str = "derby") -> str:
    """A parent's file."""
    words = ["file", "open", "--service", service, "--of", "parent", "--how", "self_referral"]
    return say(*words, stdin=b"Clover Fernwhistle\n").out.strip()


def test_a_hold_is_placed_listed_and_lifted(say: Say, home: Path) -> None:
    """FOIA 2000 s.77, DPA 2018 s.173: who placed it, why, since when; lifted by its number, with a reason."""
    file = opened(say)
    assert say("hold", file).out == ""
    placed = say("hold", file, "--because", "The tribunal has the papers.", "--since", "2026-11-20")
    assert (placed.code, placed.err) == (0, "")
    first, stop = placed.out.splitlines()
    since = "a hold that a person placed, since Friday 20 November 2026"
    assert first == f"1. {since}, by m.manager - The tribunal has the papers."
    assert stop.startswith(f"Nothing of it is destroyed: {since} (")
    assert "Legal holds:\n  1. a hold" in say("file", "show", file).out
    assert say("hold", file, "--lift", "1").code == 2
    lifted = say("hold", file, "--lift", "1", "--because", "It was settled.", "--by", "a.other")
    assert lifted.out.endswith("; lifted on Monday 23 November 2026 by a.other: It was settled.\n")
    assert say("hold", file, "--lift", "1", "--because", "Again.").code == 1


def test_an_order_is_held_without_anybody_asking(say: Say, home: Path) -> None:
    """DPA 2018 Sch 2 para 5(2), s.173: the program places it, and says so beside the open request."""
    said = say("hold", way.opened(Kind.COURT_ORDER, "cumbria"))
    assert said.out.startswith("1. an order of a court or tribunal, since Monday 2 November 2026, by inforights\n")
    assert "is open (FOIA 2000 s.77, DPA 2018 s.173)" in said.out


def test_a_request_goes_to_the_team_and_comes_back(say: Say, home: Path) -> None:
    """BNS-12: while it is out the answer waits for the team; the board and `show` say so."""
    reference = way.opened(Kind.SAR, "bathnes")
    out = say("hand-over", reference, *TEAM, "--saw", "The request", "--saw", "Case notes")
    assert (out.code, out.out) == (0, "")
    assert "the data protection team to hand it back" in one_line(out.err)
    assert "the data protection team to hand it back (BNS-12)" in say("show", reference).out
    assert "the data protection team" in say("due", "--json").out
    back = say("hand-over", reference, "--back", "--on", "2026-11-23")
    assert "hand it back" not in one_line(back.err)


def test_a_request_is_not_handed_over_elsewhere(say: Say, home: Path) -> None:
    """BNS-12: another service's policy knows no such team; one line, and the clause or the reason."""
    said = say("hand-over", way.opened(Kind.SAR, "derby"), *TEAM, "--saw", "The request")
    assert (said.code, said.out) == (1, "")
    assert "does not share a request with a data protection team" in one_line(said.err)


@pytest.mark.parametrize("words", [[], [*TEAM, "--back"]])
def test_a_hand_over_goes_one_way_at_a_time(say: Say, home: Path, words: list[str]) -> None:
    """BNS-12: out or back; exit code 2."""
    assert say("hand-over", "BNS-2026-0001", *words).code == 2
    assert stored(home) == (0, 0, 0)


def test_an_issue_is_raised_anonymously_and_read_once_more(say: Say, home: Path, tmp_path: Path) -> None:
    """DER-2, BWD-3: recorded on the file; its words are checked, and no message repeats a name."""
    file, text = opened(say), tmp_path / "issue.txt"
    text.write_text("A family waits thirty weeks for a plan.", "utf-8")
    raised = say("issue-report", file, "--text", str(text), "--to", "SEND officer")
    assert (raised.code, raised.out) == (0, "")
    assert "raised anonymously with the SEND officer" in raised.err
    assert "Read it once more" in raised.err
    assert "2026-11-23 to the SEND officer, anonymous: A family waits" in say("file", "show", file).out
    named = say("issue-report", file, "--text", "-", "--to", "SEND officer", stdin=b"Clover waits.")
    assert (named.code, named.out) == (1, "")
    assert "holds a name" in one_line(named.err)
    assert "Clover" not in named.err


def test_an_issue_names_somebody_by_consent_or_because_a_child_is_at_risk(say: Say, home: Path) -> None:
    """DER-2, BWD-3, BWD-12: without a consent to tell the authority it needs a decision, and what they were told."""
    file = opened(say, "blackburn")
    words = ["issue-report", file, "--text", "-", "--to", "SEND officer", "--named"]
    text = b"Clover Fernwhistle's son is at risk."
    assert "none is assumed" in one_line(say(*words, stdin=text).err)
    assert "BWD-3, BWD-12, DER-7" in one_line(say(*words, "--at-risk", stdin=text).err)
    decided = [
        "safeguard",
        "--service",
        "blackburn",
        "--file",
        file,
        "--decided-by",
        "s.manager",
        "--told",
        "2026-11-23",
    ]
    asked = ["--as", "SENDIASS Manager", "--to", "SEND officer", "--procedure-followed"]
    assert say(*decided, *asked, stdin=b"Who he is.\nHe may be hurt.\n").code == 0
    assert say(*words, "--at-risk", stdin=text).code == 0
    shown = say("file", "show", file).out
    assert "names them, because a child is at risk: He may be hurt. (decided by s.manager): Clover" in shown
    assert say("file", "consent", file, "--for", "tell_la", "--answer", "full").code == 0
    agreed = say(*words, stdin=b"Clover waits.")
    assert one_line(agreed.err) == "The issue is recorded, raised under their name with the SEND officer."


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["--text", "/missing.txt", "--to", "SEND officer"], 1, "cannot be opened"),
        (["--text", "-", "--to", "head teacher"], 1, "somebody at the local authority"),
        (["--text", "-", "--to", "SEND officer", "--at-risk"], 1, "or leave it (BWD-3). The option is --named."),
        (["--to", "SEND officer"], 2, "Missing option"),
    ],
)
def test_an_issue_that_cannot_be_raised_is_told(say: Say, home: Path, words: list[str], code: int, says: str) -> None:
    """BWD-8: what is wrong, and nothing is stored of it."""
    file = opened(say)
    said = say("issue-report", file, *words, stdin=b"A plan is late.")
    assert (said.code, said.out) == (code, "")
    assert says in said.err
    assert "Issues raised" not in say("file", "show", file).out


def test_an_issue_that_is_no_text_is_told(say: Say, home: Path, tmp_path: Path) -> None:
    """DER-2: a file that cannot be read as text cannot be checked, so it is not raised."""
    file, scan = opened(say), tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF-1.7 \xff\xfe")
    said = say("issue-report", file, "--text", str(scan), "--to", "SEND officer")
    assert said.code == 1
    assert "plain text in UTF-8" in one_line(said.err)
