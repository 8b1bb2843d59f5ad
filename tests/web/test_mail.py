"""The page of incoming mail: what waits, why, whose it is; and each decision with what it does before it is done."""

from pathlib import Path

import pytest
import yaml
from fastapi import FastAPI

from models.db import reading
from models.incoming import Incoming
from rules.incoming import Outcome, Stage
from rules.policy import POLICIES
from tasks import need_to_know
from tests import staff, way
from tests.arrived import arrived, events, papers, requests
from tests.mail_messages import NOON, message
from tests.web.visits import Visit, hidden_in, text_of

REPLY = message("I mean 2025.", number=2, more={"In-Reply-To": "<letter-1@example.org>"})
AWAY = message(
    "I am <b>away</b>.", number=3, subject="<script>away</script>", more={"Auto-Submitted": "auto-replied"}
)


@pytest.fixture
def officer(app: FastAPI) -> Visit:
    """An officer of Derby, signed in; a request came by e-mail, its reply waits, and so does a holiday notice."""
    arrived(message())
    way.receive("DER-2026-0001", NOON)
    arrived(REPLY)
    arrived(AWAY)
    return Visit(app).sign_in("officer.derby")


def row(number: int) -> Incoming:
    """A message as it is on record."""
    with reading() as session:
        return session.get_one(Incoming, number)


def waiting(visit: Visit) -> str:
    """The part of the page that lists what waits."""
    return visit.get("/mail").text.partition('id="waiting"')[2].partition("<h2")[0]


def test_the_page_lists_what_waits_the_newest_last(officer: Visit) -> None:
    """Design, 7: each with when it came, what it is taken for and why, its sender and its subject, all as text."""
    page = officer.get("/mail")
    listed = waiting(officer)
    assert listed.index("E-mail 2") < listed.index("E-mail 3")
    assert "E-mail 1" not in listed
    says = text_of(page)
    for words in (
        "A reply ( DER-2026-0001 ). It answers a message of DER-2026-0001.",
        "Clover Fernwhistle <clover@example.org>",
        "My daughter's records",
        "9 November 2026, 09:00",
        "RFC 3834 s.5",
    ):
        assert words in says
    assert "<script>away" not in page.text
    assert "E-mail 1 : a request; logged as a request, DER-2026-0001" in says


def test_the_board_says_how_many_wait(officer: Visit) -> None:
    """Nobody looks at a page that they are not led to."""
    assert "2 e-mails wait for somebody to decide" in text_of(officer.get("/"))
    assert 'href="/mail"' in officer.get("/").text


def test_a_message_shows_its_words_and_its_original(officer: Visit) -> None:
    """Design, 4: from the sealed document alone; as text, and the original as a file that no browser opens."""
    page = officer.get("/mail/3")
    assert "I am <b>away</b>." in text_of(page)
    assert "<b>away" not in page.text
    copied = officer.get("/mail/3/file")
    assert copied.content == AWAY
    assert copied.headers["content-type"] == "application/octet-stream"
    assert copied.headers["content-disposition"] == 'attachment; filename="e-mail-3.eml"'
    assert len(events("incoming.copied")) == 1


def test_a_message_is_logged_as_a_new_request(officer: Visit) -> None:
    """FOIA 2000 s.10: what that does is said first, and nothing is done until it is confirmed."""
    first = officer.send("/mail/2/log", {"stays": "yes"})
    assert "received on Monday 9 November 2026: the day on which the mail server took it" in text_of(first)
    assert requests() == 1
    done = officer.client.post("/mail/2/log", data={**hidden_in(first.text), "step": "confirm"})
    assert done.url.path == "/requests/DER-2026-0002/proposal"
    assert row(2).outcome is Outcome.LOGGED
    again = officer.get("/mail/2")
    assert "Log it as a new request" not in again.text
    refused = officer.client.post("/mail/2/log", data={**hidden_in(first.text), "step": "confirm"})
    assert "It is logged as DER-2026-0002 already." in text_of(refused)
    assert requests() == 2


def test_a_message_is_filed_with_the_request_that_is_named(officer: Visit) -> None:
    """Design, 7: then it waits as a reply, with what it may answer; a reference that there is not is refused."""
    refused = officer.send("/mail/3/request", {"reference": "DER-2026-0099"})
    assert "There is no request DER-2026-0099." in text_of(refused)
    first = officer.send("/mail/3/request", {"reference": "der-2026-0001"})
    assert "It is filed among the papers of DER-2026-0001." in text_of(first)
    assert "no date moves" in text_of(first)
    assert papers("DER-2026-0001") == [REPLY]
    done = officer.client.post("/mail/3/request", data={**hidden_in(first.text), "step": "confirm"})
    assert done.url.path == "/mail/3"
    assert papers("DER-2026-0001") == [REPLY, AWAY]
    assert row(3).stage is Stage.WAITING
    assert "Nothing else to do" in text_of(done)


def test_nothing_to_do_has_a_reason(officer: Visit) -> None:
    """Design, 5: why stands on record, in the list of what was done."""
    assert officer.send("/mail/3/nothing", {"because": ""}).status_code == 422
    first = officer.send("/mail/3/nothing", {"because": "A holiday notice."})
    assert "It waits no more, and stays on record." in text_of(first)
    assert row(3).stage is Stage.WAITING
    done = officer.client.post("/mail/3/nothing", data={**hidden_in(first.text), "step": "confirm"})
    assert done.url.path == "/mail"
    assert "E-mail 3" not in waiting(officer)
    assert "by officer.derby: A holiday notice." in text_of(done)


def test_the_page_of_a_request_lists_its_mail(officer: Visit) -> None:
    """Whoever opens the request sees that something about it waits, and where."""
    page = officer.get("/requests/DER-2026-0001").text
    section = page.partition('id="mail"')[2].partition("</section>")[0]
    assert 'href="/mail/2"' in section
    assert "waits for a decision" in section
    assert "E-mail 3" not in section
    assert "An e-mail about it" in page  # among its papers, to be copied out
    assert 'id="mail"' not in officer.get(f"/requests/{staff.logged('derby', 'officer.derby', way.FOI)}").text


def test_restricted_mail_is_its_own_peoples(app: FastAPI, officer: Visit) -> None:
    """CUM-3.4: not in the list, not by its number, not in a form, not as a file, and not in a number."""
    need_to_know.restrict("DER-2026-0001", ["manager.derby"], "A colleague's child.", by="manager.derby", at=NOON)
    assert "E-mail 2" not in officer.get("/mail").text
    assert "1 e-mail waits" in text_of(officer.get("/"))
    for path in ("/mail/2", "/mail/2/file", "/mail/2/log", "/mail/2/request", "/mail/2/nothing"):
        assert officer.get(path).status_code == 404, path
    words = {**officer.hidden("/account"), "because": "x", "reference": "DER-2026-0001", "step": "confirm"}
    for path in ("/mail/2/log", "/mail/2/request", "/mail/2/nothing"):
        assert officer.client.post(path, data=words).status_code == 404, path
    manager = Visit(app).sign_in("manager.derby")
    assert manager.get("/mail/2").status_code == 200


def test_a_new_request_of_restricted_mail_says_that_it_is_not_restricted(app: FastAPI, officer: Visit) -> None:
    """CUM-3.4: what one request keeps to some people is not opened to all without a word."""
    says = "DER-2026-0001 is restricted, and the new request is not"
    assert says not in text_of(officer.send("/mail/2/log", {"stays": "yes"}))
    need_to_know.restrict("DER-2026-0001", ["officer.derby"], "A colleague's child.", by="manager.derby", at=NOON)
    assert says in text_of(officer.send("/mail/2/log", {"stays": "yes"}))


def test_a_volunteer_sees_mail_of_assigned_requests(app: FastAPI, officer: Visit) -> None:
    """BNS-5: and is offered neither a copy nor to log anything."""
    volunteer = Visit(app).sign_in("volunteer.derby")
    assert "Nothing waits." in text_of(volunteer.get("/mail"))
    assert volunteer.get("/mail/2").status_code == 404
    need_to_know.assign("DER-2026-0001", "volunteer.derby", by="manager.derby", at=NOON)
    assert "E-mail 2" in waiting(volunteer)
    assert "E-mail 3" not in volunteer.get("/mail").text
    page = volunteer.get("/mail/2").text
    assert "/mail/2/nothing" in page
    assert "/mail/2/log" not in page
    assert "/mail/2/file" not in page
    assert volunteer.get("/mail/2/file").status_code == 403


def test_another_services_mail_is_not_found(app: FastAPI, officer: Visit) -> None:
    """DER-1, HIL-9: as if there were no such number."""
    staff.of("hillingdon")
    arrived(message(number=9), service="hillingdon")
    assert officer.get("/mail/4").status_code == officer.get("/mail/99").status_code == 404
    assert text_of(officer.get("/mail/4")) == text_of(officer.get("/mail/99"))
    for path in ("/mail/99999999999999999999", "/mail/99999999999999999999/file", "/mail/-1/file"):
        assert officer.get(path).status_code == 404, path


def test_who_may_only_read_sees_no_mail(officer: Visit, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """DER-1: the page is for those who may work; that they tried is recorded."""
    folder = home / "policies"
    folder.mkdir()
    own = yaml.safe_load((POLICIES / "derby.yaml").read_text("utf-8"))
    default = yaml.safe_load((POLICIES / "default.yaml").read_text("utf-8"))
    rights = {**default["settings"]["rights"], **own.get("settings", {}).get("rights", {})}
    rights["Officer"] = {"value": {"may": ["read"], "requests": "all"}, "cites": ["DER-1"]}
    own.setdefault("settings", {})["rights"] = rights
    (folder / "derby.yaml").write_text(yaml.safe_dump(own, sort_keys=False), "utf-8")
    monkeypatch.setenv("INFORIGHTS_POLICIES", str(folder))
    assert officer.get("/mail").status_code == officer.get("/mail/2").status_code == 403
    assert "/mail" not in officer.get("/").text
    assert len(events("access.refused")) == 2


def test_a_mailbox_that_nobody_looks_at_is_said(app: FastAPI, officer: Visit, home: Path) -> None:
    """What is silent for an hour, or was never reached, is said on the board and on the page; not to a volunteer."""
    file = home / "mailboxes.yaml"
    entry = {"name": "derby-inbox", "service": "derby", "server": "imap.example.org", "user": "info", "password": "x"}
    file.write_text(yaml.safe_dump({"mailboxes": [entry]}))
    file.chmod(0o600)
    for path in ("/", "/mail"):
        assert "The mailbox derby-inbox was never looked at" in text_of(officer.get(path))
    volunteer = Visit(app).sign_in("volunteer.derby")
    assert "derby-inbox" not in volunteer.get("/").text + volunteer.get("/mail").text
    file.write_text("mailboxes: [")
    assert "No mail is taken: mailboxes.yaml is not valid YAML" in text_of(officer.get("/mail"))


def test_many_messages_are_shown_page_by_page(officer: Visit) -> None:
    """Twenty on a page: of each the headers are read."""
    for number in range(4, 26):
        arrived(message(number=number, more={"List-Id": "<news.example>"}))
    first = officer.get("/mail").text
    assert first.count('class="inf-notes__whom"') == 20
    assert 'href="/mail?after=21"' in first
    rest = officer.get("/mail?after=21").text
    assert rest.count('class="inf-notes__whom"') == 4
    assert officer.get("/mail?after=x").status_code == 404


def test_no_person_is_in_an_address(officer: Visit) -> None:
    """Design, 4: references and numbers alone, in every link of the pages."""
    for path in ("/mail", "/mail/2", "/mail/3", "/mail/2/log"):
        found = officer.get(path).text.lower()
        links = [piece.partition('"')[0] for piece in found.split('href="')[1:]]
        assert [link for link in links if any(name in link for name in ("clover", "fernwhistle", "records"))] == []
