"""Plain text files."""

import codecs

import pytest

from reading import Trust, Unreadable
from reading.door import read_in_process

WORDS = "Please send me Zo\u00eb\u2019s records \u2013 all of them, \u00a35 enclosed."


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (WORDS.encode(), "UTF-8"),
        (codecs.BOM_UTF8 + WORDS.encode(), "UTF-8"),
        (codecs.BOM_UTF16_LE + WORDS.encode("utf-16-le"), "UTF-16"),
        (codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"), "UTF-16"),
        (WORDS.encode("cp1252"), "Windows-1252"),
    ],
)
@pytest.mark.parametrize("name", ["letter.txt", "LETTER.TXT", "notes.md", "a.b\\c.d\\letter.txt"])
def test_every_usual_encoding_gives_the_same_words(content: bytes, encoding: str, name: str) -> None:
    """The words of a text file do not depend on the program that saved it."""
    reading = read_in_process(content, name)
    assert reading.text == WORDS
    assert reading.how == f"plain text, {encoding}"
    assert reading.trust is Trust.SURE


def test_a_character_that_no_encoding_has_is_a_doubt() -> None:
    """A text of which a character is lost is looked at by a person."""
    reading = read_in_process(b"My son\x81s records, caf\xe9", "letter.txt")
    assert reading.text == "My son\ufffds records, caf\u00e9"
    assert reading.trust is Trust.DOUBTFUL
    assert reading.doubts


def test_spaces_line_ends_and_invisible_characters_are_made_one_kind() -> None:
    """Soft hyphens, no-break spaces and CRLF do not come between the words that a rule looks for."""
    text = (
        "\ufeffsub\u00adject\u00a0access\r\nrequest\rfor\u2003my\u200b EHC\u2011plan \t\r\n\r\n\r\n\r\n"
        "of\ufb01ce\x00\x07 done"
    )
    assert read_in_process(text.encode("utf-16"), "a.txt").text == (
        "subject access\nrequest\nfor my EHC-plan\n\noffice done"
    )


@pytest.mark.parametrize(
    "content", [b"", b" \r\n\t \n", codecs.BOM_UTF8 + b"\n", "\ufeff \u00a0\n".encode("utf-16-le")]
)
def test_an_empty_file_is_refused(content: bytes) -> None:
    """A file without a word is an error that says so, not an empty letter."""
    with pytest.raises(Unreadable, match=r"^The file is empty\. \w"):
        read_in_process(content, "a.txt")


def test_a_text_far_longer_than_a_letter_is_refused() -> None:
    """More text than any letter has is refused, whatever the format."""
    with pytest.raises(Unreadable, match="characters of text"):
        read_in_process(b"word " * 500_000, "a.txt")
