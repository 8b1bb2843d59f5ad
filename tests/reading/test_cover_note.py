"""Messages whose attachment is the letter."""

from dataclasses import replace

import pytest

from reading import Attachment, Reading, Trust, Unreadable
from reading.cover_note import is_cover_note, with_attachments
from reading.limits import LIMITS
from tests.reading.scan_file import page, saved, tiff


def message(text: str, *attachments: Attachment, quoted: str = "") -> Reading:
    """Give an e-mail as it was read."""
    return Reading(text=text, how="e-mail", trust=Trust.SURE, attachments=attachments, quoted=quoted)


def read(content: bytes, _: str) -> Reading:
    """Read an attachment of plain words; refuse one that begins with a full stop."""
    if content.startswith(b"."):
        raise Unreadable("It is damaged.")
    return Reading(text=content.decode(), how="PDF, text layer", trust=Trust.SURE)


LETTER = Attachment("letter.pdf", b"I want my records.")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Please see attached.",
        "Dear Sir or Madam\n\nPlease find attached a letter from our client about her son.\n\n"
        "Kind regards\n\nJo Testperson\nSolicitor\nTestperson & Daughters LLP\n01632 960123",
        "Hi,\nLetter enclosed. Let me know if you have any queries.\nThanks\nJo",
        "Sent from my phone",
        "Hi\nI could not get the form on your page to work, it kept going back to the start on my phone, "
        "so everything is in the letter that is attached. Hope that is all right with you.\nJo",
    ],
)
def test_a_cover_note_is_joined_with_its_attachment(text: str) -> None:
    """The words of the attached letter are read with the note that came with it, and `how` says so."""
    reading = with_attachments(message(text, LETTER), read, LIMITS)
    assert reading.text == f"{text}\n\nI want my records.".strip()
    assert "attachment 1 (PDF, text layer)" in reading.how
    assert reading.trust is Trust.SURE


@pytest.mark.parametrize(
    "text",
    [
        "I am making a request for all the records that you hold about my son. My passport is attached.",
        "Please send me the number of families you helped last year, by month. My form is attached.",
        "I would like his file and every e-mail about the day that he was sent home. The letter is attached.",
        "word " * 1000,
    ],
)
def test_a_letter_with_papers_is_not_joined(text: str) -> None:
    """Papers that came with a real letter do not change what the letter says."""
    assert not is_cover_note(text)
    whole = message(text, LETTER)
    assert with_attachments(whole, read, LIMITS) == whole


def test_an_attachment_that_cannot_be_read_is_a_doubt() -> None:
    """If the letter itself cannot be read, a person must look; the message names no file."""
    reading = with_attachments(message("Please see attached.", Attachment("Jo Testperson.pdf", b".")), read, LIMITS)
    assert reading.trust is Trust.DOUBTFUL
    assert reading.doubts == ("attachment 1 could not be read: It is damaged.",)


def test_an_attachment_of_unknown_kind_is_a_doubt() -> None:
    """A photograph of a letter is for a person to read."""
    photo = Attachment("photo.webp", b"RIFF" + b"x" * 50_000)
    reading = with_attachments(message("Please see attached.", photo), read, LIMITS)
    assert reading.trust is Trust.DOUBTFUL
    assert "photo" not in reading.doubts[0]


def test_a_logo_is_no_attachment() -> None:
    """The small pictures of a signature raise no doubt."""
    logo = Attachment("image001.png", b"\x89PNG\r\n\x1a\n" + b"x" * 3_000)
    assert with_attachments(message("Please see attached.", logo, LETTER), read, LIMITS).trust is Trust.SURE


@pytest.mark.parametrize("scan", [tiff(page()), saved(page().convert("1"), "PNG")])
def test_a_small_file_can_be_a_scan(scan: bytes) -> None:
    """A page in black and white packs into a few kilobytes, and is no logo."""
    assert len(scan) < 20_000
    found = with_attachments(message("", Attachment("scan.png", scan)), lambda *_: read(b"My notes", ""), LIMITS)
    assert found.text == "My notes"


def test_a_forgotten_attachment_is_a_doubt() -> None:
    """A note that speaks of an attachment which did not come is looked at by a person."""
    assert with_attachments(message("Please see attached."), read, LIMITS).trust is Trust.DOUBTFUL


def test_a_note_that_passes_on_an_earlier_message_is_a_doubt() -> None:
    """If the request stands in the history, a person must say whose it is."""
    passed_on = message("FYI, see below.", quoted="> I want my records.")
    assert with_attachments(passed_on, read, LIMITS).trust is Trust.DOUBTFUL


def test_thanks_alone_are_no_doubt() -> None:
    """A short reply without a file is a whole message."""
    thanks = message("Thanks, that is great.\nJo", quoted="> Here are your records.")
    assert with_attachments(thanks, read, LIMITS) == thanks


def test_more_attachments_than_are_read_is_a_doubt() -> None:
    """A person is told that not everything was read."""
    reading = with_attachments(message("Please see attached.", *[LETTER] * 7), read, LIMITS)
    assert reading.text.count("I want my records.") == LIMITS.attachments_joined
    assert reading.trust is Trust.DOUBTFUL


@pytest.mark.parametrize(
    ("note", "writer"),
    [("FYI, please deal with this. Thanks", "Jo <jo@home.example>"), ("I am her sister, this came to me", "Desk")],
)
def test_the_sender_is_whoever_wrote_the_words(note: str, writer: str) -> None:
    """A message that somebody only passed on is its writer's; who adds a word of their own stays the sender."""

    def read_mail(content: bytes, _: str) -> Reading:
        return Reading(content.decode(), "e-mail", Trust.SURE, sender="Jo <jo@home.example>", reply_to="jo@b.example")

    outer = replace(message(note, Attachment("a.eml", b"I want my records.")), sender="Desk")
    assert with_attachments(outer, read_mail, LIMITS).sender == writer
