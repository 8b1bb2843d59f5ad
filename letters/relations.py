"""How the parts of a Word file point to each other, and what each is, as text of the package."""

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from letters.package import CORE, TYPES
from letters.word_xml import DECLARATION, escaped

RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_RELATIONS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"


@dataclass(frozen=True, slots=True)
class Relation:
    """How one part points to another, or to something outside the file."""

    id: str
    type: str  # the whole address of the type
    target: str  # a part's name, or an address outside
    external: bool = False

    @property
    def kind(self) -> str:
        """The last word of the type: "header", "image", "hyperlink"."""
        return self.type.rsplit("/", 1)[-1]


def relations_name(part: str) -> str:
    """The name of the part that holds the relations of `part`; of the file as a whole where it is empty."""
    folder, file = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def relations_part(part: str, relations: Iterable[Relation]) -> tuple[str, bytes]:
    """The name and the content of the part that holds the relations of `part`."""
    folder = posixpath.dirname(part)
    written = ""
    for each in relations:
        target = each.target if each.external else posixpath.relpath(each.target, folder or ".")
        mode = ' TargetMode="External"' if each.external else ""
        written += (
            f'<Relationship Id="{escaped(each.id)}" Type="{escaped(each.type)}" Target="{escaped(target)}"{mode}/>'
        )
    text = f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{written}</Relationships>'
    return relations_name(part), text.encode()


def whole(document: str) -> tuple[str, bytes]:
    """The relations of the file as a whole: to the document and its title, and to nothing that names a person."""
    core = Relation("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", CORE)
    return relations_part("", [Relation("rId1", f"{RELATION}/officeDocument", document), core])


def types_part(types: Mapping[str, str]) -> tuple[str, bytes]:
    """The name and the content of the part that says what each part is; the file's own properties are added."""
    written = "".join(
        f'<Override PartName="/{escaped(name)}" ContentType="{escaped(kind)}"/>'
        for name, kind in sorted({**types, CORE: _CORE_TYPE}.items())
    )
    text = (
        f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="{_RELATIONS_TYPE}"/><Default Extension="xml" ContentType="application/xml"/>{written}</Types>'
    )
    return TYPES, text.encode()
