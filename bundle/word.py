"""The letter, the schedule and the papers as one Word file, and that file locked."""

from datetime import datetime
from io import BytesIO
from typing import Any

import msoffcrypto
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_BREAK
from docx.oxml.ns import qn
from docx.section import Section
from docxcompose.composer import Composer
from msoffcrypto.format.ooxml import OOXMLFile

from bundle.orders import Lock, Made, Sheaf
from bundle.refusals import BundleRefused
from bundle.scrub_word import packed, scrub

_NOT_JOINED = "It {why}, which is lost when Word files are joined. Make the bundle a PDF."
_MARGINS = ("header", "footer", "first_page_header", "first_page_footer", "even_page_header", "even_page_footer")


def bound(sheaf: Sheaf) -> Made:
    """One .docx, not yet locked, each file on a new page. The letterhead stays on the letter.

    Raises:
        BundleRefused: one of the papers would not look as it does; the refusal names it.
        Exception: whatever the libraries raise on a damaged file.
    """
    at = datetime.fromisoformat(sheaf.made_at)
    main = Document(BytesIO(sheaf.files[0][2]))
    scrub(main, at=at)
    section = main.add_section(WD_SECTION.NEW_PAGE)
    section.different_first_page_header_footer = False
    for name in _MARGINS:
        getattr(section, name).is_linked_to_previous = False  # an empty one of its own
    composer = Composer(main)
    for index, (bookmark, _, content) in enumerate(sheaf.files[1:]):
        paper = Document(BytesIO(content))
        why = _lost(paper, main)
        if why is not None:
            raise BundleRefused(f"{bookmark}: {_NOT_JOINED.format(why=why)}")
        scrub(paper, at=at)
        if index:
            main.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        composer.append(paper)
    scrub(main, title=sheaf.title, at=at)
    return Made(packed(main))


def _lost(paper: WordDocument, main: WordDocument) -> str | None:
    """What of a paper would not survive."""
    if len(paper.sections) > 1:
        return "has sections with pages of their own"
    own, other = paper.sections[0], main.sections[-1]
    if any(_words(getattr(own, name)) for name in _MARGINS):
        return "has a header or footer"
    if _is_wide(own) != _is_wide(other):
        return "has pages that lie on their side"
    body: Any = paper.element.body
    if next(body.iter(qn("w:endnoteReference")), None) is not None:
        return "has endnotes"
    return None


def _is_wide(section: Section) -> bool:
    return (section.page_width or 0) > (section.page_height or 0)


def _words(margin: Any) -> bool:
    if margin.is_linked_to_previous:
        return False
    root = margin._element
    return bool("".join(t.text or "" for t in root.iter(qn("w:t"))).strip()) or any(
        next(root.iter(qn(name)), None) is not None for name in ("w:drawing", "w:pict")
    )


def locked(lock: Lock) -> Made:
    """The .docx encrypted as Office does (ECMA-376 agile), proved to open with its password alone.

    msoffcrypto writes AES in CBC mode with a 256-bit key (`keyBits="256"`, `cipherAlgorithm="AES"`), the key from the
    password by 100,000 rounds of SHA-512; the file itself says so in its EncryptionInfo, and that is checked here.
    Office knows one password for a file, so the owner's is not used. HIL-12; UK GDPR Art 32(1)(a).

    Raises:
        BundleRefused: the locked file does not open as it must.
    """
    made = BytesIO()
    OOXMLFile(BytesIO(lock.content)).encrypt(lock.password, made)
    content = made.getvalue()
    strong = b'keyBits="256"' in content and b'cipherAlgorithm="AES"' in content
    if not strong or _opened(content, lock.password) != lock.content or _opened(content, "") is not None:
        raise BundleRefused("The locked file did not open as it must, so it was thrown away. Please report this.")
    return Made(content)


def _opened(content: bytes, password: str) -> bytes | None:
    file = msoffcrypto.OfficeFile(BytesIO(content))
    plain = BytesIO()
    try:
        file.load_key(password=password, verify_password=True)
        file.decrypt(plain)
    except Exception:  # a wrong password
        return None
    return plain.getvalue()
