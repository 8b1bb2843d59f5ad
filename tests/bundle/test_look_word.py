"""The last look at Word documents."""

import pytest
from docx.document import Document
from docx.enum.dml import MSO_THEME_COLOR
from docx.oxml.ns import qn
from docx.shared import RGBColor

from bundle.finding import What
from bundle.look import look_here
from tests.bundle.word_file import element, with_part, with_replaced, word

OLE = "application/vnd.openxmlformats-officedocument.oleObject"
W = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def run(properties: str, words: str = "Petra Placeholder") -> str:
    """A paragraph of one run with these properties."""
    return f"<w:p><w:r><w:rPr>{properties}</w:rPr><w:t>{words}</w:t></w:r></w:p>"


def field(order: str, properties: str = "") -> str:
    """A paragraph with a field."""
    return (
        f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:rPr>{properties}</w:rPr>'
        f'<w:instrText>{order}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:t>shown</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


def whats(content: bytes) -> set[What]:
    """The kinds of what was found."""
    return {finding.what for finding in look_here(content)}


def changed(mark: str) -> str:
    """A paragraph with a tracked change."""
    return f'<w:p><w:{mark} w:id="1" w:author="Petra"><w:r><w:t>Petra</w:t></w:r></w:{mark}></w:p>'


BOX = (
    '<w:p><w:r><w:drawing><wp:anchor behindDoc="{behind}"><a:graphic><a:graphicData><wps:wsp><wps:spPr>'
    '<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></wps:spPr>{words}</wps:wsp></a:graphicData></a:graphic>'
    "</wp:anchor></w:drawing></w:r></w:p>"
)
CELL = (
    '<w:tbl><w:tblPr/><w:tr><w:tc><w:tcPr><w:shd w:val="clear" w:fill="{fill}"/></w:tcPr>{inside}</w:tc></w:tr>'
    "</w:tbl>"
)
MARK = "<w:p><w:pPr><w:rPr>{}</w:rPr></w:pPr><w:r><w:t>Petra</w:t></w:r></w:p>"
WHITE = '<w:color w:val="FFFFFF"/>'
TEXT_BOX = "<wps:txbx><w:txbxContent><w:p><w:r><w:t>[redacted]</w:t></w:r></w:p></w:txbxContent></wps:txbx>"

HIDDEN = [
    ("hidden", run("<w:vanish/>"), What.HIDDEN_TEXT),
    ("hidden, said in full", run('<w:vanish w:val="true"/>'), What.HIDDEN_TEXT),
    ("an index entry", field("XE Petra", "<w:vanish/>"), What.HIDDEN_TEXT),
    ("a hidden mark", MARK.format("<w:vanish/>"), What.HIDDEN_TEXT),
    ("white on white", run(WHITE), What.INVISIBLE_TEXT),
    ("white by theme", run('<w:color w:val="auto" w:themeColor="background1"/>'), What.INVISIBLE_TEXT),
    ("white in a white cell", CELL.format(fill="FFFFFF", inside=run(WHITE)), What.INVISIBLE_TEXT),
    ("white on a white marker", run(f'{WHITE}<w:highlight w:val="white"/>'), What.INVISIBLE_TEXT),
    ("one point", run('<w:sz w:val="2"/>'), What.INVISIBLE_TEXT),
    ("a black marker", run('<w:highlight w:val="black"/>'), What.TEXT_UNDER_BOX),
    ("black shading", run('<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>'), What.TEXT_UNDER_BOX),
    ("a black box", BOX.format(behind=0, colour="000000", words=""), What.DARK_BOX),
    *((f"a change: {mark}", changed(mark), What.TRACKED_CHANGE) for mark in ("ins", "del", "moveFrom", "moveTo")),
    (
        "a change of format",
        run('<w:b/><w:rPrChange w:id="1" w:author="P"><w:rPr/></w:rPrChange>'),
        What.TRACKED_CHANGE,
    ),
    (
        "a change of paragraph",
        '<w:p><w:pPr><w:pPrChange w:id="1" w:author="P"><w:pPr/></w:pPrChange></w:pPr></w:p>',
        What.TRACKED_CHANGE,
    ),
    ("a comment's place", '<w:p><w:r><w:commentReference w:id="0"/></w:r></w:p>', What.COMMENT),
    ("a fetched file", field('INCLUDETEXT "C:\\\\Users\\\\petra\\\\secret.docx"'), What.EXTERNAL_LINK),
    ("a fetched picture", field('INCLUDEPICTURE "https://tracker.example/x.png"'), What.EXTERNAL_LINK),
    (
        "a cropped picture",
        '<w:p><w:r><w:drawing><a:blip/><a:srcRect l="25000"/></w:drawing></w:r></w:p>',
        What.CROPPED_PICTURE,
    ),
    (
        "other words for older programs",
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:t>shown</w:t></mc:Choice>"
        "<mc:Fallback><w:t>Petra</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>",
        What.HIDDEN_TEXT,
    ),
    ("an old control", "<w:p><w:r><w:object/></w:r></w:p>", What.EMBEDDED_FILE),
    ("text that is fetched when opened", "<w:altChunk/>", What.EMBEDDED_FILE),
]
SEEN = [
    ("plain", run("<w:b/>")),
    ("switched off", run('<w:vanish w:val="0"/>')),
    ("hidden on the web alone", run("<w:webHidden/>")),
    ("nothing hidden", run("<w:vanish/>", "   ")),
    (
        "a style separator",
        "<w:p><w:pPr><w:rPr><w:vanish/><w:specVanish/></w:rPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>",
    ),
    ("a white head on a dark cell", CELL.format(fill="1F3864", inside=run(WHITE))),
    ("white on a dark shading", run(f'{WHITE}<w:shd w:val="clear" w:fill="000000"/>')),
    ("automatic on a dark cell turns white", CELL.format(fill="000000", inside=run('<w:color w:val="auto"/>'))),
    ("pale grey", run('<w:color w:val="BFBFBF"/>')),
    ("a yellow marker", run('<w:highlight w:val="yellow"/>')),
    ("a box with words", BOX.format(behind=0, colour="000000", words=TEXT_BOX)),
    ("a dark band behind", BOX.format(behind=1, colour="000000", words="")),
    ("a page number", field("PAGE")),
    ("a date", field("DATE \\@ d")),
]


@pytest.mark.parametrize(("body", "what"), [case[1:] for case in HIDDEN], ids=[case[0] for case in HIDDEN])
def test_what_the_eye_does_not_see_stops(body: str, what: What) -> None:
    """UK GDPR Art 5(1)(f): what a Word document hides is found, and stops the bundle."""
    found = look_here(word(body))
    assert what in {finding.what for finding in found if finding.stops}
    assert "Petra" not in repr(found)


@pytest.mark.parametrize("body", [case[1] for case in SEEN], ids=[case[0] for case in SEEN])
def test_what_is_seen_is_no_finding(body: str) -> None:
    """A look that cries wolf is soon not heeded: an ordinary document finds nothing."""
    assert look_here(word(body)) == ()


@pytest.mark.parametrize("margin", ["header", "footer"])
def test_headers_and_footers_are_looked_at(margin: str) -> None:
    """UK GDPR Art 5(1)(f): a tracked change or hidden word in a header or footer is found like one in the text."""

    def build(document: Document) -> None:
        paragraph = getattr(document.sections[0], margin).paragraphs[0]
        paragraph.add_run("Petra").font.hidden = True
        paragraph._p.append(element('<w:ins w:id="1" w:author="P"><w:r><w:t>x</w:t></w:r></w:ins>'))

    found = look_here(word(build=build))
    assert {(f.what, f.where.split(",")[0]) for f in found} == {
        (What.HIDDEN_TEXT, f"a {margin}"),
        (What.TRACKED_CHANGE, f"a {margin}"),
    }


def test_a_footnote_is_looked_at() -> None:
    """UK GDPR Art 5(1)(f): notes are part of what goes."""
    notes = word("<w:p><w:r><w:t>x</w:t></w:r></w:p>")
    ns = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    part = f'<w:footnotes {ns}><w:footnote w:id="2">{run("<w:vanish/>")}</w:footnote></w:footnotes>'
    found = look_here(with_part(notes, "word/footnotes.xml", part, f"{W}.footnotes+xml", "footnotes"))
    assert [(f.what, f.where) for f in found] == [(What.HIDDEN_TEXT, "a footnote, paragraph 1")]


def test_text_hidden_by_its_style_is_found() -> None:
    """UK GDPR Art 5(1)(f): a style hides as well as a property, a style based on it too."""

    def build(document: Document) -> None:
        hiding = document.styles.add_style("Hiding", 1)
        hiding.font.hidden = True
        document.styles.add_style("Child", 1).base_style = hiding
        document.add_paragraph("Petra", "Child")
        character = document.styles.add_style("Pale", 2)
        character.font.color.rgb = RGBColor(255, 255, 255)
        document.add_paragraph().add_run("Petra", "Pale")

    assert whats(word(build=build)) == {What.HIDDEN_TEXT, What.INVISIBLE_TEXT}


def test_a_white_head_of_a_table_style_is_seen() -> None:
    """Word's own dark table heads with white words are no finding."""

    def build(document: Document) -> None:
        table = document.add_table(1, 1)
        table.style = "Medium Shading 1 Accent 1"
        font = table.rows[0].cells[0].paragraphs[0].add_run("Head").font
        font.color.theme_color = MSO_THEME_COLOR.BACKGROUND_1

    assert whats(word(build=build)) == set()


def test_comments_and_people_are_found() -> None:
    """UK GDPR Art 5(1)(f): a comment stops; a list of people is left out."""

    def build(document: Document) -> None:
        paragraph = document.add_paragraph("x")
        document.add_comment(paragraph.runs, text="Petra", author="Petra", initials="P")

    assert What.COMMENT in whats(word(build=build))
    ns = 'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
    people = f'<w15:people {ns}><w15:person w15:author="Petra"/></w15:people>'
    found = look_here(with_part(word(), "word/people.xml", people, f"{W}.people+xml", "people"))
    assert [(f.what, f.stops) for f in found] == [(What.AUTHOR, False)]


@pytest.mark.parametrize(
    ("name", "part", "kind", "what"),
    [
        (
            "word/embeddings/o.bin",
            b"\xd0\xcf",
            OLE,
            What.EMBEDDED_FILE,
        ),
        ("word/x.bin", b"x", "application/octet-stream", What.EMBEDDED_FILE),
        ("word/vbaProject.bin", b"x", "application/vnd.ms-office.vbaProject", What.MACRO),
        ("word/activeX/a.xml", "<a/>", "application/vnd.ms-office.activeX+xml", What.EMBEDDED_FILE),
    ],
)
def test_files_within_the_file_stop(name: str, part: bytes, kind: str, what: What) -> None:
    """UK GDPR Art 5(1)(f): an embedded file or macro goes with its document unless somebody sees it."""
    assert what in {f.what for f in look_here(with_part(word(), name, part, kind)) if f.stops}


def test_who_made_it_is_listed_and_does_not_stop() -> None:
    """UK GDPR Art 5(1)(c): names in properties, variables, stored data and templates are left out by the program."""

    def build(document: Document) -> None:
        document.core_properties.author = "Petra"
        document.core_properties.keywords = "Petra"
        document.settings.element.append(element('<w:docVars><w:docVar w:name="n" w:val="Petra"/></w:docVars>'))
        settings = document.part._settings_part
        mark = settings.rels.get_or_add_ext_rel(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate",
            "file:///C:/Users/petra/Brief.dotm",
        )
        template = element("<w:attachedTemplate/>")
        template.set(qn("r:id"), mark)
        document.settings.element.append(template)

    content = with_part(word(build=build), "customXml/item1.xml", "<a>Petra</a>", "application/xml")
    found = look_here(content)
    assert {f.what for f in found} == {
        *(What.AUTHOR, What.METADATA, What.DOCUMENT_VARIABLE, What.TEMPLATE, What.CUSTOM_XML),
    }
    assert not any(f.stops for f in found)


def test_a_picture_fetched_from_outside_stops() -> None:
    """UK GDPR Art 32: opening the file would tell somebody else that it was opened."""

    def build(document: Document) -> None:
        document.part.rels.get_or_add_ext_rel(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image",
            "https://tracker.example/x.png",
        )
        document.part.rels.get_or_add_ext_rel(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink", "https://www.gov.uk"
        )

    assert whats(word(build=build)) == {What.EXTERNAL_LINK}


def test_a_document_with_macros_is_named_so() -> None:
    """UK GDPR Art 32: a file that may run a program does not go."""
    macro = with_replaced(
        word(),
        "[Content_Types].xml",
        f"{W}.document.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    assert What.MACRO in {f.what for f in look_here(macro) if f.stops}
