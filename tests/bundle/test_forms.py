"""Files are known by their bytes, and hostile ones are refused."""

import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bundle.forms import Form, form_of
from bundle.limits import MEGABYTE, Limits
from bundle.look import look, look_here
from bundle.refusals import NotLooked
from tests.bundle.pdf_file import WORDS, pdf
from tests.bundle.sheet_file import sheet
from tests.bundle.word_file import with_part, with_replaced, word

HEADS = (b"", b"%PDF-1.7\n", b"\xff\xd8\xff", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n")
LOCKED_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("content", "form"),
    [
        (word(), Form.WORD),
        (sheet(), Form.SHEET),
        (pdf(WORDS), Form.PDF),
        (b"\x89PNG\r\n\x1a\n...", Form.PICTURE),
        ("Füße £".encode(), Form.TEXT),
        ("Füße £".encode("utf-16"), Form.TEXT),
        ("Füße £".encode("cp1252"), Form.TEXT),
        (b"Dear Petra: thank you", Form.TEXT),
    ],
)
def test_a_file_is_known_by_its_bytes(content: bytes, form: Form) -> None:
    """A file's name proves nothing."""
    assert form_of(content) is form


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"  \n",
        LOCKED_WORD,
        b"{\\rtf1 text}",
        b"<html><!-- Petra --></html>",
        b"From: petra@example.org\nSubject: x\nMIME-Version: 1.0\n\ntext",
        b"BEGIN:VCARD\nFN:Petra\n",
        b"GIF89a\x01\x00",
        b"\x00\x01\x02",
        b"PK\x03\x04 broken",
    ],
)
def test_what_cannot_be_looked_through_is_refused(content: bytes) -> None:
    """UK GDPR Art 5(1)(f): what cannot be looked through does not go; the refusal says what to do, and no content."""
    with pytest.raises(NotLooked) as refused:
        look_here(content)
    assert "Petra" not in str(refused.value)
    assert any(verb in str(refused.value) for verb in ("Print it", "Put the right", "Open it"))


def zipped(parts: dict[str, bytes]) -> bytes:
    """A zip of these parts."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return made.getvalue()


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    """UK GDPR Art 32: a small file must not fill the machine."""
    bomb = with_part(word(), "word/media/x.xml", b" " * (20 * MEGABYTE), "application/xml")
    with pytest.raises(NotLooked, match="unpacks"):
        look_here(bomb)


def test_a_zip_of_many_pieces_is_refused() -> None:
    """UK GDPR Art 32: nor must it take hours to look at."""
    with pytest.raises(NotLooked, match="unpacks"):
        look_here(zipped({f"{n}": b"" for n in range(50)}), Limits(zip_members=40))


def test_two_members_of_one_name_are_refused() -> None:
    """UK GDPR Art 5(1)(f): one program would show the first, another the second."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        file.writestr("word/document.xml", b"<a/>")
        file.writestr("word/Document.xml", b"<b/>")
    with pytest.raises(NotLooked, match="damaged"):
        look_here(made.getvalue())


@pytest.mark.parametrize("content", [word(), sheet()], ids=["Word", "Excel"])
def test_definitions_in_xml_are_refused(content: bytes) -> None:
    """UK GDPR Art 32: entities multiply without end or fetch files of this computer."""
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]><x>&a;&b;</x>'
    kind = "application/vnd.openxmlformats-officedocument.theme+xml"
    with pytest.raises(NotLooked, match="definitions"):
        look_here(with_part(content, "docProps/theme.xml", bomb, kind))


def test_strict_open_xml_is_refused() -> None:
    """Its marks have other names, so that nothing would be found in it."""
    strict = with_replaced(
        word(), "_rels/.rels", "http://schemas.openxmlformats.org/officeDocument/2006", "http://purl.oclc.org/ooxml"
    )
    with pytest.raises(NotLooked, match="Strict"):
        look_here(strict)


def test_a_pdf_of_too_many_pages_is_refused() -> None:
    """UK GDPR Art 32: a paper has limits."""
    with pytest.raises(NotLooked, match="pages"):
        look_here(pdf(*[WORDS] * 3), Limits(together_pages=2))


def test_the_child_process_finds_the_same() -> None:
    """The look of the program is the one that is tested here."""
    content = pdf(f"1 g {WORDS}")
    assert look(content) == look_here(content)
    with pytest.raises(NotLooked, match="Print"):
        look(LOCKED_WORD)


def test_a_file_that_takes_too_long_or_too_much_is_refused() -> None:
    """UK GDPR Art 32: a file that is built to hang the program ends its own process, not ours."""
    with pytest.raises(NotLooked, match="longer"):
        look(word(), Limits(wall_seconds=0.01))
    with pytest.raises(NotLooked, match="memory"):
        look(word(), Limits(memory_bytes=40 * MEGABYTE))


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"%PDF-1.7\n", b"\xff\xd8\xff", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n"]),
)
def test_any_bytes_are_looked_through_or_refused(content: bytes, head: bytes) -> None:
    """Whatever somebody puts among the papers, there is a list or a refusal that names no content."""
    from msgspec import msgpack

    from bundle.child import DAMAGED, answer
    from bundle.orders import Content, Order

    reply = answer(Order("look", msgpack.encode(Content(head + content, Limits())), Limits()))
    assert (reply.made is None) != (reply.refusal is None)
    assert reply.refusal is None or len(reply.refusal) < len(DAMAGED) + 120
