"""A file becomes text: `read(content, filename)` gives a `Reading` or raises `Unreadable`."""

from reading.door import read
from reading.result import Attachment, Reading, Trust, Unreadable

__all__ = ["Attachment", "Reading", "Trust", "Unreadable", "read"]
