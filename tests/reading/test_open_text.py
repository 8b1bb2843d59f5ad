"""OpenDocument texts."""

import pytest

from reading import Reading, Trust, Unreadable
from reading.door import read_in_process
from tests.reading.open_file import odt, paragraphs, xml


def read(content: bytes) -> Reading:
    """Read an .odt here."""
    return read_in_process(content, "letter.odt")


def test_paragraphs_lists_and_tables_stand_in_the_order_of_the_page() -> None:
    """A letter is read as it is printed, its cells apart, a table in a cell once."""
    cell = "<table:table-cell>{}</table:table-cell>"
    row = f"<table:table-row>{cell}{cell}</table:table-row>"
    inner = f"<table:table><table:table-row>{cell.format('<text:p>in</text:p>')}</table:table-row></table:table>"
    reading = read(
        odt(
            "<text:h>Request</text:h>"
            "<text:p>I ask\n  for:<text:tab/>all<text:s text:c='3'/>of<text:line-break/>it</text:p>"
            "<text:list><text:list-item><text:p>notes</text:p></text:list-item>"
            "<text:list-item><text:p>e-mails</text:p></text:list-item></text:list>"
            "<table:table><table:table-header-rows>"
            + row.format("<text:p>Item</text:p>", "<text:p>Why</text:p>")
            + "</table:table-header-rows>"
            + row.format("<text:p>Notes</text:p>", inner)
            + "</table:table><text:p>Yours</text:p>"
        )
    )
    assert reading.text == ("Request\nI ask for:\tall   of\nit\n- notes\n- e-mails\n\nItem\tWhy\nNotes\tin\n\nYours")
    assert (reading.how, reading.trust) == ("OpenDocument text", Trust.SURE)


def test_headers_footers_and_notes_are_read_once() -> None:
    """A letterhead says who writes, a note may hold a date of birth; page styles repeat the same header."""
    page = (
        "<style:master-page><style:header><text:p>Anytown Council</text:p></style:header>"
        "<style:header-left style:display='false'><text:p>Hidden</text:p></style:header-left>"
        "<style:footer><text:p>Registered office</text:p></style:footer></style:master-page>"
    )
    body = (
        "<text:p>Sam<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Born 2 May</text:p>"
        "</text:note-body></text:note>\u2019s notes</text:p>"
    )
    assert (
        read(odt(body, styles=page * 2)).text
        == "Anytown Council\n\nSam\u2019s notes\n\nBorn 2 May\n\nRegistered office"
    )


def test_deleted_words_are_left_out_and_a_doubt() -> None:
    """What the sender struck out with changes tracked is not asked for, but a person should see it."""
    reading = read(
        odt(
            "<text:tracked-changes><text:changed-region><text:deletion><text:p>and my brother's</text:p>"
            "</text:deletion></text:changed-region></text:tracked-changes><text:p>Send my notes</text:p>"
        )
    )
    assert (reading.text, reading.trust) == ("Send my notes", Trust.DOUBTFUL)
    assert "deleted" in reading.doubts[0]


def test_what_is_hidden_from_a_reader_is_not_read() -> None:
    """Comments, hidden sections and hidden characters are no words of the letter."""
    looks = "<style:style style:name='T1'><style:text-properties text:display='none'/></style:style>"
    body = (
        "<text:p>Send <office:annotation><text:p>ask Jo</text:p></office:annotation>"
        "<text:span text:style-name='T1'>never </text:span>all</text:p>"
        "<text:section text:display='none'><text:p>Secret</text:p></text:section>"
    )
    assert read(odt(body, looks=looks)).text == "Send all"


def test_a_text_box_is_read_behind_its_paragraph() -> None:
    """Addresses of letterheads stand in boxes."""
    box = "<draw:frame><draw:text-box><text:p>Boxed</text:p></draw:text-box></draw:frame>"
    assert read(odt(f"<text:p>Dear {box}service</text:p><text:p>end</text:p>")).text == "Dear service\nBoxed\nend"


@pytest.mark.parametrize("link", ["https://track.example/who.png", "../../../etc/passwd", "Pictures/1.png"])
def test_pictures_are_never_fetched_and_a_document_of_them_is_a_doubt(link: str) -> None:
    """A picture on somebody's server would tell the sender who reads; its words are for a person."""
    picture = f"<text:p><draw:frame><draw:image xlink:href='{link}'/></draw:frame></text:p>"
    reading = read(odt(picture))
    assert (reading.text, reading.trust) == ("", Trust.DOUBTFUL)
    assert read(odt(f"<text:p>Page 1</text:p>{picture}")).trust is Trust.DOUBTFUL


def test_an_embedded_object_is_a_doubt_and_stays_shut() -> None:
    """Another document inside is for a person to look at."""
    body = f"<text:p>{'word ' * 30}<draw:frame><draw:object xlink:href='./Object 1'/></draw:frame></text:p>"
    reading = read(odt(body))
    assert "not opened" in reading.doubts[0]


def test_scripts_are_passed_over() -> None:
    """A document with a macro is read; the macro is neither read nor run."""
    body = "<office:scripts><office:script>evil()</office:script></office:scripts><text:p>My notes please</text:p>"
    assert read(odt(body, **{"Basic/Standard/Module1.xml": b"<x>evil()</x>"})).text == "My notes please"


@pytest.mark.parametrize(
    "content",
    [
        odt(
            "",
            manifest=xml(
                "manifest:manifest", "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
            ),
        ),
        odt("", **{"encrypted-package": b"x"}),
    ],
)
def test_an_encrypted_document_is_refused(content: bytes) -> None:
    """A locked document is an error that says to ask for an open one."""
    with pytest.raises(Unreadable, match="protected by a password"):
        read(content)


def test_a_plain_letter_of_a_few_words_is_sure() -> None:
    """A short letter without a picture is a letter."""
    assert read(paragraphs("My notes please")).trust is Trust.SURE
