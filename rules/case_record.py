"""The record of one case as it is taken out: its forms, and whether the events in it are as they were hashed."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any

from rules.audit import chain_hash


class RecordForm(StrEnum):
    """One form. Its value is how a file in it is called at its end."""

    PDF = "pdf"
    DOCX = "docx"
    HTML = "html"
    JSON = "json"

    @property
    def media_type(self) -> str:
        """As a browser is told."""
        return {
            RecordForm.PDF: "application/pdf",
            RecordForm.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            RecordForm.HTML: "text/html; charset=utf-8",
            RecordForm.JSON: "application/json",
        }[self]

    @property
    def words(self) -> str:
        """In words, for a choice."""
        return {
            RecordForm.PDF: "PDF",
            RecordForm.DOCX: "Word",
            RecordForm.HTML: "Web page",
            RecordForm.JSON: "Data",
        }[self]


def changed(events: Iterable[Mapping[str, Any]]) -> Iterator[int]:
    """The numbers of the events that are not as they were hashed.

    Raises:
        KeyError, TypeError: they are no events of a record.
    """
    for event in events:
        if chain_hash(event["number"], event["content"], event["previous"]) != event["hash"]:
            yield event["number"]
