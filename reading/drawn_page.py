"""Draw a page of a PDF as a picture, by poppler's pdftoppm where it is installed.

The page is drawn as a viewer shows it. The pictures inside a PDF would be only its pieces: scanners cut a page into
strips, store it turned, or in codings that a picture library does not know.
"""

import subprocess
from shutil import which

from reading.tesseract import TOO_SLOW, NotRead

_LONGEST = "3508"  # pixels: the long side of A4 at 300 dots an inch, whatever size the page claims
NO_POPPLER = (
    "it is a scan, and pdftoppm, which draws the pages, is not installed here: "
    "install poppler-utils, or read it yourself"
)
_NOT_DRAWN = "the page could not be drawn; a person must read it"


def drawn(content: bytes, number: int, seconds: float) -> bytes:
    """Give one page as a grey PGM bitmap. The PDF goes in by the pipe, no file is written.

    Raises:
        NotRead: not installed, too slow, or the page is broken.

    """
    program = which("pdftoppm")
    if program is None:
        raise NotRead(NO_POPPLER)
    if seconds <= 0:
        raise NotRead(TOO_SLOW)
    page = str(number)
    try:
        done = subprocess.run(
            [program, "-gray", "-scale-to", _LONGEST, "-f", page, "-l", page, "-"],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise NotRead(TOO_SLOW) from None
    except OSError:
        raise NotRead(NO_POPPLER) from None
    if done.returncode != 0 or not done.stdout.startswith(b"P5"):
        raise NotRead(_NOT_DRAWN)
    return done.stdout
