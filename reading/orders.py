"""What goes to the child process and what comes back."""

from dataclasses import dataclass

from reading.limits import Limits
from reading.result import Reading


@dataclass(frozen=True, slots=True)
class Order:
    """Parse this content as the format of that name within these limits."""

    form: str
    limits: Limits
    content: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """A reading, or the line that says why there is none."""

    reading: Reading | None = None
    refusal: str | None = None
