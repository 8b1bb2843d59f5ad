"""A service's own letterhead: what is wrong with it is said before a letter is written on it."""

import random
from io import BytesIO

import pytest
from docx import Document

from letters import LettersError, letterhead
from letters.letterhead_check import check
from letters.render import render
from tests.letters.cases import facts
from tests.letters.made_up_services import SERVICES
from tests.letters.sheets import DERBY, PICTURE, gone, opening, packed, part, parts, related, sheet, swap

DOCUMENT, STYLES, TYPES = "word/document.xml", "word/styles.xml", "[Content_Types].xml"
PLAIN_TYPE = "wordprocessingml.document.main+xml"
WORDS = "<w:r><w:t>x</w:t></w:r>"
SECTION = '<w:pgSz w:w="11906" w:h="16838"/>'
MARGINS = 'w:right="1417" w:bottom="1985" w:left="1417"'
ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
HIDING = '<w:style w:type="character" w:styleId="H"><w:name w:val="H"/><w:rPr><w:vanish/></w:rPr></w:style>'
LOGO = (related("image", "media/logo.png"), part("word/media/logo.png", b"x"))


def _large() -> bytes:
    return sheet(part("word/media/large.png", bytes(20_000_001)))


def _locked() -> bytes:
    content = bytearray(sheet())
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.index(signature)
        content[place + at] |= 1
    return bytes(content)


def _run(inside: str) -> bytes:
    return sheet(opening(f"<w:p><w:r><w:rPr>{inside}</w:rPr><w:t>x</w:t></w:r></w:p>"))


def _style(name: str) -> bytes:
    return sheet(swap(STYLES, f'<w:name w:val="{name}"/>', '<w:name w:val="Other"/>'))


# What is wrong, a word of what is said of it, and a word of Word's menu that puts it right.
MUST = {
    "empty": (b"", "no Word document", "Save As"),
    "a picture": (b"\x89PNG\r\n", "no Word document", "Save As"),
    "an old .doc": (ENCRYPTED[:500], "no Word document", "Save As"),
    "another zip": (sheet(gone("_rels/.rels")), "no Word document", "Save As"),
    "a template": (sheet(swap(TYPES, PLAIN_TYPE, "wordprocessingml.template.main+xml")), "template", "Save As"),
    "macros": (
        sheet(swap(TYPES, f"vnd.openxmlformats-officedocument.{PLAIN_TYPE}", "vnd.ms-word.document.macroEnabled")),
        "macros",
        "Save As",
    ),
    "a macro inside": (sheet(related("vbaProject", "vba.bin"), part("word/vba.bin", b"")), "macros", "Save As"),
    "an object": (sheet(related("oleObject", "o.bin"), part("word/o.bin", b"")), "object", "delete"),
    "strict": (
        sheet(swap(DOCUMENT, "schemas.openxmlformats.org/wordprocessingml", "purl.oclc.org/ooxml")),
        "a form of Word file",
        "*.docx",
    ),
    "a password": (ENCRYPTED, "password", "Protect Document"),
    "a password of the zip": (_locked(), "password", "Protect Document"),
    "too large": (_large(), "20 MB", "Compress Pictures"),
    "a damaged part": (sheet(part(STYLES, b"<w:styles")), "damaged", "Open and Repair"),
    "a missing part": (sheet(gone("word/header1.xml")), "damaged", "Open and Repair"),
    "an entity": (sheet(swap(STYLES, "<w:styles", '<!DOCTYPE x [<!ENTITY a "b">]><w:styles')), "damaged", "Repair"),
    "a width that is none": (sheet(swap(DOCUMENT, 'w:w="11906"', 'w:w="wide"')), "damaged", "Open and Repair"),
    "a linked picture": (sheet(related("image", "https://x.example", external=True)), "another place", "Break Link"),
    "a template elsewhere": (
        sheet(related("attachedTemplate", "file:///s/x.dotx", external=True, part="settings")),
        "template in another place",
        "Add-ins",
    ),
    "a field that fetches": (
        sheet(opening('<w:p><w:fldSimple w:instr=" INCLUDEPICTURE https://x.example/p "/></w:p>')),
        "another place",
        "Break Link",
    ),
    **{
        f"no style {name}": (_style(name), f"styles that letters are written in: {shown}.", "Ctrl+Shift+S")
        for name, shown in (
            ("Normal", "Normal"),
            ("Title", "Title"),
            ("heading 1", "Heading 1"),
            ("heading 2", "Heading 2"),
            ("List Bullet", "List Bullet"),
            ("List Number", "List Number"),
        )
    },
    "Letter paper": (sheet(swap(DOCUMENT, SECTION, '<w:pgSz w:w="12240" w:h="15840"/>')), "not A4", "Layout > Size"),
    "lying": (sheet(swap(DOCUMENT, SECTION, '<w:pgSz w:w="16838" w:h="11906"/>')), "not A4", "Portrait"),
    "no page": (sheet(swap(DOCUMENT, "w:sectPr", "w:other")), "not A4", "Layout > Size"),
    "narrow": (
        sheet(swap(DOCUMENT, MARGINS, 'w:right="3200" w:bottom="1985" w:left="3200"')),
        "less than 10 cm",
        "Margins",
    ),
    "two columns": (sheet(swap(DOCUMENT, "<w:cols ", '<w:cols w:num="2" ')), "less than 10 cm", "Columns"),
    "protected": (
        sheet(swap("word/settings.xml", "<w:defaultTab", '<w:documentProtection w:edit="forms"/><w:defaultTab')),
        "protected",
        "Stop Protection",
    ),
    "an insertion": (sheet(opening(f"<w:p><w:ins w:id='1'>{WORDS}</w:ins></w:p>")), "tracked", "Accept All"),
    "a deletion in the header": (
        sheet(swap("word/header1.xml", "</w:hdr>", "<w:p><w:del w:id='1'/></w:p></w:hdr>")),
        "tracked",
        "Accept All",
    ),
    "a changed look": (_run("<w:rPrChange w:id='1'/>"), "tracked", "Accept All"),
    "a comment": (sheet(opening("<w:p><w:r><w:commentReference w:id='1'/></w:r></w:p>")), "comments", "Delete All"),
    "hidden text": (_run("<w:vanish/>"), "hidden text", "Inspect Document"),
    "hidden by its style": (
        sheet(
            swap(STYLES, "</w:styles>", f"{HIDING}</w:styles>"),
            opening('<w:p><w:r><w:rPr><w:rStyle w:val="H"/></w:rPr><w:t>x</w:t></w:r></w:p>'),
        ),
        "hidden text",
        "Inspect Document",
    ),
}  # fmt: skip

ADVICE = {
    "no name": (sheet(swap("word/header1.xml", DERBY["name"], "Somebody")), "name the service", "Edit Header"),
    "no phone": (sheet(swap("word/footer1.xml", DERBY["phone"], "")), "lacks the telephone number.", "Edit Footer"),
    "no address and e-mail": (
        sheet(swap("word/footer1.xml", DERBY["email"], ""), swap("word/footer1.xml", DERBY["address"][-1], "")),
        "lacks the address and the e-mail address.",
        "Edit Footer",
    ),
    "no logo": (sheet(), "no logo", "This Device"),
    "no alternative text": (sheet(*LOGO, opening(PICTURE.format(descr=""))), "alternative text", "View Alt Text"),
    "small print": (
        sheet(swap(STYLES, 'w:after="160" w:line="276" w:lineRule="auto"/></w:pPr><w:rPr><w:rFonts w:ascii="Arial" '
        'w:eastAsia="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="22"/>',
        'w:after="160"/></w:pPr><w:rPr><w:sz w:val="20"/>')),
        "smaller than 11",
        "Modify",
    ),
    "another language": (sheet(swap(STYLES, 'w:lang w:val="en-GB"', 'w:lang w:val="en-US"')), "language", "Proofing"),
    "an author": (
        sheet(swap("docProps/core.xml", "<dc:title>", "<dc:creator>Nobody</dc:creator><dc:title>")),
        "name a person",
        "Inspect Document",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("content", "what", "how"), MUST.values(), ids=MUST)
def test_what_cannot_be_used_is_said_with_its_cure(content: bytes, what: str, how: str) -> None:
    """A letterhead that would give something away or spoil a letter is refused: at taking-in, and at each letter."""
    found = [each for each in check(content, DERBY) if each.must]
    assert any(what in each.what and how in each.how for each in found), found
    with pytest.raises(LettersError, match="letterhead"):
        render("sar_disclosure", facts(), content)


@pytest.mark.parametrize(("content", "what", "how"), ADVICE.values(), ids=ADVICE)
def test_what_could_be_better_is_advice(content: bytes, what: str, how: str) -> None:
    """WCAG 1.1.1, 3.1.1 and a clear sender: said, but nobody is kept from writing."""
    found = check(content, DERBY)
    assert not [each for each in found if each.must]
    assert any(what in each.what and how in each.how for each in found), found
    assert render("sar_disclosure", facts(), content)


@pytest.mark.parametrize("service", SERVICES)
def test_the_plain_letterhead_lacks_a_logo_and_nothing_else(service: str) -> None:
    """The program's own sheet passes its own examination, at every service."""
    (found,) = check(letterhead.plain(SERVICES[service]), SERVICES[service])
    assert "no logo" in found.what
    assert not found.must


@pytest.mark.parametrize("descr", ['descr="Logo of the service"', "decorative"])
def test_a_picture_that_speaks_is_a_logo(descr: str) -> None:
    """A logo with alternative text, or one marked as decorative, leaves nothing to say."""
    picture = PICTURE.format(descr=descr if "=" in descr else "")
    if descr == "decorative":
        mark = '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
        picture = picture.replace("<a:graphic ", f"{mark}<a:graphic ", 1)
    assert check(sheet(*LOGO, opening(picture)), DERBY) == ()


def test_no_finding_repeats_what_the_letterhead_says() -> None:
    """A finding may stand in a log, so it holds no value of the service's facts."""
    values = [DERBY["name"], DERBY["phone"], DERBY["email"], *DERBY["address"]]
    for content, *_ in [*MUST.values(), *ADVICE.values()]:
        said = " ".join(f"{each.what} {each.how}" for each in check(content, DERBY))
        assert not any(value in said for value in values)


def test_there_is_a_place_for_a_logo_that_is_not_seen_without_one() -> None:
    """The header has an empty frame with a bookmark; it takes nothing away from the lines beside it."""
    header = parts(letterhead.plain(DERBY))["word/header1.xml"].decode()
    assert header.count('<w:bookmarkStart w:id="0" w:name="logo"/>') == 1
    frame = header[header.index("<w:framePr") : header.index("</w:p>", header.index("<w:framePr"))]
    assert "<w:t" not in frame


def test_what_binds_a_letterhead_to_its_office_is_left_behind() -> None:
    """UK GDPR Art 5(1)(c): customer data, building blocks and lists of people do not go out with a letter."""
    extra = [
        step
        for kind in ("customXml", "glossaryDocument", "people", "stylesWithEffects")
        for step in (related(kind, f"{kind}.xml"), part(f"word/{kind}.xml", b"<x>Inparticular</x>"))
    ]
    bound = opening(
        '<w:sdt><w:sdtPr><w:dataBinding w:xpath="/x" w:storeItemID="{0}"/></w:sdtPr><w:sdtContent>'
        "<w:p><w:r><w:t>Our council</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    written = parts(render("sar_disclosure", facts(), sheet(*extra, bound)).docx)
    assert not any(b"Inparticular" in content for content in written.values())
    assert b"dataBinding" not in written[DOCUMENT]
    assert b"Our council" in written[DOCUMENT]


def test_a_link_to_write_an_e_mail_is_no_fetching() -> None:
    """A hyperlink is followed by a person, never by opening the letter."""
    content = sheet(related("hyperlink", "mailto:x@x.example", external=True))
    assert not [each for each in check(content, DERBY) if each.must]
    assert (
        b"mailto:x@x.example"
        in parts(render("sar_disclosure", facts(), content).docx)["word/_rels/document.xml.rels"]
    )


def test_the_lists_of_a_letterhead_keep_their_numbers() -> None:
    """A letter's own lists get ids above those of the letterhead, whose lists stay as they were."""
    written = Document(BytesIO(render("la_response_ncnd", facts(), sheet()).docx))
    ids = [each.numId for each in written.part.numbering_part.element.num_lst]
    assert ids[:2] == [1, 2]
    assert len(set(ids)) == len(ids)


def test_a_file_that_was_cut_or_bent_never_breaks_the_program() -> None:
    """Whatever is uploaded, the answer is a finding: no other error, no letter half made."""
    whole, chance = sheet(), random.Random(7)
    inside = parts(whole)
    for _ in range(400):
        name = chance.choice([None, *inside])
        bent = bytearray(whole if name is None else inside[name])
        for _ in range(chance.randint(1, 6)):
            bent[chance.randrange(len(bent))] = chance.choice(b'<>"/=&0w:\x00\xff')
        if chance.random() < 0.3:
            del bent[chance.randrange(len(bent)) :]
        content = bytes(bent) if name is None else packed({**inside, name: bytes(bent)})
        found = check(content, DERBY)
        if any(each.must for each in found):
            with pytest.raises(LettersError, match="letterhead"):
                letterhead.prepared(content)
        else:
            assert letterhead.prepared(content).across > 0
