"""Rich text documents."""

import pytest

from reading import Reading, Trust, Unreadable
from reading.door import read_in_process
from reading.limits import Limits

HEAD = (
    rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fnil\fcharset238 Arial CE;}"
    rb"{\f2\fnil\fcharset128 Mincho;}{\f3\fcharset161 G;}}{\colortbl;\red0\green0\blue0;}"
    rb"{\stylesheet{\s0 Normal;}}{\*\generator Some Writer;}{\info{\title Secret title}{\author Sam Writer}}"
)


def read(body: bytes) -> Reading:
    """Read an .rtf with this body here."""
    return read_in_process(HEAD + body + b"}", "letter.rtf")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (
            rb"\pard Dear service\par\b Sam\b0\'92s notes, \'a35\line now\par",
            "Dear service\nSam\u2019s notes, \u00a35\nnow",
        ),
        (rb"a\tab b\emdash c\~d\_e \lquote f\rquote\{g\}\\", "a\tb\u2014c d-e \u2018f\u2019{g}\\"),
        (rb"\u8217?s \uc2\u233\'e9xe \uc0\u8364 5", "\u2019s \u00e9e \u20ac5"),
        (rb"\u-10179?\u-8704?", "\U0001f600"),
        (
            rb"\f1 Testpe\'f8son \f0 na\'efve \f3\'e1 {\f1\'f8}\plain\'e9",
            "Testpe\u0159son na\u00efve \u03b1 \u0159\u00e9",
        ),
        (rb"\f2\'93\'fa\'96\'7b", "\u65e5\u672c"),
        (b"one\r\n two \n\n\\\nthree", "one two\nthree"),
        (
            rb"\trowd\cellx1\cellx2\intbl Item\cell Why\cell\row\intbl Notes\cell Trial\cell\row\pard Yours",
            "Item\tWhy\nNotes\tTrial\nYours",
        ),
        (rb"{\pntext\bullet\tab}{\*\pn\pnlvlblt{\pntxtb x}}notes", "\u2022\tnotes"),
        (
            rb"{\field{\*\fldinst HYPERLINK \"https://track.example/who\"}{\fldrslt my notes}} please",
            "my notes please",
        ),
        (rb"{\*\unknown not this}{\*\bkmkstart nor this}but this", "but this"),
        (rb"Sam{\super 1}{\footnote\pard Born 2 May}\par end", "Sam1\nend\n\nBorn 2 May"),
        (
            rb"{\header Anytown Council\par}{\header Anytown Council\par}body{\footer Office\par}",
            "Anytown Council\n\nbody\n\nOffice",
        ),
        (rb"Send {\v never }all {\v0 notes}{\*\atnid X}{\*\annotation ask Jo}", "Send all notes"),
        (rb"{\shp{\*\shpinst{\sp{\sn a}{\sv 1}}{\shptxt Boxed\par}}{\shprslt Boxed}}", "Boxed"),
        (rb"{\bin5 {{{}}}x", "x"),
        (b"caf\xe9", "caf\u00e9"),
    ],
)
def test_the_words_are_what_a_reader_sees(body: bytes, words: str) -> None:
    """Words in order, in the encoding of their font; no instructions, comments, hidden or internal text."""
    reading = read(body)
    assert reading.text == words
    assert (reading.how, reading.trust) == ("rich text document", Trust.SURE)


def test_html_inside_rich_text_is_read_as_html() -> None:
    """Outlook wraps HTML into rich text and repeats it for other programs; the words count once (MS-OXRTFEX)."""
    body = (
        rb"\fromhtml1 {\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 Sam{\*\htmltag84 &#8217;}\htmlrtf \rquote\htmlrtf0 s"
        rb"{\*\htmltag116 <br>}\htmlrtf \line\htmlrtf0 notes\htmlrtf }\htmlrtf0{\*\htmltag72 </p>}"
    )
    assert read(body).text == "Sam\u2019s\nnotes"


def test_deleted_words_are_left_out_and_a_doubt() -> None:
    """What was struck out with changes tracked is not asked for, but a person should see it."""
    reading = read(rb"Send my notes {\deleted and my brother's}")
    assert (reading.text, reading.trust) == ("Send my notes", Trust.DOUBTFUL)
    assert "deleted" in reading.doubts[0]


@pytest.mark.parametrize(
    "body",
    [
        rb"{\object\objemb{\*\objclass Package}{\*\objdata 4d5a9000}{\result {\pict 00}}}" + b"word " * 20,
        rb"{\object\objautlink\objupdate{\*\objclass htmlfile}{\*\objdata 01050000}{\result link}}" + b"word " * 20,
    ],
)
def test_an_object_is_a_doubt_and_stays_shut(body: bytes) -> None:
    """A file or link that is embedded is neither opened nor followed; a person must look."""
    reading = read(body)
    assert "not opened" in reading.doubts[0]
    assert "4d5a" not in reading.text
    assert "0105" not in reading.text


def test_a_linked_picture_is_never_fetched() -> None:
    """A field that fetches a picture from the sender's server is passed over."""
    reading = read(rb'{\field{\*\fldinst INCLUDEPICTURE "https://track.example/who.png" \\d}{\fldrslt }}')
    assert (reading.text, reading.trust) == ("", Trust.DOUBTFUL)


def test_a_document_of_pictures_is_a_doubt() -> None:
    """A photographed letter pasted into a document has no words to classify."""
    assert "pictures" in read(rb"Page 1{\*\shppict{\pict\pngblip 89504e47}}").doubts[0]


def test_a_document_that_ends_in_the_middle_is_a_doubt() -> None:
    """Half a file may be half a letter."""
    reading = read_in_process(HEAD + rb"\pard Send me my notes, {\b all", "letter.rtf")
    assert "ends in the middle" in reading.doubts[0]


def test_a_character_that_no_encoding_has_is_a_doubt() -> None:
    """A text of which a character is lost is looked at by a person."""
    assert "characters" in read(rb"My son\'81s records").doubts[0]


def test_groups_without_end_are_refused() -> None:
    """Groups in groups in groups are no letter."""
    with pytest.raises(Unreadable, match="nested far deeper"):
        read(b"{" * 100_000)


def test_a_text_far_longer_than_a_letter_is_refused() -> None:
    """More text than any letter has is refused, whatever the format."""
    with pytest.raises(Unreadable, match="characters of text"):
        read_in_process(HEAD + b"word " * 1000 + b"}", "letter.rtf", Limits(text_characters=4_000))
