"""Intake: the original is kept byte for byte, once; what cannot be logged leaves nothing behind."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import func, select

from models import document_store, queries
from models.audit_chain import verify
from models.audit_event import AuditEvent
from models.db import reading
from models.document import DocumentRole
from models.request import Request
from rules.channel import Channel
from rules.refusal import Refusal
from tasks import intake
from tests import way
from tests.conftest import SAMPLES, at

DAY = date(2026, 11, 2)


def log(content: bytes, service: str = "derby", received: date = DAY, today: date = DAY) -> str:
    logged = intake.log(
        content,
        "a name.txt",
        service=service,
        received=received,
        channel=Channel.EMAIL,
        by="m.manager",
        at=at(today),
    )
    return logged.reference


@pytest.mark.parametrize("file", ["derby/04-letter.pdf", "derby/02-email.eml", "blackburn/01-letter.docx"])
def test_the_original_is_kept_byte_for_byte(installation: Path, file: str) -> None:
    """What a court may ask to see is what arrived."""
    content = (SAMPLES / file).read_bytes()
    reference = log(content)
    with reading() as session:
        stored = queries.documents(session, queries.request(session, reference), DocumentRole.ORIGINAL)
        assert [document_store.get(row.sha256) for row in stored] == [content]


@pytest.mark.parametrize(
    ("content", "service", "received", "says"),
    [
        (b"", "derby", DAY, "The file is empty"),
        (b" \r\n\t", "derby", DAY, "The file is empty"),
        (b"x" * (25 * 1024 * 1024 + 1), "derby", DAY, "larger than 25 MB"),
        (b"letter", "nowhere", DAY, "There is no service 'nowhere'"),
        (b"letter", "derby", date(2026, 11, 3), "lies in the future"),
        (b"letter", "derby", date(1926, 11, 2), "more than two years ago"),
    ],
)
def test_what_cannot_be_logged_leaves_nothing(
    installation: Path, content: bytes, service: str, received: date, says: str
) -> None:
    """A clear line, no request, no event, no document, no number used up."""
    with pytest.raises(Refusal, match=says):
        log(content, service, received)
    with reading() as session:
        assert session.exec(select(func.count()).select_from(Request)).one() == 0
        assert session.exec(select(func.count()).select_from(AuditEvent)).one() == 0
    assert [file for file in installation.rglob("*") if file.is_file() and "documents" in file.parts] == []
    assert log(b"a letter") == "DER-2026-0001"


def test_the_same_file_is_logged_once_unless_insisted(installation: Path) -> None:
    """The second log names the first reference; the same bytes at another service are another request."""
    first = way.log(way.SAR, "derby")
    with pytest.raises(Refusal, match=f"logged already as {first}; say so if") as refused:
        way.log(way.SAR, "derby")
    assert refused.value.give == ("again",)
    assert way.log(way.SAR, "hillingdon") == "HIL-2026-0001"
    assert way.log(way.SAR, "derby", again=True) == "DER-2026-0002"


def test_people_who_log_at_once_get_numbers_of_their_own(installation: Path) -> None:
    """Eight at the same moment: no number twice, none left out, the chain whole; and one file is logged once."""
    from models.engine import engine

    engine()  # the database is there before the crowd comes
    with ThreadPoolExecutor(8) as crowd:
        references = list(crowd.map(lambda n: log(f"letter {n}".encode()), range(16)))
        twice = list(crowd.map(lambda _: _try_log(b"the same letter"), range(8)))
    assert sorted(references) == [f"DER-2026-{n:04d}" for n in range(1, 17)]
    assert len([reference for reference in twice if reference]) == 1
    with reading() as session:
        assert verify(session) == (None, 17)


def _try_log(content: bytes) -> str | None:
    try:
        return log(content)
    except Refusal:
        return None


def test_numbers_start_anew_each_year(installation: Path) -> None:
    """DER-2026-0001, then DER-2027-0001."""
    log(b"one")
    assert log(b"two", received=date(2027, 1, 4), today=date(2027, 1, 4)) == "DER-2027-0001"


def test_a_changed_document_is_found_when_it_is_read(home: Path) -> None:
    """A stored file that is no longer what was stored is never handed out."""
    name = document_store.put(b"evidence")
    (place,) = (file for file in (home / "documents").rglob("*") if file.is_file())
    kept = place.read_bytes()
    place.write_bytes(kept[:-1] + bytes([kept[-1] ^ 1]))
    with pytest.raises(document_store.DocumentLost, match="changed on disk"):
        document_store.get(name)
    place.unlink()
    with pytest.raises(document_store.DocumentLost, match="missing"):
        document_store.get(name)
