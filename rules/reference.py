"""The reference of a request, such as DER-2026-0042: the service's code, the year of its logging, a number."""

import re
from typing import Final

_NUMBER: Final = r"\d{4}-\d{4,6}"
_REFERENCE: Final = re.compile(rf"[A-Z]{{2,8}}-{_NUMBER}")


def is_reference(text: str) -> bool:
    """Whether it has the form of a reference, of whichever service."""
    return _REFERENCE.fullmatch(text) is not None


def references_in(text: str, code: str) -> list[str]:
    """The references of a service that a text names, each once, whether there is such a request or not."""
    found = re.findall(rf"(?<![A-Z0-9-]){re.escape(code)}-{_NUMBER}(?![0-9-])", text.upper())
    return list(dict.fromkeys(found))
