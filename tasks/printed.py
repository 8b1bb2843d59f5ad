"""A paper that is no letter of a request, in the form that is asked for: on the service's letterhead."""

from letters.letter import Letter
from letters.page import page
from letters.plain import plain
from letters.word import word
from rules.letter_forms import Form
from tasks import letterheads
from tasks.letter_copy import pdfs


def printed(paper: Letter, form: Form, service: str) -> bytes:
    """The paper as a file holds it.

    Raises:
        rules.refusal.Refusal: LibreOffice, which prints a PDF, is not here.
    """
    if form is Form.HTML:
        return page(paper).encode()
    if form is Form.TEXT:
        return plain(paper).encode()
    made = word(paper, letterheads.of_the_service(service))
    return pdfs([made])[0] if form is Form.PDF else made
