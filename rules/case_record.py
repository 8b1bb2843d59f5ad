"""The record of one case as it is taken out: its forms, and whether the events in it are as they were hashed."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from rules.audit import chain_hash
from rules.letter_forms import Form
from rules.refusal import Refusal

FORMAT: Final = "case-record-1"  # of the data


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


class NoRecord(Refusal):
    """The file is no record of a case as data."""


@dataclass(frozen=True, slots=True)
class Given:
    """What can be checked of a record that is given back as data.

    Attributes:
        hashes: of its events, by their numbers.
        wrong: what its events say of themselves, without any log.
    """

    reference: str
    hashes: Mapping[int, str]
    wrong: tuple[str, ...]


def given(content: bytes) -> Given:
    """The events of a record that is given back as data.

    Raises:
        NoRecord
    """
    try:
        record = json.loads(content)
        if record["format"] != FORMAT:
            raise ValueError
        reference, events = record["story"]["reference"], record["events"]
        numbers = [event["number"] for event in events]
        whole = isinstance(reference, str) and all(type(number) is int for number in numbers)
        if not whole:
            raise ValueError
        wrong = [
            f"Event {number} stands in it more than once." for number, times in Counter(numbers).items() if times > 1
        ]
        for event in events:
            if chain_hash(event["number"], event["content"], event["previous"]) != event["hash"]:
                wrong.append(f"Event {event['number']} was changed after it was written.")
            elif event["content"]["reference"] != reference:
                wrong.append(f"Event {event['number']} is not about {reference}.")
        return Given(reference, {event["number"]: event["hash"] for event in events}, tuple(wrong))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise NoRecord(
            "This is no record of a case that was taken out here, or it was changed since: no file with these bytes "
            "stands in the log. Of a PDF, Word or HTML file nothing else can be checked."
        ) from None


def differing(found: Given, log: Mapping[int, str]) -> Iterator[str]:
    """How the events of a record differ from those that the log has of the same request.

    Args:
        log: the hashes of these, by their numbers. What was recorded after the record was made is no difference.
    """
    yield from (
        f"Event {number} stands otherwise in the log."
        for number, its in found.hashes.items()
        if log.get(number) != its
    )
    last = max(found.hashes, default=0)
    yield from (
        f"Event {number} of the log is not in the file."
        for number in log
        if number not in found.hashes and number < last
    )
