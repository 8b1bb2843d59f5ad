"""A manager's whole day in a browser without scripts: a letter on paper, from the post to its answer."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from shutil import copytree
from typing import TYPE_CHECKING

import pytest
from fastapi import FastAPI

from rules.clock import Recorded, due
from rules.kinds import Kind
from rules.working_days import written
from tasks import accounts, holidays, policies
from tasks.accounts import Opening
from tests import staff, way
from tests.conftest import ROOT
from tests.reading import scan_file
from tests.web import visits
from tests.web.scanned import CARER, COUNCIL, RECEIVED, Scanned
from tests.web.seat import Seat
from tests.web.visits import NOON
from web.visitor import moment

if TYPE_CHECKING:
    from playwright.sync_api import Browser

REFERENCE = "BWD-2026-0001"
HERE = f"/requests/{REFERENCE}"
TODAY = written(NOON.date())
MANAGERS = {"manager.blackburn": "SENDIASS Manager", "cvs.blackburn": "CVS Manager"}
PAPERS = (
    {
        "What it is": "Case notes",
        "Date (as 22 November 2026)": "2026-03-04",
        "Decision": "goes whole (disclose)",
        "Held on": "electronic files",
        "Says about others": "nothing",
        "Health data": "none",
    },
    {
        "What it is": "Telephone record",
        "Date (as 22 November 2026)": "2026-05-12",
        "Decision": "goes redacted (redact)",
        "Kept back under": "DPA 2018 Sch 2 para 16",
        "Why that applies": "It names others.",
        "Held on": "paper",
        "Says about others": "it is taken out",
        "Health data": "none",
    },
)


class Day:
    """The dashboard of Blackburn as its hours pass, and what its people did in them: who, and when."""

    def __init__(self, served: Callable[[FastAPI], str], chromium: "Browser") -> None:
        self.now: datetime = NOON - timedelta(hours=3)
        self.done: list[tuple[str, str]] = []
        self._chromium = chromium
        app = visits.app_at()
        app.dependency_overrides[moment] = lambda: self.now
        self._address = served(app)

    def seat(self, login: str) -> Seat:
        """Somebody signs in, in a browser of their own."""
        return Seat(self._chromium, self._address, login)

    def note(self, what: str, by: str) -> None:
        """What was just done is on record from now on; then somebody sees to something else for ten minutes."""
        self.done.append((what, f"12 November 2026 {self.now:%H:%M}, {by}"))
        self.now += timedelta(minutes=10)


@pytest.fixture
def blackburn(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Blackburn with its officer and its two managers, and no Prefect."""
    monkeypatch.setenv("INFORIGHTS_ONE_TIME_CODES", "offered")
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    manager, officer, _volunteer = staff.of("blackburn")
    cvs = Opening("cvs.blackburn", "blackburn", "CVS Manager", "service", staff.TRAINED)
    accounts.add(cvs, by=manager, at=staff.OPENED)
    for login in (manager, officer, cvs.login):
        visits.password_for(login)


def _both_approve(folder: Path) -> Path:
    """Policies as Blackburn's, which asks both managers for a request for one's own records too."""
    own = copytree(ROOT / "policies", folder / "policies") / "blackburn.yaml"
    text = own.read_text("utf-8")
    one = "sar: {value: [SENDIASS Manager]"
    assert one in text
    own.write_text(text.replace(one, "sar: {value: [CVS Manager, SENDIASS Manager]"), "utf-8")
    return own.parent


@pytest.mark.browser
@pytest.mark.parametrize("letter", [CARER, COUNCIL], ids=["from a carer", "from the council"])
@pytest.mark.usefixtures("blackburn")
def test_a_managers_whole_day(
    letter: Scanned,
    served: Callable[[FastAPI], str],
    chromium: "Browser",
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Read from paper, confirmed, asked, agreed, approved by two (BWD-10), sent; the board and the log tell it so."""
    if letter.kind is Kind.SAR:
        monkeypatch.setenv("INFORIGHTS_POLICIES", str(_both_approve(tmp_path)))
    day = Day(served, chromium)
    manager, officer = day.seat("manager.blackburn"), day.seat("officer.blackburn")
    assert "No request is open." in manager.main
    _log(day, manager, letter)
    _confirm(day, manager, letter)
    _prepare(day, officer, letter)
    _ask_and_record(day, manager, letter)
    for number, login in enumerate(MANAGERS, 1):
        _approve(day, login, letter, number)
    _send(day, manager, letter)
    _told(day, manager, letter)


def _log(day: Day, manager: Seat, letter: Scanned) -> None:
    """The scan is uploaded; what is read in it is marked in its text, and the date is that of the rule."""
    promise = policies.promise(letter.kind, policies.of("blackburn"))
    assert due(Recorded(letter.kind, RECEIVED), promise, holidays.in_force()).due == letter.due
    manager.follow("Log a request")
    manager.choose_file("Or its file", letter.file, letter.content)
    manager.tick("How did it come?", "Post")
    manager.date("When did it arrive?", RECEIVED)
    manager.press("Log it")
    assert f"Logged as {REFERENCE}, received on {written(RECEIVED)}." in manager.main
    day.note("Request logged", "manager.blackburn")
    manager.wait_while("The program still reads it", "Look again")
    proposed = manager.section(f"Proposed: {letter.kind.words}")
    assert f"Due {written(letter.due)}" in proposed
    assert "It goes on with this unless you say otherwise." in proposed
    assert letter.says in manager.section("Why")
    assert "read by tesseract" in manager.section("The letter")
    who = manager.section("Who, and when")
    for name in (letter.requester, letter.child, f"Received {written(RECEIVED)}", f"Dated {written(letter.dated)}"):
        assert name in who
    assert letter.whom in manager.section("Who must be asked")
    text = manager.page.get_by_role("region", name="Its text")
    assert letter.quote in " ".join(text.locator("mark").all_inner_texts())
    link = manager.page.get_by_role("link", name=re.compile(f"^in the letter ?: .*{re.escape(letter.quote)}")).first
    quoted = " ".join(link.inner_text().partition(": ")[2].split())
    link.click()
    begins = " ".join(text.locator("mark:target").inner_text().split())
    assert begins
    assert quoted.startswith(begins)


def _confirm(day: Day, manager: Seat, letter: Scanned) -> None:
    """One press; the board has it with its date and the working days that are left."""
    manager.press("Yes, that is right")
    assert f"Decided: {letter.kind.words}." in manager.main
    day.note("Kind decided", "manager.blackburn")
    left = holidays.in_force().united_kingdom.between(NOON.date(), letter.due)
    assert f"Due {written(letter.due)}: {left} working days left" in manager.section("What is next")
    manager.follow("Board")
    row = manager.row(REFERENCE)
    for words in (f"{left} working days left {written(letter.due)}", _begun(letter.kind.words), "received 9 Nov 2026",
                  "waits on an officer"):  # fmt: skip
        assert words in row


def _begun(words: str) -> str:
    """Words as a line begins with them."""
    return words[0].upper() + words[1:]


def _prepare(day: Day, officer: Seat, letter: Scanned) -> None:
    """An officer lists what goes and weighs what names others: whoever prepares an answer does not approve it."""
    officer.open(HERE)
    officer.follow("Prepare the answer, or change it")
    officer.follow("Give what is asked for, or part of it")
    if letter.kind is Kind.SAR:
        officer.tick("What was searched?", "electronic files", "paper")
    else:
        officer.tick("On what ground does it go?", "Consent (UK GDPR Art 6(1)(a) and 9(2)(a))")
        officer.fill("What is it for?", "The defence of the claim that the letter names")
        officer.fill("In what role do they get it?", "local authority solicitor")
    for number, paper in enumerate(PAPERS, 1):
        for label, word in paper.items():
            officer.fill(label, word, f"Document {number}")
    officer.press("Continue")
    officer.press("Confirm")
    day.note("Answer prepared", "officer.blackburn")
    assert "Approve the answer" not in officer.main
    officer.follow("Weigh documents, or record an opinion on one")
    officer.follow("Weigh document 2")
    for box, words in zip(officer.page.get_by_role("main").get_by_role("textbox").all(), way.BALANCE, strict=True):
        box.fill(words)
    officer.press("Continue")
    officer.press("Confirm")
    day.note("Document weighed", "officer.blackburn")


def _ask_and_record(day: Day, manager: Seat, letter: Scanned) -> None:
    """Somebody is asked, and says yes on paper; until two people approved it, it may not go."""
    manager.open(HERE)
    assert f"{letter.whom}: to be asked" in manager.section("Consents")
    manager.follow("Somebody was asked for consent")
    manager.tick("Which consent?", letter.whom)
    manager.date("Day on which they were asked", NOON.date())
    manager.press("Continue")
    assert f"{letter.whom}: asked on {TODAY}." in manager.main
    manager.press("Confirm")
    assert f"Recorded that they were asked on {TODAY}." in manager.main
    day.note("Consent asked for", "manager.blackburn")
    assert f"{letter.whom}: asked; noted on 12 November 2026; asked on 12 November 2026." in manager.section(
        "Consents"
    )
    manager.follow("Somebody agreed")
    manager.tick("Which consent?", letter.whom)
    manager.tick("How do they agree?", "In full")
    manager.date("Day on which they answered", NOON.date())
    manager.press("Continue")
    assert "It then waits for: approval by the CVS Manager; approval by the SENDIASS Manager." in manager.main
    signed = scan_file.saved(scan_file.page(("I agree.", "", "12 November 2026")), "PNG")
    manager.choose_file("The signed paper, or its scan", "signed.png", signed)
    manager.press("Confirm")
    day.note("Consent answered", "manager.blackburn")
    assert "signed.png" in manager.section("Papers")
    manager.follow("Send the answer")
    assert "may not go yet" in manager.main
    assert all(f"Approval by the {role}" in manager.main for role in MANAGERS.values())


def _approve(day: Day, login: str, letter: Scanned, number: int) -> None:
    """Each in a browser of their own: the letters are read as they would go, then what was read is approved."""
    role = MANAGERS[login]
    seat = day.seat(login)
    seat.follow(REFERENCE)
    seat.follow("Approve the answer")
    assert f"{role}: still missing" in seat.main
    assert all(paper["What it is"] in seat.main for paper in PAPERS)
    seat.follow("Preview the letters as they would go")
    seat.follow("Preview the answer as it would go")
    letters = seat.letters()
    assert [*letters] == [*letter.answer]
    for name, first in letter.answer.items():
        for words in (f"Dear {first},", TODAY, REFERENCE, letter.child, "Case notes", "Telephone record"):
            assert words in letters[name], name
    seat.open(f"{HERE}/do/approve")
    seat.press("Approve it as it stands here")
    assert f"The approval by the {role} is recorded." in seat.main
    seat.press("Confirm")
    day.note(f"Approved: {role}", login)
    assert f"{role}: {login}, 12 November 2026" in seat.section("Approvals")
    next_one = "CVS Manager" if number == 1 else "SENDIASS Manager"
    assert f"Waits on {next_one}." in seat.section("What is next")


def _send(day: Day, manager: Seat, letter: Scanned) -> None:
    """The manager sends it; it has left the board, and on its own page it is closed."""
    manager.open("/")
    assert "The answer to be sent" in manager.row(REFERENCE)
    manager.follow(REFERENCE)
    manager.follow("Send the answer")
    manager.tick("How does it go?", "By tracked post")
    manager.press("Continue")
    assert "The request is then closed, and leaves the board." in manager.main
    assert "What has gone cannot be called back." in manager.main
    manager.press("Confirm")
    assert "The answer is released, to go by tracked post." in manager.main
    day.note("Answer released to go", "manager.blackburn")
    manager.wait_while("What is next")  # the letters are written meanwhile
    assert manager.heading == f"{REFERENCE} closed"
    assert "Nothing is owed to the requester any more." in manager.main
    for name in letter.answer:
        assert f"{name} sent sent on 12 November 2026 by tracked post" in manager.section("Letters")


def _told(day: Day, manager: Seat, letter: Scanned) -> None:
    """What happened stands there in its order with who did it and when; board, register and audit log agree."""
    manager.page.get_by_text("What happened before that").click()
    happened = manager.page.get_by_role("region", name="What happened").get_by_role("listitem").all_inner_texts()
    lines = [one.splitlines() for one in reversed(happened)]
    by_people = [(what, when.strip()) for what, when in lines if not when.endswith(", the program")]
    assert [when for _, when in by_people] == [when for _, when in day.done]
    assert all(what.startswith(done) for (what, _), (done, _) in zip(by_people, day.done, strict=True))
    assert lines[-1][0] == "Request closed"
    for name in letter.answer:
        manager.open(HERE)
        manager.follow(name)
        assert f"Sent on {TODAY} by tracked post." in manager.main
        assert "by tracked post" in manager.letters()["The letter"]
    manager.follow("Board")
    assert "No request is open." in manager.main
    assert REFERENCE not in manager.main
    manager.follow("Register")
    assert f"{_begun(letter.kind.words)} Closed on 12 Nov 2026" in manager.row(REFERENCE)
    manager.open("/service/audit")
    manager.press("Check it")
    assert "The audit log holds" in manager.main
