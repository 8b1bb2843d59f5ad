"""Words out of a picture, by tesseract where it is installed.

It is run as a program of its own, without a shell and without a file: one grey bitmap goes in, a table of words
comes out. It inherits the limits of the process that reads, and sees no format but the plainest one.
"""

import os
import subprocess
from shutil import which
from time import monotonic

from reading.page_ink import is_empty, passed_over, written_rows
from reading.recognised import Recognised, understood
from reading.turned import turned

_SKEW = (1.5, 15.0)  # degrees: below, tesseract straightens the page itself; above, it finds no lines to measure

NOT_INSTALLED = (
    "it is a picture of a letter, and tesseract, which reads pictures, is not installed here: "
    "install tesseract-ocr with its English data, or read it yourself"
)
NO_ENGLISH = "tesseract could not read it: check that its English data (tesseract-ocr-eng) is installed"
TOO_SLOW = "reading it as a picture took too long; a person must read it"


class NotRead(Exception):
    """No words could be got; the message says why, as a doubt for a person."""


def installed() -> str | None:
    """Give the place of the program; None when there is none."""
    return which("tesseract")


def recognise(bitmap: bytes, seconds: float) -> Recognised:
    """Read one page, upright or not, from a bitmap in the PGM format.

    Raises:
        NotRead: not installed, without English, or too slow.

    """
    end = monotonic() + seconds
    found = _recognised(bitmap, seconds)
    least, most = _SKEW
    if least <= abs(found.skew) <= most:
        straight = turned(bitmap, -found.skew)
        if straight is not None:
            again = _recognised(straight, end - monotonic())
            return again if again.words * 2 > found.words else found
    return found


def _recognised(bitmap: bytes, seconds: float) -> Recognised:
    program = installed()
    if program is None:
        raise NotRead(NOT_INSTALLED)
    if seconds <= 0:
        raise NotRead(TOO_SLOW)
    # 1: find the blocks of the page, and which way up it is; 3: the same for those without the data for that.
    for segmentation in ("1", "3"):
        # Thresholds for each part of the page: a shadow over a photograph hides whole paragraphs otherwise.
        options = ["-l", "eng", "--psm", segmentation, "-c", "thresholding_method=2"]
        table = _run([program, "stdin", "stdout", *options, "tsv"], bitmap, seconds)
        if table is not None:
            written = written_rows(bitmap)
            found, read = understood(table)
            return found.on_page(empty=is_empty(bitmap, written), passed_over=passed_over(written, read))
    raise NotRead(NO_ENGLISH)


def _run(command: list[str], bitmap: bytes, seconds: float) -> str | None:
    # One thread: the limit of processor time counts all of them.
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(
            command,
            input=bitmap,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise NotRead(TOO_SLOW) from None
    except OSError:
        raise NotRead(NOT_INSTALLED) from None
    return done.stdout.decode("utf-8", errors="replace") if done.returncode == 0 else None
