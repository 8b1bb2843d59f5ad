"""What reading a file gives, and the error for a file that cannot be read."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Trust(StrEnum):
    """How far the text can be relied on."""

    SURE = "sure"  # the words as they were typed, or a clear picture of them
    DOUBTFUL = "doubtful"  # a person must look before the program proposes anything


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside the file, byte for byte."""

    filename: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Reading:
    """The text of one incoming file.

    `text` holds the writer's new words only; quoted history of an e-mail is in `quoted`, the standard
    notices cut from it are in `notices`. The writer's name often stands nowhere but in the signature, so
    that stays the end of `text`; `signature` is that end again, empty where none could be told apart.
    `how` says in words how the text was got ("e-mail, plain text part"), `doubts` why a person
    should look. `arrived_on` is the date in the receiving server's own trace header, never the
    sender's Date header, which is `sent_on`. `sender` and `reply_to` are of whoever wrote the words: where
    somebody only passed a message on, of the message inside.
    """

    text: str
    how: str
    trust: Trust
    doubts: tuple[str, ...] = ()
    subject: str | None = None
    sender: str | None = None
    reply_to: str | None = None
    sent_on: date | None = None
    arrived_on: date | None = None
    quoted: str = ""
    signature: str = ""
    notices: str = ""
    attachments: tuple[Attachment, ...] = ()

    @property
    def body(self) -> str:
        """The new words without the signature under them."""
        return self.text.removesuffix(self.signature).rstrip()


class Unreadable(Exception):
    """The file cannot be read. The message says why and what to do, and names no file and no person."""
