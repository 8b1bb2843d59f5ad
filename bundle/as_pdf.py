"""The letter and each paper become a PDF."""

from collections.abc import Mapping
from pathlib import Path

from bundle.confined import confined
from bundle.forms import Form, as_text, form_of
from bundle.limits import LIMITS, Limits
from bundle.office import printed
from bundle.orders import Content, Made
from bundle.refusals import BundleRefused, NotLooked, paper
from bundle.text_page import text_page


def as_pdf(files: Mapping[int, bytes], room: Path, limits: Limits = LIMITS) -> dict[int, bytes]:
    """The PDF of each file, by its number; the letter's is `LETTER`. One run of LibreOffice for all.

    The files were looked through before. A PDF stays as it is.

    Raises:
        BundleRefused: LibreOffice is missing, too slow, or could not print one of them; names the paper's number.
    """
    made: dict[int, bytes] = {}
    office: dict[str, bytes] = {}
    for number, content in files.items():
        try:
            match form_of(content):
                case Form.PDF:
                    made[number] = content
                case Form.PICTURE:
                    made[number] = confined("picture", Content(content, limits), Made, limits).content
                case Form.WORD:
                    office[f"p{number}.docx"] = confined("clean", Content(content, limits), Made, limits).content
                case Form.SHEET:
                    office[f"p{number}.xlsx"] = content
                case Form.TEXT:
                    office[f"p{number}.docx"] = text_page(as_text(content))
        except NotLooked as why:
            raise BundleRefused(f"{paper(number)}: {why}") from None
    pdfs = printed(office, room, limits)
    for name in office:
        number = int(name[1:].split(".")[0])
        if name not in pdfs:
            calc = " (Is LibreOffice Calc installed?)" if name.endswith(".xlsx") else ""
            raise BundleRefused(
                f"{paper(number)} could not be printed to PDF. "
                f"Open it in its own program, print it to PDF and use that.{calc}"
            )
        made[number] = pdfs[name]
    return made


def pages_of(number: int, pdf: bytes, limits: Limits = LIMITS) -> int:
    """How many pages the PDF has.

    Raises:
        BundleRefused: it is damaged or has too many; names the paper's number.
    """
    try:
        return confined("pages", Content(pdf, limits), Made, limits).pages
    except NotLooked as why:
        raise BundleRefused(f"{paper(number)}: {why}") from None
