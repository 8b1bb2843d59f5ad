"""Reviews and complaints on the pages: offered of a closed request, shown on its page and on the board."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from fastapi import FastAPI

from rules.follow_ups import Outcome
from rules.kinds import FollowUp, Kind
from tasks import follow_ups, need_to_know
from tests.conftest import at
from tests.followed import rows
from tests.web import browsing
from tests.web.before import answered
from tests.web.visits import NOON, Visit, app_at, day, hidden_in, opened, text_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser

REVIEW, COMPLAINT = FollowUp.INTERNAL_REVIEW, FollowUp.COMPLAINT
BY: dict[str, Any] = {"by": "manager.derby", "at": NOON}
LATE = at(date(2026, 12, 15), 12)


def do(reference: str, slug: str) -> str:
    """Where a decision is taken."""
    return f"/requests/{reference}/do/{slug}"


def confirm(visit: Visit, path: str, words: dict[str, str]) -> str:
    """Send a form and confirm what it does; gives what was shown before, and then the page."""
    shown = visit.send(path, words)
    done = visit.client.post(path, data={**hidden_in(shown.text), "step": "confirm"})
    return f"{text_of(shown)} | {text_of(done)}"


def test_a_review_is_recorded_of_a_closed_request(manager: Visit) -> None:
    """Code of Practice, 5: offered once the answer has gone; its date is shown before it is confirmed, and after."""
    reference = answered()
    page = manager.get(f"/requests/{reference}")
    assert do(reference, "review") in page.text
    assert do(reference, "review-ended") not in page.text
    assert "Nothing is owed to the requester any more." in text_of(page)
    said = confirm(manager, do(reference, "review"), {**day("received", NOON.date()), "complex": "no"})
    assert "This sets the date of the internal review: Friday 11 December 2026." in said
    assert "Due Friday 11 December 2026: 20 working days left. The internal review waits for the outcome" in said
    assert "Nothing is owed to the requester any more." not in said
    page = manager.get(f"/requests/{reference}")
    assert do(reference, "review") + '"' not in page.text
    said = confirm(manager, do(reference, "review-complex"), {})
    moved = "This moves the date of the internal review from Friday 11 December 2026 to Thursday 14 January 2027."
    assert moved in said


def test_what_is_refused_keeps_what_was_typed(manager: Visit) -> None:
    """Code of Practice, 5: whoever decided first says why; a day before the answer is none; nothing typed is lost."""
    reference = answered()
    early = manager.send(do(reference, "review"), {**day("received", date(2026, 11, 9)), "complex": "yes"})
    assert early.status_code == 422
    assert "when the answer went, or later" in text_of(early)
    assert 'id="received-day" name="received-day" type="text" value="9"' in early.text
    assert rows(reference) == []
    follow_ups.record(reference, REVIEW, NOON.date(), **BY)
    ended = {"outcome": "upheld", "decided_by": "officer.derby", **day("on", NOON.date())}
    same = manager.send(do(reference, "review-ended"), ended)
    assert same.status_code == 422
    assert "should be somebody who did not decide the first answer" in text_of(same)
    assert 'value="officer.derby"' in same.text
    said = confirm(manager, do(reference, "review-ended"), {**ended, "because": "There is no other manager."})
    assert "Internal review: ended on Thursday 12 November 2026: the answer is upheld (before: received on" in said
    assert rows(reference)[0].outcome is Outcome.UPHELD


def test_a_complaint_can_come_of_any_request(manager: Visit) -> None:
    """DPA 2018 s.164A(1): open or closed; once acknowledged the page gives no date and says what is owed."""
    reference = opened(Kind.LA_LEGAL)
    said = confirm(manager, do(reference, "complaint"), day("received", date(2026, 11, 10)))
    assert "This sets the date of the complaint: Thursday 10 December 2026." in said
    said = confirm(manager, do(reference, "complaint-acknowledged"), day("on", NOON.date()))
    assert "waits for an outcome, without undue delay (DPA 2018 s.164A(4))" in said
    assert do(reference, "complaint-acknowledged") not in manager.get(f"/requests/{reference}").text


def test_of_two_complaints_one_is_chosen(manager: Visit) -> None:
    """DPA 2018 s.164A: where two people complained the form asks which of the two is meant."""
    reference = opened(Kind.SAR)
    for on in (date(2026, 11, 9), date(2026, 11, 10)):
        follow_ups.record(reference, COMPLAINT, on, **BY)
    form = do(reference, "complaint-ended")
    ended = {"outcome": "withdrawn", "decided_by": "manager.derby", **day("on", NOON.date())}
    assert "Which one? Choose an answer." in text_of(manager.send(form, ended))
    confirm(manager, form, {**ended, "number": "2"})
    assert [row.outcome for row in rows(reference)] == [None, Outcome.WITHDRAWN]


def test_an_officer_is_not_offered_to_decide(derby: tuple[str, str, str], app: FastAPI) -> None:
    """DER-1: how a complaint ends is for whoever approves; an officer records and acknowledges."""
    reference = opened(Kind.SAR)
    follow_ups.record(reference, COMPLAINT, NOON.date(), **BY)
    officer = Visit(app).sign_in("officer.derby")
    page = officer.get(f"/requests/{reference}").text
    assert do(reference, "complaint-acknowledged") in page
    assert do(reference, "complaint-ended") not in page
    assert officer.get(do(reference, "complaint-ended")).status_code == 403


def test_the_board_has_them_with_their_dates(derby: tuple[str, str, str]) -> None:
    """DPA 2018 s.164A(3): soonest first, what is late marked; none of another service or kept from whoever looks."""
    reference, restricted = answered(), opened(Kind.SAR)
    follow_ups.record(reference, REVIEW, NOON.date(), **BY)
    for one in (reference, restricted):
        follow_ups.record(one, COMPLAINT, NOON.date(), **BY)
    follow_ups.acknowledge(reference, COMPLAINT, 1, NOON.date(), **BY)
    need_to_know.restrict(restricted, ["manager.derby"], "Reason.", **BY)
    app = app_at(LATE)
    shown = text_of(Visit(app).sign_in("manager.derby").get("/"))
    heading = f"Reviews and complaints {reference} 2 working days late Friday 11 December 2026"
    late, rest = shown.partition(heading)[1:]
    assert late
    rest = rest[: rest.index(" Late ")]
    assert "internal review received 12 Nov 2026 the outcome of the review" in rest
    assert rest.index(f"{restricted} 1 working day late Monday 14 December 2026") < rest.index("without undue delay")
    officer = text_of(Visit(app).sign_in("officer.derby").get("/"))
    assert reference in officer
    assert officer.count(restricted) == 1
    assert f"{restricted}: restricted (CUM-3.4)" in officer
    assert reference not in text_of(Visit(app).sign_in("volunteer.derby").get("/"))
    assert "Reviews and complaints" not in text_of(Visit(app).sign_in("manager.derby").get("/?kind=foi"))


@pytest.mark.browser
def test_they_look_well_in_a_browser(
    derby: tuple[str, str, str],
    served: Callable[[FastAPI], str],
    chromium: "Browser",
    tmp_path: Path,
) -> None:
    """WCAG 2.2 AA: nothing that axe finds, nothing that runs off at 320 pixels, on the board, the page and a form."""
    reference = answered()
    follow_ups.record(reference, REVIEW, NOON.date(), **BY)
    follow_ups.record(reference, COMPLAINT, NOON.date(), **BY)
    follow_ups.record(opened(Kind.SAR), COMPLAINT, NOON.date(), **BY)
    follow_ups.acknowledge(reference, COMPLAINT, 1, NOON.date(), **BY)
    address = served(app_at(LATE))
    for width in browsing.WIDTHS:
        page = browsing.opened(chromium, width)
        browsing.sign_in(page, address)
        browsing.check(page, tmp_path / f"board-{width}.png")
        page.goto(f"{address}/requests/{reference}")
        browsing.check(page, tmp_path / f"request-{width}.png")
        page.get_by_role("link", name="The review is done").click()
        browsing.check(page, tmp_path / f"form-{width}.png")
        page.context.close()
