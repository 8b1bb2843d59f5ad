"""The Word file as a package: the same bytes for the same letter, and nothing in it about who wrote it."""

import zipfile
from datetime import UTC, date, datetime, time
from io import BytesIO

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE

_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first time that a zip file can hold
# Both carry names, companies and templates of whoever made the letterhead.
_ABOUT_THE_AUTHOR = (
    RELATIONSHIP_TYPE.EXTENDED_PROPERTIES,
    RELATIONSHIP_TYPE.CUSTOM_PROPERTIES,
    RELATIONSHIP_TYPE.THUMBNAIL,
)


def describe(document: Document, title: str, written_on: date) -> None:
    """Set the title and the language; clear the people; date the file as the letter is dated."""
    properties = document.core_properties
    properties.title = title
    properties.language = "en-GB"
    for field in ("author", "last_modified_by", "comments", "keywords", "subject", "category", "content_status"):
        setattr(properties, field, "")
    properties.identifier = properties.version = ""
    properties.created = properties.modified = datetime.combine(written_on, time(), UTC)
    properties.revision = 1
    relations = document.part.package.rels
    for key in [key for key, relation in relations.items() if relation.reltype in _ABOUT_THE_AUTHOR]:
        del relations[key]


def packed(document: Document) -> bytes:
    """The file, its parts in order and without the time of writing."""
    buffer = BytesIO()
    document.save(buffer)
    result = BytesIO()
    with zipfile.ZipFile(buffer) as saved, zipfile.ZipFile(result, "w") as fixed:
        # A reader may expect the list of content types first.
        for name in sorted(saved.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            fixed.writestr(entry, saved.read(name))
    return result.getvalue()
