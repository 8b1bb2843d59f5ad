"""What lies in a PDF beside its pages: annotations, attachments, layers, scripts, forms, data about the file."""

from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from bundle.finding import Finding, What, found, on_page
from bundle.refusals import NotLooked

_ACTIONS = {
    *("/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/GoToR", "/Rendition", "/Movie", "/Sound"),
    *("/RichMediaExecute", "/GoTo3DView", "/Trans", "/ResetForm", "/Hide"),
}
_ATTACHED = {"/FileAttachment", "/RichMedia", "/Screen", "/Sound", "/Movie", "/3D"}
_PLAIN_INFO = {"/Producer", "/Creator", "/CreationDate", "/ModDate", "/Trapped", "/Title"}
_MOST = 400_000  # objects; a paper of 500 pages has some ten thousand
TOO_MANY = "The PDF is built of far more pieces than a paper needs. Print it to a new PDF and use that."


def look_at_objects(reader: PdfReader) -> Iterator[Finding]:
    """Everything that the pages themselves do not show.

    Raises:
        NotLooked: far too many objects.
        Exception: whatever pypdf raises on a damaged file.
    """
    yield from _about(reader)
    yield from _annotations(reader)
    root = reader.root_object
    yield from _form(root)
    layers = _layers(root)
    attached = scripts = False
    for entry in _dictionaries(root):
        kind = entry.get("/Type")
        attached = attached or "/EF" in entry or kind == "/EmbeddedFile" or "/Collection" in entry
        attached = attached or entry.get("/Subtype") in _ATTACHED
        scripts = scripts or entry.get("/S") in _ACTIONS or "/JavaScript" in entry or "/JS" in entry
        # A layer that is seen only when others are not, or by a rule.
        layers = layers or (
            kind == "/OCMD" and ("/VE" in entry or entry.get("/P", "/AnyOn") not in ("/AnyOn", "/AllOn"))
        )
    if attached:
        yield found(What.EMBEDDED_FILE, "the PDF")
    if scripts:
        yield found(What.SCRIPT, "the PDF")
    if layers:
        yield found(What.HIDDEN_LAYER, "the PDF")


def _about(reader: PdfReader) -> Iterator[Finding]:
    info = reader.trailer.get("/Info")
    said = {key for key, value in _dictionary(info).items() if str(value.get_object()).strip()}
    if "/Author" in said:
        yield found(What.AUTHOR, "the properties of the PDF")
    if said - _PLAIN_INFO - {"/Author"} or "/Metadata" in reader.root_object:
        yield found(What.METADATA, "the properties of the PDF")


def _annotations(reader: PdfReader) -> Iterator[Finding]:
    for number, page in enumerate(reader.pages, 1):
        notes = page.get("/Annots")
        kinds = {_dictionary(note).get("/Subtype") for note in (notes.get_object() if notes else None) or ()}
        if kinds - {"/Link", "/Widget"}:
            yield on_page(What.COMMENT, number)


def _form(root: DictionaryObject) -> Iterator[Finding]:
    form = _dictionary(root.get("/AcroForm"))
    fields = list(_fields(form.get("/Fields"), 0))
    filled = any(
        str(value.get_object()).strip() not in ("", "/Off")
        for field in fields
        for key in ("/V", "/DV")
        if (value := field.get(key)) is not None
    )
    if filled or "/XFA" in form or root.get("/NeedsRendering"):
        yield found(What.FORM_FIELD, "the PDF")


def _fields(fields: Any, depth: int) -> Iterator[DictionaryObject]:
    listed = fields.get_object() if fields is not None else None
    if depth > 20 or not isinstance(listed, ArrayObject):
        return
    for one in listed:
        field = _dictionary(one)
        yield field
        yield from _fields(field.get("/Kids"), depth + 1)


def _layers(root: DictionaryObject) -> bool:
    """Whether a layer is off when the file is opened."""
    default = _dictionary(_dictionary(root.get("/OCProperties")).get("/D"))
    off = default.get("/OFF")
    return bool(off is not None and off.get_object()) or default.get("/BaseState", "/ON") != "/ON"


def _dictionary(value: Any) -> DictionaryObject:
    value = value.get_object() if value is not None else None
    return value if isinstance(value, DictionaryObject) else DictionaryObject()


def _dictionaries(root: DictionaryObject) -> Iterator[DictionaryObject]:
    """Every dictionary that can be reached from the root, each once."""
    visited: set[int] = set()
    waiting: list[Any] = [root]
    count = 0
    while waiting:
        value = waiting.pop()
        if isinstance(value, IndirectObject):
            if value.idnum in visited:
                continue
            visited.add(value.idnum)
            value = value.get_object()
        count += 1
        if count > _MOST:
            raise NotLooked(TOO_MANY)
        if isinstance(value, DictionaryObject):
            yield value
            waiting.extend(value.values())
        elif isinstance(value, ArrayObject):
            waiting.extend(one for one in value if isinstance(one, IndirectObject | DictionaryObject | ArrayObject))
