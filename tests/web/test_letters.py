"""The letters of a request: written by hand, read, copied out, noted as sent; and the answer as it would go."""

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from fastapi import FastAPI

from models import queries
from models.db import reading, transaction
from models.person import Standing
from rules.consents import Answer, Asked
from rules.grounds import Ground
from rules.kinds import Kind
from rules.letter import Outcome
from rules.schedule import Held
from rules.sending import SentBy
from tasks import approvals, classification, consents, disclosure, dispatch, need_to_know, people, weighing
from tests import staff, way
from tests.web.visits import NOON, Visit, day, opened, text_of
from web import runs
from web.guard import LETTER_POLICY

if TYPE_CHECKING:
    pass

SCRIPT = "<script>alert(1)</script>"
QUESTION = {"questions": "Which years?\nWhich meetings?", "because": "We hold a large amount."}
TODAY = date(2026, 11, 12)


def due(reference: str) -> tuple[date | None, bool]:
    """The date of the only part of a request, and whether its clock runs."""
    with reading() as session:
        [part] = queries.parts(session, queries.request(session, reference))
        return part.due, part.running


def prepared(kind: Kind = Kind.SAR) -> str:
    """A request whose answer is prepared."""
    reference = opened(kind)
    if kind is Kind.LA_LEGAL:
        people.record(reference, Standing.REQUESTER, by="officer.derby", at=NOON, name="Hazel Quillmarsh")
    disclosure.prepare(
        reference,
        Outcome.DISCLOSED,
        by="officer.derby",
        at=NOON,
        ground=Ground.OWN_RECORDS if kind is Kind.SAR else Ground.CONSENT,
        schedule=way.SCHEDULE,
        purpose=None if kind is Kind.SAR else "The proceedings.",
        recipient_role=None if kind is Kind.SAR else "local authority solicitor",
        searched=tuple(Held),
    )
    weighing.weigh(reference, 2, way.BALANCE, by="officer.derby", at=NOON)
    return reference


def test_a_letter_is_written_read_and_noted_as_sent(manager: Visit) -> None:
    """UK GDPR Art 12A(5): once the question has gone the clock stands still, as was shown before it was confirmed."""
    reference = opened(Kind.SAR)
    assert "Question to the requester (their records)" in text_of(manager.get(f"/requests/{reference}/letters"))
    written = manager.send(f"/requests/{reference}/letters/write/clarification_sar", QUESTION)
    assert written.url.path == f"/requests/{reference}/letters/clarification_sar"
    assert "It is a draft." in text_of(written)
    assert "said Ask for information to identify the information or processing activities (Art 12A(5)(a))" in text_of(
        written
    )
    letter = manager.get(f"{written.url.path}/page")
    assert "Which meetings?" in letter.text
    assert letter.headers["content-security-policy"] == LETTER_POLICY
    address = f"{written.url.path}/sent"
    check = manager.send(address, {"way": "post", **day("on", TODAY)})
    moves = "This moves the date of the subject access request from Tuesday 1 December 2026 to no date"
    assert moves in text_of(check)
    assert due(reference) == (date(2026, 12, 1), True), "nothing is noted before it is confirmed"
    done = manager.client.post(
        address, data={**manager.hidden(address), "way": "post", **day("on", TODAY), "step": "confirm"}
    )
    assert "Noted as sent on Thursday 12 November 2026." in text_of(done)
    assert "Sent on Thursday 12 November 2026 by post." in text_of(done)
    assert due(reference) == (None, False)
    assert "It is on record that this has gone: Question to the requester (their records)." in text_of(check)
    assert "Drafts fall away" not in text_of(check)
    assert "Change what was typed" not in done.text, "what has gone stays as it went"


def test_a_draft_is_changed_in_the_same_form(manager: Visit) -> None:
    """What was typed stands in the form again; the draft that it makes takes the place of the other."""
    reference = opened(Kind.SAR)
    address = f"/requests/{reference}/letters/write/clarification_sar"
    manager.send(address, QUESTION)
    again = manager.get(address)
    assert "Which years?\nWhich meetings?</textarea>" in again.text
    assert "We hold a large amount.</textarea>" in again.text
    manager.send(address, {**QUESTION, "because": "There are many files."})
    letter = manager.get(f"/requests/{reference}/letters/clarification_sar/page").text
    assert "There are many files." in letter
    assert "a large amount" not in letter


def test_what_is_lacking_is_named_and_nothing_typed_is_lost(manager: Visit) -> None:
    """UK GDPR Art 12A(6): a question gives its reason; without one the letter is not written."""
    reference = opened(Kind.SAR)
    answer = manager.send(f"/requests/{reference}/letters/write/clarification_sar", {**QUESTION, "because": ""})
    assert answer.status_code == 422
    assert "This must be filled in." in text_of(answer)
    assert "Which years?\nWhich meetings?</textarea>" in answer.text
    assert (
        "Question to the requester"
        not in text_of(manager.get(f"/requests/{reference}/letters")).partition("Write")[0]
    )


def test_a_refusal_of_the_task_keeps_what_was_typed(manager: Visit) -> None:
    """FOIA 2000 s.10(3): an absolute exemption gives no more time; the words are the rule's, with their section."""
    reference = opened(Kind.FOI)
    words = {"exemption": "FOIA 2000 s.40(2)", "because": "Many interests are to be weighed.", "ncnd": "no"}
    answer = manager.send(f"/requests/{reference}/letters/write/extension_foi_public_interest", words)
    assert answer.status_code == 422
    assert "(FOIA 2000 s.10(3))" in text_of(answer)
    assert 'value="FOIA 2000 s.40(2)"' in answer.text
    assert "Many interests are to be weighed.</textarea>" in answer.text


def test_a_letter_of_another_kind_is_not_offered(manager: Visit) -> None:
    """`rules.occasions`: each letter is for its kinds and states; another is no page."""
    reference = opened(Kind.FOI)
    assert "write/clarification_foi" in manager.get(f"/requests/{reference}/letters").text
    assert "write/clarification_sar" not in manager.get(f"/requests/{reference}/letters").text
    assert manager.get(f"/requests/{reference}/letters/write/clarification_sar").status_code == 404
    assert manager.get(f"/requests/{reference}/letters/write/closing").status_code == 404
    assert manager.get(f"/requests/{reference}/letters/nothing").status_code == 422


def test_nobody_is_asked_about_papers_that_are_not_listed(manager: Visit) -> None:
    """UK GDPR Art 4(11): a consent is to named documents; until they are listed the page says what is lacking."""
    reference = opened(Kind.LA_LEGAL)
    shown = text_of(manager.get(f"/requests/{reference}/letters"))
    assert "Request for consent, to a parent: List first what would go" in shown
    assert "(UK GDPR Art 4(11), Art 5(1)(a))" in shown


def test_a_part_of_a_hybrid_is_chosen(manager: Visit) -> None:
    """Where a letter could be about one of two parts, whoever writes it says which."""
    reference = opened(Kind.SAR)
    classification.decide_kind(reference, [Kind.SAR, Kind.FOI], by="manager.derby", at=NOON)
    way.receive(reference, NOON)
    for kind in (Kind.SAR, Kind.FOI):
        disclosure.prepare(reference, Outcome.NOT_HELD, by="officer.derby", at=NOON, kind=kind, searched=tuple(Held))
    approvals.approve(reference, "Service Manager", by="manager.derby", at=NOON)
    dispatch.release(reference, SentBy.TRACKED_POST, by="manager.derby", at=NOON)
    runs.respond(reference, NOON).result(30)
    address = f"/requests/{reference}/letters/write/closing"
    assert "Which part of the request is it about? Choose an answer." in text_of(manager.send(address, {}))
    written = manager.send(address, {"part": "foi"})
    assert "Closing letter draft" in text_of(written)


@pytest.mark.parametrize(
    ("form", "media", "begins"),
    [
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK"),
        ("text", "text/plain; charset=utf-8", b""),
    ],
)
def test_a_letter_is_copied_out(manager: Visit, form: str, media: str, begins: bytes) -> None:
    """HIL-6: as a file whose name is a reference and an occasion; it is never opened by the browser itself."""
    reference = opened(Kind.SAR)
    found = manager.get(f"/requests/{reference}/letters/acknowledgement.sar/copy/{form}")
    assert found.status_code == 200
    assert found.headers["content-type"] == media
    name = f"{reference} acknowledgement sar.{'txt' if form == 'text' else form}"
    assert found.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert found.content.startswith(begins)
    assert found.content
    assert manager.get(f"/requests/{reference}/letters/acknowledgement.sar/copy/html").status_code == 404


def test_a_letter_of_which_the_word_file_alone_is_kept(manager: Visit) -> None:
    """What an earlier release wrote has no page and no text: the page says so, and the Word file is there."""
    reference = opened(Kind.SAR)
    with transaction("m.manager", NOON) as tx:
        row = queries.letter(tx.session, queries.request(tx.session, reference), "acknowledgement.sar")
        assert row is not None
        row.page_document_id = row.text_document_id = None
        tx.session.add(row)
    address = f"/requests/{reference}/letters/acknowledgement.sar"
    for path in ("page", "copy/text"):
        answer = manager.get(f"{address}/{path}")
        assert answer.status_code == 422
        assert "It was written when only the Word file was kept: open that." in text_of(answer)
    assert manager.get(f"{address}/copy/docx").content.startswith(b"PK")


def test_without_libreoffice_a_pdf_is_refused_in_words(manager: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where LibreOffice is not installed the page says so, and what to do instead."""
    monkeypatch.setattr("letters.pdf.which", lambda _name: None)
    reference = opened(Kind.SAR)
    answer = manager.get(f"/requests/{reference}/letters/acknowledgement.sar/copy/pdf")
    assert answer.status_code == 422
    assert "LibreOffice is not installed here" in text_of(answer)


def test_the_answer_is_read_before_it_is_approved(manager: Visit) -> None:
    """BWD-10: whoever approves sees the letter as it would go; nothing of it is stored."""
    reference = prepared()
    assert f"/requests/{reference}/letters/prepared" in manager.get(f"/requests/{reference}/letters").text
    page = manager.get(f"/requests/{reference}/letters/prepared")
    assert "Answer to a subject access request" in text_of(page)
    letter = manager.get(f"/requests/{reference}/letters/prepared/1")
    assert "Case notes" in letter.text
    assert letter.headers["content-security-policy"] == LETTER_POLICY
    assert manager.get(f"/requests/{reference}/letters/prepared/2").status_code == 404
    copied = manager.get(f"/requests/{reference}/letters/prepared/1/docx")
    assert copied.headers["content-disposition"] == f'attachment; filename="{reference} answer sar PREVIEW.docx"'
    with reading() as session:
        kept = [row.occasion for row in queries.letters(session, queries.request(session, reference))]
    assert kept == ["acknowledgement.sar"]


def test_a_letter_to_the_family_does_not_go_by_email(manager: Visit) -> None:
    """UK GDPR Art 5(1)(f): what tells of a person is refused by that way, and the form keeps what was chosen."""
    reference = prepared(Kind.LA_LEGAL)
    consents_letter = manager.send(f"/requests/{reference}/letters/write/consent_request_parent", {})
    assert consents_letter.url.path.endswith("/letters/consent_request_parent"), text_of(consents_letter)
    answer = manager.send(f"{consents_letter.url.path}/sent", {"way": "email", **day("on", TODAY)})
    assert answer.status_code == 422
    assert "not by e-mail, but by post, by hand or locked (UK GDPR Art 5(1)(f))" in text_of(answer)
    assert re.search(r'value="email" checked', answer.text)


def test_whoever_said_no_is_told_what_happens_now(manager: Visit) -> None:
    """CUM-4.3: the letter after a refusal is offered once somebody refused, and not before."""
    reference = prepared(Kind.LA_LEGAL)
    assert "write/consent_refused_what_next" not in manager.get(f"/requests/{reference}/letters").text
    consents.answer(reference, Asked.PARENT, Answer.REFUSED, on=TODAY, by="officer.derby", at=NOON)
    assert "write/consent_refused_what_next" in manager.get(f"/requests/{reference}/letters").text


def test_an_acknowledgement_is_written_anew_until_it_has_gone(manager: Visit) -> None:
    """What it says may have changed; once it is sent it stays."""
    reference = opened(Kind.SAR)
    address = f"/requests/{reference}/letters/acknowledgement.sar"
    assert "It is written anew." in text_of(manager.send(address, {}, to=f"{address}/anew"))
    assert "Written on Thursday 12 November 2026." in text_of(manager.get(address))
    dispatch.note_sent(reference, "acknowledgement.sar", SentBy.POST, on=TODAY, by="officer.derby", at=NOON)
    assert f"{address}/anew" not in manager.get(address).text
    assert manager.client.post(f"{address}/anew", data=manager.hidden("/account")).status_code == 422


def test_what_is_typed_into_a_letter_is_shown_as_text(manager: Visit) -> None:
    """OWASP, cross-site scripting: in the form, in the letter and in its checklist it is words."""
    reference = opened(Kind.SAR)
    address = f"/requests/{reference}/letters/write/clarification_sar"
    written = manager.send(address, {"questions": f"Which?\n{SCRIPT}", "because": SCRIPT})
    for page in (written, manager.get(address), manager.get(f"{written.url.path}/page")):
        assert page.status_code == 200
        assert "<script" not in page.text
        assert "alert(1)" in page.text


def test_letters_are_kept_from_those_who_may_not_see_or_copy_them(manager: Visit, app: FastAPI) -> None:
    """BNS-5, CUM-3.4, HIL-9: a volunteer reads what is assigned and copies nothing out; others find nothing."""
    reference = prepared()
    address = f"/requests/{reference}/letters"
    volunteer = Visit(app).sign_in("volunteer.derby")
    assert volunteer.get(address).status_code == 403
    need_to_know.assign(reference, "volunteer.derby", by="manager.derby", at=NOON)
    assert volunteer.get(f"{address}/acknowledgement.sar/page").status_code == 200
    assert "/copy/" not in volunteer.get(f"{address}/acknowledgement.sar").text
    for path in ("acknowledgement.sar/copy/docx", "prepared", "prepared/1", "prepared/1/docx"):
        assert volunteer.get(f"{address}/{path}").status_code == 403, path
        assert staff.newest().event == "access.refused"
    need_to_know.restrict(reference, ["manager.derby"], "Reason.", by="manager.derby", at=NOON)
    officer = Visit(app).sign_in("officer.derby")
    for path in ("", "/acknowledgement.sar", "/acknowledgement.sar/page", "/acknowledgement.sar/copy/docx"):
        assert officer.get(f"{address}{path}").status_code == 403, path
    staff.of("bathnes")
    other = opened(Kind.SAR, "bathnes")
    for path in ("", "/acknowledgement.sar", "/acknowledgement.sar/page", "/acknowledgement.sar/sent", "/prepared"):
        assert manager.get(f"/requests/{other}/letters{path}").status_code == 404, path
