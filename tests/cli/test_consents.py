"""The consent ledger, competence and conflicts on the command line: what is recorded, and what `show` then says."""

from pathlib import Path

import pytest

from rules.kinds import Kind
from tests import way
from tests.cli.conftest import Say
from tests.cli.story import one_line, stored

pytestmark = pytest.mark.usefixtures("today")
PARENT = ["--whom", "parent"]


@pytest.fixture
def legal(home: Path) -> str:
    """A council's request for legal reasons, its answer prepared and the consent still to be asked for."""
    return way.prepared(Kind.LA_LEGAL, "cumbria")


def agree_line(say: Say, reference: str) -> str:
    """What `show` says of who must agree."""
    lines = say("show", reference).out.splitlines()
    return lines[lines.index("Who must agree:") + 1].strip()


def test_the_ledger_tells_each_step(say: Say, legal: str, tmp_path: Path) -> None:
    """CUM-4.2, CUM-4.4: to be asked, asked, chased, agreed, confirmed: each as it stands on the day."""
    form = tmp_path / "signed.pdf"
    form.write_bytes(b"%PDF-1.7 signed")
    assert agree_line(say, legal).startswith(
        "Consent of the parent: to be asked; noted on 2026-11-02; not asked yet."
    )
    assert say("consent", legal, *PARENT, "--asked", "--on", "2026-11-10").code == 0
    assert "Consent of the parent: asked; noted on 2026-11-02; asked on 2026-11-10." in agree_line(say, legal)
    assert say("consent", legal, *PARENT, "--chased").code == 0
    assert "Consent of the parent: chased; " in agree_line(say, legal)
    assert "chased on 2026-11-23" in agree_line(say, legal)
    words = ["--answer", "full", "--paper", str(form), "--signed", "2026-11-03", "--until", "2027-06-30"]
    assert say("consent", legal, *PARENT, *words).code == 0
    line = agree_line(say, legal)
    assert "Consent of the parent: agreed in full; " in line
    assert "signed on 2026-11-03" in line
    assert "given until 2027-06-30" in line
    assert "to be confirmed by 2027-11-03" in line
    assert say("consent", legal, *PARENT, "--confirmed").code == 0
    assert "to be confirmed by 2027-11-23" in agree_line(say, legal)
    assert "(CUM-5.1" in line


def test_the_two_routes_of_a_council_s_request(say: Say, legal: str, tmp_path: Path) -> None:
    """CUM-5.1: who wants the papers themself has agreed to no disclosure; what is missing says how to answer."""
    form = tmp_path / "signed.pdf"
    form.write_bytes(b"%PDF-1.7 signed")
    said = say("consent", legal, *PARENT, "--answer", "to_themself", "--paper", str(form))
    assert said.code == 0
    assert "answer with 'sent_to_family'" in one_line(said.err)
    assert "wants it sent to themself or their solicitor" in agree_line(say, legal)


def test_an_assessment_asks_for_its_reason_at_a_prompt(say: Say, legal: str) -> None:
    """CUM-3.2: who assessed it, when and why; the reason stays out of the command, as a name does."""
    reason = "They told us what the council wants to know"
    words = ["--understands", "--assessed-by", "o.officer", "--on", "2026-11-12"]
    said = say("competence", legal, *words, stdin=f"{reason}\n".encode())
    assert (said.code, said.out) == (0, "")
    assert "consent of the child" in said.err
    shown = say("show", legal).out
    assert f"can decide for themself, as o.officer assessed on 2026-11-12: {reason} (CUM-3.2)" in shown
    assert "Consent of the parent: no longer needed (to be asked)" in shown


def test_a_conflict_is_noted_and_decided(say: Say, legal: str) -> None:
    """BWD-2: nothing goes before a manager decided, and `show` says who did."""
    said = say("conflict", legal, "--about", "separated_parents")
    assert "a manager's decision on a conflict between parents who have separated" in one_line(said.err)
    assert "a manager decides" in say("show", legal).out
    decided = ["--about", "separated_parents", "--decide", "--both-parents", "--by", "s.manager"]
    said = say("conflict", legal, *decided, stdin=b"They disagree about the school.\n")
    assert said.code == 0
    assert "consent of the other parent" in said.err
    assert "decided by s.manager on 2026-11-23" in say("show", legal).out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["consent", *PARENT], "give one of --asked"),
        (["consent", *PARENT, "--asked", "--chased"], "give one of --asked"),
        (["consent", "--whom", "aunt", "--asked"], "parent, other_parent, child"),
        (["consent", *PARENT, "--answer", "maybe"], "full, restricted, to_themself, refused"),
        (["conflict", "--about", "neighbours"], "child_and_parent, separated_parents, other"),
        (["conflict", "--about", "other", "--both-parents"], "say it with --decide"),
        (["competence", "--understands"], "Missing option"),
    ],
)
def test_wrong_words_are_told(say: Say, home: Path, legal: str, words: list[str], says: str) -> None:
    """CUM-4.2: exit code 2, with the words that there are, and nothing is recorded."""
    before = stored(home)
    said = say(words[0], legal, *words[1:])
    assert (said.code, said.out) == (2, "")
    assert says in " ".join(said.err.replace("\u2502", " ").split())
    assert stored(home) == before


def test_parental_responsibility_and_own_records_are_said_of_the_requester(say: Say, home: Path) -> None:
    """CUM-3.2, Children Act 1989 s.3: `person` records what the file shows, and the prompt for it goes."""
    reference = way.opened(Kind.SAR, "cumbria")
    assert "See that the file shows parental responsibility" in say("show", reference).out
    words = ["person", reference, "--is-the", "requester"]
    refused = say(*words, "--parental-responsibility")
    assert (refused.code, refused.out) == (1, "")
    assert "--shown-by" in one_line(refused.err)
    assert say(*words, "--parental-responsibility", "--shown-by", "birth certificate").code == 0
    assert "See that the file shows" not in say("show", reference).out
    assert "evidence of authority to act" in say(*words, "--no-parental-responsibility").err
    assert "evidence of authority to act" not in say(*words, "--own-records").err
