"""E-mails: which words are the letter, and what came with it."""

from datetime import date

import pytest

from reading import Reading, Trust, Unreadable
from reading.door import read_in_process
from tests.reading.letter_mail import attach, mail, nested_parts
from tests.reading.pdf_page import pdf
from tests.reading.word_file import letter

BODY = "Dear service,\n\nPlease send me the notes about my son Sam, and the emails too.\n\nJo Testperson"
NOTICE = "E-mails may have to be disclosed under the Freedom of Information Act 2000."
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def read(content: bytes) -> Reading:
    """Read an e-mail here."""
    return read_in_process(content, "message.eml")


def test_a_plain_message_is_read_with_its_headers() -> None:
    """Who writes, where to answer, what it is called and when it came are taken from the headers."""
    reading = read(mail(BODY).as_bytes())
    assert reading.text == BODY
    assert reading.how == "e-mail, plain text part"
    assert reading.trust is Trust.SURE
    assert reading.subject == "My son\u2019s records"
    assert reading.sender == "Testperson, Jo <jo@home.example>"
    assert reading.reply_to == "jo.post@home.example"
    assert reading.attachments == ()
    assert reading.quoted == ""


def test_the_day_of_arrival_is_the_receiving_servers_own_in_the_uk() -> None:
    """Received on is the topmost trace line's day in UK time, never the sender's Date (RFC 5321 s.4.4)."""
    reading = read(mail(BODY).as_bytes())
    assert reading.arrived_on == date(2026, 10, 9)  # 23.40 British Summer Time
    assert reading.sent_on == date(2026, 10, 9)  # 02.00 the next day, seen from the UK


@pytest.mark.parametrize("encoding", ["7bit", "quoted-printable", "base64", "8bit"])
def test_transfer_encodings_do_not_change_the_words(encoding: str) -> None:
    """A message means the same however it was packed for the journey."""
    message = mail(None)
    message.set_content(BODY, cte=encoding)
    assert read(message.as_bytes()).text == BODY


@pytest.mark.parametrize(
    ("charset", "raw"),
    [
        ("iso-8859-1", b"it\x92s \xa35"),  # calls itself Latin-1, is Windows
        ("no-such-charset", b"it\x92s \xa35"),
        ("utf-8", b"it\x92s \xa35"),
        ("us-ascii", "it\u2019s \u00a35".encode()),
    ],
)
def test_a_wrong_charset_label_loses_no_character(charset: str, raw: bytes) -> None:
    """A mislabelled body is read as what it is."""
    head = f"From: a@b.example\r\nContent-Type: text/plain; charset={charset}\r\n"
    assert read(head.encode() + b"Content-Transfer-Encoding: 8bit\r\n\r\n" + raw).text == "it\u2019s \u00a35"


def test_plain_text_is_preferred_to_html() -> None:
    """Of two versions of the same words the typed one is read."""
    reading = read(mail(BODY, "<p>" + BODY.replace("notes", "<b>notes</b>") + "</p>").as_bytes())
    assert reading.text == BODY
    assert reading.how == "e-mail, plain text part"


def test_a_stub_of_plain_text_gives_way_to_html() -> None:
    """A plain part that only says that HTML is needed is not the letter."""
    reading = read(mail("HTML needed.", f"<p>{BODY}</p>").as_bytes())
    assert "notes about my son" in reading.text
    assert reading.how == "e-mail, HTML part"


def test_an_html_message_is_read_as_text() -> None:
    """A message without plain text is read from its HTML."""
    html = "<html><body><p>Dear service,</p><p>my&nbsp;records please</p></body></html>"
    reading = read(mail(None, html).as_bytes())
    assert reading.text == "Dear service,\n\nmy records please"
    assert reading.how == "e-mail, HTML part"


def test_quoted_history_in_html_is_apart() -> None:
    """An answer in HTML holds its history in a block quotation."""
    html = (
        "<div>Any news?</div><div class='gmail_quote'>"
        "<div>On Mon, 7 Sept 2026 at 10:01, Office &lt;o@s.example&gt; wrote:<br></div>"
        "<blockquote class='gmail_quote'>You ask for a copy of the policy.</blockquote></div>"
    )
    reading = read(mail(None, html).as_bytes())
    assert reading.text == "Any news?"
    assert "copy of the policy" in reading.quoted


def test_a_message_that_only_forwards_is_a_doubt() -> None:
    """If the words are another's, a person must say whose request it is."""
    text = "-----Original Message-----\nFrom: A\nSent: today\nTo: B\nSubject: C\n\nI want my records."
    reading = read(mail(text).as_bytes())
    assert (reading.text, reading.trust) == ("", Trust.DOUBTFUL)
    assert "I want my records." in reading.quoted


def test_a_message_without_words_is_a_doubt() -> None:
    """An e-mail with a subject only is read by a person."""
    assert read(mail("\n").as_bytes()).trust is Trust.DOUBTFUL


def test_attachments_are_kept_byte_for_byte() -> None:
    """What came with a message is kept as it came: the original is evidence."""
    content = bytes(range(256)) * 3
    message = attach(mail(BODY), content, "application/octet-stream", "Sam's paper.bin")
    attach(message, b"line\r\nline\n", "application/pdf", "../../etc/x\\paper 12.10.2026")
    reading = read(message.as_bytes())
    assert [(a.filename, a.content) for a in reading.attachments] == [
        ("Sam's paper.bin", content),
        ("paper 12.10.2026.pdf", b"line\r\nline\n"),
    ]
    assert reading.text == BODY


def test_a_message_inside_a_message_is_kept_byte_for_byte() -> None:
    """A forwarded message keeps every byte, its odd headers and line ends too."""
    inner = (
        b"from: odd@b.example\r\nX-Odd:   two  spaces \r\n\tfolded\r\nSubject: in\r\n\r\nI want my records.\r\n\r\n"
    )
    outer = (
        b"From: a@b.example\r\nSubject: FW\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/mixed; boundary="edge"\r\n\r\n'
        b"--edge\r\nContent-Type: text/plain\r\n\r\nPlease see attached.\r\n"
        b"--edge\r\nContent-Type: message/rfc822\r\n\r\n" + inner + b"\r\n--edge--\r\n"
    )
    reading = read(outer)
    assert [(a.filename, a.content) for a in reading.attachments] == [("attachment-1.eml", inner)]
    assert reading.text == "Please see attached.\n\nin\n\nI want my records."


@pytest.mark.parametrize(
    ("content", "kind", "name", "how"),
    [
        (letter("I want my records."), WORD_TYPE, "letter.docx", "Word document"),
        (pdf(["I want my records."]), "application/pdf", "letter.pdf", "PDF, text layer"),
        (pdf(["I want my records."]), "application/pdf", None, "PDF, text layer"),
        (b"I want my records.", "text/plain", "letter.txt", "plain text, UTF-8"),
    ],
)
def test_an_attached_letter_is_read_with_its_note(content: bytes, kind: str, name: str | None, how: str) -> None:
    """When the message only says "please see attached", the attachment is the letter, and `how` says so."""
    reading = read(attach(mail("Please see attached.\n\nRegards\nJo"), content, kind, name).as_bytes())
    assert reading.text == "Please see attached.\n\nRegards\nJo\n\nI want my records."
    assert f"attachment 1 ({how})" in reading.how
    assert reading.trust is Trust.SURE


def test_a_letter_split_round_a_pasted_file_is_read_whole() -> None:
    """Some phones put the end of a letter behind the file pasted into it."""
    content = (
        b'From: a@b.example\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="e"\r\n\r\n'
        b"--e\r\nContent-Type: text/plain\r\n\r\nPlease send me the notes of your meetings with school.\r\n"
        b"--e\r\nContent-Type: image/png; name=x.png\r\nContent-Disposition: inline\r\n\r\nPNG\r\n"
        b"--e\r\nContent-Type: text/plain\r\n\r\nAnd the emails.\r\n--e--\r\n"
    )
    assert read(content).text == "Please send me the notes of your meetings with school.\n\nAnd the emails."


def test_a_standard_notice_is_cut_and_how_says_so() -> None:
    """The sender's notice about the Freedom of Information Act is not part of the request."""
    reading = read(mail(f"{BODY}\n\n{NOTICE}").as_bytes())
    assert reading.text == BODY
    assert "without the standard notices" in reading.how


@pytest.mark.parametrize("kind", ["multipart/encrypted", "application/pkcs7-mime"])
def test_an_encrypted_message_is_refused(kind: str) -> None:
    """A sealed message is an error that says how to open it."""
    with pytest.raises(Unreadable, match="encrypted"):
        read(f"From: a@b.example\r\nContent-Type: {kind}; boundary=x\r\n\r\nabc".encode())


@pytest.mark.parametrize("depth", [40, 3_000])
def test_parts_nested_without_end_are_refused(depth: int) -> None:
    """Parts inside parts inside parts are no letter."""
    with pytest.raises(Unreadable, match=r"more parts|nested"):
        read(nested_parts(depth))


def test_messages_inside_messages_are_read_to_a_depth() -> None:
    """Cover notes inside cover notes end at a limit, with a doubt instead of a failure."""
    content = mail("I want my records, and this is the request that I made to you.").as_bytes()
    for _ in range(5):
        content = (
            (
                b'From: a@b.example\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="e%d"\r\n\r\n'
                b"--e%d\r\nContent-Type: message/rfc822\r\n\r\n" % (len(content), len(content))
            )
            + content
            + b"\r\n--e%d--\r\n" % len(content)
        )
    reading = read(content)
    assert reading.trust is Trust.DOUBTFUL
    assert any("too deep" in doubt for doubt in reading.doubts)


def test_answers_that_are_said_to_stand_inside_the_history_are_a_doubt() -> None:
    """Answers between unmarked lines cannot be told from the question; a person reads them."""
    text = f"Hi, please see my answers below in red.\nJo\n\nFrom: A\nSent: 1 May\nTo: B\nSubject: C\n\n{BODY}"
    reading = read(mail(text).as_bytes())
    assert reading.trust is Trust.DOUBTFUL
    assert "answers stand inside" in reading.doubts[0]


def test_what_was_cut_is_kept_beside_the_text() -> None:
    """Notices and the marks of telephones can still be looked at."""
    reading = read(mail(f"{BODY}\n\nSent from my iPhone\n\n{NOTICE}").as_bytes())
    assert reading.text == BODY
    assert reading.notices == f"Sent from my iPhone\n{NOTICE}"
