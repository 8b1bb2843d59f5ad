"""The record of one case as it is taken out: its forms, and whether the events in it are as they were hashed."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any

from rules.audit import chain_hash
from rules.letter_forms import Form


class RecordForm(StrEnum):
    """One form. Its value is how a file in it is called at its end."""

    PDF = "pdf"
    DOCX = "docx"
    HTML = "html"
    JSON = "json"

    @property
    def media_type(self) -> str:
        """As a browser is told."""
        return "application/json" if self is RecordForm.JSON else Form(self.value).media_type

    @property
    def words(self) -> str:
        """In words, for a choice."""
        return "Data" if self is RecordForm.JSON else Form(self.value).words


def changed(events: Iterable[Mapping[str, Any]]) -> Iterator[int]:
    """The numbers of the events that are not as they were hashed.

    Raises:
        KeyError, TypeError: they are no events of a record.
    """
    for event in events:
        if chain_hash(event["number"], event["content"], event["previous"]) != event["hash"]:
            yield event["number"]
