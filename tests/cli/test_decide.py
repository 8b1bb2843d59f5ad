"""What people decide on the command line: each recorded once with who decided, or refused and nothing changed."""

import re
import sqlite3
from pathlib import Path

import pytest

from rules.kinds import Kind
from tests import way
from tests.cli.conftest import Say
from tests.cli.story import one_line, stored

pytestmark = pytest.mark.usefixtures("today")


@pytest.fixture
def sar(home: Path) -> str:
    """An open subject access request."""
    return way.opened(Kind.SAR, "derby")


@pytest.fixture
def legal(home: Path) -> str:
    """A council's request for legal reasons, its answer prepared and consent asked."""
    return way.prepared(Kind.LA_LEGAL, "cumbria")


def newest_event(home: Path) -> tuple[str, str]:
    """The newest audit event and who did it."""
    with sqlite3.connect(home / "inforights.db") as connection:
        query = "SELECT event, actor FROM audit_event ORDER BY number DESC LIMIT 1"
        event, actor = connection.execute(query).fetchone()
    return event, actor


def events_of(home: Path) -> list[str]:
    """Every audit event in its order."""
    with sqlite3.connect(home / "inforights.db") as connection:
        return [event for (event,) in connection.execute("SELECT event FROM audit_event ORDER BY number")]


ORDER = ["order", "--court", "C", "--case-number", "1", "--provision", "P", "--dated"]
FULL = ["consent", "--whom", "parent", "--answer", "full"]
DISCLOSED = ["disclose", "--outcome", "disclosed"]
REFUSED = [
    (Kind.SAR, [*ORDER, "2026-11-01"], "is not recorded as a court or tribunal order"),
    (Kind.COURT_ORDER, [*ORDER, "2026-11-03"], "is dated after the day on which it was received"),
    (Kind.COURT_ORDER, [*ORDER, "2026-11-01", "--deadline", "2026-10-30"], "before the date of the order"),
    (Kind.COURT_ORDER, [*ORDER, "2026-11-01", "--deadline", "9999-12-31"], "check the date"),
    (Kind.SAR, ["person", "--is-the", "requester"], "Say what is to be recorded"),
    (Kind.SAR, ["person", "--is-the", "data_subject", "--born", "2026-11-20"], "birth date lies after the day"),
    (Kind.LA_LEGAL, ["consent", "--whom", "young_person", "--answer", "full"], "to be asked are: parent"),
    (Kind.LA_LEGAL, ["consent", "--whom", "parent", "--answer", "restricted"], "names the roles"),
    (Kind.LA_LEGAL, ["consent", "--whom", "parent", "--withdrawn"], "no consent to withdraw"),
    (Kind.LA_LEGAL, ["consent", "--whom", "parent", "--waive", "They are slow."], "a consent never"),
    (Kind.LA_LEGAL, [*FULL, "--role", "SEND officer"], "names the roles"),
    (Kind.LA_LEGAL, FULL, "add the signed form or letter"),
    (Kind.SAR, ["reopen", "--because", "A slip."], "cannot become open"),
    (Kind.LA_LEGAL, [*FULL, "--on", "2026-11-24"], "The day must lie between"),
    (Kind.LA_LEGAL, [*FULL, "--on", "2026-11-01"], "The day must lie between"),
    (Kind.LA_LEGAL, [*FULL, "--paper", "/missing.pdf"], "cannot be opened"),
    (Kind.LA_LEGAL, [*FULL, "--paper", "/dev/null"], "prepare first what would go"),
    (Kind.SAR, DISCLOSED, "names one ground from the service's list"),
    (
        Kind.SAR,
        [*DISCLOSED, "--ground", "consent"],
        "does not fit this kind of request (subject access request); possible: own_records",
    ),
    (Kind.SAR, [*DISCLOSED, "--ground", "own_records"], "give it (UK GDPR Art 5(1)(c)). The option is --schedule."),
    (
        Kind.SAR,
        ["disclose", "--outcome", "dealt_with"],
        "This is not how to answer a subject access request: 'dealt_with'. Possible: disclosed, not_held, refused.",
    ),
    (Kind.SAR, ["approve", "--role", "Service Manager", "--by", "a.approver"], "has to be prepared first"),
]


@pytest.mark.parametrize(("kind", "words", "says"), REFUSED)
def test_what_cannot_be_is_refused_and_nothing_changes(
    say: Say, home: Path, kind: Kind, words: list[str], says: str
) -> None:
    """CUM-4.2, CUM-4.5, BWD-1, BNS-6: one line that says why, with its source; at most that it was tried is kept."""
    reference = way.opened(kind, "cumbria")
    requests, events, documents = stored(home)
    said = say(words[0], reference, *words[1:])
    assert (said.code, said.out) == (1, "")
    assert says in one_line(said.err)
    assert stored(home) in {(requests, events, documents), (requests, events + 1, documents)}
    if stored(home)[1] > events:
        assert newest_event(home)[0].endswith(".refused")


@pytest.mark.parametrize(
    "words",
    [
        ["kind", "dsar"],
        ["kind"],
        ["person", "--is-the", "judge"],
        ["person", "--is-the", "requester", "--role", "king"],
        ["person", "--is-the", "data_subject", "--born", "3 April 2019"],
        ["person"],
        ["order", "--court", "C"],
        ["consent", "--whom", "neighbour", "--answer", "full"],
        ["consent", "--whom", "parent", "--answer", "perhaps"],
        ["consent", "--whom", "parent"],
        ["consent", "--whom", "parent", "--answer", "full", "--withdrawn"],
        ["disclose", "--outcome", "sent"],
        ["disclose", "--outcome", "disclosed", "--ground", "because"],
        ["approve", "--role", "Service Manager"],
        ["approve", "--role", "Service Manager", "--by", " "],
        ["close"],
        ["respond"],
    ],
)
def test_wrong_words_are_told_and_nothing_changes(say: Say, home: Path, sar: str, words: list[str]) -> None:
    """Exit code 2, with the words that there are."""
    before = stored(home)
    said = say(words[0], sar, *words[1:])
    assert (said.code, said.out) == (2, "")
    assert "Error: " in said.err
    assert stored(home) == before


@pytest.mark.parametrize(
    "words",
    [
        ["show"],
        ["letter"],
        ["letter", "--to", "/tmp/nowhere"],
        ["kind", "sar"],
        ["person", "--is-the", "requester", "--role", "parent"],
        ["order", "--court", "C", "--case-number", "1", "--dated", "2026-11-01", "--provision", "P"],
        ["consent", "--whom", "parent", "--answer", "full"],
        ["disclose", "--outcome", "not_held"],
        ["approve", "--role", "Service Manager", "--by", "a.approver"],
        ["respond", "--send-by", "post"],
        ["close", "--withdrawn"],
    ],
)
def test_an_unknown_reference_is_told_by_every_command(say: Say, home: Path, words: list[str]) -> None:
    """Exit code 1 and one line; nothing is stored under a reference that nobody gave out."""
    said = say(words[0], "DER-2026-0042", *words[1:])
    assert (said.code, said.out) == (1, "")
    assert one_line(said.err) == "There is no request DER-2026-0042."
    assert stored(home) == (0, 0, 0)


def test_a_name_is_asked_at_a_prompt(say: Say, home: Path, sar: str) -> None:
    """A name in a command would stay in the shell's history: it is typed, and neither output repeats it."""
    said = say("person", sar, "--is-the", "requester", "--name", "--role", "parent", stdin=b"Clover Fernwhistle\n")
    assert said.code == 0
    assert said.out == ""
    assert said.err.startswith("Name: ")
    assert "Fernwhistle" not in said.err
    assert "requester: Clover Fernwhistle (parent)" in say("show", sar).out
    assert newest_event(home)[0] == "person.recorded"


@pytest.mark.parametrize("typed", [b"   \n", b""])
def test_a_blank_is_no_name(say: Say, home: Path, sar: str, typed: bytes) -> None:
    """A slip of the finger must not wipe out the name that stands."""
    before = stored(home)
    assert say("person", sar, "--is-the", "data_subject", "--name", stdin=typed).code == 1
    assert stored(home) == before
    assert "data subject: Marigold Fernwhistle" in say("show", sar).out


def test_a_birth_date_changes_who_is_asked(say: Say, home: Path) -> None:
    """Children and Families Act 2014 s.83(2): from 16 the young person is asked, not the parent."""
    reference = way.opened(Kind.LA_LEGAL, "cumbria")
    assert say("person", reference, "--is-the", "data_subject", "--born", "2010-11-02").code == 0
    assert "Consent of the young person: to be asked" in say("show", reference).out


def test_the_terms_of_an_order_set_the_clock(say: Say, home: Path) -> None:
    """DPA 2018 Sch 2 para 5(2): the date in the order, as a person read it from the paper."""
    reference = way.opened(Kind.COURT_ORDER, "cumbria")
    words = ["--court", "the County Court at Exampleton", "--case-number", "X00EX001", "--dated", "2026-10-30"]
    said = say("order", reference, *words, "--provision", "CPR 31.17", "--deadline", "2026-12-03", "--sealed")
    assert (said.code, said.out) == (0, "")
    assert one_line(said.err).startswith(f"{reference}: court or tribunal order; due 2026-12-03; waits for ")


def test_a_consent_is_given_kept_on_paper_and_taken_back(say: Say, home: Path, legal: str, tmp_path: Path) -> None:
    """CUM-4.2, UK GDPR Art 7(3): the signed form is kept; withdrawing is as easy as giving."""
    form = tmp_path / "signed.pdf"
    form.write_bytes(b"%PDF-1.7 signed")
    documents = stored(home)[2]
    words = ["--whom", "parent", "--answer", "restricted", "--role", "local authority solicitor"]
    assert say("consent", legal, *words, "--on", "2026-11-10", "--paper", str(form)).code == 0
    assert stored(home)[2] == documents + 1
    assert newest_event(home) == ("consent.answered", "m.manager")
    shown = say("show", legal).out
    assert "Consent of the parent: agreed, restricted; " in shown
    assert "answered on 2026-11-10; for local authority solicitor only; to local authority solicitor, for: " in shown
    assert "the signed paper is kept" in shown
    taken_back = say("consent", legal, "--whom", "parent", "--withdrawn", "--by", "o.officer")
    assert taken_back.code == 0
    assert "it was withdrawn" in one_line(taken_back.err)
    assert newest_event(home) == ("consent.withdrawn", "o.officer")


@pytest.mark.parametrize("by", ["o.officer", "O.Officer", " o.officer ", "o.officer\t"])
def test_who_prepared_an_answer_does_not_approve_it_under_any_spelling(say: Say, home: Path, by: str) -> None:
    """BWD-10: a capital or a blank more does not make two people of one."""
    reference = way.prepared(Kind.SAR, "derby")
    said = say("approve", reference, "--role", "Service Manager", "--by", by)
    assert (said.code, said.out) == (1, "")
    assert "does not approve it" in one_line(said.err)
    assert newest_event(home)[0] == "approval.refused"


@pytest.mark.parametrize("second", ["a.one", "A.One", "  a.one"])
def test_two_roles_are_two_people_under_any_spelling(say: Say, home: Path, second: str) -> None:
    """BWD-10: a second approval by the first approver is refused, and the refusal is on record."""
    reference = way.prepared(Kind.LA_LEGAL, "blackburn")
    first_role, second_role = re.findall(r"approval by the (.+?) \(", say("show", reference).out)
    assert say("approve", reference, "--role", first_role, "--by", "a.one").code == 0
    said = say("approve", reference, "--role", second_role, "--by", second)
    assert (said.code, said.out) == (1, "")
    assert "Two different people" in one_line(said.err)
    assert newest_event(home)[0] == "approval.refused"


def test_a_role_that_is_not_asked_does_not_approve(say: Say, home: Path) -> None:
    """UK GDPR Art 5(1)(f): the refusal names the roles that are asked."""
    reference = way.prepared(Kind.SAR, "derby")
    said = say("approve", reference, "--role", "Volunteer", "--by", "v.volunteer")
    assert (said.code, said.out) == (1, "")
    assert "asked are: Service Manager" in one_line(said.err)


def test_a_withdrawn_request_is_closed_and_nothing_more_is_done_to_it(say: Say, home: Path, sar: str) -> None:
    """The requester took it back: off the board, its dates over, and no second time."""
    said = say("close", sar, "--withdrawn")
    assert (said.code, said.out) == (0, "")
    assert one_line(said.err) == f"{sar}: subject access request; withdrawn"
    assert say("due").out == "Nothing is open.\n"
    for words in (
        ["close", sar, "--withdrawn"],
        ["person", sar, "--is-the", "requester", "--role", "parent"],
        ["disclose", sar, "--outcome", "disclosed"],
        ["kind", sar, "foi"],
    ):
        refused = say(*words)
        assert (refused.code, refused.out) == (1, "")
        assert "withdrawn" in one_line(refused.err)
    done = [event for event in events_of(home) if not event.endswith(".refused")]
    assert done[-1] == "request.withdrawn"
