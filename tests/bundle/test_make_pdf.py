"""The bundle as one locked PDF."""

import shutil
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import StreamObject

from bundle.finding import What
from bundle.look import look_here
from bundle.make import Bundle
from bundle.refusals import BundleRefused, BundleStopped
from tests.bundle.answer_file import AUTHOR, OWNER, PASSWORD, WORDS, libreoffice, made
from tests.bundle.pdf_file import WORDS as PRINT
from tests.bundle.pdf_file import pdf
from tests.bundle.sheet_file import sheet

pytestmark = pytest.mark.libreoffice


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    """One bundle with a paper of each kind."""
    libreoffice()
    return made(tmp_path_factory.mktemp("bundle"))


def opened(bundle: Bundle, password: str = PASSWORD) -> PdfReader:
    """The bundle, unlocked."""
    reader = PdfReader(BytesIO(bundle.content))
    assert reader.decrypt(password)
    return reader


def objects(reader: PdfReader) -> list[Any]:
    """Every object of the file."""
    numbers = {number for table in reader.xref.values() for number in table} | set(reader.xref_objStm)
    return [reader.get_object(number) for number in sorted(numbers) if number]


def test_it_is_really_locked_with_aes_256(bundle: Bundle) -> None:
    """HIL-12: "Information sent by e-mail is coded and password-protected": AES-256, revision 6, strings and all."""
    rule: Any = PdfReader(BytesIO(bundle.content)).trailer["/Encrypt"].get_object()
    assert (rule["/V"], rule["/R"], rule["/CF"]["/StdCF"]["/CFM"]) == (5, 6, "/AESV3")
    assert (rule["/StmF"], rule["/StrF"]) == ("/StdCF", "/StdCF")
    for words in (WORDS, "Answer to your request", AUTHOR, "Document 1"):
        assert words.encode() not in bundle.content
        assert words.encode("utf-16-be") not in bundle.content


@pytest.mark.parametrize(("password", "opens"), [(PASSWORD, True), (OWNER, True), ("", False), ("guess", False)])
def test_it_opens_with_its_passwords_alone(bundle: Bundle, password: str, opens: bool) -> None:
    """HIL-12; the service opens what it kept with the owner's password."""
    assert bool(PdfReader(BytesIO(bundle.content)).decrypt(password)) is opens


def test_each_paper_is_where_the_schedule_says(bundle: Bundle) -> None:
    """Who gets the file finds each paper: by the schedule, by the bookmarks and by the page labels."""
    reader = opened(bundle)
    pages = [page.extract_text() for page in reader.pages]
    assert bundle.pages == len(pages) == 8
    assert [(note.number, note.pages) for note in bundle.papers] == [(1, 1), (2, 1), (4, 2), (5, 1), (6, 1)]
    sheet = " ".join(pages[1].split())
    for line in ("1 Document 1 1 May 2024 All of it 3", "4 Document 4 4 May 2024 All of it 5 to 6", "Not sent –"):
        assert line in sheet
    assert "Note of a meeting" in pages[2]
    assert "the second" in pages[3]
    assert "Minutes of the panel" in pages[4]
    assert "E-mail as text, £" in pages[7]
    outline = [(item["/Title"], reader.get_destination_page_number(item)) for item in reader.outline]  # type: ignore[index, arg-type]
    assert outline[:3] == [("Letter", 0), ("Schedule of documents", 1), ("1. Document 1", 2)]
    assert reader.page_labels == ["Letter-1", "Schedule-1", "1-1", "2-1", "4-1", "4-2", "5-1", "6-1"]


def test_it_can_be_read_by_a_program_that_reads_aloud(bundle: Bundle) -> None:
    """Equality Act 2010 s20: language and title are told, and taking out text for a screen reader is allowed."""
    reader = opened(bundle)
    root = reader.root_object
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    rule: Any = reader.trailer["/Encrypt"].get_object()
    assert rule["/P"] & 0b1000000100 == 0b1000000100  # bit 3: print; bit 10: text for a screen reader


def test_nothing_says_who_made_it(bundle: Bundle) -> None:
    """UK GDPR Art 5(1)(c): no author of any paper, no program, no XMP, no EXIF, in any object of the file."""
    reader = opened(bundle)
    assert dict(reader.metadata or {}) == {
        "/Title": "Answer to your request",
        "/CreationDate": "D:20261124103000+00'00'",
        "/ModDate": "D:20261124103000+00'00'",
    }
    for one in objects(reader):
        said = repr(one).encode() + (one.get_data() if isinstance(one, StreamObject) else b"")
        said += one._data if isinstance(one, StreamObject) else b""
        for mark in (AUTHOR, "LibreOffice", "pypdf", "Exif\0", "xmpmeta", "/Annots", "/JavaScript", "/Metadata"):
            assert mark.encode() not in said


def test_a_date_field_shows_what_it_showed(bundle: Bundle) -> None:
    """UK GDPR Art 15: a copy of what is held, not of what a field makes of it today."""
    assert "OnTheThirdOfMay" in opened(bundle).pages[2].extract_text()


def test_what_was_left_out_is_noted(bundle: Bundle) -> None:
    """Staff see what the program took out, by the number of the paper."""
    assert {(number, one.what) for number, one in bundle.noted} == {
        *((0, What.AUTHOR), (1, What.AUTHOR), (1, What.PICTURE_METADATA), (2, What.AUTHOR)),
        (2, What.PICTURE_METADATA),
        *((4, What.AUTHOR), (5, What.PICTURE_METADATA)),
    }
    assert bundle.kept == bundle.content


def test_a_box_over_words_in_a_paper_stops_by_its_number(tmp_path: Path) -> None:
    """UK GDPR Art 5(1)(f): the refusal says the paper and the page, all findings at once, and no words."""
    bad = pdf(PRINT, f"{PRINT} 0 g 70 695 200 20 re f")
    with pytest.raises(BundleStopped) as stopped:
        made(tmp_path, {1: bad, 2: pdf(f"1 g {PRINT}")})
    assert [(number, one.what, one.where) for number, one in stopped.value.findings] == [
        (1, What.TEXT_UNDER_BOX, "page 2"),
        (2, What.INVISIBLE_TEXT, "page 1"),
    ]
    assert "Paper 1: text under a box (page 2)" in str(stopped.value)
    assert "Petra" not in str(stopped.value) + repr(stopped.value.findings)


def test_a_paper_that_cannot_be_looked_through_is_named_by_its_number(tmp_path: Path) -> None:
    """A refusal says which paper and what to do."""
    with pytest.raises(BundleRefused, match="Paper 2: It is no Word"):
        made(tmp_path, {1: pdf(PRINT), 2: b"\x00\x01"})
    with pytest.raises(BundleRefused, match="The letter: It is no Word file"):
        made(tmp_path, {1: pdf(PRINT)}, letter_file=pdf(PRINT))


def test_a_workbook_is_printed_or_named(tmp_path: Path) -> None:
    """A workbook goes as it looks; where LibreOffice came without its Calc, the refusal says what to do."""
    libreoffice()
    program = Path(shutil.which("soffice") or "").resolve()
    if (program.parent / "libsclo.so").exists():
        pages = opened(made(tmp_path, {2: sheet()})).pages
        assert "shown" in pages[2].extract_text()
    else:
        with pytest.raises(BundleRefused, match=r"Paper 2 could not be printed .* LibreOffice Calc"):
            made(tmp_path, {2: sheet()})


def test_the_finished_file_finds_nothing(bundle: Bundle) -> None:
    """UK GDPR Art 5(1)(f): what goes is what was looked at."""
    from pypdf import PdfWriter

    plain = BytesIO()
    writer = PdfWriter(clone_from=opened(bundle))
    writer._encryption = None
    writer.write(plain)
    assert not [one for one in look_here(plain.getvalue()) if one.what is not What.METADATA]
