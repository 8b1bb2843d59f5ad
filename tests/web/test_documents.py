"""The papers of a request as files: for those who may copy them out, under our names, and never as a page."""

from pathlib import Path

import pytest
from fastapi import FastAPI

from models import queries
from models.db import reading
from models.document import Document, DocumentRole
from rules.channel import Channel
from rules.consents import Answer, Asked
from rules.kinds import Kind
from tasks import consents, intake, need_to_know
from tests import staff, way
from tests.conftest import SAMPLES, at
from tests.logged import events
from tests.web import before
from tests.web.visits import NOON, Visit, opened, text_of

HOSTILE = b"<html><script>alert('Fernwhistle')</script></html>"


def papers(reference: str, role: DocumentRole) -> list[Document]:
    """The papers of a request in one role."""
    with reading() as session:
        return list(queries.documents(session, queries.request(session, reference), role))


def address(reference: str, role: DocumentRole, which: int = 0) -> str:
    """Where one of them is."""
    return f"/requests/{reference}/papers/{papers(reference, role)[which].id}"


def log(content: bytes, name: str) -> str:
    """A file that the officer of Derby logged."""
    found = intake.log(
        content, name, service="derby", received=way.RECEIVED, channel=Channel.POST, by="officer.derby",
        at=at(way.RECEIVED),
    )  # fmt: skip
    return found.reference


@pytest.mark.parametrize(
    ("sample", "name", "ending", "media_type"),
    [
        ("derby/04-letter.pdf", "Fernwhistle.PDF", "pdf", "application/pdf"),
        ("derby/02-email.eml", "Fernwhistle.eml", "eml", "application/octet-stream"),
        ("derby/01-letter.txt", 'a".html; x=.svg', "bin", "application/octet-stream"),
        ("derby/01-letter.txt", "Fernwhistle", "bin", "application/octet-stream"),
        ("derby/01-letter.txt", "Fernwhistle.html", "bin", "application/octet-stream"),
        ("derby/01-letter.txt", "Fernwhistle.svg", "bin", "application/octet-stream"),
    ],
)
def test_the_original_is_sent_as_it_arrived_under_a_name_of_ours(
    manager: Visit, sample: str, name: str, ending: str, media_type: str
) -> None:
    """Byte for byte, to be kept and not opened; the sender's name for it, often a family's, is in no header."""
    content = (SAMPLES / sample).read_bytes()
    reference = log(content, name)
    sent = manager.get(address(reference, DocumentRole.ORIGINAL))
    assert sent.content == content
    assert sent.headers["content-disposition"] == f'attachment; filename="{reference}-original.{ending}"'
    assert sent.headers["content-type"] == media_type
    assert sent.headers["x-content-type-options"] == "nosniff"
    assert "Fernwhistle" not in str(sent.headers)
    assert (events(reference)[-1].event, events(reference)[-1].what) == ("paper.copied", {"paper": "original"})


def test_papers_that_are_alike_are_told_apart(manager: Visit) -> None:
    """A page that somebody sent as a signed consent stays a file; two of a sort have numbers."""
    reference = before.asked()
    for whom, paper in ((Asked.PARENT, HOSTILE), (Asked.PARENT, b"%PDF signed")):
        name = "form.html" if paper is HOSTILE else "form.pdf"
        consents.answer(
            reference, whom, Answer.FULL, on=NOON.date(), paper=(name, paper), by="officer.derby", at=NOON
        )
    first = manager.get(address(reference, DocumentRole.CONSENT))
    assert first.content == HOSTILE
    assert first.headers["content-type"] == "application/octet-stream"
    assert first.headers["content-disposition"] == f'attachment; filename="{reference}-consent-1.bin"'
    second = manager.get(address(reference, DocumentRole.CONSENT, 1))
    assert second.headers["content-disposition"] == f'attachment; filename="{reference}-consent-2.pdf"'


def test_what_was_read_is_sent_as_text(manager: Visit) -> None:
    """The words of the letter, not the form in which the program keeps them."""
    reference = opened(Kind.SAR)
    sent = manager.get(address(reference, DocumentRole.READING))
    assert sent.text.split() == way.SAR.split()
    assert sent.headers["content-disposition"] == f'attachment; filename="{reference}-text.txt"'


def test_the_page_of_the_request_leads_to_its_papers(manager: Visit) -> None:
    """Whoever opens a request finds the letter itself, and so does whoever reads the proposal."""
    reference = opened(Kind.SAR)
    original = address(reference, DocumentRole.ORIGINAL)
    for page in (f"/requests/{reference}", f"/requests/{reference}/proposal"):
        assert f'href="{original}"' in manager.get(page).text


def test_a_volunteer_copies_no_paper_out(app: FastAPI, manager: Visit) -> None:
    """BNS-5: refused for an assigned request as well, and that they tried is recorded."""
    reference = opened(Kind.SAR)
    volunteer = Visit(app).sign_in("volunteer.derby")
    original = address(reference, DocumentRole.ORIGINAL)
    assert volunteer.get(original).status_code == 403
    need_to_know.assign(reference, "volunteer.derby", by="manager.derby", at=NOON)
    refused = volunteer.get(original)
    assert refused.status_code == 403
    assert "A volunteer copies nothing out" in text_of(refused)
    assert "Marigold" not in refused.text
    last = events(reference)[-1]
    assert (last.event, last.actor, last.what["right"]) == ("access.refused", "volunteer.derby", "export")


def test_only_a_paper_of_that_request_is_sent(manager: Visit, home: Path) -> None:
    """DER-1, CUM-3.4: not another request's, not another service's, no letter, nothing of a restricted request."""
    staff.of("bathnes")
    reference, other, elsewhere = opened(Kind.SAR), opened(Kind.FOI), opened(Kind.FOI, "bathnes")
    original = papers(other, DocumentRole.ORIGINAL)[0].id
    letter = papers(reference, DocumentRole.LETTER)[0].id
    for number in (original, letter, 0, -1, 10**30):
        assert manager.get(f"/requests/{reference}/papers/{number}").status_code == 404
    assert manager.get(f"/requests/{reference}/papers/x").status_code == 404
    assert manager.get(address(elsewhere, DocumentRole.ORIGINAL)).status_code == 404
    need_to_know.restrict(other, ["officer.derby"], "Reason.", by="manager.derby", at=NOON)
    assert manager.get(f"/requests/{other}/papers/{original}").status_code == 403
