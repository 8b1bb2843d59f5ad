"""The letter, the schedule and the papers as one PDF, and that PDF locked."""

from datetime import datetime
from io import BytesIO
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.constants import UserAccessPermissions
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from bundle.bare_picture import bare_jpeg
from bundle.look_pdf import opened
from bundle.orders import Lock, Made, Sheaf
from bundle.refusals import BundleRefused, NotLooked

# All that a page needs to be seen. Annotations, thumbnails, scripts and the marks of other programs stay behind.
_PAGE_KEYS = {
    *("/Type", "/Parent", "/Contents", "/Resources", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Group"),
    *("/BleedBox", "/TrimBox", "/ArtBox"),
}
_NOWHERE = (
    "/Metadata",
    "/PieceInfo",
    "/LastModified",
    "/OPI",
    "/Measure",
    "/PtData",
    "/StructParent",
    "/StructParents",
)
_INFO = {"/Title", "/CreationDate", "/ModDate"}
# Printing and taking text for a screen reader; the password is what protects, these are only asked of a viewer.
_MAY = (
    UserAccessPermissions.PRINT
    | UserAccessPermissions.PRINT_TO_REPRESENTATION
    | UserAccessPermissions.EXTRACT_TEXT_AND_GRAPHICS
)


def bound(sheaf: Sheaf) -> Made:
    """One PDF, not yet locked, with nothing in it but what is seen.

    Each file gets a bookmark, and page labels "2-1", "2-2" after its prefix.

    Raises:
        NotLooked: the files have too many pages together.
        Exception: whatever pypdf raises on a damaged file.
    """
    writer = PdfWriter()
    ranges: list[DictionaryObject | NumberObject] = []
    for bookmark, prefix, content in sheaf.files:
        reader = opened(content, sheaf.limits.pages)
        first = len(writer.pages)
        for page in reader.pages:
            for key in set(page) - _PAGE_KEYS:
                del page[key]
            writer.add_page(page)
        writer.add_outline_item(bookmark, first)
        ranges += [NumberObject(first), _label(prefix)]
    if len(writer.pages) > sheaf.limits.together_pages:
        raise NotLooked(
            f"The papers have more than {sheaf.limits.together_pages:,} pages together. Send them in two parts."
        )
    for each in writer._objects:
        _clean(each)
    root = writer.root_object
    root[NameObject("/PageLabels")] = DictionaryObject({NameObject("/Nums"): ArrayObject(ranges)})
    root[NameObject("/Lang")] = TextStringObject("en-GB")
    root[NameObject("/PageMode")] = NameObject("/UseOutlines")
    root[NameObject("/ViewerPreferences")] = DictionaryObject({NameObject("/DisplayDocTitle"): BooleanObject(True)})
    stamp = _date(datetime.fromisoformat(sheaf.made_at))
    writer.metadata = {"/Title": sheaf.title, "/CreationDate": stamp, "/ModDate": stamp}
    made = BytesIO()
    writer.write(made)
    # Read and written once more, so that nothing is in the file that no page leads to.
    content = _rewritten(made.getvalue())
    _check_bare(content)
    return Made(content, len(writer.pages))


def _label(prefix: str) -> DictionaryObject:
    return DictionaryObject({NameObject("/S"): NameObject("/D"), NameObject("/P"): TextStringObject(prefix)})


def _date(at: datetime) -> str:
    zone = at.strftime("%z") or "+0000"
    return f"D:{at:%Y%m%d%H%M%S}{zone[:3]}'{zone[3:5]}'"


def _clean(each: Any) -> None:
    """Take out of one object what says who made it."""
    if isinstance(each, ArrayObject):
        for inner in each:
            if not isinstance(inner, IndirectObject):
                _clean(inner)
        return
    if not isinstance(each, DictionaryObject):
        return
    for key in _NOWHERE:
        if key in each:
            del each[key]
    for inner in each.values():
        if not isinstance(inner, IndirectObject):
            _clean(inner)
    if isinstance(each, StreamObject) and each.get("/Subtype") == "/Image":
        packing = each.get("/Filter")
        if packing == "/DCTDecode" or packing == ["/DCTDecode"]:
            each._data = bare_jpeg(each._data)


def _rewritten(content: bytes) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(content)))
    info = {key: str(value) for key, value in (PdfReader(BytesIO(content)).metadata or {}).items() if key in _INFO}
    writer.metadata = info
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def _check_bare(content: bytes) -> None:
    """A second pair of eyes on the finished file: it must hold no more than was meant.

    Raises:
        BundleRefused: something was left in it.
    """
    reader = PdfReader(BytesIO(content))
    root = reader.root_object
    spare = set(reader.metadata or {}) - _INFO
    extra = set(root) & {
        "/Metadata",
        "/Names",
        "/OpenAction",
        "/AA",
        "/AcroForm",
        "/AF",
        "/OCProperties",
        "/Collection",
    }
    if spare or extra or any(set(page) - _PAGE_KEYS for page in reader.pages):
        raise BundleRefused(
            "The finished file still says something about who made it, so it was thrown away. Please report this."
        )


def locked(lock: Lock) -> Made:
    """The PDF encrypted with AES-256 (revision 6 of the standard handler, ISO 32000-2), and proved to open.

    HIL-12: "Information sent by e-mail is coded and password-protected". UK GDPR Art 32(1)(a).

    Raises:
        BundleRefused: the locked file does not open as it must.
    """
    writer = PdfWriter(clone_from=PdfReader(BytesIO(lock.content)))
    pages = len(writer.pages)
    info = {key: str(value) for key, value in (PdfReader(BytesIO(lock.content)).metadata or {}).items()}
    writer.metadata = info
    writer.pdf_header = "%PDF-2.0"  # the first that knows this encryption
    writer.encrypt(lock.password, lock.owner_password, permissions_flag=_MAY, algorithm="AES-256")
    made = BytesIO()
    writer.write(made)
    content = made.getvalue()
    for password, opens in ((lock.password, True), (lock.owner_password, True), ("", False)):
        reader = PdfReader(BytesIO(content))
        rule: Any = reader.trailer["/Encrypt"].get_object()
        strong = (rule.get("/V"), rule.get("/R")) == (5, 6)
        opened_ = bool(reader.is_encrypted and reader.decrypt(password))
        if not strong or opened_ != opens or (opens and len(reader.pages) != pages):
            raise BundleRefused("The locked file did not open as it must, so it was thrown away. Please report this.")
    return Made(content, pages)
