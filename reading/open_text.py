"""OpenDocument texts (.odt), as LibreOffice writes them: headers, text, notes, footers.

Only the two pieces that hold words are unpacked. Pictures, linked or inside, scripts and objects are never touched.
"""

from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from defusedxml.ElementTree import fromstring

from reading.document_doubts import of_document
from reading.limits import Limits
from reading.open_story import OFFICE, STYLE, Story, hidden_styles
from reading.result import Reading, Trust, Unreadable
from reading.wording import tidy_letter
from reading.xml_prolog import refuse_document_type
from reading.zip_weight import LOCKED, weigh

_MARGINS = (("header-first", "header", "header-left"), ("footer-first", "footer", "footer-left"))
_MANIFEST = "META-INF/manifest.xml"


def parse(content: bytes, limits: Limits) -> Reading:
    """Read an OpenDocument text.

    Raises:
        Unreadable: a password is needed, it would unpack to too much, holds entity definitions, or is far too long.
        Exception: whatever the libraries raise on a damaged file.

    """
    weigh(content, limits)
    with ZipFile(BytesIO(content)) as archive:
        names = archive.namelist()
        manifest = archive.read(_MANIFEST) if _MANIFEST in names else b""
        # From ODF 1.4 on the whole document may be one sealed piece.
        if b"encryption-data" in manifest or "encrypted-package" in names:
            raise Unreadable(LOCKED)
        body = _xml(archive.read("content.xml"))
        styles = _xml(archive.read("styles.xml")) if "styles.xml" in names else None
    story = Story(hidden_styles(body) | (hidden_styles(styles) if styles is not None else set()))
    office_text = body.find(f"{OFFICE}body/{OFFICE}text")
    if office_text is None:
        raise Unreadable("The document is no text: it is a sheet, slides or a drawing. Save it as PDF and log that.")
    before, after = (_margin(styles, story, tags) for tags in _MARGINS)
    words = story.text(office_text)
    text = tidy_letter("\n\n".join(part for part in (before, words, *story.notes, after) if part.strip()), limits)
    doubts = tuple(_doubts(text, story))
    return Reading(
        text=text,
        how="OpenDocument text",
        trust=Trust.DOUBTFUL if doubts else Trust.SURE,
        doubts=doubts,
    )


def _xml(part: bytes) -> Element:
    refuse_document_type(part)
    root: Element = fromstring(part, forbid_dtd=True)
    return root


def _margin(styles: Element | None, story: Story, tags: tuple[str, ...]) -> str:
    """Give the shown headers or footers of all page styles, each wording once."""
    found: dict[str, None] = {}
    for page in styles.iter(f"{STYLE}master-page") if styles is not None else ():
        for tag in tags:
            margin = page.find(f"{STYLE}{tag}")
            if margin is not None and margin.get(f"{STYLE}display") != "false":
                found.setdefault(story.text(margin))
    return "\n".join(words for words in found if words.strip())


def _doubts(text: str, story: Story) -> Iterator[str]:
    yield from of_document(text, pictures=story.pictures, deletions=story.deletions, objects=story.objects)
