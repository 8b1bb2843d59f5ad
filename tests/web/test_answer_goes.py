"""An answer is approved and sent on its pages: by whom, exactly what was read, and not before all of it is there."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fastapi import FastAPI

from models import queries
from models.db import reading
from rules.consents import Answer
from rules.kinds import Kind
from rules.lifecycle import State
from tasks import accounts, consents, need_to_know, people
from tasks.accounts import Opening
from tests import staff, way
from tests.web import answering as form
from tests.web import browsing, visits
from tests.web.answering import CALL, NOTES, address, confirmed
from tests.web.visits import NOON, Visit, app_at, opened, text_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser

LEGAL = {
    "ground": "consent",
    "purpose": "The defence of the claim that the letter names",
    "recipient_role": "local authority solicitor",
}


def state_of(reference: str) -> State:
    """Where a request stands."""
    with reading() as session:
        return queries.request(session, reference).state


def ready(visit: Visit) -> str:
    """An answer to a subject access request that somebody prepared and weighed, with the consents that it needs."""
    reference = opened(Kind.SAR)
    form.prepared(visit, reference)
    form.weighed(visit, reference)
    return reference


def agreed(reference: str, by: str) -> None:
    """Everybody who was asked agreed in full, on paper."""
    with reading() as session:
        asked = [row.whom for row in queries.consents(session, queries.request(session, reference))]
    assert asked
    for whom in asked:
        consents.answer(reference, whom, Answer.FULL, on=NOON.date(), by=by, at=NOON, paper=("form.pdf", b"signed"))


@pytest.fixture
def officer(app: FastAPI) -> Visit:
    """An officer of Derby, signed in."""
    return Visit(app).sign_in("officer.derby")


@pytest.fixture
def blackburn(installation: Path, monkeypatch: pytest.MonkeyPatch) -> FastAPI:
    """Blackburn, where two managers approve what goes to the council, on each database."""
    monkeypatch.setenv("INFORIGHTS_ONE_TIME_CODES", "offered")
    manager, *others = staff.of("blackburn")
    cvs = Opening("cvs.blackburn", "blackburn", "CVS Manager", "service", staff.TRAINED)
    accounts.add(cvs, by=manager, at=staff.OPENED)
    for login in (manager, others[0], cvs.login):
        visits.password_for(login)
    return app_at()


def test_an_answer_leaves_the_board_when_two_people_approved_it(blackburn: FastAPI) -> None:
    """BWD-10: prepared by an officer, approved by two managers, sent by a person; then closed and off the board."""
    officer, manager, cvs = (Visit(blackburn).sign_in(f"{who}.blackburn") for who in ("officer", "manager", "cvs"))
    reference = opened(Kind.LA_LEGAL, "blackburn")
    who = people.Standing.REQUESTER
    people.record(reference, who, by="officer.blackburn", at=NOON, name="Hazel Quillmarsh")
    confirmed(officer, address(reference, Kind.LA_LEGAL), {**LEGAL, **form.typed(NOTES, CALL)})
    form.weighed(officer, reference, kind=Kind.LA_LEGAL)
    agreed(reference, "officer.blackburn")
    first = text_of(manager.get(f"/requests/{reference}/do/approve"))
    for shown in ("Hazel Quillmarsh", "local authority solicitor", "Consent (UK GDPR", "Telephone record",
                  "CVS Manager: still missing", "SENDIASS Manager: still missing"):  # fmt: skip
        assert shown in first
    assert f'href="/requests/{reference}/letters"' in manager.get(f"/requests/{reference}/do/approve").text
    form.approved(manager, reference)
    again = text_of(manager.get(f"/requests/{reference}/do/approve"))
    assert "SENDIASS Manager: approved by manager.blackburn" in again
    assert "Nothing here waits for the approval of a SENDIASS Manager." in again
    early = text_of(manager.get(f"/requests/{reference}/do/release"))
    assert "The answer may not go yet. What is missing Approval by the CVS Manager (BWD-10" in early
    form.approved(cvs, reference)
    goes = text_of(manager.send(f"/requests/{reference}/do/release", {"way": "by-hand"}))
    assert "sent today: the answer (local authority's request for legal reasons); the copy for the family (" in goes
    assert "What has gone cannot be called back." in goes
    assert reference in manager.get("/").text
    form.sent(manager, reference, "by-hand")
    assert state_of(reference) is State.CLOSED
    assert reference not in manager.get("/").text
    late = officer.get(f"/requests/{reference}/prepare")
    assert late.status_code == 422
    assert "The answer to a request that is closed cannot be prepared now." in text_of(late)


def test_whoever_prepared_an_answer_does_not_approve_it(manager: Visit) -> None:
    """BWD-10, CUM-3.3: two people; the refusal is shown with its clause, and nothing is recorded."""
    reference = ready(manager)
    answer = manager.send(f"/requests/{reference}/do/approve", {})
    assert answer.status_code == 422
    assert "Whoever prepared an answer does not approve it: another person must (CUM-3.3)." in text_of(answer)
    assert "Service Manager: still missing" in text_of(answer)


def test_an_officer_prepares_and_does_not_approve(officer: Visit) -> None:
    """rules.rights: without the right there is neither a link nor a page, and a form of one's own is refused."""
    reference = ready(officer)
    assert "/do/approve" not in officer.get(f"/requests/{reference}").text
    assert officer.get(f"/requests/{reference}/do/approve").status_code == 403
    words = {**officer.hidden("/account"), "of": "0" * 64, "step": "confirm"}
    assert officer.client.post(f"/requests/{reference}/do/approve", data=words).status_code == 403


def test_what_changed_while_it_was_read_is_not_approved(officer: Visit, manager: Visit) -> None:
    """BWD-10: an approval is of exactly what was on the page; the page is then drawn with what there is now."""
    reference = ready(officer)
    shown = manager.send(f"/requests/{reference}/do/approve", {})
    form.prepared(officer, reference, [NOTES, CALL, {**NOTES, "document": "Further report"}])
    words = {**form.every_hidden(shown.text), "step": "confirm"}
    answer = manager.client.post(f"/requests/{reference}/do/approve", data=words)
    assert answer.status_code == 422
    assert "The answer has changed since you opened it" in answer.text
    assert "Further report" in answer.text
    assert "still missing" in answer.text
    form.approved(manager, reference)


def test_a_change_after_approval_voids_it(officer: Visit, manager: Visit) -> None:
    """BWD-10: the consequence says so before, and the answer may not go until it is approved anew."""
    reference = ready(officer)
    form.approved(manager, reference)
    words = {**form.OWN, **form.typed(NOTES, {**CALL, "reason": "It names a neighbour."})}
    changed = officer.send(address(reference), words)
    assert "The approval by the Service Manager becomes void." in text_of(changed)
    confirmed(officer, address(reference), words)
    missing = text_of(manager.get(f"/requests/{reference}/do/release"))
    assert "What is missing Approval by the Service Manager (CUM-3.3)" in missing
    words = {**manager.hidden("/account"), "way": "by-hand", "step": "confirm"}
    answer = manager.client.post(f"/requests/{reference}/do/release", data=words)
    assert answer.status_code == 422
    assert state_of(reference) is State.PREPARED


def test_what_is_about_a_person_goes_by_no_open_way(officer: Visit, manager: Visit) -> None:
    """HIL-12, UK GDPR Art 5(1)(f): e-mail and plain post are not offered, and not taken."""
    reference = ready(officer)
    form.approved(manager, reference)
    path = f"/requests/{reference}/do/release"
    page = manager.get(path).text
    assert 'value="tracked-post"' in page
    assert 'value="email"' not in page
    assert manager.send(path, {"way": "email"}).status_code == 422
    assert state_of(reference) is State.PREPARED


@pytest.mark.parametrize(
    "path",
    [
        "prepare",
        "prepare/sar/disclosed",
        "weigh",
        "weigh/sar/2",
        "opinion/sar/1",
        "do/approve",
        "do/release",
        "do/reopen",
    ],
)
def test_need_to_know_holds_on_every_page_of_an_answer(
    officer: Visit, manager: Visit, app: FastAPI, path: str
) -> None:
    """DER-1, HIL-9: another service's is not found; CUM-3.4, BNS-5: one restricted or unassigned is refused."""
    reference = ready(officer)
    volunteer = Visit(app).sign_in("volunteer.derby")
    assert volunteer.get(f"/requests/{reference}/{path}").status_code == 403
    need_to_know.restrict(reference, ["officer.derby"], "Reason.", by="manager.derby", at=NOON)
    assert manager.get(f"/requests/{reference}/{path}").status_code == 403
    staff.of("hillingdon")
    elsewhere = opened(Kind.SAR, "hillingdon")
    assert manager.get(f"/requests/{elsewhere}/{path}").status_code == 404


def test_a_volunteer_sends_nothing(officer: Visit, app: FastAPI) -> None:
    """BNS-5: what is assigned to a volunteer may be prepared by them; no copy and no answer leaves by them."""
    reference = ready(officer)
    need_to_know.assign(reference, "volunteer.derby", by="manager.derby", at=NOON)
    volunteer = Visit(app).sign_in("volunteer.derby")
    assert volunteer.get(address(reference)).status_code == 200
    assert volunteer.get(f"/requests/{reference}/do/release").status_code == 403


@pytest.mark.browser
@pytest.mark.parametrize("width", browsing.WIDTHS)
def test_an_answer_in_a_browser(
    app: FastAPI, served: Callable[[FastAPI], str], chromium: "Browser", tmp_path: Path, width: int
) -> None:
    """The whole errand without a script: prepared, weighed, approved by another, sent, and gone from the board."""
    reference = opened(Kind.SAR)
    base = served(app)
    here = f"{base}/requests/{reference}"
    page = browsing.opened(chromium, width)

    def pictured(name: str) -> None:
        browsing.check(page, tmp_path / f"{name}-{width}.png")

    def confirm() -> None:
        pictured(f"confirm-{page.url.rpartition('/')[2]}")
        page.get_by_role("button", name="Confirm").click()

    browsing.sign_in(page, base, "officer.derby")
    page.goto(f"{here}/prepare")
    pictured("ways")
    page.get_by_role("link", name="Give what is asked for").click()
    page.get_by_label("paper", exact=True).first.check()
    page.get_by_label("electronic files", exact=True).first.check()
    for number, row in enumerate((NOTES, {**CALL, "reason": ""}), 1):
        for name, word in row.items():
            cell = page.locator(f"#{name}-{number}")
            cell.select_option(word) if name in {"decision", "held", "others", "health"} else cell.fill(word)
    page.get_by_role("button", name="Add five more rows").click()
    assert page.input_value("#document-2") == "Telephone record"
    page.get_by_role("button", name="Continue").click()
    assert page.get_by_role("link", name="Document 2: say why the exemption applies.").is_visible()
    pictured("wrong")
    page.fill("#reason-2", "It names others.")
    page.press("#exemption-2", "Enter")  # as Continue: the first button is not the one for more rows
    confirm()
    page.goto(f"{here}/weigh")
    pictured("weigh")
    page.get_by_role("link", name="Weigh document 2").click()
    for number, text in enumerate(way.BALANCE, 1):
        page.fill(f"#factor-{number}", text)
    pictured("balance")
    page.get_by_role("button", name="Continue").click()
    confirm()
    other = browsing.opened(chromium, width)
    page.context.close()
    page = other
    browsing.sign_in(page, base)
    page.goto(f"{here}/do/approve")
    pictured("approve")
    page.get_by_role("button", name="Approve it as it stands here").click()
    confirm()
    page.goto(f"{here}/do/release")
    page.get_by_label("By tracked post").check()
    pictured("release")
    page.get_by_role("button", name="Continue").click()
    confirm()
    page.wait_for_url(here)
    page.goto(base)
    assert reference not in page.content()
    page.goto(f"{base}/exemptions?kind=foi")
    pictured("exemptions")
    page.context.close()
