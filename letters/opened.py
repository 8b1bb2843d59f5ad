"""A letterhead's file, taken apart: its parts, what they are and how they hang together."""

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from itertools import count
from typing import Any

from docx.opc.oxml import serialize_part_xml
from docx.oxml.parser import parse_xml

from letters.errors import LettersError
from letters.package import TYPES
from letters.relations import RELATION, WORD_TYPE, Relation, relations_name
from letters.word_xml import MAIN

LARGEST = 20_000_000  # bytes unpacked: a small file can hold hundreds of megabytes

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DOCUMENT = f"{WORD_TYPE}.document.main+xml"
_ROOTS = {"styles": "styles", "numbering": "numbering", "settings": "settings", "header": "hdr", "footer": "ftr"}
_SAVE_AS = "In Word: File > Save As, and choose the type Word Document (*.docx)."
# Whatever the zip and the XML library say of a file that is damaged or something else.
_UNREADABLE = (zipfile.BadZipFile, zlib.error, SyntaxError, ValueError, LookupError, OSError, RuntimeError, EOFError)


@dataclass(frozen=True, slots=True)
class Found:
    """Something about a letterhead that should be put right.

    `what` is wrong, `how` it is put right, in the words of Word's own menus; `must`: it cannot be used as it is.
    """

    what: str
    how: str
    must: bool = True


DAMAGED = Found(
    "The letterhead is damaged: a part of it is missing or cannot be read.",
    "In Word: File > Open, choose the file, and in the menu beside Open choose Open and Repair; "
    "then File > Save As, under a new name.",
)


class Unusable(LettersError):
    """A file that is no letterhead at all."""

    def __init__(self, found: Found) -> None:
        """Say what is wrong with it."""
        super().__init__(f"{found.what} {found.how}")
        self.found = found


def text(root: Any) -> str:
    """A tree as the text of its part."""
    written: bytes = serialize_part_xml(root)
    return written.decode()


def w(name: str) -> str:
    """The full name of an element or attribute of WordprocessingML."""
    return f"{{{MAIN}}}{name}"


class Opened:
    """The parts of a Word file. Trees are read once and may be changed."""

    def __init__(self, content: bytes) -> None:
        """Unpack `content`.

        Raises:
            Unusable: it is no Word file, too large, locked, or damaged.
        """
        self.blobs = _unpacked(content)
        self._trees: dict[str, Any] = {}
        self._relations: dict[str, tuple[Relation, ...]] = {}
        self.document = self._found_document()
        kind = self.type_of(self.document)
        if "macroEnabled" in kind:
            raise Unusable(Found("The letterhead holds macros, which no letter may have.", _SAVE_AS))
        if "template" in kind:
            raise Unusable(Found("The letterhead is a template, not a document.", _SAVE_AS))
        if kind != _DOCUMENT:
            raise Unusable(Found("The letterhead is no Word document.", _SAVE_AS))
        self.names = tuple(self._reached())
        for name in self.names:
            if name.endswith(".xml"):
                self.tree(name)
        root = self.tree(self.document)
        body = root.find(w("body"))
        if body is None or root.nsmap.get("w") != MAIN:  # "Strict Open XML" has other names for everything
            raise Unusable(
                Found("The letterhead is in a form of Word file that letters are not written in.", _SAVE_AS)
            )
        for part, tag in _ROOTS.items():
            if any(self.tree(name).tag != w(tag) for name in self.related(part)):
                raise Unusable(DAMAGED)
        self.body: Any = body

    def tree(self, name: str) -> Any:
        """The root of an XML part."""
        if name not in self._trees:
            try:
                blob = self.blobs[name]
                if b"<!DOCTYPE" in blob:
                    raise Unusable(DAMAGED)
                self._trees[name] = parse_xml(blob)
            except _UNREADABLE:
                raise Unusable(DAMAGED) from None
        return self._trees[name]

    def relations(self, name: str) -> tuple[Relation, ...]:
        """The relations of a part; of the file as a whole where `name` is empty."""
        if name not in self._relations:
            source = relations_name(name)
            found = self.tree(source) if source in self.blobs else ()
            folder = posixpath.dirname(name)
            self._relations[name] = tuple(_relation(each, folder) for each in found if isinstance(each.tag, str))
        return self._relations[name]

    def related(self, kind: str) -> Iterator[str]:
        """The parts of one kind that the document points to."""
        for relation in self.relations(self.document):
            if relation.kind == kind and not relation.external:
                yield relation.target

    def add(self, name: str, blob: bytes, kind: str) -> None:
        """Give the document one more part, of the kind "numbering" and the like."""
        self.blobs[name] = blob
        self._types[1][name] = f"{WORD_TYPE}.{kind}+xml"
        taken = {each.id for each in self.relations(self.document)}
        free = next(one for at in count(1) if (one := f"rId{at}") not in taken)
        self._relations[self.document] += (Relation(free, f"{RELATION}/{kind}", name),)
        self.names += (name,)

    @cached_property
    def _types(self) -> tuple[dict[str, str], dict[str, str]]:
        endings: dict[str, str] = {}
        parts: dict[str, str] = {}
        for each in self.tree(TYPES):
            if each.get("Extension"):
                endings[each.get("Extension").lower()] = each.get("ContentType", "")
            elif each.get("PartName"):
                parts[each.get("PartName").lstrip("/")] = each.get("ContentType", "")
        return endings, parts

    def type_of(self, name: str) -> str:
        """The content type of a part."""
        endings, parts = self._types
        return parts.get(name) or endings.get(name.rsplit(".", 1)[-1].lower(), "")

    def _found_document(self) -> str:
        for relation in self.relations(""):
            if relation.kind == "officeDocument" and relation.target in self.blobs:
                return relation.target
        raise Unusable(Found("The letterhead is no Word document.", _SAVE_AS))

    def _reached(self) -> Iterator[str]:
        """The document and every part that it needs."""
        waiting, seen = [self.document], {self.document}
        while waiting:
            name = waiting.pop()
            yield name
            for relation in self.relations(name):
                if relation.external or relation.target in seen:
                    continue
                if relation.target not in self.blobs:
                    raise Unusable(DAMAGED)
                seen.add(relation.target)
                waiting.append(relation.target)


def _relation(element: Any, folder: str) -> Relation:
    target = element.get("Target", "")
    external = element.get("TargetMode") == "External"
    if not external:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Relation(element.get("Id", ""), element.get("Type", ""), target, external)


def _unpacked(content: bytes) -> dict[str, bytes]:
    locked = Found(
        "The letterhead is locked with a password.",
        "In Word: File > Info > Protect Document > Encrypt with Password, empty the box, choose OK and save.",
    )
    if content.startswith(_OLE) and _ENCRYPTED in content:
        raise Unusable(locked)
    try:
        package = zipfile.ZipFile(BytesIO(content))
    except _UNREADABLE:
        raise Unusable(Found("The letterhead is no Word document, or is damaged.", _SAVE_AS)) from None
    with package:
        entries = [each for each in package.infolist() if not each.is_dir()]
        if any(each.flag_bits & 1 for each in entries):
            raise Unusable(locked)
        if sum(each.file_size for each in entries) > LARGEST:
            raise Unusable(
                Found(
                    "The letterhead is larger than 20 MB unpacked.",
                    "In Word: choose a picture, then Picture Format > Compress Pictures, for all pictures, and save.",
                )
            )
        try:
            return {each.filename: package.read(each) for each in entries}
        except (*_UNREADABLE, NotImplementedError):
            raise Unusable(DAMAGED) from None
