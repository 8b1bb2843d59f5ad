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
    def words(self) -> str:
        """In words, for a link."""
        return {Form.DOCX: "Word", Form.HTML: "Web page", Form.TEXT: "Plain text", Form.PDF: "PDF"}[self]
