"""Plain text as a Word document, so that LibreOffice prints it like the other papers."""

import re
from io import BytesIO

from docx import Document
from docx.shared import Cm, Pt

# XML cannot hold these; a form feed ends a page of print, here it ends a line.
_NOT_XML = re.compile(r"[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def text_page(text: str) -> bytes:
    """A .docx with a paragraph for each line of the text."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    normal = document.styles["Normal"]
    normal.font.name = "Arial"
    normal.font.size = Pt(10.5)
    normal.paragraph_format.space_after = Pt(0)
    for line in re.split(r"[\n\x0b\x0c]", text):
        document.add_paragraph(_NOT_XML.sub("\ufffd", line))
    made = BytesIO()
    document.save(made)
    return made.getvalue()
