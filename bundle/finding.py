"""What the last look can find in a file, where, how a person mends it, and whether the bundle stops."""

from dataclasses import dataclass
from enum import StrEnum


class What(StrEnum):
    """One kind of thing that a reader does not see on the page, or that says who made it."""

    HIDDEN_TEXT = "hidden text"
    INVISIBLE_TEXT = "text that cannot be seen"
    TEXT_UNDER_BOX = "text under a box"
    DARK_BOX = "a dark box drawn on the page"
    TEXT_OUTSIDE = "text outside the page"
    SCANNED_TEXT = "the text layer of a scan"
    COMMENT = "a comment"
    TRACKED_CHANGE = "tracked changes"
    EMBEDDED_FILE = "an embedded file"
    MACRO = "a macro"
    EXTERNAL_LINK = "a link to another file"
    CROPPED_PICTURE = "a cropped picture"
    UNUSED_PICTURE = "a picture that no page shows"
    CHANGING_FIELD = "a date or name that changes by itself"
    HIDDEN_SHEET = "a hidden sheet"
    HIDDEN_ROWS = "hidden rows or columns"
    HIDDEN_NAME = "a hidden name"
    PIVOT_CACHE = "the stored data of a pivot table"
    HIDDEN_LAYER = "a hidden layer"
    SCRIPT = "a script or an action"
    FORM_FIELD = "a form that was filled in"
    AUTHOR = "who made the file"
    METADATA = "data about the file"
    DOCUMENT_VARIABLE = "document variables"
    CUSTOM_XML = "stored data"
    TEMPLATE = "the place of a template"
    PICTURE_METADATA = "data about a picture"
    UNPROVED = "a check that could not be made"


_PRINT = "or print the page to a picture (a scan) and use that"
_LEFT_OUT = "Nothing to do: the program leaves it out."
# For each kind: how to mend it, and whether it stops. What stops is content that the eye does not see, so that a
# person must decide on it; what does not stop is data about the file, which the program takes out by itself.
_KINDS: dict[What, tuple[str, bool]] = {
    What.HIDDEN_TEXT: (
        "Show hidden text (in Word: Home, the ¶ sign), delete it or make it visible, and save.",
        True,
    ),
    What.INVISIBLE_TEXT: (
        "Select everything on the page and look at what is there: delete the words that cannot be seen, or make "
        f"them black, {_PRINT}.",
        True,
    ),
    What.TEXT_UNDER_BOX: (
        "The words can still be copied from under the box. Use a program that removes the words (“redact”), "
        "or print the page on paper, blacken it and scan it.",
        True,
    ),
    What.DARK_BOX: (
        "A box only covers the words, it does not remove them. Delete the words under it and type “[redacted]”, "
        "then delete the box.",
        True,
    ),
    What.TEXT_OUTSIDE: (f"Delete what lies beyond the edge of the page, {_PRINT}.", True),
    What.SCANNED_TEXT: (
        "Usual for a scan: the words were read from the picture. If anything was blackened after it was scanned, "
        "print it on paper and scan it anew.",
        False,
    ),
    What.COMMENT: (
        "Delete all comments and notes (in Word: Review, Delete, Delete All Comments) and save.",
        True,
    ),
    What.TRACKED_CHANGE: (
        "Accept or reject all changes (in Word: Review, Accept, Accept All Changes and Stop Tracking) and save.",
        True,
    ),
    What.EMBEDDED_FILE: (
        "Delete the embedded or attached file. If it is to go too, give it a line of its own on the schedule.",
        True,
    ),
    What.MACRO: ("Save the file as one without macros (.docx or .xlsx).", True),
    What.EXTERNAL_LINK: (
        "Break the links (in Word: File, Info, Edit Links to Files; in Excel: Data, Edit Links) and save.",
        True,
    ),
    What.CROPPED_PICTURE: (
        "The cropped part is still in the file. In Word: Picture Format, Compress Pictures, tick “Delete cropped "
        "areas of pictures”, and save.",
        True,
    ),
    What.UNUSED_PICTURE: ("Print the file to a new PDF and use that.", True),
    What.CHANGING_FIELD: (
        "It would show today's date. Copy it and paste it as a value, or print the file to PDF and use that.",
        True,
    ),
    What.HIDDEN_SHEET: ("Right-click a sheet's tab, Unhide; then delete the sheet or leave it visible.", True),
    What.HIDDEN_ROWS: (
        "Select the whole sheet, right-click, Unhide (rows and columns), take off any filter; delete what is not "
        "to go, and save.",
        True,
    ),
    What.HIDDEN_NAME: ("Copy the cells that are to go into a new workbook as values and use that.", True),
    What.PIVOT_CACHE: ("Copy the table and paste it as values into a new workbook; use that.", True),
    What.HIDDEN_LAYER: ("Print the file to a new PDF and use that.", True),
    What.SCRIPT: ("Print the file to a new PDF and use that.", True),
    What.FORM_FIELD: ("Print the filled-in form to a new PDF and use that.", True),
    What.AUTHOR: (_LEFT_OUT, False),
    What.METADATA: (_LEFT_OUT, False),
    What.DOCUMENT_VARIABLE: (_LEFT_OUT, False),
    What.CUSTOM_XML: (_LEFT_OUT, False),
    What.TEMPLATE: (_LEFT_OUT, False),
    What.PICTURE_METADATA: (_LEFT_OUT, False),
    What.UNPROVED: (
        "Not every page could be drawn and compared with its words: is poppler-utils installed on this machine? Look "
        "at each page yourself, and try to copy the words under any blackened place.",
        False,
    ),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. `where` is a place ("page 3", "sheet 2"), never the content; `page` is 0 if there is none."""

    what: What
    where: str
    how_to_mend: str
    stops: bool
    page: int = 0


def found(what: What, where: str, page: int = 0) -> Finding:
    """The finding of this kind at this place, with how to mend it."""
    mend, stops = _KINDS[what]
    return Finding(what, where, mend, stops, page)


def on_page(what: What, page: int) -> Finding:
    """The finding of this kind on this page, counted from 1."""
    return found(what, f"page {page}", page)
