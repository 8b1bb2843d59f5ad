"""What goes to the child process and what comes back. Passwords go by the pipe, never on a command line."""

from dataclasses import dataclass

from bundle.finding import Finding
from bundle.limits import Limits


@dataclass(frozen=True, slots=True)
class Content:
    """One file to look at, to draw or to clean."""

    content: bytes
    limits: Limits


@dataclass(frozen=True, slots=True)
class Findings:
    """What the last look found."""

    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was made, and its pages where they can be counted."""

    content: bytes
    pages: int = 0


@dataclass(frozen=True, slots=True)
class Sheaf:
    """What becomes one file, in order: for each its bookmark, the prefix of its page labels, and the file."""

    files: tuple[tuple[str, str, bytes], ...]
    title: str
    made_at: str  # ISO 8601
    limits: Limits


@dataclass(frozen=True, slots=True)
class Lock:
    """One finished file to be locked, or a locked one to be tried."""

    content: bytes
    password: str
    owner_password: str


@dataclass(frozen=True, slots=True)
class Order:
    """The name of the job and its order, packed."""

    job: str
    order: bytes
    limits: Limits


@dataclass(frozen=True, slots=True)
class Reply:
    """What the job made, packed, or the line that says why it made nothing."""

    made: bytes | None = None
    refusal: str | None = None
