"""Every page of the dashboard in a real browser: nothing that axe finds, nothing that runs off, no script."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fastapi import FastAPI

from models.db import transaction
from models.disposal import DisposalList
from models.log_decision import PublishedAnswer
from rules.approvals import roles_needed
from rules.kinds import Kind
from rules.letter import Outcome
from rules.mail_state import WAITS
from tasks import accounts, holidays, outbox, policies
from tasks.accounts import Opening
from tests import staff, way
from tests.arrived import arrived
from tests.conftest import free_port
from tests.mail_messages import message
from tests.smtp_server import SENDER, sends_by
from tests.web import before, browsing, visits
from tests.web.test_guard import BY_TOKEN, pages
from web.decide import DECISIONS

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# What stands in an address for an argument, as the request below has it. An argument that is not here fails the test.
SAMPLES = {
    "reference": "DER-2026-0001",
    "kind": "sar",
    "occasion": "acknowledgement.sar",
    "name": "clarification_sar",
    "on": "2026-12-03",
    "nations": "SCT",
    "number": "2",
    "slug": "invite",
    "outcome": "disclosed",
    "document": "2",
    "step": "sign",
    "answer": "DER-2026-0002",
    "missed": "DER-2026-0003",
    "date_of": "foi",
    "line": "1",
}
# Files, frames and answers to programs: no page that somebody reads.
QUERIES = {"/service/wording/edit": "?name=closing"}  # what an address is nothing without
# Nothing of the service's own is there to be taken back, nor a decision, and nothing may be destroyed: each says so.
REFUSED = {
    "/service/letterhead/restore",
    "/service/disposal/propose",
    f"/registers/disclosure-log/{SAMPLES['answer']}/take-back",
}
NO_PAGES = re.compile(
    r"^/(healthz|readyz|styles/|export/|sign-out|set-up|sign-in/|invitation/)"
    r"|/papers/|/letters/prepared/|/letters/[^/]+/(page|copy)|\.(ics|json)$|/file(/|$)|/look"
)


@pytest.fixture
def prepared(derby: tuple[str, str, str], monkeypatch: pytest.MonkeyPatch) -> str:
    """A request of Derby whose answer waits for approval, made by the steps of `tests.way`; gives its reference."""
    sends_by(monkeypatch, free_port())  # where nobody is
    role = policies.of("derby").service.manager_role
    people = [("m.manager", role), ("o.officer", "Officer")]
    people += [
        (f"approver.{number}", one) for number, one in enumerate(roles_needed([Kind.SAR], policies.of("derby")))
    ]
    for login, held in people:
        accounts.add(Opening(login, "derby", held, "service", staff.TRAINED), by=derby[0], at=staff.OPENED)
    holidays.add(
        date(2026, 12, 3), "Scotland", "Day of thanksgiving", "Royal Proclamation", by=derby[0], at=staff.OPENED
    )
    reference = way.prepared(Kind.SAR, "derby")
    assert [before.answered(), visits.opened(Kind.FOI, received=date(2026, 9, 1))] == [
        SAMPLES["answer"], SAMPLES["missed"]
    ]  # fmt: skip
    for number, subject in ((1, "News"), (2, f"Re: {reference}")):  # e-mails that wait for somebody to decide
        arrived(message(number=number, subject=subject, more={"List-Id": "<news.example>"} if number == 1 else {}))
    accounts.set_email(derby[0], SENDER, by=derby[0], at=staff.OPENED)
    for _ in range(2):  # mails of ours that were given up
        outbox.send_test(derby[0], by=derby[0], at=staff.OPENED)
    for number in range(1, len(WAITS) + 1):
        outbox.send_due(staff.OPENED + number * timedelta(minutes=WAITS[-1] + 1))
    with transaction(derby[0], staff.OPENED) as tx:
        for number in (1, 2):
            tx.session.add(DisposalList(service="derby", made_on=staff.OPENED.date(), made_by="inforights"))
            tx.record("disposal.proposed", service="derby", list=number, count=0)
        gone = {"title": "Families", "summary": "So many.", "outcome": Outcome.NOT_HELD}
        tx.session.add(PublishedAnswer(service="derby", month=date(2022, 3, 1), **gone))
    return reference


def addresses(reference: str) -> Iterator[str]:
    """The address of every page that is there for somebody who is signed in."""
    for path in pages("GET"):
        if NO_PAGES.search(path) or path.startswith(BY_TOKEN):
            continue
        if path == "/requests/{reference}/do/{slug}":
            yield from (f"/requests/{reference}/do/{slug}" for slug in DECISIONS)
            continue
        found = path
        for name in re.findall(r"\{([^}:]+)[^}]*\}", path):
            assert name in SAMPLES, f"{path}: give a sample for {name}"
            found = re.sub(r"\{" + name + r"[^}]*\}", SAMPLES[name], found)
        yield found + QUERIES.get(path, "")


@pytest.mark.browser
def test_every_page_can_be_read(
    prepared: str, app: FastAPI, served: Callable[[FastAPI], str], chromium: "Browser", tmp_path: Path
) -> None:
    """WCAG 2.2 AA as far as axe knows it, and reflow at 320 pixels (1.4.10): a new page is looked at with them."""
    page = browsing.opened(chromium)
    home = served(app)
    browsing.sign_in(page, home)
    page.goto(f"{home}/requests/{prepared}")
    offered = {*re.findall(r'href="([^"]+/do/[^"]+)"', page.content())}
    for number, address in enumerate(addresses(prepared)):
        answer = page.goto(home + address)
        assert answer is not None
        meanwhile = "/do/" in address and address not in offered  # it says why it does not come into question
        assert answer.status == (422 if address in REFUSED else 409 if meanwhile else 200), address
        assert page.locator("h1").count() == 1, address
        for width in browsing.WIDTHS:  # no script is run, so the width alone says how it is drawn
            page.set_viewport_size({"width": width, "height": 900})
            browsing.check(page, tmp_path / f"{number:02}{re.sub('[^a-z0-9]+', '-', address.lower())}-{width}.png")
    page.context.close()
