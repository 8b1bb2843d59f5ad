"""Bundles of requests: only what was released is locked, what went is kept, and a refusal is on record."""

import shutil
from io import BytesIO
from pathlib import Path
from typing import Any

import msoffcrypto
import pytest
from docx import Document as word_file
from pypdf import PdfReader

from bundle.refusals import BundleStopped
from models import document_store, queries
from models.bundle import bundles as kept_bundles
from models.db import reading
from models.document import Document
from rules.access import AccessRefused
from rules.consents import Asked
from rules.kinds import Kind
from rules.refusal import Refusal
from tasks import bundles, consents
from tests import staff, way
from tests.answer import NOON, ready
from tests.tasks.on_record import events, everything

BY: dict[str, Any] = {"by": "m.manager", "at": NOON}


def paper(text: str, *, hidden: str | None = None) -> bytes:
    """A Word file of one paragraph, and one of hidden text."""
    made = word_file()
    made.core_properties.author = "Quentin Quagmire"
    made.add_paragraph(text)
    if hidden:
        made.add_paragraph().add_run(hidden).font.hidden = True
    buffer = BytesIO()
    made.save(buffer)
    return buffer.getvalue()


PAPERS = {1: paper("Notes of March"), 2: paper("Telephone record")}


def opened(content: bytes, password: str) -> str:
    """The text of a locked Word file."""
    plain = BytesIO()
    file = msoffcrypto.OfficeFile(BytesIO(content))
    file.load_key(password=password)
    file.decrypt(plain)
    return "\n".join(paragraph.text for paragraph in word_file(plain).paragraphs)


def answered() -> str:
    """A subject access request that was answered."""
    reference = ready(Kind.SAR, "derby")
    way.respond(reference)
    return reference


def test_an_answer_leaves_locked_and_is_kept(installation: Path) -> None:
    """HIL-12: one locked file whose password is in no store and no log; the service can still open what it kept."""
    reference = answered()
    sent: list[bytes] = []
    done = bundles.lock(reference, PAPERS, sent.append, form="word", **BY)
    assert (done.occasion, done.papers) == ("answer.sar", 2)
    text = opened(sent[0], done.password)
    assert "Notes of March" in text
    assert "subject access request" in text or "personal information" in text
    with reading() as session:
        (row,) = kept_bundles(session, queries.request(session, reference))
        stored = document_store.get(session.get_one(Document, row.document_id).sha256)
    assert [one["number"] for one in row.papers] == [1, 2]
    content, password, form = bundles.reopen(reference, 1, **BY)
    assert (content, form) == (stored, "word")
    assert "Telephone record" in opened(content, password)
    assert password != done.password
    assert done.password not in repr([everything(), events()])
    assert [event for event, _, _ in events()][-2:] == ["bundle.made", "bundle.opened"]


@pytest.mark.libreoffice
def test_an_answer_leaves_as_one_locked_pdf(home: Path) -> None:
    """HIL-12, UK GDPR Art 5(1)(f): AES-256, and nobody's name in it that made a paper."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice (soffice) is not installed.")
    reference = answered()
    sent: list[bytes] = []
    done = bundles.lock(reference, PAPERS, sent.append, **BY)
    locked = PdfReader(BytesIO(sent[0]))
    assert locked.is_encrypted
    assert locked.decrypt("wrong password here") == 0
    assert locked.decrypt(done.password) != 0
    text = "".join(page.extract_text() for page in locked.pages)
    assert "Notes of March" in text
    assert "Quagmire" not in repr(locked.metadata)
    content, password, _ = bundles.reopen(reference, 1, **BY)
    assert content == sent[0]
    assert PdfReader(BytesIO(content)).decrypt(password) != 0


def test_nothing_is_locked_before_it_was_released(home: Path) -> None:
    """BWD-1: a locked file with a password is ready to go, so it is made of what may go."""
    reference = ready(Kind.SAR, "derby")
    assert not [one for _, one in bundles.look(reference, PAPERS, **BY) if one.stops]  # to look is allowed before
    with pytest.raises(Refusal, match="has not been released yet"):
        bundles.lock(reference, PAPERS, lambda _: pytest.fail("delivered"), form="word", **BY)


@pytest.mark.parametrize(
    ("papers", "match"),
    [
        ({1: PAPERS[1]}, "goes by the schedule, but there is no such file"),
        ({**PAPERS, 3: PAPERS[1]}, "stands on no line"),
        ({**PAPERS, 2: b"no such file"}, "Paper 2"),
        ({**PAPERS, 2: paper("A record", hidden="Quentin said so")}, "hidden text"),
    ],
)
def test_what_must_not_go_stops_the_bundle(home: Path, papers: dict[int, bytes], match: str) -> None:
    """HIL-12, UK GDPR Art 5(1)(c), (f): nothing is delivered; the record of it holds no word of a paper."""
    reference = answered()
    before = everything()
    with pytest.raises(Refusal, match=match):
        bundles.lock(reference, papers, lambda _: pytest.fail("delivered"), form="word", **BY)
    assert everything() == before
    event, _, what = events()[-1]
    assert event == "bundle.refused"
    assert "Quentin" not in repr(what)


def test_a_look_tells_what_stops_and_what_is_taken_out(home: Path) -> None:
    """HIL-12: a person sees both before anything is made."""
    reference = ready(Kind.SAR, "derby")
    found = bundles.look(reference, {**PAPERS, 2: paper("A record", hidden="secret")}, **BY)
    assert {(number, one.what.value) for number, one in found if one.stops} == {(2, "hidden text")}
    assert any(not one.stops for _, one in found)
    assert BundleStopped(found).findings == found


def test_a_volunteer_locks_nothing(home: Path) -> None:
    """BNS-5: who may not copy out may not make a bundle, and may not open one."""
    manager, _, volunteer = staff.of("derby")
    reference = staff.logged("derby", manager)
    for tried in (
        lambda: bundles.lock(reference, PAPERS, lambda _: None, by=volunteer, at=NOON),
        lambda: bundles.look(reference, PAPERS, by=volunteer, at=NOON),
        lambda: bundles.reopen(reference, 1, by=volunteer, at=NOON),
    ):
        with pytest.raises(AccessRefused):
            tried()


def test_nothing_is_locked_after_the_consent_was_withdrawn(home: Path) -> None:
    """UK GDPR Art 7(3): taken back after the answer was released, and before its papers went: they do not go."""
    reference = ready(Kind.LA_LEGAL, "cumbria")
    way.respond(reference)
    consents.withdraw(reference, Asked.PARENT, on=NOON.date(), **BY)
    with pytest.raises(Refusal, match="has been withdrawn"):
        bundles.lock(reference, PAPERS, lambda _: pytest.fail("delivered"), occasion="answer.la_legal", **BY)
