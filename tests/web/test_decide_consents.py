"""Consents on the pages: asked, answered on paper, refused, withdrawn, waived; what is refused says why."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fastapi import FastAPI

from models import document_store, queries
from models.consent import Consent
from models.db import reading
from models.document import DocumentRole
from rules.consents import Answer
from rules.kinds import Kind
from tasks import need_to_know
from tests.logged import events
from tests.web import browsing, visits
from tests.web.before import agreed, legal, of_a_child_of_13, prepared
from tests.web.decision_samples import ON, PAPER, PARENT, WHY
from tests.web.visits import NOON, Visit, app_at, text_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser

YES = {**PARENT, "how": "full", **ON}


def consent(reference: str) -> Consent:
    """The one consent of a request."""
    with reading() as session:
        (row,) = queries.consents(session, queries.request(session, reference))
        return row


def do(reference: str, slug: str) -> str:
    """Where a decision is taken."""
    return f"/requests/{reference}/do/{slug}"


def test_a_yes_is_to_something_and_what_was_typed_is_kept(manager: Visit) -> None:
    """UK GDPR Art 4(11): before an answer is prepared there is nothing to agree to; the form comes back as it was."""
    reference = legal()
    refused = manager.send(do(reference, "consent-given"), {**YES, "form_number": "3F2A-9C41", "roles": ["SENCO"]})
    assert refused.status_code == 422
    assert "A restricted consent names the roles" in text_of(refused)  # CUM-4.2: no other does
    refused = manager.send(do(reference, "consent-given"), {**YES, "form_number": "3F2A-9C41"})
    assert refused.status_code == 422
    assert "A consent is to named documents, for a purpose, to a recipient (UK GDPR Art 4(11))" in text_of(refused)
    assert 'value="3F2A-9C41"' in refused.text
    assert 'value="parent" checked' in refused.text
    assert 'name="on-day" type="text" value="12"' in refused.text
    assert consent(reference).answer is None


def test_a_form_that_is_about_another_list_is_refused(manager: Visit) -> None:
    """UK GDPR Art 4(11), 7(1): the number on the form is that of what they were last shown."""
    reference = prepared()
    refused = manager.send(do(reference, "consent-given"), {**YES, "form_number": "0000-0000"})
    assert refused.status_code == 422
    assert "bears another number" in text_of(refused)
    assert 'value="0000-0000"' in refused.text


def test_a_yes_is_on_paper(manager: Visit) -> None:
    """CUM-5.1: without the signed paper nothing is recorded; with it, its bytes are kept as they are."""
    reference = prepared()
    path = do(reference, "consent-given")
    sheet = manager.send(path, YES)
    hidden = {**visits.hidden_in(sheet.text), "step": "confirm"}
    lacking = manager.client.post(path, data=hidden)
    assert lacking.status_code == 422
    assert "choose a file" in text_of(lacking)
    assert consent(reference).answer is None
    hidden = visits.hidden_in(lacking.text)  # nothing typed is lost with it
    done = manager.client.post(
        path, data={**hidden, "step": "confirm"}, files={"paper": ("C:\\a\\form.pdf", b"%PDF-")}
    )
    assert "The answer of Thursday 12 November 2026 is recorded." in text_of(done)
    assert consent(reference).answer is Answer.FULL
    with reading() as session:
        (kept,) = queries.documents(session, queries.request(session, reference), DocumentRole.CONSENT)
    assert kept.filename == "form.pdf"
    assert document_store.get(kept.sha256) == b"%PDF-"


def test_a_no_needs_no_paper(manager: Visit) -> None:
    """UK GDPR Art 7(3): to say no is as easy as anything; what they wrote is kept where they wrote."""
    reference = prepared()
    path = do(reference, "consent-refused")
    for files in (None, PAPER):
        sheet = manager.send(path, PARENT | ON)
        manager.client.post(path, data={**visits.hidden_in(sheet.text), "step": "confirm"}, files=files)
        assert consent(reference).answer is Answer.REFUSED
        assert (consent(reference).document_id is not None) == (files is not None)


def test_a_consent_is_withdrawn_whenever(manager: Visit) -> None:
    """UK GDPR Art 7(3): at any time, also of a request that has ended."""
    reference = agreed()
    ended = do(reference, "withdrawn")
    sheet = manager.send(ended, {})
    manager.client.post(ended, data={**visits.hidden_in(sheet.text), "step": "confirm"})
    shown = manager.get(f"/requests/{reference}").text
    assert do(reference, "consent-withdrawn") in shown
    assert do(reference, "consent-given") not in shown
    path = do(reference, "consent-withdrawn")
    sheet = manager.send(path, PARENT | ON)
    manager.client.post(path, data={**visits.hidden_in(sheet.text), "step": "confirm"})
    assert consent(reference).withdrawn_on == NOON.date()


def test_only_what_is_to_be_asked_can_be_recorded(manager: Visit) -> None:
    """CUM-4.2: whom the request does not concern is no answer of the form, whatever a browser sends."""
    refused = manager.send(do(prepared(), "consent-asked"), {"whom": "young_person", **ON})
    assert refused.status_code == 422
    assert "Choose one of the answers" in text_of(refused)


def test_a_manager_alone_does_without_the_childs_word(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """BNS-6: an officer is not offered it, and is refused the form; that they tried is recorded."""
    from tests import staff

    monkeypatch.setenv("INFORIGHTS_ONE_TIME_CODES", "offered")
    manager, officer, _volunteer = staff.of("bathnes")
    for login in (manager, officer):
        visits.password_for(login)
    reference, app = of_a_child_of_13(), app_at()
    path = do(reference, "confirmation-waived")
    visit = Visit(app).sign_in(officer)
    assert path not in visit.get(f"/requests/{reference}").text
    refused = visit.get(path)
    assert refused.status_code == 403
    assert "may not approve what leaves" in text_of(refused)
    assert events(reference)[-1].event == "access.refused"
    assert Visit(app).sign_in(manager).send(path, WHY).status_code == 200


def test_a_volunteer_records_an_answer_of_what_is_assigned_to_them(manager: Visit, app: FastAPI) -> None:
    """BNS-5: they work on assigned requests, and no other is there for them."""
    reference, other = prepared(), visits.opened(Kind.FOI)
    need_to_know.assign(reference, "volunteer.derby", by="manager.derby", at=NOON)
    volunteer = Visit(app).sign_in("volunteer.derby")
    assert volunteer.send(do(reference, "consent-asked"), PARENT | ON).status_code == 200
    assert volunteer.get(do(other, "hold")).status_code == 403


@pytest.mark.browser
def test_a_consent_in_a_browser(
    derby: tuple[str, str, str],
    app: FastAPI,
    served: Callable[[FastAPI], str],
    chromium: "Browser",
    tmp_path: Path,
) -> None:
    """Somebody is asked, and their yes is recorded with the paper: nothing that axe finds, at both widths."""
    address = served(app)
    paper = tmp_path / "form.pdf"
    paper.write_bytes(b"%PDF-1.4 signed")
    for reference, width in ((prepared(), width) for width in browsing.WIDTHS):
        page = browsing.opened(chromium, width)
        browsing.sign_in(page, address)
        page.goto(f"{address}/requests/{reference}")
        page.get_by_role("link", name="Somebody was asked for consent").first.click()
        page.get_by_label("Consent of the parent").check()
        browsing.check(page, tmp_path / f"asked-{width}.png")
        page.get_by_role("button", name="Continue").click()
        browsing.check(page, tmp_path / f"asked-check-{width}.png")
        page.get_by_role("button", name="Confirm").click()
        page.wait_for_url(f"{address}/requests/{reference}")
        page.get_by_role("link", name="Somebody agreed").first.click()
        page.get_by_role("button", name="Continue").click()
        assert page.title().startswith("Error: ")
        browsing.check(page, tmp_path / f"given-lacking-{width}.png")
        page.get_by_label("Consent of the parent").check()
        page.get_by_label("To recipients in the roles that they name").check()
        page.get_by_label("SENCO").check()
        page.get_by_role("button", name="Continue").click()
        browsing.check(page, tmp_path / f"given-check-{width}.png")
        page.get_by_label("The signed paper, or its scan").set_input_files(paper)
        page.get_by_role("button", name="Confirm").click()
        page.wait_for_url(f"{address}/requests/{reference}")
        assert consent(reference).roles == ["SENCO"]
        page.context.close()
