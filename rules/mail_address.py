"""What an e-mail address of the service's own people may be (RFC 5321 section 4.1.2, without what nobody uses)."""

import re
from typing import Final

LONGEST: Final = 254  # RFC 5321 section 4.5.3.1.3, without the angle brackets
_ATOM: Final = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL: Final = r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS: Final = re.compile(rf"(?=.{{1,64}}@){_ATOM}(\.{_ATOM})*@{_LABEL}(\.{_LABEL})*")


def is_address(text: str) -> bool:
    """Whether it is one mailbox: what could end a header line, or name a second one, is none."""
    return len(text) <= LONGEST and _ADDRESS.fullmatch(text) is not None
