"""A file that a command writes, where it is told to."""

import sys
from pathlib import Path


def write(file: Path, content: bytes) -> None:
    """Write it, and say so.

    Raises:
        rules.refusal.Refusal: there is a file of that name, or it cannot be written.
    """
    from rules.refusal import Refusal

    try:
        with file.open("xb") as new:
            new.write(content)
    except FileExistsError:
        raise Refusal("There is a file of that name already: it is not replaced.") from None
    except OSError:
        raise Refusal("The file cannot be written: check its folder.") from None
    print(f"Written: {file}", file=sys.stderr)
