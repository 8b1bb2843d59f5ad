"""The proposal: the letter with what was read in it, confirmed by one press or corrected with its consequence."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fastapi import FastAPI

from models import queries
from models.db import reading
from rules.channel import Channel
from rules.consents import Asked
from rules.kinds import Kind
from rules.lifecycle import State
from tasks import asking, classification, intake, need_to_know
from tests import staff, way
from tests.conftest import at
from tests.logged import events
from tests.tasks.on_record import everything
from tests.web import before, browsing
from tests.web.visits import NOON, Visit, hidden_in, logged, opened, text_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HARM = way.SAR.replace("about me.", "about me. Her father hits her, and he must not know that I asked you.")
ODD = "Dear all\n\nCould you let me have the thing that we talked about?\n<script>alert(1)</script>\n"
REFERENCE = "DER-2026-0001"
PAGE = f"/requests/{REFERENCE}/proposal"


@pytest.fixture(autouse=True)
def _without_prefect(monkeypatch: pytest.MonkeyPatch) -> None:
    """No page of this program needs Prefect; how long a page waits is another test's."""
    from web import runs

    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    monkeypatch.setattr(runs, "WAIT", 60)


def received(text: str) -> str:
    """A letter that was logged and read."""
    reference = logged(text)
    way.receive(reference, NOON)
    return reference


def stands(reference: str = REFERENCE) -> tuple[State, list[Kind], str | None, list[str]]:
    """Its state, its kinds, who decided them, and its letters."""
    with reading() as session:
        found = queries.request(session, reference)
        proposal = queries.classification(session, found)
        kinds = [part.kind for part in queries.parts(session, found)]
        letters = [letter.occasion for letter in queries.letters(session, found)]
        return found.state, kinds, proposal.decided_by if proposal else None, letters


def press(visit: Visit, **words: object) -> str:
    """Press the one button that confirms what is proposed; gives what is read of the page that follows."""
    html = visit.get(PAGE).text
    confirming = html.partition('id="proposed"')[2].partition("</form>")[0]
    assert "Yes, that is right" in confirming
    return text_of(visit.client.post(PAGE, data={**hidden_in(confirming), "step": "confirm", **words}))


def test_what_it_rests_on_is_marked_in_the_letter(manager: Visit) -> None:
    """Who confirms it sees the words themselves, what follows from them, the date with its law, and who is asked."""
    received(way.LA_LEGAL)
    page = manager.get(PAGE)
    marked = [" ".join(words.split()) for words in re.findall(r"<mark[^>]*>(.*?)</mark>", page.text, re.DOTALL)]
    assert any("judicial review" in words for words in marked)
    shown = text_of(page)
    for says in (
        "Proposed: local authority's request for legal reasons",
        "% sure.",
        "About whom Rowan Thistlebrook; born Thursday 12 May 2016",
        "Consent of the parent: ",
        "DPA 2018 Sch 2 para 5(3)",
        "Received on Monday 2 November 2026.",
    ):
        assert says in shown
    targets = set(re.findall(r'href="#(words-\d+)"', page.text))
    assert targets
    assert targets <= set(re.findall(r'<mark id="(words-\d+)">', page.text))


def test_words_of_harm_come_before_everything(manager: Visit) -> None:
    """DER-7, BWD-12, HIL-5: whatever the letter asks, who opens it reads them first."""
    received(HARM)
    shown = text_of(manager.get(PAGE))
    assert shown.index("May speak of harm to somebody") < shown.index("Proposed: subject access request")
    assert "Her father hits her" in shown


def test_what_is_proposed_is_confirmed_by_one_press(manager: Visit) -> None:
    """UK GDPR Art 12A: the manager's decision is on record, and the acknowledgement is drafted at once."""
    received(HARM)
    assert stands()[0] is State.IN_DOUBT
    shown = press(manager)
    assert "Decided: subject access request." in shown
    state, kinds, by, letters = stands()
    assert (state, kinds, by) == (State.OPEN, [Kind.SAR], "manager.derby")
    assert letters
    assert "Yes, that is right" not in manager.get(PAGE).text
    assert "By manager.derby. The program proposed subject access request" in text_of(manager.get(PAGE))


def test_to_confirm_what_goes_on_already_takes_nothing_away(manager: Visit) -> None:
    """The question that was put and the letters that were drafted stay; that somebody confirmed is recorded."""
    reference = opened(Kind.LA_LEGAL)
    asking.put(reference, Asked.PARENT, on=date(2026, 11, 10), by="officer.derby", at=NOON)
    before_it = everything()
    press(manager)
    after = everything()
    changed = {name for name in after if after[name] != before_it[name]}
    assert changed == {"classification"}
    assert stands()[2] == "manager.derby"
    assert events(reference)[-1].event == "kind.decided"


def test_a_correction_shows_what_it_does_before_it_is_done(manager: Visit) -> None:
    """The dates that move and who is then asked are read first; nothing is changed before it is confirmed."""
    received(way.SAR)
    kept = everything()
    shown = manager.send(PAGE, {"kinds": ["foi"]})
    assert everything() == kept
    told = text_of(shown)
    assert "The subject access request falls away." in told
    assert "A freedom of information request is begun: due Tuesday 1 December 2026" in told
    assert "notes whom to ask (nobody), and drafts the acknowledgement." in told
    done = manager.client.post(PAGE, data={**hidden_in(shown.text), "step": "confirm"})
    assert done.url.path == f"/requests/{REFERENCE}"
    state, kinds, by, letters = stands()
    assert (state, kinds, by) == (State.OPEN, [Kind.FOI], "manager.derby")
    assert letters


def test_a_letter_can_be_two_things(manager: Visit) -> None:
    """Each part has a clock of its own (FOIA 2000 s.10(1), UK GDPR Art 12A)."""
    received(way.SAR)
    words = {**manager.hidden(PAGE), "kinds": ["sar", "foi"], "step": "confirm"}
    shown = text_of(manager.client.post(PAGE, data=words))
    assert "Decided: subject access request and freedom of information request." in shown
    assert stands()[1] == [Kind.SAR, Kind.FOI]


def test_a_correction_of_nothing_says_so(manager: Visit) -> None:
    """WCAG 3.3.1: the field that is empty or wrong is named; the letter is still there, and nothing is changed."""
    received(way.SAR)
    kept = everything()
    for words in ({}, {"kinds": ["everything"]}):
        refused = manager.client.post(PAGE, data={"form": manager.hidden(PAGE)["form"], "seen": "sar", **words})
        assert refused.status_code == 422
        assert 'href="#kinds"' in refused.text
        assert "Marigold Fernwhistle" in refused.text
    assert everything() == kept


def test_what_somebody_else_decided_is_not_overruled_unseen(manager: Visit) -> None:
    """Two people at once: the second is told, sees what stands, and decides again if it is wrong."""
    received(HARM)
    stale = hidden_in(manager.get(PAGE).text)
    classification.decide_kind(REFERENCE, [Kind.FOI], by="officer.derby", at=NOON)
    refused = manager.client.post(PAGE, data={**stale, "kinds": ["sar"], "step": "confirm"})
    assert refused.status_code == 422
    assert "Somebody has decided meanwhile" in text_of(refused)
    assert stands()[1] == [Kind.FOI]


def test_while_it_is_read_the_page_says_so(manager: Visit) -> None:
    """A scan takes a while: there is a link to look again, nothing to decide, and no claim about the letter."""
    logged(way.SAR)
    page = manager.get(PAGE)
    assert "The program still reads it." in text_of(page)
    assert f'href="{PAGE}"' in page.text
    assert 'name="kinds"' not in page.text
    assert "%" not in text_of(page)
    sent = manager.send("/account", {"kinds": ["sar"], "seen": "unknown", "step": "confirm"}, to=PAGE)
    assert sent.status_code == 422


def test_what_could_not_be_read_is_decided_by_a_person(manager: Visit) -> None:
    """A message without words: why is said, until when somebody must look, and the kind can be given."""
    content = (
        b"From: Clover <c@gardenpost.example>\nTo: us <a@b.example>\nSubject: letter\nDate: Mon, 2 Nov 2026\n\n \n"
    )
    intake.log(
        content, "a.eml", service="derby", received=way.RECEIVED, channel=Channel.EMAIL, by="officer.derby",
        at=at(way.RECEIVED),
    )  # fmt: skip
    way.receive(REFERENCE, NOON)
    assert stands()[0] is State.UNREADABLE
    shown = text_of(manager.get(PAGE))
    assert "A person must read it" in shown
    assert "the message has no words of its own" in shown
    assert "Somebody must have looked at it by" in shown
    words = {**manager.hidden(PAGE), "kinds": ["foi"], "step": "confirm"}
    assert "Decided: freedom of information request." in text_of(manager.client.post(PAGE, data=words))


def test_a_letter_is_text_and_no_page(manager: Visit) -> None:
    """What a stranger wrote is shown as it was written, and does nothing."""
    received(ODD)
    page = manager.get(PAGE)
    assert "<script" not in page.text
    assert "<script>alert(1)</script>" in text_of(page) or "&lt;script&gt;alert(1)" in page.text


def test_a_prepared_answer_is_opened_before_its_kind_is_changed(manager: Visit) -> None:
    """What was approved is what was asked: the page reads on, and leads to where it is opened again."""
    reference = before.prepared()
    page = manager.get(f"/requests/{reference}/proposal").text
    assert 'name="kinds"' not in page
    assert f'href="/requests/{reference}/do/reopen"' in page


def test_the_proposal_is_for_those_who_may_read_it(app: FastAPI, manager: Visit) -> None:
    """DER-1, CUM-3.4, BNS-5: another service's is not found; a restricted and an unassigned one are refused."""
    staff.of("bathnes")
    other = logged(way.SAR, "bathnes")
    assert manager.get(f"/requests/{other}/proposal").status_code == 404
    received(way.SAR)
    volunteer = Visit(app).sign_in("volunteer.derby")
    assert volunteer.get(PAGE).status_code == 403
    need_to_know.assign(REFERENCE, "volunteer.derby", by="manager.derby", at=NOON)
    assigned = volunteer.get(PAGE)
    assert "Marigold Fernwhistle" in assigned.text
    assert f"/requests/{REFERENCE}/papers/" not in assigned.text
    need_to_know.restrict(REFERENCE, ["officer.derby"], "Reason.", by="manager.derby", at=NOON)
    assert manager.get(PAGE).status_code == 403
    assert manager.send("/account", {"kinds": ["foi"], "step": "confirm"}, to=PAGE).status_code == 403
    assert "Marigold" not in manager.get(PAGE).text


@pytest.mark.browser
def test_a_correction_in_a_browser(
    app: FastAPI, served: Callable[[FastAPI], str], chromium: "Browser", tmp_path: Path
) -> None:
    """The whole errand at both widths: read, correct, check, confirm. No script, nothing that axe finds."""
    address = served(app)
    for width in browsing.WIDTHS:
        reference = before.legal()
        page = browsing.opened(chromium, width)
        browsing.sign_in(page, address)
        page.goto(f"{address}/requests/{reference}/proposal")
        browsing.check(page, tmp_path / f"proposal-{width}.png")
        page.get_by_role("link", name="in the letter").first.click()
        assert page.locator("mark:target").count() == 1
        page.get_by_role("checkbox", name="Local authority's request for legal reasons").uncheck()
        page.get_by_label("Request from a third party").check()
        page.get_by_role("button", name="Continue").click()
        browsing.check(page, tmp_path / f"correct-{width}.png")
        page.get_by_role("button", name="Confirm").click()
        page.wait_for_url(f"**/requests/{reference}")
        assert stands(reference)[1] == [Kind.THIRD_PARTY]
        page.context.close()
