"""Run one format's parser and turn whatever goes wrong into one clear line."""

from reading.formats import Format
from reading.limits import Limits
from reading.result import Reading, Unreadable

TOO_HEAVY = (
    "The file needs far more memory than a letter does. "
    "Open it in its own program, save or print it to a new PDF and log that."
)
TOO_DEEP = (
    "The file is nested far deeper than a letter is. Open it in its own program and save the letter as PDF or text."
)


def run(form: Format, content: bytes, limits: Limits) -> Reading:
    """Parse in this process.

    Raises:
        Unreadable: and nothing else, whatever the content; the parser's own words may quote the letter
            and are dropped.

    """
    try:
        return form.parse(content, limits)
    except Unreadable:
        raise
    except MemoryError:
        raise Unreadable(TOO_HEAVY) from None
    except RecursionError:
        raise Unreadable(TOO_DEEP) from None
    except Exception:
        # Parsers of foreign formats fail in too many ways to list; for the reader they are one.
        raise Unreadable(
            f"The {form.name} is damaged or not complete. Open it in its own program and save it again, "
            "or ask the sender for it again."
        ) from None
