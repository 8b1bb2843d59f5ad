"""The way in: format, limits, child process, hostile files. Here the real child process runs."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

import reading
from reading import Trust, Unreadable, read
from reading.door import read_in_process
from reading.limits import MEGABYTE, Limits
from tests.reading.letter_mail import attach, mail, nested_parts
from tests.reading.open_file import odt, paragraphs
from tests.reading.outlook_file import BODY, msg
from tests.reading.pdf_page import flate_bomb_pdf, locked_pdf, pdf
from tests.reading.scan_file import page, saved
from tests.reading.word_file import billion_laughs, letter, with_member, zip_bomb

WORDS = "Please send me the notes of my son."
FILES = {
    "letter.txt": WORDS.encode(),
    "letter.eml": mail(WORDS).as_bytes(),
    "letter.docx": letter(WORDS),
    "letter.pdf": pdf([WORDS]),
    "letter.msg": msg({BODY: WORDS}),
    "letter.rtf": rb"{\rtf1\ansi " + WORDS.encode() + b"}",
    "letter.odt": paragraphs(WORDS),
}
ENTITY = "<!DOCTYPE x [<!ENTITY e {}>]>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize("name", FILES)
def test_the_child_process_reads_what_this_process_reads(name: str) -> None:
    """Confinement changes nothing in what is read, bytes of attachments and dates included."""
    found = read(FILES[name], name)
    assert found == read_in_process(FILES[name], name)
    assert found.text == WORDS
    assert found.trust is Trust.SURE


def test_an_attachment_comes_back_from_the_child_byte_for_byte() -> None:
    """What came with a message is kept as it came."""
    content = bytes(range(256))
    found = read(attach(mail(WORDS * 3), content, "application/octet-stream", "a.bin").as_bytes(), "a.eml")
    assert [a.content for a in found.attachments] == [content]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.docx", FILES["letter.pdf"], "ending says a Word document, but its content is a PDF"),
        ("a.pdf", FILES["letter.docx"], "ending says a PDF, but its content is a zip archive or a Word document"),
        ("a.pdf", WORDS.encode(), "ending says a PDF, but its content is not"),
        ("a.txt", FILES["letter.pdf"], "ending says plain text, but its content is a PDF"),
        ("a.txt", FILES["letter.docx"], "ending says plain text"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "content is a picture"),
        ("a.txt", b"{\\rtf1 x}", "content is a rich text document"),
        ("a.txt", b"a\x00b", "ending says plain text, but its content is not"),
        ("a.eml", FILES["letter.pdf"], "ending says an e-mail, but its content is a PDF"),
        ("a.eml", b"Dear service, my records please", "ending says an e-mail"),
        ("a.docx", OLE, "content is an old Office document"),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        (
            "a.docx",
            with_member(b"PK\x05\x06" + bytes(18), "xl/workbook.xml", lambda _: b"<x/>"),
            "Excel or PowerPoint",
        ),
        ("a.docx", FILES["letter.docx"][:2000], "damaged"),
        ("a.pdf", b"%PDF-1.7\n", "damaged"),
        ("a.pdf", locked_pdf("secret", [WORDS]), "password"),
        ("a.exe", b"MZ", r"These can: plain text \(\.txt, \.md\), e-mail \(\.eml\), Outlook message \(\.msg\), Word"),
        ("pdf", FILES["letter.pdf"], "These can"),
        (".pdf", FILES["letter.pdf"], "These can"),
        ("a.pdf.", FILES["letter.pdf"], "These can"),
        ("a.txt", b"", "The file is empty"),
        ("a.pdf", b" \r\n ", "The file is empty"),
        ("a.msg", OLE, "content is an old Office document"),
        ("a.msg", FILES["letter.eml"], "ending says an Outlook message"),
        ("a.msg", FILES["letter.msg"][:4_000], "damaged|ending says an Outlook message"),
        ("a.eml", FILES["letter.msg"], "content is an Outlook message"),
        ("a.docx", FILES["letter.msg"], "content is an Outlook message"),
        ("a.rtf", FILES["letter.docx"], "ending says a rich text document"),
        ("a.rtf", b"Dear service", "ending says a rich text document"),
        ("a.docx", FILES["letter.rtf"], "content is a rich text document"),
        ("a.odt", FILES["letter.docx"], "ending says an OpenDocument text, but its content is a zip"),
        ("a.docx", FILES["letter.odt"], "content is an OpenDocument text"),
        ("a.odt", odt("", kind="application/vnd.oasis.opendocument.spreadsheet"), "OpenDocument sheet or slides"),
        ("a.odt", FILES["letter.odt"][:700], "damaged"),
        (
            "a.odt",
            odt("<text:p>&e;</text:p>", head=ENTITY.format('"x"')),
            "definitions that no word processor writes",
        ),
        (
            "a.odt",
            odt("<text:p>&e;</text:p>", head=ENTITY.format('SYSTEM "file:///etc/passwd"')),
            "definitions that no",
        ),
        ("a.odt", odt("<text:span>" * 5_000 + "</text:span>" * 5_000), "nested far deeper"),
        ("a.docx", with_member(FILES["letter.docx"], "word/vbaProject.bin", lambda _: b"x"), "holds macros"),
        ("a.docx", billion_laughs(), "definitions that no word processor writes"),
        ("a.docx", zip_bomb(60), "packed more tightly"),
        ("a.odt", odt("", bomb=bytes(60 * MEGABYTE)), "packed more tightly"),
        ("a.docx", zip_bomb(150), "unpacks to more than 100 MB"),
        ("a.eml", nested_parts(300), "more parts|nested"),
    ],
)
def test_what_cannot_be_read_is_one_clear_line(name: str, content: bytes, says: str) -> None:
    """Bad input gets an error that says what is wrong and what to do, and never names the file."""
    with pytest.raises(Unreadable, match=says) as refused:
        read_in_process(content, name)
    line = str(refused.value)
    assert "\n" not in line
    assert line.endswith(".")
    assert name not in line.replace(".pdf)", "")
    assert refused.value.__cause__ is None


def test_a_truncated_pdf_is_refused_or_doubted() -> None:
    """Half a PDF is never taken for a whole letter without a person."""
    whole = pdf([WORDS] * 20)
    for end in range(20, len(whole) - 200, 97):
        try:
            found = read_in_process(whole[:end], "a.pdf")
        except Unreadable:
            continue
        assert found.trust is Trust.DOUBTFUL or found.text == read_in_process(whole, "a.pdf").text


def test_a_file_that_is_too_large_is_refused_unread() -> None:
    """The size is checked before anything else."""
    with pytest.raises(Unreadable, match="larger than 25 MB"):
        read(b"x" * (25 * MEGABYTE + 1), "a.txt")


@pytest.mark.parametrize(
    ("name", "content", "limits"),
    [
        ("bomb.pdf", flate_bomb_pdf(300), Limits(memory_bytes=512 * MEGABYTE, cpu_seconds=20)),
        ("bomb.docx", zip_bomb(60), Limits()),
        ("laughs.docx", billion_laughs(), Limits()),
        ("deep.eml", nested_parts(2_000), Limits()),
        ("deep.rtf", b"{\\rtf1" + b"{" * 5_000_000, Limits()),
        ("long.rtf", b"{\\rtf1" + b"\\par a" * 500_000, Limits()),
        ("bomb.odt", odt("", bomb=bytes(60 * MEGABYTE)), Limits()),
    ],
)
def test_a_hostile_file_is_refused_or_doubted_in_time(name: str, content: bytes, limits: Limits) -> None:
    """A file made to exhaust the machine costs seconds, not the service's day."""
    before = time.monotonic()
    try:
        trust = read(content, name, limits).trust
    except Unreadable:
        trust = Trust.DOUBTFUL
    assert trust is Trust.DOUBTFUL
    assert time.monotonic() - before < 40


def test_memory_is_limited() -> None:
    """A document that unpacks to more than the child may hold ends the child, not this process."""
    body = b"<w:p/>" * 4_000_000
    grown = with_member(letter("x"), "word/document.xml", lambda old: old.replace(b"<w:p>", body + b"<w:p>", 1))
    limits = Limits(memory_bytes=256 * MEGABYTE, unpacked_ratio=10_000)
    with pytest.raises(Unreadable, match=r"memory|damaged"):
        read(grown, "a.docx", limits)


def test_processor_time_is_limited() -> None:
    """A message on which the parser goes in circles is stopped."""
    circling = mail(None, "<!--" * 200_000).as_bytes()
    with pytest.raises(Unreadable, match="far longer"):
        read(circling, "a.eml", Limits(cpu_seconds=1))


def test_wall_clock_time_is_limited() -> None:
    """A child that does not answer in time is ended."""
    with pytest.raises(Unreadable, match="far longer"):
        read(FILES["letter.pdf"], "a.pdf", Limits(wall_seconds=0.01))


def test_nothing_that_the_child_started_outlives_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A program that reads scans and hangs, with what it started itself, is ended with the child."""
    hanging = tmp_path / "tesseract"
    hanging.write_text("#!/bin/sh\n/bin/sleep 61.7 &\nwait\n")
    hanging.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    found = read(saved(page(size=(200, 200)), "PNG"), "a.png", Limits(wall_seconds=3))
    assert "too long" in found.doubts[0]
    assert "sleep 61.7" not in subprocess.run(["/bin/ps", "-eo", "args"], capture_output=True, text=True).stdout


def test_a_hostile_attachment_leaves_the_message_readable() -> None:
    """Each attachment passes the same door in its own process; its failure is a doubt about the message."""
    message = attach(mail("Please see attached."), zip_bomb(60), "application/msword", "letter.docx")
    found = read(message.as_bytes(), "a.eml")
    assert found.text == "Please see attached."
    assert found.trust is Trust.DOUBTFUL
    assert "packed more tightly" in found.doubts[0]


def test_the_child_sees_nothing_of_our_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A parser that is taken over finds no secret and no module of the folder it was started from."""
    monkeypatch.setenv("PYTHONSTARTUP", "x")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    (tmp_path / "pypdf.py").write_text("raise SystemExit")
    monkeypatch.chdir(tmp_path)
    assert read(FILES["letter.pdf"], "a.pdf").text == WORDS


def test_importing_the_room_loads_no_parser() -> None:
    """A command that reads nothing does not pay for the parsers."""
    code = "import sys, reading; print(*sorted(sys.modules))"
    root = Path(reading.__file__).parent.parent
    loaded = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert not {"pypdf", "docx", "lxml", "email", "msgspec", "yaml", "olefile", "PIL", "defusedxml"} & set(
        loaded.stdout.split()
    )
