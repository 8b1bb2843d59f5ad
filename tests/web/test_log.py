"""Logging a request on a page: typed or as files, refused where it must be, never waiting for what comes after."""

import time
from concurrent.futures import Future
from datetime import date
from email.utils import format_datetime
from pathlib import Path

import pytest
from fastapi import FastAPI

from models import queries
from models.db import reading
from models.document import DocumentRole
from models.request import Request
from rules.channel import Channel
from rules.lifecycle import State
from tasks import need_to_know
from tasks.reading import read_original, stored_reading
from tests import way
from tests.cli.story import mail
from tests.conftest import at, free_port
from tests.logged import events
from tests.web.visits import NOON, Visit, day, logged, text_of
from web import quiet, runs

POST = {"channel": "post"}
FIRST = "DER-2026-0001"
DOUBTFUL = way.SAR.replace("about me.", "about me. Her father hits her, and he must not know that I asked you.")


@pytest.fixture(autouse=True)
def _without_prefect(monkeypatch: pytest.MonkeyPatch) -> None:
    """No page of this program needs Prefect."""
    monkeypatch.delenv("PREFECT_API_URL", raising=False)


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Nothing reads what is logged; gives the references that were to be read."""
    asked: list[str] = []
    done: Future[None] = Future()
    done.set_result(None)

    def receive(reference: str, _at: object) -> Future[None]:
        asked.append(reference)
        return done

    monkeypatch.setattr(runs, "propose", receive)
    return asked


def stored(reference: str) -> tuple[Request, str]:
    """A request and the name of its original's file."""
    with reading() as session:
        found = queries.request(session, reference)
        return found, queries.documents(session, found, DocumentRole.ORIGINAL)[0].filename


def count() -> int:
    """How many requests there are."""
    from sqlmodel import func, select

    with reading() as session:
        return session.exec(select(func.count()).select_from(Request)).one()


def upload(*files: tuple[str, bytes]) -> list[tuple[str, tuple[str, bytes]]]:
    """Files as a form sends them."""
    return [("files", one) for one in files]


@pytest.mark.parametrize("prefect", ["none", "away"])
def test_a_letter_that_is_typed_is_read_and_proposed(
    manager: Visit, monkeypatch: pytest.MonkeyPatch, prefect: str
) -> None:
    """One form, and the proposal with its date is there, with Prefect down as well (FOIA 2000 s.10(1))."""
    if prefect == "away":
        monkeypatch.setenv("PREFECT_API_URL", f"http://127.0.0.1:{free_port()}/api")
    monkeypatch.setattr(runs, "WAIT", 60)  # a machine under load; how long a page waits is another test's
    answer = manager.send("/log", {"text": way.FOI, **POST, **day("received", way.RECEIVED)})
    shown = text_of(answer)
    assert answer.url.path == f"/requests/{FIRST}/proposal", shown
    assert f"Logged as {FIRST}, received on Monday 2 November 2026." in shown
    assert "Proposed: freedom of information request" in shown
    assert "Due Tuesday 1 December 2026" in shown
    assert quiet.QUIET.done(60), "the acknowledgement follows by itself"
    found, name = stored(FIRST)
    assert (found.state, found.channel, found.logged_by, name) == (
        State.OPEN,
        Channel.POST,
        "manager.derby",
        "letter.txt",
    )


def test_what_is_typed_is_read_in_the_transaction_that_logs_it(manager: Visit, unread: list[str]) -> None:
    """Design, 3: of typed text the glance is all that there is to read, and the reading after it finds it done."""
    manager.send("/log", {"text": way.FOI, **POST, **day("received", way.RECEIVED)})
    with reading() as session:
        found = stored_reading(session, queries.request(session, FIRST))
    assert found
    assert found["text"] == way.FOI.strip()
    assert read_original(FIRST, NOON) is State.LOGGED


def test_a_page_does_not_wait_for_a_run_that_takes_long(manager: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    """The letter is logged and its page says that it is still read; the run goes on by itself."""
    monkeypatch.setattr(runs, "propose", lambda *_of: Future())
    assert runs.WAIT <= 3
    monkeypatch.setattr(runs, "WAIT", 0.05)
    before = time.monotonic()
    shown = text_of(manager.send("/log", {"text": way.FOI, **POST}))
    assert time.monotonic() - before < 10
    assert "The program still reads it." in shown
    assert "Look again" in shown
    assert stored(FIRST)[0].state is State.LOGGED


def test_the_day_is_today_unless_it_is_said(manager: Visit, unread: list[str]) -> None:
    """UK GDPR Art 12(3), FOIA 2000 s.10(1): the clock runs from receipt, so its day can be set, and is checked."""
    manager.send("/log", {"text": way.FOI, **POST})
    assert stored(FIRST)[0].received_on == NOON.date()
    for wrong, says in ((date(2026, 11, 13), "lies in the future"), (date(2006, 11, 2), "check the year")):
        refused = manager.send("/log", {"text": way.SAR, **POST, **day("received", wrong)})
        assert (refused.status_code, count()) == (422, 1)
        assert says in text_of(refused)
        assert "Marigold Fernwhistle" in refused.text, "what was typed is kept"
    assert unread == [FIRST]


def test_an_email_was_received_when_the_server_took_it(manager: Visit, unread: list[str]) -> None:
    """The sender's own date counts for nothing; whoever knows better says so; the way it came is seen."""
    took = mail(format_datetime(at(date(2026, 11, 3), 9)))
    shown = text_of(manager.send("/log", {}, upload(("request.eml", took))))
    assert "received on Tuesday 3 November 2026, when the mail server took it." in shown
    found, _ = stored(FIRST)
    assert (found.received_on, found.channel) == (date(2026, 11, 3), Channel.EMAIL)
    manager.send("/log", {**day("received", date(2026, 11, 5)), "channel": "form", "again": FIRST})
    found, _ = stored("DER-2026-0002")
    assert (found.received_on, found.channel) == (date(2026, 11, 5), Channel.FORM)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.html", b"<script>alert(1)</script>", "Files of this kind cannot be read."),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Files of this kind cannot be read."),
        ("a.exe", b"MZ", "Files of this kind cannot be read."),
        ("a.pdf", b"Dear all", "but its content is not"),
        ("a.pdf", b"%PDF-1.7\n", "damaged or not complete"),
        ("a.docx", b"PK\x03\x04", "damaged or not complete"),
        ("a.txt", b"", "The file is empty"),
        ("letter", b"Dear all", "Files of this kind cannot be read."),
    ],
)
def test_a_file_that_is_no_letter_is_refused(
    manager: Visit, unread: list[str], name: str, content: bytes, says: str
) -> None:
    """One clear line that says what to do, nothing stored, and what was said beside it stays."""
    refused = manager.send("/log", {**POST, **day("received", way.RECEIVED)}, upload((name, content)))
    assert refused.status_code == 422
    assert says in text_of(refused)
    assert "A file must be chosen again" in text_of(refused)
    assert 'value="post" checked' in refused.text
    assert 'value="2026"' in refused.text
    assert (count(), unread) == (0, [])


def test_nothing_is_no_letter(manager: Visit, unread: list[str]) -> None:
    """An empty form says what to do, and so does one that does not say how a letter came."""
    assert "Type or paste the letter, or choose its file." in text_of(manager.send("/log", {}))
    refused = manager.send("/log", {"text": way.SAR})
    assert "How did it come? Choose an answer" in text_of(refused)
    assert 'href="#channel"' in refused.text
    assert "Marigold" in refused.text
    long = manager.send("/log", {"text": "Dear all. " * 20_001, **POST})
    assert "more than 200,000 characters: save it as a text file" in text_of(long)
    assert long.text.count("Dear all. ") == 20_001
    assert count() == 0


def test_what_is_too_large_is_answered_with_its_limit(
    derby: tuple[str, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """413: no more is taken into memory than a file may have, whatever is sent."""
    from tests.web.visits import app_at

    monkeypatch.setenv("INFORIGHTS_LARGEST_FILE_MB", "1")
    visit = Visit(app_at()).sign_in("manager.derby")
    refused = visit.send("/log", POST, upload(("scan.pdf", b"%PDF" + b"0" * 2_500_000)))
    assert refused.status_code == 413
    assert "Files may have 1 MB together" in text_of(refused)
    assert count() == 0


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\me\\letter.txt", "letter.txt"),
        ("<img src=x onerror=alert(1)>.txt", "<img src=x onerror=alert(1)>.txt"),
        ("a\x00b\u202ec.txt", "abc.txt"),
        ("x" * 400 + ".txt", "x" * 116 + ".txt"),
    ],
)
def test_a_hostile_name_is_a_name(manager: Visit, unread: list[str], home: Path, name: str, kept: str) -> None:
    """It is no path and no page: the bytes lie under their hash, and what is shown of it is text."""
    from web.incoming import name_of

    assert name_of(name) == kept
    sent = upload(("../../a.txt" if "\x00" in name else name, way.FOI.encode()))
    shown = manager.send("/log", POST, sent)
    assert shown.url.path == f"/requests/{FIRST}/proposal"
    page = manager.get(f"/requests/{FIRST}").text
    assert "<img src=x" not in page
    files = [found.name for found in home.rglob("*") if found.is_file()]
    assert not [found for found in files if "passwd" in found or "<img" in found]
    again = manager.send("/log", POST, [*sent, *upload(("b<b>.html", b"x"))])
    assert "<b>" not in again.text


def test_the_same_letter_is_logged_again_only_when_somebody_says_so(manager: Visit, unread: list[str]) -> None:
    """The first reference is named; a tick logs it once more: what was typed is kept, a file is on record."""
    manager.send("/log", {"text": way.SAR, **POST})
    refused = manager.send("/log", {"text": way.SAR, **POST})
    assert (refused.status_code, count()) == (422, 1)
    assert f"What was typed is logged already as {FIRST}" in text_of(refused)
    assert "Marigold Fernwhistle" in refused.text
    assert "--again" not in refused.text
    again = manager.send("/log", {"text": way.SAR, **POST, "again": FIRST})
    assert again.url.path == "/requests/DER-2026-0002/proposal"

    manager.send("/log", POST, upload(("letter.txt", way.FOI.encode())))
    refused = manager.send("/log", POST, upload(("letter.txt", way.FOI.encode())))
    assert "Yes, log the letter of DER-2026-0003 once more" in text_of(refused)
    again = manager.send("/log", {**POST, "again": "DER-2026-0003"})
    assert again.url.path == "/requests/DER-2026-0004/proposal"
    assert stored("DER-2026-0004")[0].original_sha256 == stored("DER-2026-0003")[0].original_sha256
    assert [one.what["again"] for one in events("DER-2026-0004") if one.event == "request.logged"] == [True]


@pytest.mark.parametrize("reference", ["BNS-2026-0001", "DER-2026-0099", "<script>", "restricted"])
def test_nothing_is_taken_from_a_record_that_is_not_theirs(
    app: FastAPI, manager: Visit, unread: list[str], reference: str
) -> None:
    """DER-1, CUM-3.4: another service's letter, none, or a restricted one is not logged by its reference."""
    from tests import staff

    staff.of("bathnes")
    logged(way.FOI, "bathnes")
    if reference == "restricted":
        reference = logged(way.SAR)
        need_to_know.restrict(reference, ["officer.derby"], "Reason.", by="manager.derby", at=NOON)
    before = count()
    refused = manager.send("/log", {**POST, "again": reference})
    assert refused.status_code == 422
    assert "cannot be taken from the record: choose its file" in text_of(refused)
    assert "<script>" not in refused.text
    assert count() == before


def test_of_several_files_each_is_a_request(manager: Visit, unread: list[str]) -> None:
    """One that is refused keeps no other back; what is logged is listed, and does not stay in the form."""
    files = upload(("a.txt", way.SAR.encode()), ("b.docx", b"PK"), ("c.txt", way.LA_LEGAL.encode()))
    answer = manager.send("/log", {"text": way.FOI, **POST}, files)
    shown = text_of(answer)
    assert (answer.status_code, count()) == (422, 3)
    assert unread == [FIRST, "DER-2026-0002", "DER-2026-0003"]
    assert "3 logged" in shown
    assert "File 2 of 3 (b.docx): " in shown
    assert "Linden Marshgrove" not in answer.text
    both = manager.send("/log", POST, upload(("a.txt", b"Dear all"), ("b.txt", b"Dear everybody")))
    assert (both.status_code, "2 logged" in text_of(both)) == (200, True)


def test_a_volunteer_logs_nothing(app: FastAPI, manager: Visit, unread: list[str]) -> None:
    """BNS-5: the page does not open, a form is refused, and that they tried is recorded."""
    volunteer = Visit(app).sign_in("volunteer.derby")
    assert volunteer.get("/log").status_code == 403
    word = volunteer.hidden("/account")
    assert volunteer.client.post("/log", data={**word, "text": way.FOI, **POST}).status_code == 403
    assert count() == 0
    assert [one.event for one in events(None)][-2:] == ["access.refused"] * 2
