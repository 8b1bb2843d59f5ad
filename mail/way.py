"""A way to send a mail, and why it did not go: in words of our own, with no text of another's server in them."""

from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Protocol, Self


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail to one person of the service. Its subject and its headers name nobody but them."""

    to: str
    subject: str
    text: str
    message_id: str  # without the angle brackets; the same at every attempt
    made_at: datetime
    attempt: int = 1


class NotSent(Exception):
    """A mail did not go.

    Attributes:
        because: why, for a person to read.
        for_good: trying again changes nothing.
        nobody: nothing can be sent at the moment: no other mail need be tried now.
    """

    def __init__(self, because: str, *, for_good: bool = False, nobody: bool = False) -> None:
        super().__init__(because)
        self.because, self.for_good, self.nobody = because, for_good, nobody


class Way(Protocol):
    """What sends mails, from `with` to its end."""

    def __enter__(self) -> Self:
        """Begin; nothing is connected before the first mail."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take leave of the server."""

    def send(self, mail: Mail) -> None:
        """Give one mail to the server.

        Raises:
            NotSent
        """
