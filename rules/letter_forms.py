"""The forms in which a letter leaves the program."""

from enum import StrEnum


class Form(StrEnum):
    """One form of a letter. Values are typed at the command line, and stand in addresses."""

    DOCX = "docx"
    HTML = "html"
    TEXT = "text"
    PDF = "pdf"

    @property
    def suffix(self) -> str:
        """How a file in that form is called at its end."""
        return "txt" if self is Form.TEXT else self.value

    @property
    def media_type(self) -> str:
        """As a browser is told."""
        return {
            Form.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Form.HTML: "text/html; charset=utf-8",
            Form.TEXT: "text/plain; charset=utf-8",
            Form.PDF: "application/pdf",
        }[self]

    @property
    def words(self) -> str:
        """In words, for a link."""
        return {Form.DOCX: "Word", Form.HTML: "Web page", Form.TEXT: "Plain text", Form.PDF: "PDF"}[self]
