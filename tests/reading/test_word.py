"""Word documents."""

from docx.document import Document

from reading import Trust
from reading.door import read_in_process
from tests.reading.word_file import letter, with_body, with_member, word


def text_of(content: bytes) -> str:
    """Read a .docx here and give its text."""
    return read_in_process(content, "letter.docx").text


def test_paragraphs_and_tables_stand_in_the_order_of_the_page() -> None:
    """A table between two paragraphs is read between them, its cells apart."""

    def build(document: Document) -> None:
        table = document.add_table(rows=0, cols=2)
        for words in (("Item", "Why"), ("Notes", "Trial")):
            for cell, word_ in zip(table.add_row().cells, words, strict=True):
                cell.text = word_
        document.add_paragraph("Yours faithfully")

    text = text_of(word(build, "Dear service", "I ask for:"))
    assert text == "Dear service\nI ask for:\n\nItem\tWhy\nNotes\tTrial\n\nYours faithfully"


def test_header_and_footer_are_read_once() -> None:
    """A letterhead says who writes; it is the same on each section."""

    def build(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "Anytown Council Legal Services"
        document.sections[0].footer.paragraphs[0].text = "Registered office"
        document.add_section()

    assert text_of(word(build, "Dear service")) == (
        "Anytown Council Legal Services\n\nDear service\n\nRegistered office"
    )


def test_a_first_page_header_counts_only_when_shown() -> None:
    """A letterhead that Word does not print is not read."""

    def build(document: Document) -> None:
        document.sections[0].different_first_page_header_footer = True
        document.sections[0].first_page_header.paragraphs[0].text = "First"
        document.sections[0].even_page_header.paragraphs[0].text = "Even"

    assert text_of(word(build, "Dear service")) == "First\n\nDear service"


def test_content_controls_insertions_and_links_are_read() -> None:
    """Templates put half a letter's words into fields that python-docx passes over."""
    text = text_of(
        with_body(
            "<w:sdt><w:sdtContent><w:p><w:r><w:t>Our ref: 17</w:t></w:r></w:p></w:sdtContent></w:sdt>"
            '<w:p><w:r><w:t xml:space="preserve">Send </w:t></w:r>'
            '<w:ins><w:r><w:t xml:space="preserve">all </w:t></w:r></w:ins>'
            "<w:hyperlink><w:r><w:t>notes</w:t><w:tab/><w:t>now</w:t></w:r></w:hyperlink>"
            "<w:sdt><w:sdtContent><w:r><w:t>!</w:t></w:r></w:sdtContent></w:sdt></w:p>"
        )
    )
    assert text == "Our ref: 17\nSend all notes\tnow!"


def test_a_text_box_is_read_once() -> None:
    """Word writes each text box twice, for new and old programs."""
    box = "<w:pict><w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent></w:pict>"
    text = text_of(
        with_body(
            "<w:p><w:r><w:t>Dear service</w:t></w:r><w:r><mc:AlternateContent>"
            f"<mc:Choice>{box.format('Boxed')}</mc:Choice><mc:Fallback>{box.format('Boxed')}</mc:Fallback>"
            "</mc:AlternateContent></w:r></w:p>"
        )
    )
    assert text == "Dear service\nBoxed"


def test_deleted_words_are_left_out_and_a_doubt() -> None:
    """What the sender struck out with changes tracked is not asked for, but a person should see it."""
    reading = read_in_process(
        with_body(
            "<w:p><w:r><w:t>Send my notes</w:t></w:r>"
            "<w:del><w:r><w:delText> and my brother's</w:delText></w:r></w:del></w:p>"
        ),
        "a.docx",
    )
    assert reading.text == "Send my notes"
    assert reading.trust is Trust.DOUBTFUL


def test_a_document_of_pictures_is_a_doubt() -> None:
    """A photographed letter pasted into Word has no words to classify."""
    reading = read_in_process(with_body("<w:p><w:r><w:drawing/></w:r></w:p>"), "a.docx")
    assert (reading.text, reading.trust) == ("", Trust.DOUBTFUL)
    assert read_in_process(with_body("<w:p><w:r><w:drawing/><w:t>Page 1</w:t></w:r></w:p>"), "a.docx").doubts


def test_footnotes_are_read() -> None:
    """Solicitors put dates of birth and references into footnotes."""
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    words = "<w:footnote><w:p><w:r><w:t>Born 2 May</w:t></w:r></w:p></w:footnote>"
    note = f'<w:footnotes xmlns:w="{w}">{words}</w:footnotes>'
    content = with_member(letter("Dear service"), "word/footnotes.xml", lambda _: note.encode())
    content = with_member(
        content,
        "word/_rels/document.xml.rels",
        lambda old: old.replace(
            b"</Relationships>",
            f'<Relationship Id="rId99" Type="{kind}" Target="footnotes.xml"/></Relationships>'.encode(),
        ),
    )
    assert text_of(content) == "Dear service\n\nBorn 2 May"


def test_hidden_words_are_not_read() -> None:
    """What Word shows to nobody is no word of the letter (ISO/IEC 29500-1 s.17.3.2.41)."""
    hidden = "<w:r><w:rPr><w:vanish{}/></w:rPr><w:t>{}</w:t></w:r>"
    shown = hidden.format(' w:val="0"', "all notes")
    assert text_of(with_body(f"<w:p>{hidden.format('', 'never')}{shown}</w:p>")) == "all notes"
