"""Outlook messages."""

import struct
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from olefile import DEFECT_INCORRECT, OleFileIO

from reading import Reading, Trust, Unreadable
from reading.compound import compound
from reading.door import read_in_process
from tests.reading import outlook_file as o
from tests.reading.letter_mail import attach, mail
from tests.reading.pdf_page import pdf

BODY = "Dear service,\r\n\r\nPlease send me the notes about my son Sam, and the emails too.\r\n\r\nJo Testperson\r\n"
WORDS = BODY.replace("\r\n", "\n").strip()


def read(content: bytes) -> Reading:
    """Read a .msg here."""
    return read_in_process(content, "message.msg")


def bare_rtf(rtf: bytes) -> bytes:
    """Put rich text into the form that Outlook keeps, not packed (MS-OXRTFCP s.2.1.3.1)."""
    return struct.pack("<II4sI", len(rtf) + 12, len(rtf), b"MELA", 0) + rtf


def test_a_message_is_read_with_its_internet_headers() -> None:
    """A message that came by the Internet keeps its headers, and they are read as an e-mail's are."""
    head = mail(BODY).as_bytes().decode().partition("\r\n\r\n")[0]
    reading = read(o.msg({o.BODY: BODY, o.SUBJECT: "My son\u2019s records", o.HEADERS: head}))
    assert reading.text == WORDS
    assert reading.how == "Outlook message, plain text part"
    assert reading.trust is Trust.SURE
    assert reading.subject == "My son\u2019s records"
    assert reading.sender == "Testperson, Jo <jo@home.example>"
    assert reading.reply_to == "jo.post@home.example"
    assert reading.sent_on == date(2026, 10, 9)
    assert reading.arrived_on == date(2026, 10, 9)


def test_a_message_within_one_house_is_read_from_outlooks_own_notes() -> None:
    """Without Internet headers, writer and days are what Outlook stored; the days are days in the UK."""
    reading = read(
        o.msg(
            {
                o.BODY: BODY,
                o.FROM_NAME: "Jo Testperson",
                o.FROM_SMTP: "jo@home.example",
                o.SUBMITTED: datetime(2026, 7, 1, 23, 30, tzinfo=UTC),
                o.DELIVERED: datetime(2026, 7, 2, 8, 0, tzinfo=UTC),
            }
        )
    )
    assert reading.sender == "Jo Testperson <jo@home.example>"
    assert (reading.sent_on, reading.arrived_on) == (date(2026, 7, 2), date(2026, 7, 2))


@pytest.mark.parametrize(
    ("values", "sender"),
    [
        ({o.SENDER_NAME: "Jo", o.SENDER_KIND: "SMTP", o.SENDER_ADDRESS: "jo@home.example"}, "Jo <jo@home.example>"),
        ({o.SENDER_NAME: "Jo", o.SENDER_KIND: "EX", o.SENDER_ADDRESS: "/O=HOUSE/CN=JO"}, "Jo"),
        ({}, None),
    ],
)
def test_the_sender_is_never_invented(values: dict[int, o.Value], sender: str | None) -> None:
    """An address that only the sender's own server understands is none; nothing known is nothing said."""
    reading = read(o.msg({o.BODY: BODY, **values}))
    assert (reading.sender, reading.sent_on, reading.arrived_on) == (sender, None, None)


def test_an_html_body_is_read() -> None:
    """HTML is kept as bytes in the code page that the message names."""
    reading = read(o.msg({o.HTML: "<p>Sam\u2019s notes, \u00a35</p>".encode("cp1252"), 0x3FDE: 1252}))
    assert (reading.text, reading.how) == ("Sam\u2019s notes, \u00a35", "Outlook message, HTML part")


@pytest.mark.parametrize(
    "rtf",
    [
        rb"{\rtf1\ansi\ansicpg1252 Sam\'92s notes, \'a35\par}",
        rb"{\rtf1\ansi\fromhtml1 {\*\htmltag <html><p>}\htmlrtf {\b \htmlrtf0 Sam\'92s notes, \'a35"
        rb"\htmlrtf }\htmlrtf0{\*\htmltag </p><!-- x --></html>}}",
    ],
)
def test_a_rich_text_body_is_read(rtf: bytes) -> None:
    """Old Outlook keeps rich text alone, or HTML wrapped into it (MS-OXRTFEX)."""
    reading = read(o.msg({o.RTF: bare_rtf(rtf)}))
    assert (reading.text, reading.how) == ("Sam\u2019s notes, \u00a35", "Outlook message, rich text part")


def test_packed_rich_text_is_unpacked() -> None:
    """The example of MS-OXRTFCP s.3.1.1 gives its own words."""
    packed = bytes.fromhex(
        "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
    )
    assert read(o.msg({o.RTF: packed})).text == "hello world"


def test_narrow_text_is_read_in_its_code_page() -> None:
    """Messages of old Outlook hold no Unicode."""
    tree = o.message({o.CODE_PAGE: 1250})
    tree[f"__substg1.0_{o.BODY:04X}001E"] = "Dear service, I am Zofia Testpe\u0159son.".encode("cp1250")
    assert read(compound(tree)).text == "Dear service, I am Zofia Testpe\u0159son."


def test_history_and_notices_are_told_apart() -> None:
    """What is said of e-mails holds for Outlook's messages."""
    history = "From: Office\r\nSent: 1 May 2026\r\nTo: Jo\r\nSubject: x\r\n\r\nOur answer."
    reading = read(o.msg({o.BODY: f"{BODY}\r\nSent from my iPhone\r\n\r\n{history}"}))
    assert reading.text == WORDS
    assert reading.notices == "Sent from my iPhone"
    assert "Our answer." in reading.quoted


def test_attachments_are_kept_byte_for_byte_and_read_with_a_note() -> None:
    """When the message only says "please see attached", the attachment is the letter."""
    letter = pdf(["I want my records."])
    reading = read(o.msg({o.BODY: "Please see attached."}, [o.attached("..\\letter.pdf", letter)]))
    assert [(a.filename, a.content) for a in reading.attachments] == [("letter.pdf", letter)]
    assert reading.text == "Please see attached.\n\nI want my records."
    assert "attachment 1 (PDF, text layer)" in reading.how


def test_a_linked_attachment_is_a_doubt_and_never_fetched() -> None:
    """A file that lies on somebody's drive is for a person to ask for."""
    reading = read(o.msg({o.BODY: BODY}, [o.linked("letter.docx")]))
    assert reading.trust is Trust.DOUBTFUL
    assert "not fetched" in reading.doubts[0]


def test_a_message_inside_a_message_is_read() -> None:
    """A message that was passed on as a file is the letter, with its own files, and its writer is the sender."""
    letter = pdf(["I want my records."])
    inner = o.message(
        {o.BODY: "Please see attached.", o.FROM_NAME: "Jo", o.FROM_SMTP: "jo@home.example"},
        [o.attached("letter.pdf", letter)],
    )
    outer = o.msg({o.BODY: "FYI", o.FROM_NAME: "Desk", o.FROM_SMTP: "desk@service.example"}, [o.enclosed(inner)])
    reading = read(outer)
    assert [a.filename for a in reading.attachments] == ["attachment-1.msg"]
    assert read(reading.attachments[0].content).attachments[0].content == letter
    assert reading.text == "FYI\n\nPlease see attached.\n\nI want my records."
    assert reading.sender == "Jo <jo@home.example>"


def test_messages_inside_messages_are_read_to_a_depth() -> None:
    """Messages in messages end at a limit, with a doubt instead of a failure."""
    tree = o.message({o.BODY: "I want my records, and this is the request that I made to you."})
    for _ in range(6):
        tree = o.message({o.BODY: "FYI"}, [o.enclosed(tree)])
    reading = read(compound(tree))
    assert reading.trust is Trust.DOUBTFUL
    assert any("too deep" in doubt for doubt in reading.doubts)


def test_an_encrypted_message_is_refused() -> None:
    """A sealed message is an error that says how to open it."""
    with pytest.raises(Unreadable, match="encrypted"):
        read(o.msg({o.CLASS: "IPM.Note.SMIME", o.BODY: ""}))


def test_a_signed_message_is_read_from_what_was_signed() -> None:
    """Outlook keeps a signed message whole, as its only file."""
    signed = attach(mail(WORDS), b"x", "application/pkcs7-signature", "smime.p7s").as_bytes()
    whole = o.msg({o.CLASS: "IPM.Note.SMIME.MultipartSigned"}, [o.attached("smime.p7m", signed)])
    assert read(whole).text == WORDS


def test_a_message_with_too_many_files_is_refused() -> None:
    """A mailbox is not a letter."""
    with pytest.raises(Unreadable, match="more files"):
        read(o.msg({o.BODY: BODY}, [o.attached("a.txt", b"x")] * 201))


def test_what_is_written_is_a_compound_file() -> None:
    """Small and large streams and storages come back as they went in, without a defect (MS-CFB)."""
    tree: o.Tree = {
        "small": b"x" * 65,
        "none": b"",
        "edge": b"y" * 4096,
        "large": bytes(range(256)) * 400,
        "inside": {f"name {n}": bytes([n]) * n for n in range(1, 90)},
    }
    with OleFileIO(BytesIO(compound(tree)), raise_defects=DEFECT_INCORRECT) as file:
        found = {"/".join(name): file.openstream(name).read() for name in file.listdir()}
    inside = tree.pop("inside")
    assert isinstance(inside, dict)
    assert found == {**tree, **{f"inside/{name}": content for name, content in inside.items()}}


def test_pieces_larger_than_the_file_are_refused() -> None:
    """A message that claims a mailbox's size in a few kilobytes would keep the library reading in a circle."""
    content = bytearray(o.msg({o.BODY: BODY}))
    size = content.index("Root Entry".encode("utf-16-le")) + 120
    content[size : size + 8] = (2**40).to_bytes(8, "little")
    with pytest.raises(Unreadable, match="larger than the message"):
        read(bytes(content))


def test_a_message_that_ends_in_the_middle_is_refused() -> None:
    """Half a message is never taken for a whole one."""
    whole = o.msg({o.BODY: BODY * 100}, [o.attached("a.bin", bytes(9_000))])
    for end in range(4_096, len(whole), 1_111):
        with pytest.raises(Unreadable):
            read(whole[:end])
