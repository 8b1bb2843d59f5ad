"""The page of one request: what is next, its clock with its calendar, all that is on record, and who may see it."""

import re
from collections.abc import Callable
from datetime import date
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fastapi import FastAPI

from models.person import Standing
from rules.clock.entry import Entry
from rules.clock.events import Happened
from rules.conflicts import Conflict
from rules.consents import Asked
from rules.grounds import Ground
from rules.kinds import Kind
from rules.letter import Outcome
from rules.schedule import Held
from rules.sending import SentBy
from tasks import (
    approvals,
    asking,
    clock,
    competence,
    conflicts,
    disclosure,
    dispatch,
    need_to_know,
    orders,
    people,
    weighing,
)
from tasks.clock_entry import Change
from tests import staff, way
from tests.web import browsing
from tests.web.visits import NOON, Visit, opened, text_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser

OFFICER = {"by": "officer.derby", "at": NOON}
SCRIPT = "<script>alert(1)</script>"


def prepared() -> str:
    """A subject access request whose answer is prepared and weighed."""
    reference = opened(Kind.SAR)
    disclosure.prepare(
        reference,
        Outcome.DISCLOSED,
        ground=Ground.OWN_RECORDS,
        schedule=way.SCHEDULE,
        searched=tuple(Held),
        **OFFICER,  # type: ignore[arg-type] # who and when
    )
    weighing.weigh(reference, 2, way.BALANCE, by="officer.derby", at=NOON)
    return reference


def approved() -> str:
    """The same, approved by the manager."""
    reference = prepared()
    approvals.approve(reference, "Service Manager", by="manager.derby", at=NOON)
    return reference


def headings(html: str) -> list[str]:
    """The headings of the sections of a page."""
    return [unescape(" ".join(found.split())) for found in re.findall(r"<h2[^>]*>(.*?)</h2>", html, re.DOTALL)]


def test_what_is_next_leads_to_the_form_that_settles_it(manager: Visit) -> None:
    """Design, pages: at a glance what it waits for, on whom, and the page on which that is done."""
    page = manager.get(f"/requests/{opened(Kind.FOI)}")
    shown = text_of(page)
    assert "Due Tuesday 1 December 2026: 12 working days left Waits on an officer." in shown
    first = re.search(r'<ol class="govuk-list govuk-list--number inf-steps">.*?href="([^"]+)"', page.text, re.DOTALL)
    assert first is not None
    assert first[1] == "/requests/DER-2026-0001/do/prepare"
    assert manager.get(first[1]).status_code == 200


def test_the_clock_shows_its_working_with_its_law(manager: Visit) -> None:
    """FOIA 2000 s.10(1), (6): each day of it can be followed, with the bank holiday that was skipped."""
    shown = text_of(manager.get(f"/requests/{opened(Kind.FOI)}"))
    assert "Day 1 is the first working day after that: Tuesday 3 November 2026 (FOIA 2000 s.10(1))." in shown
    assert "Rules: FOIA 2000 s.10(1); FOIA 2000 s.10(6)." in shown
    assert "H 30 November: St Andrew's Day, Scotland" in shown
    assert "30 H St Andrew's Day, Scotland" in shown, "the cell says it too, for whoever does not see the mark"
    assert "1 D due" in shown
    assert "2 R received" in shown


def test_a_day_to_keep_an_eye_on_is_shown(manager: Visit) -> None:
    """UK GDPR Art 12A(3): the last day on which the requester can be told of more time."""
    shown = text_of(manager.get(f"/requests/{opened(Kind.SAR)}"))
    assert "Days to keep an eye on Wednesday 2 December 2026" in shown


def test_a_clock_that_waits_says_for_whom(manager: Visit) -> None:
    """UK GDPR Art 12A(5): while the requester is asked the month stands still, and their answer is next."""
    reference = opened(Kind.SAR)
    change = Change((Entry(Happened.CLARIFICATION_ASKED, date(2026, 11, 10)),))
    clock.change(reference, change, by="officer.derby", at=NOON)
    shown = text_of(manager.get(f"/requests/{reference}"))
    assert "The clock waits Waits on the requester." in shown
    assert "The requester's answer to the question (the requester) The requester answered the question" in shown
    assert "Clarification asked on 10 November 2026 entered by officer.derby, 12 November 2026 12:00" in shown
    assert "10 E clarification asked" in shown


def test_a_day_years_away_draws_no_years_of_months(manager: Visit) -> None:
    """An order names whichever day it likes; the months between, in which nothing is, are left out."""
    reference = opened(Kind.COURT_ORDER)
    orders.record(
        reference,
        court="the County Court at Exampleton",
        case_number="X00EX001",
        dated=date(2026, 10, 30),
        provision="CPR 31.17",
        deadline=date(2028, 3, 6),
        sealed=True,
        by="officer.derby",
        at=NOON,
    )
    page = manager.get(f"/requests/{reference}")
    assert "Due Monday 6 March 2028" in text_of(page)
    months = re.findall(r"<caption>(\w+ \d+)<", page.text)
    assert (months[0], months[1], months[-1]) == ("November 2026", "December 2026", "March 2028")
    assert "February 2028" not in months


def test_every_section_appears_once_there_is_something_in_it(manager: Visit) -> None:
    """Design, pages: all that is on record of a request can be read on its page, under headings."""
    reference = opened(Kind.LA_LEGAL)
    people.record(reference, Standing.REQUESTER, by="officer.derby", at=NOON, name="Hazel Quillmarsh")
    conflicts.note(reference, Conflict.OTHER, by="officer.derby", at=NOON)
    competence.assess(reference, False, "Needs help.", assessed_by="A.B.", on=date(2026, 11, 11), **OFFICER)  # type: ignore[arg-type] # who and when
    disclosure.prepare(
        reference,
        Outcome.DISCLOSED,
        ground=Ground.CONSENT,
        schedule=way.SCHEDULE,
        purpose="The proceedings.",
        recipient_role="local authority solicitor",
        searched=tuple(Held),
        **OFFICER,  # type: ignore[arg-type] # who and when
    )
    weighing.weigh(reference, 2, way.BALANCE, by="officer.derby", at=NOON)
    approvals.approve(reference, "Service Manager", by="manager.derby", at=NOON)
    page = manager.get(f"/requests/{reference}")
    assert headings(page.text) == [
        "What is next",
        "On this page",
        "Missing before the answer may go",
        "Clock",
        "Record or decide",
        "To consider",
        "What is asked",
        "People",
        "Consents",
        "Conflicts, competence and powers",
        "Papers",
        "The answer",
        "Approvals",
        "Letters",
        "What happened",
    ]
    shown = text_of(page)
    for words in (
        "Those behind the request are at odds (UK GDPR Art 5(1)(f)): noted on 12 November 2026; a manager decides",
        "Whom it is about cannot decide for themself, as A.B. assessed on 11 November 2026: Needs help. (CUM-3.2)",
        "Consent of the parent: to be asked; noted on 2 November 2026; not asked yet",
        "Telephone record , 12 May 2026 goes redacted DPA 2018 Sch 2 para 16: It names others.",
        "Letter drafted: Holding answer that says nothing of anybody 2 November 2026 10:00, the program",
        "Conflict noted: those behind the request are at odds 12 November 2026 12:00, officer.derby",
    ):
        assert words in shown
    inside = re.findall(r'<li><a class="govuk-link" href="#([a-z]+)">', page.text)
    assert inside
    assert all(f'id="{name}"' in page.text for name in inside)


def test_a_void_approval_is_told_apart_from_one_that_stands(manager: Visit) -> None:
    """BWD-10: an approval is of one exact answer; a change after it voids it, and the page says so."""
    reference = approved()
    before = text_of(manager.get(f"/requests/{reference}"))
    assert "Service Manager: manager.derby, 12 November 2026 12:00. stands It is of the answer as it is now" in before
    weighing.weigh(reference, 2, ["Other.", *way.BALANCE[1:]], by="officer.derby", at=NOON)
    after = text_of(manager.get(f"/requests/{reference}"))
    assert "void It was of the answer as it was then, which has changed" in after
    assert "Approval by the Service Manager" in after


def test_a_closed_request_owes_nothing(manager: Visit) -> None:
    """Design, lifecycle: of a closed request nothing is missing, and how it ended can be read."""
    reference = approved()
    dispatch.release(reference, SentBy.TRACKED_POST, by="manager.derby", at=NOON)
    way_on = text_of(manager.get(f"/requests/{reference}"))
    assert "Released by manager.derby, to go by tracked post." in way_on
    from web import runs

    runs.respond(reference, NOON).result(30)
    page = manager.get(f"/requests/{reference}")
    assert "Nothing is owed to the requester any more." in page.text
    assert "Missing before the answer may go" not in page.text
    assert "Request closed" in text_of(page)


def test_what_somebody_typed_is_shown_as_text(manager: Visit) -> None:
    """OWASP, cross-site scripting: a name, a reason, a document, a paper's name are words, whatever they hold."""
    reference = opened(Kind.LA_LEGAL, more=f"\n{SCRIPT}\n")
    people.record(reference, Standing.REQUESTER, by="officer.derby", at=NOON, name=SCRIPT, reply_to=SCRIPT)
    competence.assess(reference, True, SCRIPT, assessed_by=SCRIPT, on=date(2026, 11, 11), **OFFICER)  # type: ignore[arg-type] # who and when
    conflicts.note(reference, Conflict.OTHER, by="officer.derby", at=NOON)
    conflicts.decide(reference, Conflict.OTHER, SCRIPT, by="manager.derby", at=NOON)
    page = manager.get(f"/requests/{reference}")
    assert page.status_code == 200
    assert "<script" not in page.text
    assert page.text.count("&lt;script&gt;") >= 3
    assert "Fernwhistle" not in re.search(r"<title>(.*?)</title>", page.text)[1]  # type: ignore[index] # it has a title


def test_the_page_is_kept_from_those_who_may_not_see_it(manager: Visit, app: FastAPI) -> None:
    """CUM-3.4, HIL-9, BNS-5: restricted, another service's, not assigned to a volunteer; each is told no more."""
    reference = opened(Kind.SAR)
    volunteer = Visit(app).sign_in("volunteer.derby")
    assert volunteer.get(f"/requests/{reference}").status_code == 403
    need_to_know.assign(reference, "volunteer.derby", by="manager.derby", at=NOON)
    seen = volunteer.get(f"/requests/{reference}")
    assert seen.status_code == 200
    assert "/do/restrict" not in seen.text, "what their role may not do is not offered"
    assert "/papers/" not in seen.text
    need_to_know.restrict(reference, ["manager.derby"], "Reason.", by="manager.derby", at=NOON)
    officer = Visit(app).sign_in("officer.derby")
    assert officer.get(f"/requests/{reference}").status_code == 403
    assert "restricted" in manager.get(f"/requests/{reference}").text
    staff.of("bathnes")
    other = opened(Kind.FOI, "bathnes")
    assert manager.get(f"/requests/{other}").status_code == 404
    assert staff.newest().event == "access.refused"


def test_every_link_of_the_page_leads_somewhere(manager: Visit) -> None:
    """Design, pages: what is offered opens: each decision, paper and letter of a request whose answer is prepared."""
    reference = approved()
    page = manager.get(f"/requests/{reference}").text
    links = sorted(set(re.findall(rf'href="(/requests/{reference}[^"#]*)"', page)))
    assert len(links) > 15
    assert [link for link in links if manager.get(link).status_code != 200] == []


def test_a_question_is_asked_before_its_answer_is_awaited(manager: Visit) -> None:
    """CUM-4.2: of a consent that nobody was asked for yet, the asking is next; then the answer."""
    reference = opened(Kind.LA_LEGAL)
    missing = re.compile(r"Consent of the parent .*?<a class=\"govuk-link\" href=\"([^\"]+)\"", re.DOTALL)
    before = missing.search(manager.get(f"/requests/{reference}").text)
    assert before is not None
    assert before[1].endswith("/do/consent-asked")
    asking.put(reference, Asked.PARENT, on=date(2026, 11, 12), **OFFICER)  # type: ignore[arg-type] # who and when
    after = missing.search(manager.get(f"/requests/{reference}").text)
    assert after is not None
    assert after[1].endswith("/do/consent-given")


@pytest.mark.browser
def test_the_page_in_a_browser(
    derby: tuple[str, str, str],
    app: FastAPI,
    served: Callable[[FastAPI], str],
    chromium: "Browser",
    tmp_path: Path,
) -> None:
    """No violation that axe finds, nothing that runs off at 320 pixels; the contents lead to their section."""
    reference, address = approved(), served(app)
    for width in browsing.WIDTHS:
        page = browsing.opened(chromium, width)
        browsing.sign_in(page, address)
        page.get_by_role("link", name=reference).click()
        page.wait_for_url(f"**/requests/{reference}")
        browsing.check(page, tmp_path / f"request-{width}.png")
        page.get_by_role("link", name="Approvals", exact=True).click()
        assert page.url.endswith("#approvals")
        page.get_by_role("link", name="Send the answer").first.click()
        assert page.get_by_role("heading", level=1).inner_text() == "Send the answer"
        page.context.close()
