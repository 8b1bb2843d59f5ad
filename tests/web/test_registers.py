"""The pages of the registers: what is on them, what is recorded there, their files, and for whom."""

import io
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from fastapi import FastAPI

from models.db import transaction
from models.log_decision import PublishedAnswer
from rules.kinds import Kind
from rules.letter import Outcome
from tasks import disclosure_log, late, need_to_know
from tests import staff
from tests.web.before import answered
from tests.web.programs import names_in
from tests.web.test_people import confirmed
from tests.web.test_service_exports import rows, workbook
from tests.web.visits import NOON, Visit, app_at, day, opened, text_of

LOG, LATE = "/registers/disclosure-log", "/registers/late"
WORDS = {"title": "Families supported", "summary": "How many in three years: 310."}
PAGES = (LOG, LATE, "/registers/training", "/registers/policies")


@pytest.fixture
def published(derby: tuple[str, str, str]) -> str:
    """A reporter's request that was answered and published; gives its reference."""
    reference = answered()
    disclosure_log.publish(reference, **WORDS, by="manager.derby", at=NOON)
    return reference


def test_an_answer_is_published_once_its_consequence_was_seen(derby: tuple[str, str, str], manager: Visit) -> None:
    """FOIA 2000 s.19: what names somebody is refused on its form; what is confirmed stands on the page."""
    reference = answered()
    assert f"Nobody has decided yet {reference} answered 10 Nov 2026 Publish" in text_of(manager.get(LOG))
    refused = manager.send(f"{LOG}/{reference}/publish", {**WORDS, "title": "What Linden asked"})
    assert refused.status_code == 422
    assert "The title or the summary holds a name" in text_of(refused)
    shown = manager.send(f"{LOG}/{reference}/publish", WORDS)
    assert "It shows no reference, no day and nobody." in text_of(shown)
    assert disclosure_log.look("derby", by="manager.derby", at=NOON).published == []
    page = text_of(confirmed(manager, f"{LOG}/{reference}/publish", WORDS))
    assert "Every answer has been decided on." in page
    assert "November 2026. Information given in part. Kept back under FOIA 2000 s.40(2)" in page
    confirmed(manager, f"{LOG}/{reference}/take-back")
    confirmed(manager, f"{LOG}/{reference}/leave-out", {"because": "Of no use to others."})
    assert "Left out" in text_of(manager.get(LOG))


def test_the_log_goes_out_in_four_forms_without_anybody(published: str, manager: Visit) -> None:
    """A month, a title, a summary, an outcome, exemptions: and each time it is on record who took it out."""
    (row,) = rows(manager.get("/export/disclosure-log.csv"))
    assert list(row) == ["Answered", "Title", "Summary", "Outcome", "Exemptions"]
    assert (row["Answered"], row["Title"]) == ("November 2026", WORDS["title"])
    book = workbook(manager.get("/export/disclosure-log.xlsx"))
    assert book.worksheets[0]["B2"].value == WORDS["title"]
    page = manager.get("/export/disclosure-log.html")
    paper = Document(io.BytesIO(manager.get("/export/disclosure-log.docx").content))
    assert staff.newest().what == {"list": "disclosure-log", "form": "docx", "rows": 1}
    for told in (page.text, "\n".join(one.text for one in paper.paragraphs)):
        assert WORDS["summary"] in told
        assert published not in told
        assert names_in(told) == []
    assert manager.get("/export/disclosure-log.pdf").status_code == 404
    offered = manager.get(LOG).text
    assert all(f'href="/export/disclosure-log.{form}"' in offered for form in ("csv", "xlsx", "html", "docx"))


def test_a_line_of_a_destroyed_request_is_taken_out_by_its_number(
    derby: tuple[str, str, str], manager: Visit
) -> None:
    """Nothing leads back from it to the request: its number alone is in the address."""
    with transaction("manager.derby", NOON) as tx:
        tx.session.add(
            PublishedAnswer(service="derby", month=date(2022, 3, 1), title="Old", summary="So many.",
                            outcome=Outcome.NOT_HELD, exemptions=[])
        )  # fmt: skip
        tx.record("record.destroyed", service="derby")
    assert "Its request was destroyed." in text_of(manager.get(LOG))
    assert "Old" not in text_of(confirmed(manager, f"{LOG}/lines/1/remove"))


def test_a_missed_date_is_noted(derby: tuple[str, str, str], manager: Visit) -> None:
    """UK GDPR Art 5(2): by how much, where it stood; a reason and what was done, and no name."""
    assert "No date was missed." in text_of(manager.get(LATE))
    reference = opened(Kind.FOI, received=date(2026, 9, 1))
    page = manager.get(LATE)
    assert "date in law 29 Sep 2026: 32 working days late" in text_of(page)
    assert "stood at: preparing nobody has noted why" in text_of(page)
    assert f'href="{LATE}/{reference}/foi"' in page.text
    assert manager.get(f"{LATE}/{reference}/sar").status_code == 404
    words = {"reason": "absence", "note": "Linden rang."}
    assert "The note holds a name" in text_of(manager.send(f"{LATE}/{reference}/foi", words))
    page = confirmed(manager, f"{LATE}/{reference}/foi", words | {"note": "The officer was ill; another stands in."})
    assert "The officer was ill; another stands in. manager.derby, 12 Nov 2026" in text_of(page)
    (row,) = rows(manager.get("/export/late.csv"))
    assert (row["Reference"], row["Working days late"], row["Where it stood"]) == (reference, "32", "preparing")
    assert "somebody was away" in row["Why"]
    earlier = {**day("from", date(2026, 1, 1)), **day("to", date(2026, 9, 29))}
    assert rows(manager.get("/export/late.csv", params=earlier)) == []
    assert manager.get("/export/late.csv", params={"from-day": "x"}).status_code == 404
    assert manager.get(LATE, params={"from-day": "x"}).status_code == 422


def test_a_review_of_the_policy_moves_its_date_and_the_notice_on_the_board(
    derby: tuple[str, str, str], manager: Visit, app: FastAPI
) -> None:
    """DER-9: the board says that it is overdue until it is recorded; the form says what comes of it."""
    overdue = "The confidentiality policy was to be reviewed by Friday 30 September 2016 (DER-9)."
    assert overdue in text_of(manager.get("/"))
    assert overdue not in text_of(Visit(app).sign_in("officer.derby").get("/"))
    words = {**day("on", date(2026, 11, 10)), "by_whom": "Steering Group", "changed": "yes"}
    shown = text_of(manager.send("/registers/policies/record", words))
    assert "The next review is due by Wednesday 10 November 2027." in shown
    page = text_of(confirmed(manager, "/registers/policies/record", words))
    assert "is to be reviewed by Wednesday 10 November 2027" in page
    assert "Steering Group: the policy was changed" in page
    assert overdue not in text_of(manager.get("/"))
    (row,) = rows(manager.get("/export/policy-reviews.csv"))
    assert (row["Reviewed"], row["Policy changed"], row["Review due"]) == ("2026-11-10", "yes", "2027-11-10")


def test_training_is_listed_with_what_is_overdue_first(derby: tuple[str, str, str], manager: Visit) -> None:
    """HIL-4, BNS-5: as the accounts have it, a year on; its files say the same."""
    page = text_of(manager.get("/registers/training"))
    assert "training: in force 1 Oct 2026, to be renewed by 1 Oct 2027" in page
    assert "no agreement is asked of staff" in page
    late_on = Visit(app_at(NOON.replace(year=2027, month=10, day=4))).sign_in("manager.derby")
    assert text_of(late_on.get("/registers/training?closed=yes")).count("overdue 1 Oct 2026") == 4
    found = rows(manager.get("/export/training.csv"))
    assert [row["Agreement"] for row in found] == ["", "", "in force"]


@pytest.mark.parametrize(("login", "reads"), [("officer.derby", 200), ("volunteer.derby", 403)])
def test_each_register_is_for_whoever_may_read_it(published: str, app: FastAPI, login: str, reads: int) -> None:
    """DER-1, BNS-5: an officer reads all but the accounts and decides nothing; a volunteer opens none of them."""
    visit = Visit(app).sign_in(login)
    assert visit.get("/registers").status_code == reads
    assert [visit.get(page).status_code for page in PAGES] == [reads, reads, 403, reads]
    assert visit.get("/registers/policies/record").status_code == 403
    assert visit.get(f"{LOG}/{published}/take-back").status_code == 403
    assert visit.get("/export/training.csv").status_code == 403
    assert visit.get("/export/disclosure-log.csv").status_code == reads
    if reads == 200:
        assert "Take it back" not in visit.get(LOG).text
        assert "/registers/training" not in visit.get("/registers").text


def test_a_register_shows_no_more_than_its_reader_may_see(published: str, app: FastAPI, home: Path) -> None:
    """CUM-3.4: of a restricted request neither that it was late, nor that it is behind a line of the log."""
    missed = opened(Kind.FOI, received=date(2026, 9, 1), more="\nagain\n")
    late.note(missed, late.Reason.ABSENCE, "The officer was ill.", by="officer.derby", at=NOON)
    for reference in (missed, published):
        need_to_know.restrict(reference, ["manager.derby"], "A colleague.", by="manager.derby", at=NOON)
    officer = Visit(app).sign_in("officer.derby")
    for page in (LOG, LATE, "/export/late.csv", f"{LATE}/{missed}/foi"):
        told = officer.get(page)
        assert missed not in told.text
        assert published not in told.text
        assert "was ill" not in told.text
    assert officer.get(f"{LATE}/{missed}/foi").status_code == 403
    assert WORDS["title"] in officer.get(LOG).text
    assert missed in Visit(app).sign_in("manager.derby").get(LATE).text
