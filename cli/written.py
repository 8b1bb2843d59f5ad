"""A file that a command writes, where it is told to."""

import sys
from pathlib import Path


def write(file: Path, content: bytes) -> None:
    """Write it, and say so.

    Raises:
        rules.refusal.Refusal: it cannot be written.
    """
    from rules.refusal import Refusal

    try:
        file.write_bytes(content)
    except OSError:
        raise Refusal("The file cannot be written: check its folder.") from None
    print(f"Written: {file}", file=sys.stderr)
