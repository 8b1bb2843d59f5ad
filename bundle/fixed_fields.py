"""Fields of a Word document that change by themselves become the words that they showed last.

A letter of 2021 with a date field is printed with the date of today, and one with the field for its author with
ours: what was held would not be what goes.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

_CHANGES = re.compile(
    r"\s*(DATE|TIME|SAVEDATE|CREATEDATE|PRINTDATE|EDITTIME|FILENAME|FILESIZE|AUTHOR|LASTSAVEDBY|USERNAME"
    r"|USERINITIALS|USERADDRESS|DOCPROPERTY|DOCVARIABLE|TITLE|SUBJECT|KEYWORDS|COMMENTS|INFO|TEMPLATE|REVNUM"
    r"|NUMWORDS|NUMCHARS|MERGEFIELD)\b",
    re.I,
)


@dataclass
class _Open:
    """A field that has begun. `marks` are what makes it a field."""

    marks: list[Any] = field(default_factory=list)
    order: list[str] = field(default_factory=list)
    ordering: bool = True


def fix(root: Any) -> None:
    """Turn each changing field below this element into its last words. Page numbers and contents stay fields."""
    for simple in list(root.iter(qn("w:fldSimple"))):
        if _CHANGES.match(simple.get(qn("w:instr"), "")):
            for child in list(simple):
                simple.addprevious(child)
            simple.getparent().remove(simple)
    open_: list[_Open] = []
    for element in list(root.iter(qn("w:fldChar"), qn("w:instrText"))):
        if element.tag == qn("w:instrText"):
            if open_ and open_[-1].ordering:
                open_[-1].marks.append(element)
                open_[-1].order.append(element.text or "")
            continue
        kind = element.get(qn("w:fldCharType"))
        if kind == "begin":
            open_.append(_Open([element]))
        elif open_:
            open_[-1].marks.append(element)
            open_[-1].ordering = False
            if kind == "end":
                ended = open_.pop()
                if _CHANGES.match("".join(ended.order)):
                    for mark in ended.marks:
                        mark.getparent().remove(mark)
