"""The inside of a .docx or .xlsx: its parts, opened with limits and without entities."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import Literal
from xml.etree.ElementTree import Element, ParseError
from zipfile import BadZipFile, ZipFile, ZipInfo

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from bundle.limits import LIMITS, MEGABYTE, Limits
from bundle.refusals import NotLooked

_PRINT = "Print it to PDF and use that."
LOCKED = f"It is protected by a password. Take the password off. {_PRINT}"
DAMAGED = "It is damaged or not complete. Open it in its own program and save it again, or print it to PDF."
BOMB = f"It unpacks to far more than a paper can hold. {_PRINT}"
ENTITIES = f"It holds definitions that no Office program writes and that could harm this computer. {_PRINT}"
UNKNOWN = f"It is a zip file, but no Word or Excel file. {_PRINT}"
STRICT = "It is saved as “Strict Open XML”. Open it, choose Save As and the ordinary Word document or Excel workbook."
_LOCKED_BIT = 0x1
_RATIO_MATTERS_FROM = 5 * MEGABYTE
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its name in the package (never shown to anybody) and its content type."""

    name: str
    type: str

    @property
    def kind(self) -> Literal["word", "sheet", "other"]:
        """What a main part is."""
        plain = self.type.lower()
        if "wordprocessingml.document.main" in plain or ("ms-word" in plain and "main" in plain):
            return "word"
        if "spreadsheetml.sheet.main" in plain or "ms-excel.sheet.macroenabled" in plain:
            return "sheet"
        return "other"


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of one part: the last word of its type, its target, and whether that lies outside the file."""

    type: str
    target: str
    external: bool


class Package:
    """An Office file, weighed before anything in it is unpacked.

    Raises:
        NotLooked: it is no Office file, locked, damaged, or would unpack to too much.
    """

    def __init__(self, content: bytes, limits: Limits = LIMITS) -> None:
        try:
            self._zip = ZipFile(BytesIO(content))
        except (BadZipFile, ValueError, OSError, NotImplementedError):
            raise NotLooked(DAMAGED) from None
        members = [member for member in self._zip.infolist() if not member.is_dir()]
        _weigh(members, len(content), limits)
        # Two members of one name: programs differ in which of them they show.
        if len({member.filename.lower() for member in members}) != len(members):
            raise NotLooked(DAMAGED)
        self._members = {"/" + member.filename.lstrip("/"): member for member in members}

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """All parts but the list of types and the relations."""
        types = self.xml("/[Content_Types].xml")
        named = {e.get("PartName", "").lower(): e.get("ContentType", "") for e in types.iter(f"{_TYPES}Override")}
        ends = {e.get("Extension", "").lower(): e.get("ContentType", "") for e in types.iter(f"{_TYPES}Default")}
        found = []
        for name in self._members:
            if name == "/[Content_Types].xml" or name.endswith(".rels"):
                continue
            end = name.rsplit(".", 1)[-1].lower()
            found.append(Part(name, named.get(name.lower(), ends.get(end, ""))))
        return tuple(found)

    @cached_property
    def main(self) -> Part:
        """The part that the file is about."""
        for relation in self.relations("/"):
            if relation.type == "officeDocument":
                for part in self.parts:
                    if part.name.lower() == relation.target.lower() and part.kind != "other":
                        return part
        raise NotLooked(UNKNOWN)

    def of_type(self, mark: str) -> Iterator[Part]:
        """The parts whose content type holds this mark."""
        return (part for part in self.parts if mark in part.type)

    def raw(self, name: str) -> bytes:
        """The bytes of a part.

        Raises:
            NotLooked: there is no such part, or it is damaged.
        """
        try:
            return self._zip.read(self._members[name])
        except (KeyError, BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError, ValueError):
            raise NotLooked(DAMAGED) from None
        except Exception:  # zlib.error and the errors of the rarer packings have no common parent
            raise NotLooked(DAMAGED) from None

    def xml(self, name: str) -> Element:
        """The root of a part, parsed without entities.

        Raises:
            NotLooked: it defines entities, or is no XML.
        """
        try:
            return fromstring(self.raw(name), forbid_dtd=True)
        except DefusedXmlException:
            raise NotLooked(ENTITIES) from None
        except (ParseError, ValueError, LookupError):
            raise NotLooked(DAMAGED) from None

    def relations(self, name: str) -> tuple[Relation, ...]:
        """The relations of a part; of the whole file for "/"."""
        folder, file = posixpath.split(name)
        place = posixpath.join(folder, "_rels", f"{file}.rels")
        if place not in self._members:
            return ()
        found = []
        for element in self.xml(place).iter(f"{RELS}Relationship"):
            kind = element.get("Type", "")
            if "purl.oclc.org/ooxml" in kind:
                raise NotLooked(STRICT)
            external = element.get("TargetMode") == "External"
            target = element.get("Target", "")
            if not external:
                target = posixpath.normpath(posixpath.join(folder or "/", target))
            found.append(Relation(kind.rsplit("/", 1)[-1], target, external))
        return tuple(found)


def _weigh(members: list[ZipInfo], packed: int, limits: Limits) -> None:
    if any(member.flag_bits & _LOCKED_BIT for member in members):
        raise NotLooked(LOCKED)
    # The sizes are the zip's own claims; the unpacker stops at the claimed size.
    total = sum(member.file_size for member in members)
    too_tight = total > _RATIO_MATTERS_FROM and total > limits.unpacked_ratio * packed
    if len(members) > limits.zip_members or total > limits.unpacked_bytes or too_tight:
        raise NotLooked(BOMB)
