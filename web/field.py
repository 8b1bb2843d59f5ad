"""The fields of a form: what is asked, and how what was sent becomes values. One declaration draws and reads it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import settings

Kind = Literal[
    "text", "long", "date", "choice", "many", "select", "yes_no", "number", "file", "password", "code", "hidden"
]  # fmt: skip
LONGEST = 20_000  # characters of one field
LETTER = 200_000  # of a whole letter, or of the wording of one: some 60 pages


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that can be chosen."""

    value: str
    text: str
    hint: str = ""


YES_NO = (Option("yes", "Yes"), Option("no", "No"))


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a form."""

    name: str
    label: str
    kind: Kind = "text"
    hint: str = ""
    options: Sequence[Option] = ()
    needed: bool = True
    autocomplete: str = ""
    rows: int = 5  # of a long text
    longest: int = LONGEST  # characters
    several: bool = False  # files
    starts_as: Any = None  # what stands in it at first
    listed: str = ""  # the id of a list of words on the page that are proposed while somebody types

    @property
    def answers(self) -> Sequence[Option]:
        """What can be chosen."""
        return YES_NO if self.kind == "yes_no" else self.options


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was sent: its bytes, and its name on the sender's machine, which is never used as a path."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Sent:
    """A form as it came: the words of each field, and files.

    Attributes:
        cut: something in it was too large: that, and what stands after it on the page, is not here.
    """

    words: Mapping[str, Sequence[str]]
    files: Mapping[str, Sequence[Upload]]
    cut: bool = False

    def one(self, name: str) -> str:
        """The only word of a field, or nothing."""
        return (self.words.get(name) or ("",))[0]


def typed(fields: Sequence[Field], sent: Sent) -> dict[str, Any]:
    """What was typed, in the shape in which the fields are drawn again, so that nothing typed is lost."""
    return {field.name: _typed(field, sent) for field in fields if field.kind not in {"password", "file"}}


def starts_as(fields: Sequence[Field]) -> dict[str, Any]:
    """What stands in the fields before anybody typed; of a date its three parts."""
    found = {}
    for field in fields:
        value = field.starts_as
        if isinstance(value, date):
            value = (str(value.day), str(value.month), str(value.year))
        found[field.name] = value
    return found


def read(fields: Sequence[Field], sent: Sent) -> tuple[dict[str, Any], dict[str, str]]:
    """The values of the fields, and what is wrong, by the name of the field.

    A date is a `date`, a number an `int`, `yes_no` a `bool`, `many` a list of words, a file an `Upload` (a list where
    there may be several), all else a text; None where nothing was said.
    """
    values: dict[str, Any] = {}
    errors: dict[str, str] = {}
    for field in fields:
        try:
            values[field.name] = _value(field, sent)
        except ValueError as wrong:
            errors[field.name] = str(wrong)
            continue
        if field.needed and values[field.name] in (None, [], ()):
            errors[field.name] = _lacking(field)
    return values, errors


def carried(fields: Sequence[Field], sent: Sent) -> list[tuple[str, str]]:
    """What was sent, as hidden fields of the page that asks to confirm it."""
    names = {part for field in fields for part in _parts(field) if field.kind not in {"file", "password"}}
    return [(name, word) for name in sorted(names) for word in sent.words.get(name, ())]


def may_have() -> str:
    """How much may be sent."""
    most = settings.load().largest_file_mb
    return f"Files may have {most} MB together, and a letter as text {LETTER:,} characters."


def _parts(field: Field) -> Sequence[str]:
    return [f"{field.name}-{part}" for part in ("day", "month", "year")] if field.kind == "date" else [field.name]


def _typed(field: Field, sent: Sent) -> Any:
    if field.kind == "hidden":
        return field.starts_as  # the page is drawn from what is on record now
    if field.kind == "date":
        return tuple(sent.one(name) for name in _parts(field))
    return list(sent.words.get(field.name, ())) if field.kind == "many" else sent.one(field.name)


def _value(field: Field, sent: Sent) -> Any:
    if field.kind == "file":
        if sent.cut:
            raise ValueError(_of(field, f"what was sent is too large. {may_have()}"))
        uploads = [upload for upload in sent.files.get(field.name, ()) if upload.name or upload.content]
        return uploads if field.several else next(iter(uploads), None)
    if field.kind == "date":
        return _date(field, [sent.one(name).strip() for name in _parts(field)])
    if field.kind == "many":
        return [_known(field, word) for word in sent.words.get(field.name, ())]
    text = sent.one(field.name).replace("\r\n", "\n")
    if len(text) > field.longest:
        raise ValueError(_of(field, f"this has more than {field.longest:,} characters. Say it in fewer."))
    if field.kind == "password":
        return text or None
    text = text.strip()
    if not text:
        return None
    match field.kind:
        case "choice" | "select":
            return _known(field, text)
        case "yes_no":
            return _known(field, text) == "yes"
        case "number":
            if not (text.isascii() and text.isdigit() and len(text) < 10):
                raise ValueError(_of(field, "write a whole number, such as 3."))
            return int(text)
        case _:
            return text


def _known(field: Field, word: str) -> str:
    options = [option.value for option in field.answers]
    if word not in options:
        raise ValueError(_of(field, "choose one of the answers."))
    return word


def _date(field: Field, parts: Sequence[str]) -> date | None:
    if not any(parts):
        return None
    if not all(part.isascii() and part.isdigit() and len(part) <= 4 for part in parts):
        raise ValueError(_of(field, "write day, month and year in numbers, such as 27 3 2026."))
    day, month, year = map(int, parts)
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(_of(field, "there is no such day. Check day, month and year.")) from None


def _lacking(field: Field) -> str:
    match field.kind:
        case "choice" | "select" | "yes_no" | "many":
            return _of(field, "choose an answer.")
        case "date":
            return _of(field, "enter the date.")
        case "file":
            return _of(field, "choose a file.")
        case _:
            return _of(field, "this must be filled in.")


def _of(field: Field, says: str) -> str:
    """What is wrong, after the field that it is about: a label that asks ends as a question does."""
    if field.label.endswith("?"):
        return f"{field.label} {says[0].upper()}{says[1:]}"
    return f"{field.label}: {says}"
